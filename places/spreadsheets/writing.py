"""What was planned -> places, some statements for all of them together. The caller holds the writers' lock."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from geo.coordinates import point
from geo.folding import fold
from geo.models import Area
from geo.precision import Precision
from places import facts
from places.models import Assertion, Category, Import, ImportRow, Offer, Organization, Phone, Place
from places.spreadsheets import comparing

_BATCH = 1000
_LONGEST_SLUG = 100
_POINT = ("location", "position_precision", "position_source", "position_note")
_CHANGED = (*comparing.PLAIN, "area", "organization", *_POINT, "edited_at")
_Fact = Assertion.Fact


class Writer:
    """Writes the rows of one import; `by` is who says so."""

    def __init__(self, given: Import, by: Any) -> None:
        self.given, self.by = given, by
        self.areas = {area.key: area for area in Area.objects.municipalities().without_outlines()}
        self.categories = {category.key: category for category in Category.objects.all()}

    def write(self, rows: Sequence[ImportRow]) -> set[UUID]:
        """Make the places of `rows` that are new, change those that are changed, and return which these are."""
        self.organizations = _organizations(rows)
        _prefer_indexes(True)
        made = self._make([row for row in rows if row.outcome == ImportRow.Outcome.NEW])
        changed = self._change([row for row in rows if row.outcome == ImportRow.Outcome.CHANGED])
        _prefer_indexes(False)
        return {place.pk for place in (made | changed).values()}

    def _make(self, rows: Sequence[ImportRow]) -> "dict[ImportRow, Place]":
        """Make the places of `rows`; first what hangs on them, so that the database derives words and slots once."""
        slugs = _slugs([row.values["name"] for row in rows])
        made = {row: self._set(Place(slug=slug), row) for row, slug in zip(rows, slugs, strict=True)}
        Phone.objects.bulk_create(self._phones(made, {}), batch_size=_BATCH)
        Offer.objects.bulk_create(self._offers(made), batch_size=_BATCH)
        self._assert(made)
        Place.objects.bulk_create(made.values(), batch_size=_BATCH)
        for row, place in made.items():
            row.place = place
        return made

    def _change(self, rows: Sequence[ImportRow]) -> "dict[ImportRow, Place]":
        places = {place.pk: place for place in Place.objects.whole({row.place_id for row in rows if row.place_id})}
        changed = {row: self._set(places[row.place_id], row) for row in rows if row.place_id}
        Place.objects.bulk_create(
            changed.values(), batch_size=_BATCH, update_conflicts=True, unique_fields=["id"], update_fields=_CHANGED
        )
        self._settle_phones({row: place for row, place in changed.items() if "phones" in row.changes})
        Offer.objects.bulk_create(self._offers(changed), batch_size=_BATCH)
        self._assert(changed)
        return changed

    def _set(self, place: Place, row: ImportRow) -> Place:
        """Let `place` say what `row` changes."""
        after = {name: change[1] for name, change in row.changes.items()}
        for name in comparing.PLAIN:
            if name in after:
                setattr(place, name, after[name])
        if "municipality" in after:
            place.area = self.areas[after["municipality"]]
        if "organization" in after:
            place.organization = self.organizations.get(fold(after["organization"]))
        if "position" in after:
            self._put(place, row, after["position"])
        return place

    def _put(self, place: Place, row: ImportRow, where: dict[str, Any] | None) -> None:
        place.location = point(lon=where["lon"], lat=where["lat"]) if where else None
        place.position_precision = row.precision if where else Precision.MUNICIPALITY
        place.position_source, place.position_note = row.point_source if where else "", ""

    def _as_of(self, row: ImportRow) -> str:
        return str(row.values.get("as_of", ""))

    def _phones(self, rows: "dict[ImportRow, Place]", known: dict[Any, Phone]) -> list[Phone]:
        return [
            Phone(place=place, as_of=self._as_of(row), **phone)
            for row, place in rows.items()
            for phone in row.changes.get("phones", [[], []])[1]
            if (place.pk, phone["number"]) not in known
        ]

    def _settle_phones(self, rows: "dict[ImportRow, Place]") -> None:
        """Make the numbers of the places of `rows` those that these say; who answers a number that stays is kept."""
        present = Phone.objects.filter(place__in=[place.pk for place in rows.values()])
        known = {(phone.place_id, str(phone.number)): phone for phone in present}
        wanted = {
            (place.pk, phone["number"]): phone for row, place in rows.items() for phone in row.changes["phones"][1]
        }
        Phone.objects.filter(pk__in=[phone.pk for key, phone in known.items() if key not in wanted]).delete()
        answered = [phone for key, phone in known.items() if key in wanted and phone.contact != wanted[key]["contact"]]
        for phone in answered:
            phone.contact = wanted[phone.place_id, str(phone.number)]["contact"]
        Phone.objects.bulk_update(answered, ["contact"], batch_size=_BATCH)
        Phone.objects.bulk_create(self._phones(rows, known), batch_size=_BATCH)

    def _offers(self, rows: "dict[ImportRow, Place]") -> list[Offer]:
        """Return an offer for each kind of help that a place has not yet."""
        return [
            Offer(place=place, category=category, title=category.name, as_of=self._as_of(row))
            for row, place in rows.items()
            for key in row.changes.get("categories", [[], []])[1]
            if key not in row.changes["categories"][0] and (category := self.categories[key])
        ]

    def _assert(self, rows: "dict[ImportRow, Place]") -> None:
        """Keep that the list says so, as of the date that it tells; without a date it says nothing."""
        source, now = _("Importierte Liste"), timezone.now()
        said = [
            Assertion(
                place=place, field=fact, said_by=Assertion.Party.IMPORT, user=self.by, source=source,
                as_of=self._as_of(row), confirmed_at=now,
            )
            for row, place in rows.items() if self._as_of(row)
            for fact in sorted(_asserted(row))
        ]  # fmt: skip
        Assertion.objects.bulk_create(
            said,
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["place", "field", "said_by"],
            update_fields=["user", "source", "as_of", "confirmed_at"],
        )


def _prefer_indexes(wanted: bool) -> None:
    """Let triggers look rows up by indexes, for the rest of the transaction.

    Their plans are as old as the connection. Tables that were small then would be read whole for each row, and the
    planner sees nothing of what a transaction wrote: 10,000 places took 7 s more.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off" if wanted else "SET LOCAL enable_seqscan = on")
        cursor.execute("DISCARD PLANS")


