"""What every test of pages has: a print shop of its own, and one that prints nothing where that is enough."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from places.printing import shop


@pytest.fixture(autouse=True)
def _a_shop_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.PRINTING = replace(settings.PRINTING, folder=tmp_path / "sheets")


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count what is printed, without printing it."""

    class Counting:
        sheets: list[str] = []

        def pdf(self, html: str) -> bytes:
            self.sheets.append(html)
            return b"%PDF"

    Counting.sheets = []
    monkeypatch.setattr(shop, "Press", lambda **limits: Counting())
    return Counting.sheets
