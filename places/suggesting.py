"""Suggestions as they come: cleaned, kept for those who decide, and changing nothing."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.contrib.gis.measure import D
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.bearing import metres
from geo.coordinates import point
from geo.geocoding import Address, GeocodingError, geocode
from geo.languages import SOURCE
from geo.models import Area
from places import facts
from places.facts import BadFact, Facts, Rule
from places.models import Place, Suggestion

Kind = Suggestion.Kind
Origin = Suggestion.Origin

LONGEST_MESSAGE = 2_000
_SLUG = re.compile("[-a-zA-Z0-9_]+", re.ASCII)
_ABOUT_CLOSING = {"closed_on", "replaced_by"}
_FARTHEST = D(km=200)  # no place moves as far
_WHERE = gettext_lazy("Wo ist das? Bitte geben Sie Postleitzahl und Ort an, oder tippen Sie auf die Karte.")


def suggest(
    *,
    kind: Kind,
    place: Place | None = None,
    changes: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
    message: str = "",
    email: str = "",
    language: str = SOURCE,
    origin: Origin = Origin.VISITOR,
) -> Suggestion:
    """Keep what somebody suggests about `place`, or a new one, and return it. The place does not change.

    `before` is what the sender saw of it; today's values by default. What is as it was is left out. Raises BadFact.
    """
    suggestion = draft(
        kind=kind,
        place=place,
        changes=changes,
        before=before,
        message=message,
        email=email,
        language=language,
        origin=origin,
    )
    suggestion.save()
    return suggestion


def draft(
    *,
    kind: Kind,
    place: Place | None,
    changes: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
    message: str,
    email: str,
    language: str = SOURCE,
    origin: Origin,
) -> Suggestion:
    """Return what `suggest` keeps, not kept yet: for who asks first whether any more may be sent. Raises BadFact."""
    said = _cleaned(kind, place, changes)
    known = _known(kind, place)
    seen = {name: (before or known).get(name, known.get(name)) for name in said}
    said = {name: value for name, value in said.items() if value != seen[name]}
    _refuse_nothing(kind, said, message)
    return Suggestion(
        kind=kind,
        place=place,
        area=place.area if place else _area_of(said),
        changes=said,
        before=known if kind == Kind.CLOSED else {name: seen[name] for name in said if name in known},
        message=_message(message),
        email=facts.clean("email", email),
        language=language,
        origin=origin,
    )


def _known(kind: Kind, place: Place | None) -> Facts:
    if place is None:
        return facts.read_new()
    return facts.read_closing(place) if kind == Kind.CLOSED else facts.read(place)


def _cleaned(kind: Kind, place: Place | None, changes: Mapping[str, Any]) -> Facts:
    if (place is None) != (kind == Kind.NEW):
        raise BadFact("place", Rule("is needed, except for what is new", gettext_lazy("Welcher Ort ist gemeint?")))
    if kind == Kind.CLOSED:
        return {name: about_closing(name, value, place) for name, value in changes.items()}
    found = facts.clean_all(changes, place)
    if place is not None:
        known = facts.suggestible(place)
        for name in found:
            if name not in known:
                rule = Rule("cannot be suggested here", gettext_lazy("Diese Angabe kann man hier nicht ändern."))
                raise facts.UnknownFact(name, rule)
        _refuse_far(found, place)
    elif "name" not in found:
        raise BadFact("name", Rule("is missing", gettext_lazy("Wie heißt der Ort?")))
    return found


def _refuse_far(said: Facts, place: Place) -> None:
    """Refuse a position that cannot be meant, such as one whose degrees were swapped."""
    at = said.get("position")
    if at and metres(place.area.stand_in, point(**at)) > _FARTHEST.m:
        rule = Rule(f"must be within {_FARTHEST.km:.0f} km of the municipality: lon is east, lat is north", _WHERE)
        raise BadFact("position", rule)


def about_closing(name: str, value: Any, place: Place | None) -> str:
    """Return `value` as it is kept of a closed place: since when, or the short name of what replaced it."""
    if name == "closed_on":
        try:
            day = date.fromisoformat(value)
        except (TypeError, ValueError):
            rule = Rule("must be a date, such as 2026-11-25", gettext_lazy("Bitte geben Sie ein Datum ein."))
            raise BadFact(name, rule) from None
        return facts.clean_closing_day(day).isoformat()
    if name == "replaced_by":
        others = Place.objects.published().exclude(pk=place and place.pk)
        if isinstance(value, str) and _SLUG.fullmatch(value) and others.named(value).exists():
            return value
        raise BadFact(name, Rule("must be the slug of another place", gettext_lazy("Diesen Ort gibt es hier nicht.")))
    known = ", ".join(sorted(_ABOUT_CLOSING))
    raise facts.UnknownFact(name, Rule(f"is unknown here; known are: {known}", gettext_lazy("Das gibt es hier nicht.")))


def _message(text: str) -> str:
    kept = text.encode(errors="ignore").decode()  # halves of surrogate pairs, which JSON can name and nobody types
    message = kept.replace("\0", "").replace("\r\n", "\n").strip()
    if len(message) > LONGEST_MESSAGE:
        said = _("Das ist zu lang: höchstens %(longest)s Zeichen.") % {"longest": LONGEST_MESSAGE}
        raise BadFact("message", Rule(f"must have at most {LONGEST_MESSAGE} characters", said))
    return message


def _refuse_nothing(kind: Kind, said: Facts, message: str) -> None:
    if kind != Kind.CLOSED and not said and not message.strip():
        rule = Rule(
            "are missing: nothing differs from what is known, and there is no message",
            gettext_lazy("Bitte ändern Sie etwas, oder schreiben Sie uns, was falsch ist."),
        )
        raise BadFact("changes", rule)


def _area_of(said: Facts) -> Area:
    """Return the municipality of a place that is missing: that of its point, or of its address. Raises BadFact."""
    municipalities = Area.objects.municipalities().without_outlines()
    at = said.get("position")
    area: Area | None = None
    with suppress(GeocodingError):
        found = point(**at) if at else geocode(_address(said), ask_online=False).location
        area = municipalities.holding(found).first()
    if area is None:
        rule = Rule("must be within the district: send a position, or postcode and town", _WHERE)
        raise BadFact("position" if at else "town", rule)
    return area


def _address(said: Facts) -> Address:
    return Address(**{name: said.get(name, "") for name in ("street", "postcode", "town")})
