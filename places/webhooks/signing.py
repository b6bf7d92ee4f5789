"""Signatures of the Standard Webhooks specification 1.0: HMAC-SHA256 over identifier, time of the attempt and body."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

_PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    return _PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def headers(identifier: str, at: datetime, body: bytes, keys: Sequence[str]) -> dict[str, str]:
    """Return the headers that sign `body`, once with each of `keys`: a receiver may know the old one or the new."""
    moment = str(int(at.timestamp()))
    signed = b".".join([identifier.encode(), moment.encode(), body])
    return {
        "webhook-id": identifier,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(f"v1,{_signature(key, signed)}" for key in keys),
    }


def _signature(key: str, signed: bytes) -> str:
    secret = base64.b64decode(key.removeprefix(_PREFIX))
    return base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()
