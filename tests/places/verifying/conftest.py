from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from places.models import Question
from tests.places.verifying.stewards import NOVEMBER, a_stale_place, a_steward, an_office, asked


@pytest.fixture(autouse=True)
def _letters_leave(settings: Any) -> None:
    """Let letters leave, to nowhere but `mail.outbox`."""
    settings.MAIL = replace(settings.MAIL, backend="django.core.mail.backends.locmem.EmailBackend")
    settings.DEFAULT_FROM_EMAIL = "karte@example.org"
    settings.SITE_URL = "https://karte.example.org"


@pytest.fixture
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the day on which letters are written."""
    monkeypatch.setattr(timezone, "now", lambda: NOVEMBER)


@pytest.fixture
def question(db: None) -> Question:
    """Ask a steward about the only place."""
    an_office()
    return asked(a_steward(a_stale_place()))
