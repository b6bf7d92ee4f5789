"""What an editor has to do: the places of the own areas that need somebody, those first that concern most people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from places import roles
from places.models import ContactCheck, Place
from places.querysets import PlaceQuerySet
from places.verifying import asking, due
from places.verifying.telling import Saying, all_sayings, label


class Reason(models.TextChoices):
    """Why a place is on the list, the most urgent first."""

    REPORTED = "reported", _("gemeldet")
    DEAD = "dead", _("Link oder Nummer tot")
    UNANSWERED = "unanswered", _("zweimal gefragt, keine Antwort")
    DUE = "due", _("lange nicht bestätigt")
    UNREACHABLE = "unreachable", _("Ansprechperson nicht erreichbar")
    IMPRECISE = "imprecise", _("Lage ungefähr")
    INCOMPLETE = "incomplete", _("unvollständig")


@dataclass(frozen=True)
class Task:
    """A place with all that is to be done about it.

    `old` is what it says that is due, `unknown` the names of what it does not say, `dead` are the contacts that do not
    work, and `people` is how many live where it helps.
    """

    place: Place
    reasons: Sequence[Reason]
    old: Sequence[Saying]
    unknown: Sequence[str]
    dead: Sequence[ContactCheck]
    people: int


def tasks(user: Any, today: date, reason: Reason | None = None, *, area: str = "") -> PlaceQuerySet:
    """Return the places about which `user` has something to do, for `reason` and in the area `area` if one is named."""
    own = roles.editable_places(user).published()
    places = due.with_due(own.in_area(area) if area else own, today).with_sayings()
    places = asking.with_askings(places, today).with_suggestions().with_people()
    places = places.with_needs(ContactCheck.objects.dead().places())
    return places.needing([reason] if reason else Reason.values).order_by("-people", "slug")


def tasks_about(places: Iterable[Place]) -> list[Task]:
    """Return what is to be done about some of the places of `tasks`, with one query for all their contacts."""
    found = list(places)
    dead = ContactCheck.objects.dead().filter(value__in={value for place in found for value in _contacts(place)})
    by_value = {check.value: check for check in dead}
    return [_task(place, by_value) for place in found]


def _task(place: Any, dead: Mapping[str, ContactCheck]) -> Task:
    found = due.of(place)
    return Task(
        place,
        reasons=[reason for reason in Reason if getattr(place, f"is_{reason.value}")],
        old=all_sayings(place, found.old),
        unknown=[label(fact) for fact in found.unknown],
        dead=[dead[value] for value in dict.fromkeys(_contacts(place)) if value in dead],
        people=place.people,
    )


def _contacts(place: Place) -> Iterator[str]:
    """Yield the links and numbers that `places` of ContactCheck looks for."""
    yield place.website
    if place.organization:
        yield place.organization.website
    yield from (source.url for source in place.sources.all())
    yield from (phone.number for phone in place.phones.all())


def how_many(user: Any, today: date, *, area: str = "") -> dict[Reason, int]:
    """Return how many places there are for each reason."""
    counted = tasks(user, today, area=area).how_many_need(Reason.values)
    return {reason: counted[reason.value] for reason in Reason}
