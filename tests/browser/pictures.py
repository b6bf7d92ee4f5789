"""Take pictures of what visitors see, for the README and for review, from a service of its own.

python -m tests.browser.pictures [FOLDER]: without a folder the few of the README, as WebP below 100 kB each.
"""

import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import DESKTOP, PHONE, started

README = Path(__file__).parent.parent.parent / "pictures"
LARGEST = 100_000


def as_it_is(page: Page) -> None:
    """Do nothing more."""


def map_opened(page: Page) -> None:
    page.locator(".map-open").click()
    page.locator(".map[data-places]").wait_for()


def place_chosen(page: Page) -> None:
    map_opened(page)
    page.locator(".pin").first.click()


def choices_unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('form details').forEach((each) => { each.open = true })")


@dataclass(frozen=True)
class Scene:
    """What is shown where, and what is done before the picture is taken."""

    address: str
    device: Mapping[str, Any] = field(default_factory=lambda: PHONE)
    options: Mapping[str, Any] = field(default_factory=dict)
    then: Callable[[Page], None] = as_it_is


FOUND = "?where=Leer&radius_km=15"
SCENES = {
    "list": Scene(f"/{FOUND}"),
    "list-desktop": Scene(f"/{FOUND}", DESKTOP),
    "list-ar": Scene(f"/ar/{FOUND}"),
    "list-ar-desktop": Scene(f"/ar/{FOUND}", DESKTOP),
    "map": Scene(f"/{FOUND}", then=map_opened),
    "map-ar": Scene(f"/ar/{FOUND}", then=map_opened),
    "map-dark": Scene(f"/{FOUND}", options={"color_scheme": "dark"}, then=map_opened),
    "chosen": Scene(f"/{FOUND}", then=place_chosen),
    "chosen-ar": Scene(f"/ar/{FOUND}", then=place_chosen),
    "dark": Scene(f"/{FOUND}", options={"color_scheme": "dark"}),
    "forced-colours": Scene(f"/{FOUND}", options={"forced_colors": "active"}),
    "no-javascript": Scene(f"/{FOUND}", options={"java_script_enabled": False}),
    "narrow": Scene(f"/{FOUND}", options={"viewport": {"width": 320, "height": 640}}),
    "filters": Scene(f"/{FOUND}", then=choices_unfolded),
    "nothing": Scene("/?where=Borkum&radius_km=1"),
    "unknown": Scene("/?where=Xyzzyq"),
    "place": Scene("/orte/kreisverwaltung-leer/"),
    "place-ar": Scene("/ar/orte/kreisverwaltung-leer/"),
    "place-desktop": Scene("/orte/kreisverwaltung-leer/", DESKTOP),
}
OF_THE_README = ("list", "list-desktop", "chosen-ar")


def take(browser: Browser, origin: str, scene: Scene) -> bytes:
    """Return a PNG of `scene`, at one pixel a point so that it stays small."""
    plain = {"device_scale_factor": 1, "locale": "de-DE", "reduced_motion": "reduce"}
    context = browser.new_context(base_url=origin, **{**scene.device, **plain, **scene.options})
    page = context.new_page()
    page.goto(scene.address)
    page.wait_for_load_state("networkidle")
    scene.then(page)
    page.wait_for_timeout(500)  # the last tiles
    taken = page.screenshot()
    context.close()
    return taken


def as_webp(browser: Browser, png: bytes) -> bytes:
    """Return the picture as WebP, which the browser itself can write."""
    page = browser.new_page()
    written: list[int] = page.evaluate(TO_WEBP, list(png))
    page.close()
    return bytes(written)


TO_WEBP = """async (png) => {
  const picture = await createImageBitmap(new Blob([new Uint8Array(png)], { type: "image/png" }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext("2d").drawImage(picture, 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.85 });
  return [...new Uint8Array(await blob.arrayBuffer())];
}"""


class TooLarge(Exception):
    """A picture of the README is larger than LARGEST bytes. Show less, or write it with a lower quality."""


def write(origin: str, folder: Path | None) -> Iterator[Path]:
    """Write all pictures to `folder`, or those of the README to its own, and yield their paths."""
    names: Sequence[str] = tuple(SCENES) if folder else OF_THE_README
    into = folder or README
    into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = started(playwright)
        for name in names:
            picture = as_webp(browser, take(browser, origin, SCENES[name]))
            if not folder and len(picture) > LARGEST:
                raise TooLarge(f"{name}: {len(picture)} bytes")
            path = into / f"{name}.webp"
            path.write_bytes(picture)
            yield path
        browser.close()


@contextmanager
def a_service() -> Iterator[str]:
    """Serve the project with its database from a thread of this process; yield its origin."""
    import django

    django.setup()
    logging.disable(logging.INFO)  # its requests
    from tests.browser.serving import served

    with served() as origin:
        yield origin


def main(folder: str = "") -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geo.settings")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with a_service() as origin:
        for path in write(origin, Path(folder) if folder else None):
            sys.stdout.write(f"{path} {path.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
