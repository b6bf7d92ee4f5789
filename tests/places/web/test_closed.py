"""A place that has closed says so for a while, and what replaced it; then nothing is left of its page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from places.models import Place, Visibility
from tests.places.api.asking import get as ask
from tests.places.making import a_place, an_area
from tests.places.web.asking import elements, get, text

pytestmark = pytest.mark.django_db


def closed(on: date | None = None, **fields: Any) -> Place:
    since = on or timezone.localdate() - timedelta(days=40)
    return a_place("Alt", visibility=Visibility.CLOSED, closed_on=since, street="Ringstraße 1", **fields)


def links(page: Any) -> list[str]:
    return [str(link.get("href")) for link in elements(page, "a")]


def test_the_page_says_that_it_is_closed_and_nothing_of_where_it_was():
    closed(date(2026, 3, 1), area=an_area(name="Leer"))
    page = get("/orte/alt/")
    assert page.status_code == 410
    assert "Diesen Ort gibt es nicht mehr: Alt Er ist geschlossen seit: 1. März 2026" in text(page)
    assert "Ringstraße" not in page.content.decode()
    assert "/?where=Leer" in links(page)


def test_it_leads_to_what_replaced_it_unless_nobody_may_see_that():
    new = a_place("Neues Haus")
    closed(replaced_by=new)
    assert "/orte/neues-haus/" in links(get("/orte/alt/"))
    Place.objects.filter(pk=new.pk).update(visibility=Visibility.HIDDEN)
    assert "neues-haus" not in get("/orte/alt/").content.decode()


def test_after_two_years_nothing_is_left():
    closed(timezone.localdate() - timedelta(days=731))
    assert get("/orte/alt/").status_code == 404
    assert ask("places/alt/").status_code == 404


def test_other_pages_of_it_are_gone_at_once():
    closed()
    for page in ("bearbeiten/", "blatt.pdf", "qr.svg", "kontakt.vcf", "zeiten.ics"):
        assert get(f"/orte/alt/{page}").status_code == 404


def test_the_interface_says_so_too():
    place = closed(date(2026, 3, 1), replaced_by=a_place("Neues Haus"))
    for key in ("alt", place.pk):
        answer = ask(f"places/{key}/")
        assert (answer.status_code, answer.headers["Content-Type"]) == (410, "application/problem+json")
        said = answer.json()
        assert (said["replaced_by"], said["closed_on"], said["title"]) == ("neues-haus", "2026-03-01", "Gone")
        assert "Ringstraße" not in answer.content.decode()
