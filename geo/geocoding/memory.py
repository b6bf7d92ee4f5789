"""Answers that we already have, found or not, in the database."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import accumulate

from django.conf import settings
from django.utils import timezone

from geo.folding import fold
from geo.geocoding.address import Address, Geocoded
from geo.geocoding.errors import AddressNotFound
from geo.models import GeocodedAddress
from geo.precision import Precision
from geo.querysets import GeocodedAddressQuerySet

_MOST_ALIKE = 50


def remember(address: Address, answer: Geocoded | None, *, provider: str, expires: bool = True) -> None:
    """Keep `answer` to `address`, None where `provider` knows none; the next one replaces it.

    It is forgotten after the days that the settings give, or kept for good.
    """
    now = timezone.now()
    row = GeocodedAddress(
        query=address.key,
        provider=provider,
        location=answer.location if answer else None,
        precision=answer.precision if answer else "",
        label=answer.label if answer else "",
        asked_at=now,
        expires_at=_expiry(now, found=answer is not None) if expires else None,
    )
    GeocodedAddress.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["query", "provider"],
        update_fields=["location", "precision", "label", "asked_at", "expires_at"],
    )


def recall(address: Address, *, provider: str, now: datetime | None = None) -> Geocoded | None:
    """Return what `provider` answered to `address`, or what is kept for good; None where nobody was asked.

    An address without its postcode or town is the remembered one where only one goes with it.
    Raises AddressNotFound where `provider` lately knew none.
    """
    rows = _known(provider, now)
    row = rows.to_questions([address.key]).first()
    if not row and (house := _house(address)):
        row = _only_one(address, rows.found().to_houses([house])[:_MOST_ALIKE])
    return as_answer(row) if row else None


def recall_all(
    addresses: Iterable[Address], *, provider: str, now: datetime | None = None
) -> dict[Address, Geocoded | AddressNotFound]:
    """Return what `recall` answers to each of the `addresses`, or raises, by two queries; without those never asked."""
    rows, keys = _known(provider, now), {address: address.key for address in addresses}
    exact: dict[str, GeocodedAddress] = {}
    for row in rows.to_questions(keys.values()):
        exact.setdefault(row.query, row)
    houses = {address: _house(address) for address, key in keys.items() if key not in exact}
    alike = _by_house(rows.found(), set(houses.values()) - {""})
    answers = {
        address: exact.get(key) or _only_one(address, alike.get(houses[address], ())) for address, key in keys.items()
    }
    return {address: _answer_or_error(row) for address, row in answers.items() if row}


def _known(provider: str, now: datetime | None) -> GeocodedAddressQuerySet:
    return GeocodedAddress.objects.valid_at(now or timezone.now()).known_to(provider)


def _house(address: Address) -> str:
    """Return street and number in compared form; "" without a number."""
    house = fold(address.street)
    return house if any(word[0].isdigit() for word in house.split()) else ""


def _by_house(rows: GeocodedAddressQuerySet, houses: set[str]) -> dict[str, list[GeocodedAddress]]:
    """Return the answers whose address begins with each of the `houses`, as many as `recall` looks at."""
    found: dict[str, list[GeocodedAddress]] = defaultdict(list)
    for row in rows.to_houses(houses) if houses else ():
        for begun in accumulate(row.query.split()[:-1], "{} {}".format):
            if begun in houses and len(found[begun]) < _MOST_ALIKE:
                found[begun].append(row)
    return found


def _only_one(address: Address, rows: Iterable[GeocodedAddress]) -> GeocodedAddress | None:
    """Return the row of the same house whose other words are among those of `address`, or the other way round."""
    asked = set(address.key.split())
    near = [(row, set(row.query.split())) for row in rows]
    alike = {row.query: row for row, words in near if asked <= words or asked >= words}
    return next(iter(alike.values())) if len(alike) == 1 else None


def _answer_or_error(row: GeocodedAddress) -> Geocoded | AddressNotFound:
    try:
        return as_answer(row)
    except AddressNotFound as error:
        return error


def as_answer(row: GeocodedAddress) -> Geocoded:
    """Return the answer that `row` holds. Raises AddressNotFound where it says that there was none."""
    if row.location is None:
        raise AddressNotFound(f"{row.provider} did not know the address on {row.asked_at:%Y-%m-%d}")
    return Geocoded(row.location, Precision(row.precision), row.provider, row.label)


def _expiry(now: datetime, *, found: bool) -> datetime:
    geocoder = settings.GEOCODER
    return now + timedelta(days=geocoder.keep_found_days if found else geocoder.keep_missing_days)
