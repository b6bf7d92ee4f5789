"""A clock that tests set, for sessions, pauses and codes alike."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(timezone.now().replace(hour=12, minute=0, second=0, microsecond=0))
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    monkeypatch.setattr("time.time", lambda: clock.now.timestamp())
    monkeypatch.setattr("tests.signing_in.time", lambda: clock.now.timestamp())
    monkeypatch.setattr("django_otp.oath.time", lambda: clock.now.timestamp())
    return clock
