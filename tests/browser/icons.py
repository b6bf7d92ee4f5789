"""Draw the icons of the installed service, once, from their SVG sources: python -m tests.browser.icons."""

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import started

FOLDER = Path(__file__).parents[2] / "places" / "static" / "places" / "icons"
DRAWN = {"whole-192": 192, "whole-512": 512, "maskable-512": 512, "maskable-180": 180}


def draw(page: Page, name: str, size_px: int) -> None:
    source = (FOLDER / f"{name.split('-')[0]}.svg").read_text(encoding="utf-8")
    page.set_viewport_size({"width": size_px, "height": size_px})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{source}")
    page.screenshot(path=FOLDER / f"{name}.png", omit_background=True)


if __name__ == "__main__":
    with sync_playwright() as playwright:
        browser = started(playwright)
        for name, size_px in DRAWN.items():
            draw(browser.new_page(), name, size_px)
        browser.close()
