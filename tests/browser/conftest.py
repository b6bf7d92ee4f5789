"""A real browser before the real data. Nothing is skipped: without Chromium the stories fail."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser.serving import collect, region, served, statics
from tests.browser.watching import Watch

KEEPING_MS = 60_000  # for a whole district, beside two other processes that test
PATIENCE_MS = 30_000  # beside these, before what is awaited counts as missing
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]

Visit = Callable[..., Page]
expect.set_options(timeout=PATIENCE_MS)


def chromium(bundled: str) -> str:
    """Return the path of the Chromium of this machine, else of the one that Playwright has installed."""
    for path in (*map(shutil.which, NAMES), shutil.which(bundled)):
        if path:
            return path
    pytest.fail(f"The stories need a browser, and none of {', '.join(NAMES)} is here. Install Debian's chromium.")


def started(playwright: Playwright) -> Browser:
    """Start the browser; root's may have no sandbox."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    path = chromium(playwright.chromium.executable_path)
    return playwright.chromium.launch(executable_path=path, args=[*QUIET, *root])


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("static")
    collect(folder)
    return folder


@pytest.fixture(scope="module")
def origin(collected: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Serve the region to the stories of a module."""
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in this thread
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(region())
        stack.enter_context(statics(collected))
        yield stack.enter_context(served())


@pytest.fixture(scope="module")
def browser(origin: str) -> Iterator[Browser]:
    """Start a browser that ends before the server, whose threads wait for it."""
    with sync_playwright() as playwright:
        browser = started(playwright)
        yield browser
        browser.close()
        connections.close_all()  # beside an event loop a thread has connections of its own


@pytest.fixture(autouse=True)
def _plain_settings() -> None:
    """Keep the settings of the served site, in place of those for other tests."""


@pytest.fixture
def watch(origin: str) -> Watch:
    """Watch all pages of the test; `visit` checks at the end that each kept the rules."""
    return Watch(origin)


@pytest.fixture
def visit(browser: Browser, origin: str, watch: Watch) -> Iterator[Visit]:
    """Return a function that begins a visit with options of Playwright's, on a page of its own."""
    with ExitStack() as stack:

        def begin(**options: Any) -> Page:
            context = browser.new_context(base_url=origin, locale="de-DE", reduced_motion="reduce", **options)
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            watch.follow(context)
            return context.new_page()

        yield begin
        watch.check()


@pytest.fixture
def desktop(visit: Visit) -> Page:
    return visit(**DESKTOP)


@pytest.fixture
def phone(visit: Visit) -> Page:
    return visit(**PHONE)


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(visit: Visit, request: pytest.FixtureRequest) -> Page:
    """Visit on a phone, and again on a desktop."""
    return visit(**request.param)
