"""Where the rows of an import lie: by their own point, else by their address."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from geo.geocoding import Address, Geocoded, GeocodingError, InvalidAddress, geocode, geocode_all
from geo.models import Area
from places import locating
from places.models import Import, ImportRow, Visibility
from places.spreadsheets.holding import MAPPED, State, held, renew
from places.spreadsheets.understanding import Surroundings, position_of, understand

_WRITTEN = ("is_located", "point", "precision", "point_source")
_BATCH = 1000
_MOST_ASKED = 5  # addresses of a provider, which lets us wait a second after each, in one step


class Progress(NamedTuple):
    done: int
    total: int


class Asked(NamedTuple):
    """An address, and whether others may learn that somebody asks for it."""

    address: Address
    is_public: bool


class Found(NamedTuple):
    """A point, how precise it is, and who knew it; all empty where nobody knows."""

    point: Point | None = None
    precision: str = ""
    source: str = ""


def locate_some(given: Import, limit: int) -> Progress:
    """Look up the addresses of `limit` more rows, and tell how many are done. Raises NotTheTime.

    A provider is asked for a few of them alone; the others are left to the next step. Nobody waits for a provider
    behind a lock, and what was corrected meanwhile is left, too.
    """
    rows = list(given.rows.to_locate()[:limit])
    found = look_up(given, rows, Surroundings.read())
    with transaction.atomic():
        locked = held(given, at=MAPPED)
        _keep(rows, found, locked)
        total, left = locked.rows.count(), locked.rows.to_locate().count()
        if not left and locked.state == State.MAPPED:
            locked.state = State.LOCATED
            locked.save(update_fields=["state"])
    renew(given, locked)
    return Progress(total - left, total)


def _keep(rows: Sequence[ImportRow], found: "Sequence[Found | None]", locked: Import) -> None:
    """Write where the `rows` lie that still say what was looked up."""
    cells = dict(locked.rows.filter(pk__in=[row.pk for row in rows]).values_list("pk", "cells"))
    kept = []
    for row, where in zip(rows, found, strict=True):
        if where is not None and cells.get(row.pk) == row.cells:
            put(row, where)
            kept.append(row)
    write(kept)


def put(row: ImportRow, where: Found) -> None:
    row.is_located = True
    row.point, row.precision, row.point_source = where.point, where.precision, where.source[:300]


def write(rows: Iterable[ImportRow]) -> None:
    """Save where `rows` lie, and in which municipalities that is."""
    kept = list(rows)
    ImportRow.objects.bulk_create(
        kept, batch_size=_BATCH, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN
    )
    ImportRow.objects.filter(pk__in=[row.pk for row in kept]).find_areas(Area.objects.municipalities())


def look_up(given: Import, rows: Sequence[ImportRow], around: Surroundings) -> "list[Found | None]":
    """Return where the `rows` lie; None for those whose address a provider is to be asked for in another step."""
    values = [understand(row.cells, given.mapping, around).values for row in rows]
    asked = [None if position_of(said) else _asked(said, given, around) for said in values]
    answers = _answers(list(dict.fromkeys(each for each in asked if each)))
    return [answers[each] if each else _own(said) for each, said in zip(asked, values, strict=True)]


def _own(values: dict[str, Any]) -> Found:
    if not (own := position_of(values)):
        return Found()
    source = _("Importierte Liste, %(date)s") % {"date": date_format(timezone.localdate())}
    return Found(own[0], own[1].value, source)


def _asked(values: dict[str, Any], given: Import, around: Surroundings) -> Asked | None:
    """Return the address that a row tells, with its municipality where it names neither postcode nor town."""
    street, postcode, town = (values.get(name, "") for name in ("street", "postcode", "town"))
    area = around.areas.get(values.get("municipality", "")) or given.area
    is_public = values.get("visibility", Visibility.PUBLIC) == Visibility.PUBLIC
    try:
        return Asked(Address(street, postcode, town or ("" if postcode or not area else area.name)), is_public)
    except InvalidAddress:
        return None


def _answers(asked: Sequence[Asked]) -> "dict[Asked, Found | None]":
    """Return where the addresses lie, by what we know ourselves; for some of the others a provider is asked.

    What is not public is asked of nobody outside.
    """
    answers: dict[Asked, Found | None] = {}
    to_ask: list[Asked] = []
    for is_public in (True, False):
        of_kind = [each for each in asked if each.is_public == is_public]
        known = geocode_all([each.address for each in of_kind], ask_online=is_public)
        for each, answer in zip(of_kind, known, strict=True):
            answers[each] = None if answer.may_ask else _found(answer.found)
            to_ask += [each] if answer.may_ask else []
    return answers | {each: _found(_from_provider(each.address)) for each in to_ask[:_MOST_ASKED]}


def _from_provider(address: Address) -> Geocoded | GeocodingError:
    try:
        return geocode(address)
    except GeocodingError as error:
        return error


def _found(answer: Geocoded | GeocodingError) -> Found:
    if isinstance(answer, GeocodingError):
        return Found()
    return Found(answer.location, answer.precision.value, locating.source_of(answer))
