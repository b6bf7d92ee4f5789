"""Answers that we already have, found or not, in the database."""

from datetime import datetime, timedelta

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
    rows = GeocodedAddress.objects.valid_at(now or timezone.now()).known_to(provider)
    row = rows.filter(query=address.key).first() or _only_one_with(address, rows.found())
    return as_answer(row) if row else None


def _only_one_with(address: Address, rows: GeocodedAddressQuerySet) -> GeocodedAddress | None:
    """Return the row of the same house whose other words are among those of `address`, or the other way round."""
    house = fold(address.street)
    if not any(word[0].isdigit() for word in house.split()):
        return None
    asked = set(address.key.split())
    near = [(row, set(row.query.split())) for row in rows.filter(query__startswith=f"{house} ")[:_MOST_ALIKE]]
    alike = {row.query: row for row, words in near if asked <= words or asked >= words}
    return next(iter(alike.values())) if len(alike) == 1 else None


def as_answer(row: GeocodedAddress) -> Geocoded:
    """Return the answer that `row` holds. Raises AddressNotFound where it says that there was none."""
    if row.location is None:
        raise AddressNotFound(f"{row.provider} did not know the address on {row.asked_at:%Y-%m-%d}")
    return Geocoded(row.location, Precision(row.precision), row.provider, row.label)


def _expiry(now: datetime, *, found: bool) -> datetime:
    geocoder = settings.GEOCODER
    return now + timedelta(days=geocoder.keep_found_days if found else geocoder.keep_missing_days)
