"""Take the pictures of the README from a service that runs.

SECRET_KEY=any python -m tests.browser.pictures http://127.0.0.1:8000
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import DESKTOP, PHONE, started

FOLDER = Path(__file__).parent.parent / "pictures"
SEARCH = "/?where=Leer&radius_km=15"


def take(origin: str) -> None:
    """Write map-desktop.png and map-phone.png, at one pixel a point so that they stay small."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = started(playwright)
        for name, device in (("desktop", DESKTOP), ("phone", PHONE)):
            device = device | {"device_scale_factor": 1, "locale": "de-DE", "reduced_motion": "reduce"}
            page = browser.new_context(base_url=origin, **device).new_page()
            page.goto(SEARCH)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(500)  # tiles fade in
            page.screenshot(path=FOLDER / f"map-{name}.png")
        browser.close()


if __name__ == "__main__":
    take(*sys.argv[1:])
