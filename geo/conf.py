"""The settings of the service: typed groups, bounded, read once from the environment.

`settings.py` reads each group; the rest of the code takes a group from `django.conf.settings`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ
from django.core.exceptions import ImproperlyConfigured

from geo import cluster

BASE_DIR = Path(__file__).resolve().parent.parent


def _bounded(env: environ.Env, name: str, default: float, low: float, high: float) -> float:
    value: float = env.float(name, default=default)
    if not low <= value <= high:
        raise ImproperlyConfigured(f"{name}={value} is outside {low} to {high}")
    return value


@dataclass(frozen=True)
class Region:
    """The district that is served: its area key, the folder that holds its data, and its country (ISO 3166-1)."""

    key: str
    data: Path
    country: str = "DE"

    @classmethod
    def read(cls, env: environ.Env) -> "Region":
        data = Path(env.str("REGION_DATA", default="fixtures/leer"))
        country = env.str("COUNTRY", default="DE")
        return cls(key=env.str("REGION", default="03457"), data=BASE_DIR / data, country=country)


@dataclass(frozen=True)
class Geocoder:
    """The online provider behind memory and gazetteer; none when `provider` is empty.

    `min_interval_s` is the pause between two requests: the public Nominatim allows one a second.
    """

    provider: str
    url: str
    api_key: str
    user_agent: str
    timeout_s: float
    retries: int
    min_interval_s: float
    keep_found_days: int
    keep_missing_days: int
    breaker_failures: int
    breaker_pause_s: float

    PROVIDERS = ("", "nominatim", "photon", "pelias")

    @classmethod
    def read(cls, env: environ.Env) -> "Geocoder":
        provider = env.str("GEOCODER", default="")
        user_agent = env.str("GEOCODER_USER_AGENT", default="")
        if provider not in cls.PROVIDERS:
            raise ImproperlyConfigured(f"GEOCODER={provider!r} is none of {', '.join(cls.PROVIDERS[1:])}")
        if provider and not user_agent:
            raise ImproperlyConfigured(
                "GEOCODER needs GEOCODER_USER_AGENT: the name of your service and a contact address"
            )
        return cls(
            provider=provider,
            url=env.str("GEOCODER_URL", default=""),
            api_key=env.str("GEOCODER_API_KEY", default=""),
            user_agent=user_agent,
            timeout_s=_bounded(env, "GEOCODER_TIMEOUT_S", 5, 0.1, 60),
            retries=int(_bounded(env, "GEOCODER_RETRIES", 2, 0, 5)),
            min_interval_s=_bounded(env, "GEOCODER_MIN_INTERVAL_S", 1, 0, 60),
            keep_found_days=int(_bounded(env, "GEOCODER_KEEP_FOUND_DAYS", 365, 1, 3650)),
            keep_missing_days=int(_bounded(env, "GEOCODER_KEEP_MISSING_DAYS", 14, 1, 365)),
            breaker_failures=int(_bounded(env, "GEOCODER_BREAKER_FAILURES", 3, 1, 100)),
            breaker_pause_s=_bounded(env, "GEOCODER_BREAKER_PAUSE_S", 60, 1, 3600),
        )


@dataclass(frozen=True)
class Translator:
    """The provider that translates what places say; none when `provider` is empty."""

    provider: str
    url: str
    api_key: str
    timeout_s: float
    retries: int

    PROVIDERS = ("", "libretranslate", "deepl")

    @classmethod
    def read(cls, env: environ.Env) -> "Translator":
        provider = env.str("TRANSLATOR", default="")
        api_key = env.str("TRANSLATOR_API_KEY", default="")
        url = env.str("TRANSLATOR_URL", default="") or cls._address(provider, api_key)
        if provider not in cls.PROVIDERS:
            raise ImproperlyConfigured(f"TRANSLATOR={provider!r} is none of {', '.join(cls.PROVIDERS[1:])}")
        if provider and not url.startswith(("https://", "http://")):
            raise ImproperlyConfigured("TRANSLATOR needs TRANSLATOR_URL: where it answers, such as https://example.org")
        if provider == "deepl" and not api_key:
            raise ImproperlyConfigured("TRANSLATOR=deepl needs TRANSLATOR_API_KEY")
        return cls(
            provider=provider,
            url=url.rstrip("/"),
            api_key=api_key,
            timeout_s=_bounded(env, "TRANSLATOR_TIMEOUT_S", 20, 0.1, 300),
            retries=int(_bounded(env, "TRANSLATOR_RETRIES", 3, 0, 10)),
        )

    @staticmethod
    def _address(provider: str, api_key: str) -> str:
        """Return DeepL's address for a key of its free or of its paid plan; other providers have no one address."""
        host = "api-free" if api_key.endswith(":fx") else "api"
        return f"https://{host}.deepl.com" if provider == "deepl" else ""