def _asserted(row: ImportRow) -> set[Assertion.Fact]:
    """Return which facts `row` says; a point that stands for an area is none."""
    said = facts.asserted_by(name for name, value in row.values.items() if value)
    is_exact = bool(row.precision) and not Precision(row.precision).approximate
    return said | {_Fact.POSITION} if "position" in row.changes and is_exact else said - {_Fact.POSITION}


def _organizations(rows: Iterable[ImportRow]) -> dict[str, Organization]:
    """Return who runs the places of `rows` by folded name; made, where we do not know them."""
    names = {fold(name): name for row in rows if (name := row.changes.get("organization", ["", ""])[1])}
    known = {fold(each.name): each for each in Organization.objects.all()} if names else {}
    new = {key: name for key, name in names.items() if key not in known}
    slugs = _free(list(new.values()), lambda found: Organization.objects.filter(slug__in=found))
    made = [Organization(name=name, slug=slug) for name, slug in zip(new.values(), slugs, strict=True)]
    Organization.objects.bulk_create(made, batch_size=_BATCH)
    return known | dict(zip(new, made, strict=True))


def _slugs(names: Sequence[str]) -> list[str]:
    return _free(names, lambda found: Place.objects.filter(slug__in=found))


def _free(names: Sequence[str], having: Any) -> list[str]:
    """Return a short name for each of `names` that nobody has: numbered, else with some random letters.

    Two queries, however many names.
    """
    bases = [slugify(name.replace("ß", "ss"))[: _LONGEST_SLUG - 20].strip("-") or "ort" for name in names]
    wanted: list[str] = []
    numbers: dict[str, int] = {}
    for base in bases:
        numbers[base] = numbers.get(base, 0) + 1
        wanted.append(base if numbers[base] == 1 else f"{base}-{numbers[base]}")
    taken = _taken(wanted, having)
    return [slug if slug not in taken else f"{slug}-{uuid4().hex[:8]}" for slug in wanted]


def _taken(wanted: Sequence[str], having: Any) -> set[str]:
    """Return which of `wanted` are taken, or come twice: "treff-2" may be a name of its own."""
    twice = {slug for slug, count in Counter(wanted).items() if count > 1}
    return set(having(wanted).values_list("slug", flat=True)) | twice
