"""What the small scripts reckon, without a map."""

import hashlib
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def blank(desktop: Page) -> Page:
    """Return a page of our own origin with nothing on it that runs by itself."""
    desktop.goto("/orte/kreisverwaltung-leer/")
    return desktop


def called(page: Page, module: str, name: str, *arguments: Any) -> Any:
    """Return what the function `name` of a script answers."""
    return page.evaluate(
        "async ([module, name, given]) => (await import(`/static/places/js/${module}.js`))[name](...given)",
        [module, name, list(arguments)],
    )


def points(*places: tuple[float, float]) -> list[dict[str, float]]:
    return [{"x": x, "y": y, "reach": 10} for x, y in places]


def test_many_marks_near_each_other_are_gathered_and_few_are_not(blank: Page):
    crowd = points((0, 0), (5, 0), (0, 5), (5, 5), (90, 0), (95, 0))
    assert called(blank, "clustering", "gather", crowd, 20, 4) == [[0, 1, 2, 3], [4], [5]]


def test_a_chain_of_marks_is_no_crowd(blank: Page):
    chain = points(*((15 * step, 0) for step in range(9)))
    groups = called(blank, "clustering", "gather", chain, 20, 4)
    assert [len(group) for group in groups] == [1] * 9


def test_every_mark_is_in_exactly_one_group(blank: Page):
    scattered = points(*((step * 37 % 100, step * 53 % 100) for step in range(50)))
    groups = called(blank, "clustering", "gather", scattered, 30, 3)
    assert sorted(index for group in groups for index in group) == list(range(50))


def test_the_middle_of_marks_is_their_mean(blank: Page):
    assert called(blank, "clustering", "middle", points((0, 0), (4, 0), (2, 9))) == {"x": 2, "y": 3}


def test_marks_that_collide_stand_apart_by_their_sizes(blank: Page):
    one, other = called(blank, "spreading", "spread", [{"x": 0, "y": 0, "reach": 22}, {"x": 0, "y": 0, "reach": 16}])
    assert other["x"] - one["x"] == pytest.approx(38, abs=0.1)


def test_marks_with_room_stay_where_they_are(blank: Page):
    apart = points((0, 0), (20, 0), (0, 50))
    assert called(blank, "spreading", "spread", apart) == apart


def test_a_digest_begins_as_the_standard_says(blank: Page):
    for text in ("", "a", "x" * 55, "x" * 56, "x" * 64, "x" * 119, "token:123456"):
        begin = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
        assert called(blank, "sha256", "begin", text) == begin