@dataclass(frozen=True)
class Basemap:
    """Where the map's ground comes from: our own drawing of `data`.

    `credit` is named under the map; where it is empty, whom the file of `data` names.
    """

    data: Path
    credit: str

    @classmethod
    def read(cls, env: environ.Env, region: Region) -> "Basemap":
        return cls(
            data=BASE_DIR / env.str("BASEMAP_DATA", default=str(region.data / "basemap.json")),
            credit=env.str("BASEMAP_CREDIT", default=""),
        )


@dataclass(frozen=True)
class Directions:
    """Where a page sends those who ask for the way by bus and train; nowhere, when `transit_url` is empty.

    The address holds `{lat}` and `{lon}` where the destination belongs.
    """

    transit_url: str

    @classmethod
    def read(cls, env: environ.Env) -> "Directions":
        url = env.str("TRANSIT_URL", default="")
        if url and not (url.startswith("https://") and "{lat}" in url and "{lon}" in url):
            raise ImproperlyConfigured(f"TRANSIT_URL={url!r} is no https:// address with {{lat}} and {{lon}}")
        return cls(transit_url=url)


@dataclass(frozen=True)
class Freshness:
    """After how many months a fact counts as old, so that a page warns of it."""

    hours_months: int
    languages_months: int
    phone_months: int
    address_months: int

    @classmethod
    def read(cls, env: environ.Env) -> "Freshness":
        return cls(
            hours_months=int(_bounded(env, "FRESH_HOURS_MONTHS", 6, 1, 600)),
            languages_months=int(_bounded(env, "FRESH_LANGUAGES_MONTHS", 12, 1, 600)),
            phone_months=int(_bounded(env, "FRESH_PHONE_MONTHS", 12, 1, 600)),
            address_months=int(_bounded(env, "FRESH_ADDRESS_MONTHS", 36, 1, 600)),
        )


@dataclass(frozen=True)
class Printing:
    """How many sheets are made for whom, and kept where.

    `kept` sheets at most lie in `folder`; each network gets `per_network` new ones within `window_s` from each worker,
    where one is made at a time, within `longest_s`, while `waiting` others wait for `patience_s`. Who waits holds one
    of the server's threads.
    """

    folder: Path
    kept: int
    per_network: int
    window_s: float
    waiting: int
    patience_s: float
    longest_s: float

    @classmethod
    def read(cls, env: environ.Env) -> "Printing":
        return cls(
            folder=BASE_DIR / env.str("PRINT_FOLDER", default=".local/sheets"),
            kept=int(_bounded(env, "PRINT_KEPT", 200, 0, 10_000)),
            per_network=int(_bounded(env, "PRINT_PER_NETWORK", 20, 1, 10_000)),
            window_s=_bounded(env, "PRINT_WINDOW_S", 600, 1, 86_400),
            waiting=int(_bounded(env, "PRINT_WAITING", 0, 0, 16)),
            patience_s=_bounded(env, "PRINT_PATIENCE_S", 5, 1, 30),
            longest_s=_bounded(env, "PRINT_LONGEST_S", 20, 5, 60),
        )


def database(env: environ.Env) -> dict[str, object]:
    """Return Django's DATABASES entry: `DATABASE_URL`, else the private cluster of this checkout.

    Connections come from a pool of at most `DATABASE_POOL` per process (0: one per thread, kept
    open); parameters are bound by the server, so that a query is prepared from its fifth use on.
    """
    entry: dict[str, Any]
    if env.str("DATABASE_URL", default=""):
        entry = env.db("DATABASE_URL", engine="django.contrib.gis.db.backends.postgis")
        entry["HOST"] = unquote(entry["HOST"])  # the folder of a socket comes as %2Frun%2Fpostgresql
    else:
        entry = {
            "ENGINE": "django.contrib.gis.db.backends.postgis",
            "NAME": cluster.NAME,
            "USER": cluster.NAME,
            "HOST": str(cluster.socket_dir(BASE_DIR)),
        }
    pool = int(_bounded(env, "DATABASE_POOL", 8, 0, 100))
    options: dict[str, object] = {"server_side_binding": True, "prepare_threshold": 5}
    if pool:
        # A database that is down must not hold the threads; with longer pauses it would be missed when it is back.
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 3, "reconnect_timeout": 3}
    else:
        entry["CONN_MAX_AGE"] = None
    return entry | {"OPTIONS": entry.get("OPTIONS", {}) | options, "ATOMIC_REQUESTS": False}
