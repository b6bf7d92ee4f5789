"""An address and its point: what is asked, and what is answered."""

import unicodedata
from dataclasses import dataclass, fields
from typing import Self

from django.contrib.gis.geos import Point

from geo.folding import fold
from geo.geocoding import reading
from geo.geocoding.errors import AddressNotFound, InvalidAddress
from geo.precision import Precision

LONGEST = 200


@dataclass(frozen=True)
class Address:
    """Street with house number, postcode and town; at least one of them, at most 200 characters.

    Raises InvalidAddress for anything else, and for control characters.
    """

    street: str = ""
    postcode: str = ""
    town: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, tidy(getattr(self, field.name)))
        object.__setattr__(self, "street", reading.spaced(self.street))
        if not self.key:
            raise InvalidAddress("the address is empty: give street, postcode or town")
        if len(self.text) > LONGEST:
            raise InvalidAddress(f"the address has more than {LONGEST} characters")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "Bergmannstraße 37, 26789 Leer" in any order, with or without commas.

        Raises InvalidAddress where the text is empty, too long or holds control characters.
        """
        street, postcode, town = reading.parts(reading.spaced(tidy(text)))
        return cls(street=street, postcode=postcode, town=town)

    @property
    def text(self) -> str:
        """The address as people write it."""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.town}".strip()) if part)

    @property
    def key(self) -> str:
        """The address in compared form: equal for two spellings of one address."""
        return fold(f"{self.street} {self.postcode} {self.town}")


@dataclass(frozen=True)
class Geocoded:
    """A point for an address: how precise, who knew it, and as what it was found.

    `in_named_area` says whether the point lies in the municipality that the address names; None
    where it names none that we know. `kind` is what the gazetteer calls it, or "address".
    """

    location: Point
    precision: Precision
    provider: str
    label: str
    in_named_area: bool | None = None
    kind: str = "address"


def finer(theirs: Geocoded | None, ours: Geocoded | None) -> Geocoded:
    """Return the more precise answer, `theirs` where they are equal. Raises AddressNotFound where there is none."""
    if theirs and ours:
        return ours if ours.precision.finer_than(theirs.precision) else theirs
    if answer := theirs or ours:
        return answer
    raise AddressNotFound("neither postcode nor town are in the gazetteer")


def tidy(text: str) -> str:
    """Return `text` with single spaces, compatible letters, and without invisible ones (soft hyphens).

    Raises InvalidAddress where it is longer than 200 characters or holds control characters.
    """
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text):
        raise InvalidAddress("the address holds control characters")
    if len(text) > LONGEST:
        raise InvalidAddress(f"the address has more than {LONGEST} characters")
    return text
