"""Servers of others that are asked: geocoders, translators, and addresses that people typed."""

from dataclasses import dataclass

import environ
from django.core.exceptions import ImproperlyConfigured

from geo.conf.bounds import bounded, whole


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
            timeout_s=bounded(env, "GEOCODER_TIMEOUT_S", 5, 0.1, 60),
            retries=whole(env, "GEOCODER_RETRIES", 2, 0, 5),
            min_interval_s=bounded(env, "GEOCODER_MIN_INTERVAL_S", 1, 0, 60),
            keep_found_days=whole(env, "GEOCODER_KEEP_FOUND_DAYS", 365, 1, 3650),
            keep_missing_days=whole(env, "GEOCODER_KEEP_MISSING_DAYS", 14, 1, 365),
            breaker_failures=whole(env, "GEOCODER_BREAKER_FAILURES", 3, 1, 100),
            breaker_pause_s=bounded(env, "GEOCODER_BREAKER_PAUSE_S", 60, 1, 3600),
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
            timeout_s=bounded(env, "TRANSLATOR_TIMEOUT_S", 20, 0.1, 300),
            retries=whole(env, "TRANSLATOR_RETRIES", 3, 0, 10),
        )

    @staticmethod
    def _address(provider: str, api_key: str) -> str:
        """Return DeepL's address for a key of its free or of its paid plan; other providers have no one address."""
        host = "api-free" if api_key.endswith(":fx") else "api"
        return f"https://{host}.deepl.com" if provider == "deepl" else ""


@dataclass(frozen=True)
class Fetching:
    """How addresses that people typed are asked: under which name, on which ports, how long and how much is read."""

    user_agent: str
    ports: frozenset[int]
    timeout_s: float
    max_bytes: int

    @classmethod
    def read(cls, env: environ.Env, contact: str) -> "Fetching":
        user_agent = env.str("FETCH_USER_AGENT", default="") or f"hilfe-vor-ort/1 {f'({contact})' if contact else ''}"
        if not (user_agent.isascii() and user_agent.isprintable()):
            raise ImproperlyConfigured("FETCH_USER_AGENT is a name and a contact address, in one line of ASCII")
        return cls(
            user_agent=user_agent.strip(),
            ports=frozenset(env.list("FETCH_PORTS", cast=int, default=[80, 443])),
            timeout_s=bounded(env, "FETCH_TIMEOUT_S", 10, 0.1, 60),
            max_bytes=whole(env, "FETCH_MAX_BYTES", 1_000_000, 1_000, 100_000_000),
        )
