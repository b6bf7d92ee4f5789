"""What a form carries to tell when it was made; each is good for one sending."""

import math
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.utils import timezone

_SALT = "places.guarding"
LONGEST = 200


@dataclass(frozen=True)
class Token:
    """When the form was made, in seconds of the epoch, and what makes it the only one."""

    made_at: float
    nonce: str


def token(now: datetime | None = None) -> str:
    """Return a signed text for a form that is made `now`."""
    made_at = math.floor((now or timezone.now()).timestamp() * 10) / 10  # rounded up, it would be of the future
    return signing.dumps([made_at, secrets.token_urlsafe(9)], salt=_SALT)


def read(text: str) -> Token | None:
    """Return what `token` wrote; None where it is none of ours."""
    if len(text) > LONGEST:
        return None
    try:
        said: Any = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    return Token(*said)
