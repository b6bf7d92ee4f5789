"""Sessions that end: some hours after signing in, and sooner where nobody uses them."""

import re
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.utils import timezone

SIGNED_IN, SEEN = "signed_in_at", "seen_at"
NOTED_EVERY_S = 60
_KEY = re.compile(r"[a-z0-9]{32}")


class SessionStore(db.SessionStore):
    """Keeps both limits itself, so that no way of signing in can leave them out."""

    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        if SESSION_KEY not in data:
            return data
        now = _now_s()
        if _is_over(data, now):
            self.delete(self.session_key)
            self._session_key = None
            return {}
        if now - data[SEEN] >= NOTED_EVERY_S:
            data[SEEN] = now
            self.modified = True
        return data

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        if SESSION_KEY in data:
            data.setdefault(SIGNED_IN, _now_s())
            data.setdefault(SEEN, data[SIGNED_IN])
        return super().create_model_instance(data)

    def _validate_session_key(self, key: str | None) -> bool:
        """Tell whether the cookie can be one of ours: the database would choke on some."""
        return bool(key and _KEY.fullmatch(key))


def end_all(user: User) -> None:
    """End all sessions of `user`. Those of staff are few enough to be read one by one."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def _is_over(data: dict[str, Any], now: int) -> bool:
    limits = settings.SIGNING_IN
    begun, seen = data.get(SIGNED_IN), data.get(SEEN)
    return begun is None or seen is None or now - begun >= limits.longest_s or now - seen >= limits.idle_s


def _now_s() -> int:
    return int(timezone.now().timestamp())
