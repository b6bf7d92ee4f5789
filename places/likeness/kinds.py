"""What is compared, and what is found."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.folding import fold
from places.likeness.names import ALIKE, Name
from places.models import Place

NEAR = D(m=150)


class Why(models.TextChoices):
    """In what two places are alike."""

    PHONE = "phone", _("dieselbe Telefonnummer")
    NEAR = "near", _("ganz in der Nähe")
    ADDRESS = "address", _("dieselbe Adresse")
    NAME = "name", _("ähnlicher Name")


@dataclass(frozen=True)
class Similar:
    """A place that may be the one that is meant; `metres` from it where both points are known, `likeness` of names."""

    place: Place
    likeness: float
    why: Why
    metres: float | None = None


class Described(NamedTuple):
    """What is known of a place that somebody describes."""

    name: str
    street: str = ""
    town: str = ""
    at: Point | None = None
    phones: Collection[str] = ()

    @property
    def called(self) -> Name:
        return Name.of(self.name, self.town)


def name_of(place: Place, *, exact: bool = True) -> Name:
    """Return the name of `place` as it is compared; without `exact` its town stays unknown but for the municipality."""
    return Name.of(place.name, place.area.name, place.town if exact else "")


def at_the_same_address(place: Place, described: Described) -> bool:
    street = fold(described.street)
    return bool(street) and fold(place.street) == street and is_in_town(fold(described.town), towns_of(place))


def is_in_town(town: str, towns: Collection[str]) -> bool:
    """Whether nothing says that what is in the folded `town` is in another than one called so."""
    return not town or town in towns


def towns_of(place: Place) -> set[str]:
    """Return how the town of `place` may be called, folded."""
    return {fold(place.town), fold(place.area.name), fold(place.area.name.partition("(")[0])} - {""}


def likeliest(found: Similar) -> tuple[bool, float, float]:
    """Order by how likely it is that the same place is meant: a number is the same in whichever script the name is."""
    return (found.likeness < ALIKE and found.why != Why.PHONE, -found.likeness, found.metres or 0.0)
