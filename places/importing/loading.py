"""Files -> categories, organizations and places. A second run changes nothing; what people changed stays."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from geo.importing import Changes, InvalidFile, Row, alone
from places.confirming import confirm_as_loaded
from places.history import attributed
from places.importing import addresses, describing, records
from places.importing.ledger import Ledger
from places.importing.writing import Surroundings, save, write
from places.models import Category, LoadedRecord, Organization, Place

_M = TypeVar("_M", bound=Model)


def load_categories(path: Path) -> Changes:
    """Load a JSON list of categories. Raises InvalidFile."""
    rows = records.rows(path, records.read_json(path), "category", records.CATEGORY, key="key")
    with alone():
        known = {category.key: category for category in Category.objects.all()}
        return _settle(
            Ledger(LoadedRecord.Kind.CATEGORY, key="key"),
            rows,
            known,
            describe=describing.category,
            write=lambda row, before: save(row, Category(**row.values), before),
        )


def load_places(path: Path) -> Changes:
    """Load a JSON object of `organizations` and `places`; areas and categories are there before.

    A place that people changed or removed since it was loaded stays as they left it. One that
    is not in the file stays. Returns what happened to the places. Raises InvalidFile.
    """
    found = records.read_json(path)
    if not isinstance(found, dict) or found.keys() - {"organizations", "places"}:
        raise InvalidFile(path, "", "an object with the lists organizations and places is needed")
    organizations = records.rows(path, found.get("organizations", []), "organization", records.ORGANIZATION, key="slug")
    places = records.rows(path, found.get("places", []), "place", records.PLACE, key="slug")
    with alone(), attributed(why=_("Daten des Gebiets"), via="load_places"):
        _organizations(organizations)
        return _places(places)


def _organizations(rows: list[Row]) -> None:
    known = {organization.slug: organization for organization in Organization.objects.all()}
    _settle(
        Ledger(LoadedRecord.Kind.ORGANIZATION, key="slug"),
        rows,
        known,
        describe=describing.organization,
        write=lambda row, before: save(row, Organization(**row.values), before),
    )


def _places(rows: list[Row]) -> Changes:
    around = Surroundings.read()
    return _settle(
        Ledger(LoadedRecord.Kind.PLACE, key="slug"),
        rows,
        _known({row.text("slug") for row in rows}),
        describe=describing.place,
        write=lambda row, before: _write(row, before, around),
    )


def _write(row: Row, before: Place | None, around: Surroundings) -> Place:
    place = write(row, before, around)
    confirm_as_loaded(place)
    return addresses.keep(before, place)


def _settle(
    ledger: Ledger,
    rows: list[Row],
    known: Mapping[str, _M],
    *,
    describe: Callable[[_M], Mapping[str, Any]],
    write: Callable[[Row, _M | None], _M],
) -> Changes:
    """Settle each of `rows` with what is `known` by its key."""
    changes = Changes()
    for row in rows:
        present = known.get(row.text(ledger.key))
        changes[ledger.settle(row, present, describe=describe, write=write)] += 1
    return changes


def _known(slugs: Collection[str]) -> dict[str, Place]:
    places = (
        Place.objects.filter(slug__in=slugs)
        .select_related("area", "organization")
        .prefetch_related("serves", "phones", "sources", "offers__category", "offers__times")
    )
    return {place.slug: place for place in places}
