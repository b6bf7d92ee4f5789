"""How letters leave, the address of the service that they lead to, and how often stewards get one."""

from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from geo.conf.bounds import bounded, whole

_NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
_BY_SMTP = "django.core.mail.backends.smtp.EmailBackend"


@dataclass(frozen=True)
class Mail:
    """The server that takes letters, and `sender`, the address that they come from; no letters, where none is named.

    Letters are never written to the console: they hold addresses, which no log may have.
    """

    sender: str = ""
    backend: str = _NOWHERE
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    starts_tls: bool = False
    is_tls: bool = False
    folder: str = ""
    timeout_s: float = 20

    SCHEMES = ("smtp", "smtp+tls", "smtp+ssl", "filemail")

    @property
    def is_configured(self) -> bool:
        """Whether letters leave at all."""
        return self.backend != _NOWHERE

    @classmethod
    def read(cls, env: environ.Env) -> "Mail":
        url, sender = env.str("EMAIL_URL", default=""), env.str("DEFAULT_FROM_EMAIL", default="")
        timeout_s = bounded(env, "EMAIL_TIMEOUT_S", 20, 1, 300)
        if not url:
            return cls(sender=sender)
        cls._refuse_wrong(urlsplit(url).scheme, sender)
        found: dict[str, Any] = env.email_url_config(url)
        starts_tls, is_tls = bool(found.get("EMAIL_USE_TLS")), bool(found.get("EMAIL_USE_SSL"))
        return cls(
            sender=sender,
            backend=found["EMAIL_BACKEND"],
            host=found["EMAIL_HOST"] or "localhost",
            port=found["EMAIL_PORT"] or (465 if is_tls else 587 if starts_tls else 25),
            user=found["EMAIL_HOST_USER"] or "",
            password=found["EMAIL_HOST_PASSWORD"] or "",
            starts_tls=starts_tls,
            is_tls=is_tls,
            folder=urlsplit(url).path if found["EMAIL_BACKEND"] != _BY_SMTP else "",
            timeout_s=timeout_s,
        )

    @classmethod
    def _refuse_wrong(cls, scheme: str, sender: str) -> None:
        if scheme not in cls.SCHEMES:
            known = ", ".join(f"{each}://" for each in cls.SCHEMES)
            raise ImproperlyConfigured(f"EMAIL_URL begins with none of {known}")
        try:
            validate_email(parseaddr(sender)[1] if sender.isprintable() else "")
        except ValidationError:
            raise ImproperlyConfigured("EMAIL_URL needs DEFAULT_FROM_EMAIL: who letters come from") from None


@dataclass(frozen=True)
class Reminding:
    """How long the links of a letter to a steward are good, and after how long a second letter counts as unanswered.

    A letter asks about `most_places` at most. Who did not answer twice is asked again after `pause_months`.
    """

    link_days: int
    answer_days: int
    most_places: int
    pause_months: int

    @classmethod
    def read(cls, env: environ.Env) -> "Reminding":
        return cls(
            link_days=whole(env, "REMIND_LINK_DAYS", 60, 1, 365),
            answer_days=whole(env, "REMIND_ANSWER_DAYS", 14, 0, 365),
            most_places=whole(env, "REMIND_MOST_PLACES", 10, 1, 100),
            pause_months=whole(env, "REMIND_PAUSE_MONTHS", 6, 1, 120),
        )


def site_url(env: environ.Env) -> str:
    """Return the address under which visitors reach the service, without a slash at its end; "" where none is named."""
    url: str = env.str("SITE_URL", default="").rstrip("/")
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        raise ImproperlyConfigured(f"SITE_URL={url!r} is no address such as https://karte.example.org")
    return url
