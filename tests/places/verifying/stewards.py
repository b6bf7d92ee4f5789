"""Stewards, their places and their letters, for tests."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core import mail
from django.test import Client

from places.models import Phone, Place, Question, Steward
from places.verifying.reminding import Left, remind
from tests.places.making import a_place, an_area
from tests.places.web.asking import elements

HERE = ZoneInfo("Europe/Berlin")
NOVEMBER = datetime(2026, 11, 25, 9, tzinfo=HERE)


def a_stale_place(name: str = "Beratung", **fields: Any) -> Place:
    """Make a place of whose hours and phone nobody has spoken for long; its languages are not known."""
    said = {"opening_hours": "Mo-Fr 09:00-12:00", "as_of": "2026-01", "street": "Ringstraße 1"} | fields
    place = a_place(name, **said)
    Phone.objects.create(place=place, number="+494919260", shown="0491 926-0", as_of="2024")
    return place


def a_steward(*places: Place, email: str = "wer@example.org", **fields: Any) -> Steward:
    steward = Steward.objects.create(email=email, **fields)
    steward.places.set(places)
    return steward


def an_office() -> None:
    """Give the municipality an address and a number."""
    area = an_area()
    area.hall_email, area.hall_phone = "rathaus@example.org", "0491 9782-0"
    area.save()


def asked(steward: Steward, now: datetime = NOVEMBER) -> Question:
    """Write to `steward` and return the question about the only place."""
    assert Left.SENT in remind(now)
    question: Question = Question.objects.filter(reminder__steward=steward).latest("pk")
    return question


def links(letter: Any = None) -> list[str]:
    """Return the links of a letter, the last one sent, without the host."""
    body = str((letter or mail.outbox[-1]).body)
    return [found.removeprefix("https://karte.example.org") for found in re.findall(r"https://\S+", body)]


def link(page: str, letter: Any = None) -> str:
    """Return the first link of a letter that leads to `page`."""
    return next(each for each in links(letter) if f"/{page}/?" in each)


def form(response: Any) -> dict[str, Any]:
    """Return what the form of a page sends when nothing is changed in it."""
    inputs = [each for each in elements(response, "input") if each.get("type") != "checkbox" or "checked" in each]
    found: dict[str, Any] = {}
    for each in inputs:
        found.setdefault(str(each["name"]), []).append(each.get("value", ""))
    return found


def pressed(path: str, **changes: Any) -> Any:
    """Open a link and press the button of its page."""
    client = Client(enforce_csrf_checks=True)
    return client.post(path, form(client.get(path)) | changes)
