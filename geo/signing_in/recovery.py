"""Ten codes on paper, for whoever has no device at hand: each opens the door once. Only digests of them are kept."""

import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

MANY = 10
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # none that another one looks like
_ALIKE = str.maketrans("oil", "011")
_DIGEST_LENGTH = 16


def renew(user: User) -> list[str]:
    """Return new codes; those from before count no longer."""
    codes = [_written() for _ in range(MANY)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="recovery")
        StaticToken.objects.bulk_create(StaticToken(device=device, token=digest(user, code)) for code in codes)
    return codes


def left(user: User) -> int:
    """Return how many codes of `user` have not been used."""
    return int(StaticToken.objects.filter(device__user=user, device__confirmed=True).count())


def digest(user: User, code: str) -> str:
    """Return what is kept of `code`, however it is typed."""
    plain = "".join(letter for letter in code.lower().translate(_ALIKE) if letter in _LETTERS)
    return salted_hmac("geo.signing_in.recovery", f"{user.pk}:{plain}", algorithm="sha256").hexdigest()[:_DIGEST_LENGTH]


def _written() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"
