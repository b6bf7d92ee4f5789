"""Files -> categories, organizations and places. A second run changes nothing; what people changed stays."""

from collections.abc import Collection
from functools import partial
from pathlib import Path

from geo.importing import Changes, InvalidFile, Row, alone
from places.importing import addresses, describing, records
from places.importing.ledger import Ledger
from places.importing.writing import Surroundings, save, write
from places.models import Category, LoadedRecord, Organization, Place


def load_categories(path: Path) -> Changes:
    """Load a JSON list of categories. Raises InvalidFile."""
    rows = records.rows(path, records.read_json(path), "category", records.CATEGORY, key="key")
    changes = Changes()
    with alone():
        ledger = Ledger(LoadedRecord.Kind.CATEGORY)
        known = {category.key: category for category in Category.objects.all()}
        for row in rows:
            before = known.get(row.text("key"))
            change = ledger.settle(
                row.text("key"),
                row.values,
                before,
                describe=describing.category,
                write=partial(save, row, Category(**row.values), before),
            )
            changes[change] += 1
    return changes


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
    with alone():
        _organizations(organizations)
        return _places(places)


def _organizations(rows: list[Row]) -> None:
    ledger = Ledger(LoadedRecord.Kind.ORGANIZATION)
    known = {organization.slug: organization for organization in Organization.objects.all()}
    for row in rows:
        before = known.get(row.text("slug"))
        ledger.settle(
            row.text("slug"),
            row.values,
            before,
            describe=describing.organization,
            write=partial(save, row, Organization(**row.values), before),
        )


def _places(rows: list[Row]) -> Changes:
    ledger, around, changes = Ledger(LoadedRecord.Kind.PLACE), Surroundings.read(), Changes()
    known = _known({row.text("slug") for row in rows})
    for row in rows:
        before = known.get(row.text("slug"))
        change = ledger.settle(
            row.text("slug"),
            row.values,
            before,
            describe=describing.place,
            write=partial(_write, row, before, around),
        )
        changes[change] += 1
    return changes


def _write(row: Row, before: Place | None, around: Surroundings) -> Place:
    return addresses.keep(before, write(row, before, around))


def _known(slugs: Collection[str]) -> dict[str, Place]:
    places = (
        Place.objects.filter(slug__in=slugs)
        .select_related("area", "organization")
        .prefetch_related("serves", "phones", "sources", "offers__category")
    )
    return {place.slug: place for place in places}
