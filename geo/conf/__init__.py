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
from geo.conf.bounds import bounded, whole
from geo.conf.mailing import Mail, Reminding, site_url
from geo.conf.others import Fetching, Geocoder, Translator

__all__ = [
    "BASE_DIR",
    "Basemap",
    "Directions",
    "Fetching",
    "Freshness",
    "Geocoder",
    "Guarding",
    "Mail",
    "Printing",
    "Region",
    "Reminding",
    "SigningIn",
    "Translator",
    "database",
    "site_url",
]

BASE_DIR = Path(__file__).resolve().parent.parent.parent


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
    """After how many months a fact counts as old, so that a page warns of it.

    And for how many months a place that has closed is told to have closed, before nothing is left of its page.
    """

    hours_months: int
    languages_months: int
    phone_months: int
    address_months: int
    closed_told_months: int

    @classmethod
    def read(cls, env: environ.Env) -> "Freshness":
        return cls(
            hours_months=whole(env, "FRESH_HOURS_MONTHS", 6, 1, 600),
            languages_months=whole(env, "FRESH_LANGUAGES_MONTHS", 12, 1, 600),
            phone_months=whole(env, "FRESH_PHONE_MONTHS", 12, 1, 600),
            address_months=whole(env, "FRESH_ADDRESS_MONTHS", 36, 1, 600),
            closed_told_months=whole(env, "CLOSED_TOLD_MONTHS", 24, 0, 600),
        )


@dataclass(frozen=True)
class SigningIn:
    """How long a session lasts, and how often a network may try to sign in within `window_s` seconds."""

    longest_s: int
    idle_s: int
    per_network: int
    window_s: int

    @classmethod
    def read(cls, env: environ.Env) -> "SigningIn":
        return cls(
            longest_s=int(bounded(env, "SESSION_HOURS", 8, 1, 24) * 3600),
            idle_s=int(bounded(env, "SESSION_IDLE_MINUTES", 60, 1, 1440) * 60),
            per_network=whole(env, "SIGN_IN_PER_NETWORK", 60, 1, 10_000),
            window_s=whole(env, "SIGN_IN_WINDOW_S", 600, 1, 86_400),
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
            kept=whole(env, "PRINT_KEPT", 200, 0, 10_000),
            per_network=whole(env, "PRINT_PER_NETWORK", 20, 1, 10_000),
            window_s=bounded(env, "PRINT_WINDOW_S", 600, 1, 86_400),
            waiting=whole(env, "PRINT_WAITING", 0, 0, 16),
            patience_s=bounded(env, "PRINT_PATIENCE_S", 5, 1, 30),
            longest_s=bounded(env, "PRINT_LONGEST_S", 20, 5, 60),
        )


@dataclass(frozen=True)
class Guarding:
    """What is taken from whom: times in seconds.

    A network may send `per_network` suggestions in `window_s`. A form is good from `shortest_s` to `longest_s` after it
    was made. When `attack_from` suggestions came from all networks in `attack_window_s`, a browser proves work of
    `proof_bits` (each doubles it), or waits for `wait_s`.
    """

    per_network: int
    window_s: int
    shortest_s: float
    longest_s: float
    attack_from: int
    attack_window_s: int
    proof_bits: int
    wait_s: float
    most_links: int

    @classmethod
    def read(cls, env: environ.Env) -> "Guarding":
        return cls(
            per_network=whole(env, "GUARD_PER_NETWORK", 20, 1, 10_000),
            window_s=whole(env, "GUARD_WINDOW_S", 3_600, 1, 86_400),
            shortest_s=bounded(env, "GUARD_SHORTEST_S", 3, 0, 600),
            longest_s=bounded(env, "GUARD_LONGEST_S", 86_400, 60, 604_800),
            attack_from=whole(env, "GUARD_ATTACK_FROM", 60, 1, 1_000_000),
            attack_window_s=whole(env, "GUARD_ATTACK_WINDOW_S", 600, 1, 86_400),
            proof_bits=whole(env, "GUARD_PROOF_BITS", 17, 1, 28),
            wait_s=bounded(env, "GUARD_WAIT_S", 60, 1, 3_600),
            most_links=whole(env, "GUARD_MOST_LINKS", 3, 0, 100),
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
    pool = whole(env, "DATABASE_POOL", 8, 0, 100)
    options: dict[str, object] = {"server_side_binding": True, "prepare_threshold": 5}
    if pool:
        # A database that is down must not hold the threads; with longer pauses it would be missed when it is back.
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 3, "reconnect_timeout": 3}
    else:
        entry["CONN_MAX_AGE"] = None
    return entry | {"OPTIONS": entry.get("OPTIONS", {}) | options, "ATOMIC_REQUESTS": False}
