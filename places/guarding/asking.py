"""What a form asks of the browser that shows it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from geo import quotas
from places.guarding.tokens import token

KIND = "suggestion"
TOKEN, PROOF, TRAP = "token", "proof", "company"


@dataclass(frozen=True)
class Asked:
    """A fresh token, and how many bits of work a browser shall prove: 0 unless somebody attacks."""

    token: str
    bits: int


def asked(now: datetime | None = None) -> Asked:
    return Asked(token(now), settings.GUARDING.proof_bits if is_attacked(now) else 0)


def is_attacked(now: datetime | None = None) -> bool:
    """Tell whether far more is sent than people of a district send, from whatever networks."""
    guarding = settings.GUARDING
    return quotas.count(KIND, within_s=guarding.attack_window_s, now=now) >= guarding.attack_from
