"""Asking an online provider through geopy: Nominatim, Photon or Pelias. The only importer of geopy."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from time import sleep
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from geopy.adapters import AdapterHTTPError, URLLibAdapter, get_retry_after
from geopy.exc import GeocoderParseError, GeocoderQueryError, GeopyError
from geopy.geocoders import Nominatim, Pelias, Photon

from geo.conf import Geocoder
from geo.geocoding import pacing, results
from geo.geocoding.address import Address, Geocoded
from geo.geocoding.breaker import Breaker
from geo.geocoding.errors import GeocoderUnavailable
from geo.models import Area

# geopy logs the bodies of errors, and these can repeat the address.
logging.getLogger("geopy").setLevel(logging.ERROR)

PUBLIC_NOMINATIM = "nominatim.openstreetmap.org"
_PUBLIC = {"nominatim": f"https://{PUBLIC_NOMINATIM}", "photon": "https://photon.komoot.io"}
_LONGEST_WAIT_S = 10.0
_FIRST_BACK_OFF_S = 0.5
_DAY_S = 86_400.0
_MOST_RESULTS = 5


def ask(address: Address) -> list[Geocoded]:
    """Return what the provider of the settings answers to `address`, best first; [] where it knows nothing.

    Raises GeocoderUnavailable where it does not answer, or answers nonsense.
    """
    provider = _provider(settings.GEOCODER)
    for question in provider.questions(address):
        if answers := provider.ask(question, address):
            return answers
    return []


class _Adapter(URLLibAdapter):  # type: ignore[misc]
    """geopy's plain HTTP, and no answer but a list of results or an object with `features`.

    geopy would take `null` or an empty object for "not found", and that would be remembered.
    """

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        answer = super().get_json(url, timeout=timeout, headers=headers)
        found = answer.get("features") if isinstance(answer, dict) else answer
        if not isinstance(found, list):
            raise GeocoderParseError("neither a list nor an object with features")
        return answer


@dataclass(frozen=True)
class _Provider:
    """A geocoder of geopy with what protects it and us."""

    name: str
    client: Any
    domain: str
    interval_s: float
    retries: int
    breaker: Breaker

    def questions(self, address: Address) -> Iterator[dict[str, Any]]:
        """Yield the arguments of geopy's `geocode`: the address by its parts where that is possible, then as text."""
        box = _region()
        if self.name == "nominatim":
            options = {"limit": _MOST_RESULTS, "addressdetails": True, "language": "de", "viewbox": box}
            parts = {"street": address.street, "postalcode": address.postcode, "city": address.town}
            yield options | {"query": {key: part for key, part in parts.items() if part}}
            yield options | {"query": address.text}
        elif self.name == "photon":
            bias = box and tuple(sum(edge) / 2 for edge in zip(*box, strict=True))
            yield {"query": address.text, "limit": _MOST_RESULTS, "language": "de", "location_bias": bias}
        else:
            yield {"query": address.text, "language": "de"}

    def ask(self, question: dict[str, Any], address: Address) -> list[Geocoded]:
        """Return the answers; try again, later and later, while it may help and does not take too long."""
        for attempt in range(self.retries + 1):
            self.breaker.admit()
            pacing.wait_for_turn(self.domain, self.interval_s)
            try:
                found = self.client.geocode(exactly_one=False, **question) or ()
                answers = results.read(self.name, [result.raw for result in found], address)
            except Exception as error:  # geopy lets whatever a strange answer raises through
                wait_s = self._failed(error, attempt)
            else:
                self.breaker.succeeded()
                return answers
            if attempt < self.retries:
                sleep(wait_s)
        raise GeocoderUnavailable("the provider does not answer", retry_after_s=max(wait_s, _pause_s()))

    def _failed(self, error: Exception, attempt: int) -> float:
        """Count the failure and return the seconds until the next attempt.

        Raises GeocoderUnavailable where none would help. Never chained: the error can hold the address.
        """
        if isinstance(error, GeocoderQueryError):
            self.breaker.succeeded()
            raise GeocoderUnavailable("the provider refuses the question", retry_after_s=_DAY_S) from None
        retry_after_s = _retry_after_s(error)
        self.breaker.failed(retry_after_s=retry_after_s if retry_after_s > _LONGEST_WAIT_S else 0)
        if retry_after_s > _LONGEST_WAIT_S:
            raise GeocoderUnavailable("the provider asks to wait", retry_after_s=retry_after_s) from None
        if not isinstance(error, GeopyError):
            raise GeocoderUnavailable("the provider answers nonsense", retry_after_s=_pause_s()) from None
        return max(retry_after_s, _FIRST_BACK_OFF_S * (1 << attempt))


def _retry_after_s(error: Exception) -> float:
    """Return the seconds that the provider asks us to wait, at most a day; 0 where it does not say."""
    cause = error.__cause__
    asked = get_retry_after(cause.headers) if isinstance(cause, AdapterHTTPError) else None
    return min(asked or 0.0, _DAY_S)


def _pause_s() -> float:
    return float(settings.GEOCODER.breaker_pause_s)


@cache
def _provider(geocoder: Geocoder) -> _Provider:
    """Return the provider of these settings: one per process, so that its breaker remembers."""
    url = urlsplit(geocoder.url or _PUBLIC.get(geocoder.provider, ""))
    if url.scheme not in ("http", "https") or not url.netloc:
        raise GeocoderUnavailable("GEOCODER_URL is missing or no http(s) address", retry_after_s=_DAY_S)
    domain = url.netloc + url.path.rstrip("/")
    options = {
        "domain": domain,
        "scheme": url.scheme,
        "timeout": geocoder.timeout_s,
        "user_agent": geocoder.user_agent,
        "adapter_factory": _Adapter,
    }
    return _Provider(
        name=geocoder.provider,
        client=_client(geocoder, options),
        domain=url.netloc,
        interval_s=max(geocoder.min_interval_s, 1 if url.hostname == PUBLIC_NOMINATIM else 0),
        retries=geocoder.retries,
        breaker=Breaker(geocoder.breaker_failures, geocoder.breaker_pause_s),
    )


def _client(geocoder: Geocoder, options: dict[str, Any]) -> Any:
    if geocoder.provider == "pelias":
        return Pelias(api_key=geocoder.api_key or None, **options)
    return {"nominatim": Nominatim, "photon": Photon}[geocoder.provider](**options)


def _region() -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return the south-west and north-east corner of the region, each (latitude, longitude) as geopy has it."""
    area = Area.objects.with_key(settings.REGION.key).first()
    if area is None:
        return None
    west, south, east, north = area.boundary.extent
    return (south, west), (north, east)
