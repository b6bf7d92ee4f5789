"""How old a fact is today, and who says so, in words that age by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from places import freshness
from places.freshness import Age, Known
from places.models import as_of

register = template.Library()

_DAY = len("2014-03-21")
_MONTH = len("2014-03")


@dataclass(frozen=True)
class Said:
    """What is said by a party: today, so many days, months or years ago, and as of a date."""

    today: Promise
    days: Promise
    months: Promise
    years: Promise
    since: Promise

    def ago(self, age: Age) -> str:
        """Return how long ago it was said, in the largest unit that is full."""
        for said, number in ((self.years, age.years), (self.months, age.months), (self.days, age.days)):
            if number:
                return str(said % {"number": number})
        return str(self.today)


_BY: Mapping[str, Said] = {
    "operator": Said(
        gettext_lazy("Heute vom Träger bestätigt"),
        ngettext_lazy("Bestätigt vor %(number)s Tag vom Träger", "Bestätigt vor %(number)s Tagen vom Träger", "number"),
        ngettext_lazy(
            "Bestätigt vor %(number)s Monat vom Träger", "Bestätigt vor %(number)s Monaten vom Träger", "number"
        ),
        ngettext_lazy(
            "Bestätigt vor %(number)s Jahr vom Träger", "Bestätigt vor %(number)s Jahren vom Träger", "number"
        ),
        gettext_lazy("Vom Träger bestätigt: %(since)s"),
    ),
    "municipality": Said(
        gettext_lazy("Heute von der Gemeinde bestätigt"),
        ngettext_lazy(
            "Bestätigt vor %(number)s Tag von der Gemeinde", "Bestätigt vor %(number)s Tagen von der Gemeinde", "number"
        ),
        ngettext_lazy(
            "Bestätigt vor %(number)s Monat von der Gemeinde",
            "Bestätigt vor %(number)s Monaten von der Gemeinde",
            "number",
        ),
        ngettext_lazy(
            "Bestätigt vor %(number)s Jahr von der Gemeinde",
            "Bestätigt vor %(number)s Jahren von der Gemeinde",
            "number",
        ),
        gettext_lazy("Von der Gemeinde bestätigt: %(since)s"),
    ),
    "public": Said(
        gettext_lazy("Heute von Besucherinnen und Besuchern bestätigt"),
        ngettext_lazy(
            "Bestätigt vor %(number)s Tag von Besucherinnen und Besuchern",
            "Bestätigt vor %(number)s Tagen von Besucherinnen und Besuchern",
            "number",
        ),
        ngettext_lazy(
            "Bestätigt vor %(number)s Monat von Besucherinnen und Besuchern",
            "Bestätigt vor %(number)s Monaten von Besucherinnen und Besuchern",
            "number",
        ),
        ngettext_lazy(
            "Bestätigt vor %(number)s Jahr von Besucherinnen und Besuchern",
            "Bestätigt vor %(number)s Jahren von Besucherinnen und Besuchern",
            "number",
        ),
        gettext_lazy("Von Besucherinnen und Besuchern bestätigt: %(since)s"),
    ),
}


@dataclass(frozen=True)
class Aged:
    """`since` when something is known, in words that stay true, and how long `ago` it was said, where one can say."""

    since: str
    ago: str
    is_old: bool


@register.simple_tag
def aged(place: Mapping[str, Any], fact: str, own: str) -> Aged | None:
    """Return how a `fact` of `place`, a Feature's properties, with its `own` date is said today; None: nobody knows."""
    known = freshness.known(own, place.get("confirmed", {}).get(fact))
    return in_words(known, fact, timezone.localdate()) if known.as_of else None


def in_words(known: Known, fact: str, today: date) -> Aged:
    age = freshness.age(known.as_of, fact, today)
    if age.is_old:
        since = as_of.in_words(known.as_of[:_MONTH])
        return Aged(_("Seit %(since)s nicht mehr bestätigt.") % {"since": since}, "", is_old=True)
    said = _BY.get(known.by)
    is_exact = len(known.as_of) == _DAY
    return Aged(_since(known), said.ago(age) if said and is_exact else "", is_old=False)


def _since(known: Known) -> str:
    since = {"since": as_of.in_words(known.as_of)}
    if said := _BY.get(known.by):
        return str(said.since) % since
    if known.by == "import":
        return _("Aus einer Datei übernommen, Stand %(since)s") % since
    return _("Stand %(since)s") % since
