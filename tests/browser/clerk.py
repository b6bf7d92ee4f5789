"""Someone who looks after the data, in a browser that notes what it complains about, and whom it asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import ConsoleMessage, Page, Request, sync_playwright

from tests.browser.conftest import started
from tests.signing_in import code_of


@dataclass
class Clerk:
    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:")):
            self.complaints.append(f"asked {request.url}")

    def opens(self, path: str) -> None:
        self.page.goto(self.origin + path)

    def signs_in(self, path: str, name: str, password: str, secret: str) -> None:
        """Open `path`, and sign in on the way, with a device that knows `secret`."""
        self.opens(path)
        self.page.fill("[name=name]", name)
        self.page.fill("[name=password]", password)
        self.page.keyboard.press("Enter")
        self.page.fill("[name=code]", code_of(secret))
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(self.origin + path)

    def told(self) -> str:
        return self.page.inner_text(".messagelist")


@contextmanager
def at_work(origin: str, settings: Any, monkeypatch: pytest.MonkeyPatch, **device: Any) -> Iterator[Clerk]:
    """Start a browser on `device` before the live server at `origin`, and end it before the server."""
    # Playwright keeps an event loop in this thread; a test's own queries beside it have a connection of their own.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    with sync_playwright() as playwright:
        browser = started(playwright)
        yield Clerk(browser.new_page(locale="de-DE", **device), origin)
        browser.close()
        connections.close_all()
