"""What the phone computes by itself, in a real browser: distances, text as it is compared, states of times."""

from datetime import UTC, datetime
from typing import Any

import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from geo.folding import fold
from tests.browser.conftest import DESKTOP, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
EACH = """async ([address, name, calls]) => {
  const called = (await import(address))[name];
  return calls.map((args) => called(...args));
}"""


class Scripts:
    """Calls functions of modules as the site serves them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.goto("/orte/kreisverwaltung-leer/")
        paths = [item["href"] for item in page.request.get("/ohne-netz/liste.json").json()["items"]]
        self.addresses = {path.split("/")[-1].split(".")[0]: path for path in paths if path.endswith(".js")}

    def each(self, module: str, function: str, calls: list[list[Any]]) -> list[Any]:
        found: list[Any] = self.page.evaluate(EACH, [self.addresses[module], function, calls])
        return found

    def call(self, module: str, function: str, *args: Any) -> Any:
        return self.each(module, function, [list(args)])[0]


@pytest.fixture
def scripts(visit: Visit) -> Scripts:
    return Scripts(visit(**DESKTOP))


POSITIONS = st.tuples(st.floats(-180, 180), st.floats(-85, 85))
PAIRS = st.lists(st.tuples(POSITIONS, POSITIONS), min_size=50, max_size=50)


@given(pairs=PAIRS)
@settings(max_examples=10)
def test_distances_are_those_of_the_server(scripts: Scripts, pairs: list):
    true = [geodesic((a[1], a[0]), (b[1], b[0])).meters for a, b in pairs]
    said = scripts.each("distances", "metres", [[list(a), list(b)] for a, b in pairs])
    for mine, theirs in zip(said, true, strict=True):
        if theirs < 15_000_000:  # beyond lie antipodes
            assert mine == pytest.approx(theirs, rel=0.005, abs=0.01)


def test_near_distances_are_exact_to_a_thousandth(scripts: Scripts):
    leer = (7.4564, 53.2331)
    others = [(7.4564, 53.24), (7.5, 53.2331), (7.36, 53.16), (8.2, 53.5), (6.74, 53.58)]
    said = scripts.each("distances", "metres", [[leer, other] for other in others])
    true = [geodesic(leer[::-1], other[::-1]).meters for other in others]
    assert said == pytest.approx(true, rel=0.0001)
    assert scripts.call("distances", "metres", leer, leer) == 0


def test_a_distance_is_rounded_as_on_the_pages(scripts: Scripts):
    calls = [[12, False], [444, False], [996, False], [3_240, False], [24_100, False], [340, True], [3_600, True]]
    assert scripts.each("distances", "rounded", calls) == [
        [10, "metres", 0],
        [450, "metres", 0],
        [0.996, "kilometres", 1],
        [3.24, "kilometres", 1],
        [24.1, "kilometres", 0],
        [1, "kilometres", 0],
        [4, "kilometres", 0],
    ]


@pytest.mark.parametrize("text", ["Familienstützpunkt", "FAMILIENSTUETZPUNKT", "Émile", "Groß-Gerau", "łódź", "37"])
def test_text_is_folded_as_on_the_server(scripts: Scripts, text: str):
    assert scripts.call("folding", "fold", text) == fold(text)


def at(hour: int) -> int:
    return int(datetime(2026, 11, 26, hour, tzinfo=UTC).timestamp())


def test_the_state_of_a_moment_and_until_when(scripts: Scripts):
    times = [[at(8), at(12), "open"], [at(12), at(13), "open"], [at(13), at(18), "closed"]]
    calls = [[times, at(hour)] for hour in (7, 8, 12, 13, 18)]
    assert scripts.each("times", "stateAt", calls) == [
        {"state": "unknown", "until": None},
        {"state": "open", "until": at(13)},
        {"state": "open", "until": at(13)},
        {"state": "closed", "until": at(18)},
        {"state": "unknown", "until": None},
    ]


def test_a_clock_shows_the_time_of_the_place(scripts: Scripts):
    assert scripts.call("times", "clock", at(8), "Europe/Berlin") == "09:00"
