"""A record -> a place with all that hangs on it."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from geo.importing import Row
from geo.models import Area
from geo.precision import Precision
from places import locating
from places.importing import records
from places.models import Category, Offer, OfferTimes, Organization, Phone, Place, Source

_M = TypeVar("_M", bound=Model)


@dataclass(frozen=True)
class Surroundings:
    """What records refer to, by key."""

    areas: Mapping[str, Area]
    organizations: Mapping[str, Organization]
    categories: Mapping[str, Category]

    @classmethod
    def read(cls) -> "Surroundings":
        return cls(
            areas={area.key: area for area in Area.objects.without_outlines()},
            organizations={organization.slug: organization for organization in Organization.objects.all()},
            categories={category.key: category for category in Category.objects.all()},
        )


def save(row: Row, made: _M, before: Model | None) -> _M:
    """Check and save `made`, in the row of `before` where there is one."""
    if before is not None:
        made.pk = before.pk
        made._state.adding = False
    try:
        made.full_clean()
    except ValidationError as error:
        raise row.refusal(error) from None
    made.save()
    return made


def write(row: Row, before: Place | None, around: Surroundings) -> Place:
    """Make `before`, or a new place, what the record `row` says."""
    organization = row.text("organization", "")
    place = Place(
        area=named(row, "area", row.text("area"), around.areas),
        organization=named(row, "organization", organization, around.organizations) if organization else None,
        **_given(row, records.FACTS),
    )
    if before and before.area.district_id != place.area.district_id:
        raise row.fault("slug", f"is that of a place in {before.area}, another district")
    serves = [named(row, "serves", key, around.areas) for key in row.values.get("serves", [])]
    save(row, place, before)
    place.serves.set(serves)
    _hang(row, place, around)
    _put(row, place)
    return Place.objects.get(pk=place.pk)


def named(row: Row, field: str, key: str, known: Mapping[str, _M]) -> _M:
    """Return what is `known` by `key`, which stands in `field`; raises InvalidFile where nothing is."""
    if key not in known:
        raise row.fault(field, f"there is no {key!r}")
    return known[key]


def _given(row: Row, fields: Iterable[str]) -> dict[str, Any]:
    return {field: row.values[field] for field in fields if field in row.values}


def _put(row: Row, place: Place) -> None:
    if "lon" not in row.values and "lat" not in row.values:
        return
    named = row.text("position_precision")
    if named not in Precision.values:
        raise row.fault("position_precision", f"{named!r} is none of {', '.join(Precision.values)}")
    locating.put(
        place,
        row.at("lon", "lat", near=place.area.stand_in),
        precision=Precision(named),
        source=row.text("position_source"),
        note=row.text("position_note", ""),
    )


def _hang(row: Row, place: Place, around: Surroundings) -> None:
    """Make the phones, sources and offers of `place` what the record says."""
    phones = [(part, Phone(place=place, **part.values)) for part in _parts(row, "phones", records.PHONE)]
    _settle(place.phones.all(), phones, lambda phone: str(phone.number))
    sources = [(part, Source(place=place, **part.values)) for part in _parts(row, "sources", records.SOURCE)]
    _settle(place.sources.all(), sources, lambda source: (source.title, source.url))
    offers = [(part, _offer(part, place, around)) for part in _parts(row, "offers", records.OFFER)]
    _settle(place.offers.all(), offers, lambda offer: (offer.category_id, offer.title))
    for part, offer in offers:
        times = [(each, OfferTimes(offer=offer, **each.values)) for each in _parts(part, "times", records.TIMES)]
        _settle(offer.times.all(), times, lambda each: each.opening_hours)


def _offer(row: Row, place: Place, around: Surroundings) -> Offer:
    category = named(row, "category", row.text("category"), around.categories)
    given = {field: value for field, value in row.values.items() if field != "times"}
    return Offer(**{**given, "place": place, "category": category})


def _parts(row: Row, field: str, fields: records.Fields) -> list[Row]:
    return records.rows(row.path, row.values.get(field, []), f"{row.label}, {field}", fields)


def _settle(present: Iterable[_M], wanted: list[tuple[Row, _M]], identity: Callable[[_M], Hashable]) -> None:
    """Save what is `wanted`, in the row of what has the same identity, and delete what is not."""
    before = {identity(part): part for part in present}
    for row, part in wanted:
        save(row, part, before.pop(identity(part), None))
    for part in before.values():
        part.delete()
