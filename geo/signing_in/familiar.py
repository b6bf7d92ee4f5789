"""Browsers in which an account has signed in before: whoever tries passwords elsewhere cannot keep its owner out there.

The cookie is for the page that signs in alone. It signs nobody in: tries from there are counted by themselves.
"""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

COOKIE = "familiar"
LONGEST_S = 90 * 86_400
_SALT = "geo.signing_in.familiar"


def remember(response: HttpResponse, user: User) -> None:
    """Let the browser that gets `response` be one that `user` is known to use."""
    value = signing.dumps([_account(user.get_username()), secrets.token_hex(16)], salt=_SALT)
    response.set_cookie(
        COOKIE, value, max_age=LONGEST_S, path=reverse("signing_in:in"), httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def browser(request: HttpRequest, name: str) -> str:
    """Return which browser this is, where the account `name` has signed in with it before; else ""."""
    try:
        account, number = _read(request.COOKIES.get(COOKIE, ""))
    except signing.BadSignature:
        return ""
    return number if account == _account(name) else ""


def _read(cookie: str) -> Any:
    return signing.loads(cookie, salt=_SALT, max_age=LONGEST_S)


def _account(name: str) -> str:
    return salted_hmac(_SALT, name).hexdigest()
