"""What is derived from a place, in words and colours."""

from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from geo.coordinates import in_figures
from geo.precision import Precision
from places import week
from places.calendars import state_of
from places.models import Place, Visibility
from places.opening import Hours, State, Stretch


def precision(place: Place) -> SafeString:
    """Return how precisely the point of `place` is known, as a coloured mark with its words."""
    if place.location is None:
        return _mark("none", _("kein Punkt"))
    return _mark(place.position_precision, Precision(place.position_precision).label)


def known(place: Place) -> SafeString:
    """Return how precisely the point of `place` is known, and who knew it."""
    return format_html("{} {}", precision(place), place.position_source and f"({place.position_source})")


def today(place: Place, at: datetime) -> str:
    """Return when `place` is open on the day of the moment `at`, from clock to clock."""
    if not place.opening_hours:
        return _("nicht bekannt")
    hours = Hours(place.opening_hours, place.timezone, state_of(place.area.key))
    day, _tomorrow = week.days(hours, at, count=2)  # the last is cut at midnight
    return ", ".join(_time(each, is_whole=day.is_whole) for each in day.times) or _("geschlossen")


def _time(stretch: Stretch, *, is_whole: bool) -> str:
    said = {State.BY_APPOINTMENT: _("nach Vereinbarung"), State.UNKNOWN: _("nicht bekannt")}.get(stretch.state, "")
    if is_whole:
        return said or _("den ganzen Tag")
    return f"{stretch.start:%H:%M}–{stretch.end:%H:%M} {said}".strip()


def _mark(kind: str, words: object) -> SafeString:
    return format_html('<span class="precision precision-{}">{}</span>', kind, words)


def figures(place: Place) -> str:
    """Return latitude and longitude of the exact point; "" without one."""
    return in_figures(place.location) if place.location else ""


def to_the_public(place: Place) -> str:
    """Return what the public may know of where `place` is."""
    names = {"area": place.area.name}
    if place.visibility == Visibility.HIDDEN:
        return _("Nichts: Der Ort ist auf keiner Karte und in keiner Liste.")
    if place.visibility == Visibility.AREA_ONLY:
        return (
            _(
                "Nur die Gemeinde (%(area)s): einen festen Stellvertreter-Punkt. "
                "Adresse, genauer Punkt, Quellen und Anmerkung zur Lage bleiben hier. Alles andere ist öffentlich: "
                "Bitte in Name, Kurzname, Beschreibung, Hinweis, Website und Angeboten keine Adresse nennen."
            )
            % names
        )
    if place.location is None:
        return _("Adresse und Gemeinde (%(area)s). Weil der Punkt fehlt, steht der Ort in ihrer Mitte.") % names
    if Precision(place.position_precision).approximate:
        return _("Adresse und Punkt; er gilt als „ungefähre Lage“ und erscheint als Fläche.")
    return _("Adresse und genauen Punkt.")
