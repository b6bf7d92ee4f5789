"""Between password and code: the session knows whose password was right, and nobody is signed in yet."""

from typing import Any

from django.contrib import auth
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from geo.signing_in.devices import new_secret
from geo.signing_in.sessions import SessionStore

LONGEST_S = 600
_KEY = "halfway"


class NotHalfway(Exception):
    """No password was given lately. Ask for it."""


def begin(request: HttpRequest, user: User, *, to: str) -> None:
    """Remember in a new session that the password of `user` was right, and where they want to go."""
    request.session.flush()
    SessionStore.clear_expired()
    request.session[_KEY] = {
        "user": user.pk,
        "backend": user.backend,
        "password": user.get_session_auth_hash(),
        "at": timezone.now().timestamp(),
        "to": to,
        "secret": new_secret(),
    }


def user(request: HttpRequest) -> User:
    """Return whose password was right. Raises NotHalfway, also where it has changed or been given long ago."""
    state = _state(request)
    found = User.objects.filter(pk=state["user"], is_active=True).first()
    is_late = timezone.now().timestamp() - state["at"] > LONGEST_S
    if found is None or is_late or not constant_time_compare(found.get_session_auth_hash(), state["password"]):
        raise NotHalfway
    return found


def secret(request: HttpRequest) -> str:
    """Return the secret for a device that is set up now: one of this sign-in, which nobody has seen before."""
    return str(_state(request)["secret"])


def finish(request: HttpRequest, user: User) -> str:
    """Sign `user` in, with a device that was just asked as `user.otp_device`; return where they want to go."""
    state = request.session.pop(_KEY)
    auth.login(request, user, backend=state["backend"])
    return str(state["to"])


def _state(request: HttpRequest) -> dict[str, Any]:
    state = request.session.get(_KEY)
    if not isinstance(state, dict):
        raise NotHalfway
    return state
