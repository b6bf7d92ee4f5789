"""What everybody may, whoever they are: read, suggest, and answer a letter that they got."""

import json
from typing import Any

import pytest
from django.urls import get_resolver, reverse

from places.models import Assertion, Place, Question, Suggestion
from places.verifying import answering
from tests.places.permissions.ground import Ground, Guest, kept
from tests.places.permissions.tables import Door, Knock, agree, page, table

pytestmark = pytest.mark.django_db

EVERYBODY = table("""
              visitor  steward  leer  district  weener  admin  halfway  nobody
    Anker     yes      yes      yes   yes       yes     yes    yes      yes
    Hafen     yes      yes      yes   yes       yes     yes    yes      yes
""")
NOBODY = table("""
              visitor  leer     admin
    Anker     405      405      405
""")
LETTERS = table("""
              visitor  letter  steward  leer  district  weener  admin  halfway  nobody
    Anker     404      yes     404      404   404       404     404    404      404
""")
READ_ONLY = ("places", "place", "nearby", "categories", "areas", "geocode", "suggestion", "schema", "documentation")
"""The addresses of the API that take nothing, whatever is sent there."""


def suggested(ground: Ground, guest: Guest, place: Place) -> str:
    """Suggest something, which writes nothing else."""
    before = kept()
    body = {"place": place.slug, "kind": "edit", "changes": {"email": "neu@example.org"}}
    answer = page(guest.post(reverse("api:suggestions"), json.dumps(body), content_type="application/json"))
    changed = {name for name, digest in kept().items() if digest != before[name]}
    return answer if changed == {Suggestion._meta.db_table} else f"{answer}, and changed {sorted(changed)}"


def read(ground: Ground, guest: Guest, place: Place) -> str:
    """Read the place as everybody does: an account makes no difference."""
    path = reverse("api:place", args=[place.slug])
    theirs, a_visitors = guest.get(path), ground.guests["visitor"].get(path)
    return page(theirs) if theirs.content == a_visitors.content else "something else"


def searched(ground: Ground, guest: Guest, place: Place) -> str:
    return page(
        guest.post(reverse("api:nearby"), json.dumps({"lat": 53.2, "lon": 7.5}), content_type="application/json")
    )


def tapped(ground: Ground, guest: Guest, place: Place) -> str:
    """Confirm the hours by one tap, which speaks for the public, whoever taps."""
    answer = page(guest.post(reverse("tap", args=[place.slug]), {"fact": "hours"}))
    said = set(place.assertions.values_list("field", "said_by"))
    return answer if said == {("hours", "public")} else f"{answer}, and said {said}"


def answered(name: str, **body: Any) -> Knock:
    """Press the button of a page that a letter leads to."""

    def knock(ground: Ground, guest: Guest, place: Place) -> str:
        mark = answering.seen(Question.objects.get(pk=ground.question.pk))
        return page(guest.post(reverse(name), {"mark": mark} | body))

    return knock


def sent(name: str, method: str) -> Knock:
    def knock(ground: Ground, guest: Guest, place: Place) -> str:
        path = reverse(f"api:{name}", args=arguments(ground, name, place))
        return page(getattr(guest.client, method)(path, "{}", content_type="application/json"))

    return knock


def arguments(ground: Ground, name: str, place: Place) -> list[Any]:
    known: dict[str, list[Any]] = {"place": [place.slug], "suggestion": [ground.suggestion(place).number]}
    return known.get(name, [])


def test_everybody_suggests_and_nobody_changes_a_place_by_the_api():
    ground = Ground()
    everybody = {
        "suggestions POST": Door(suggested, writes=Suggestion),
        "place GET": Door(read),
        "nearby POST": Door(searched),
        "tap POST": Door(tapped, writes=Assertion),
    }
    agree(ground, EVERYBODY, everybody)
    methods = ("post", "put", "patch", "delete")
    closed = {f"{name} {method}": Door(sent(name, method), Place) for name in READ_ONLY for method in methods}
    del closed["nearby post"]  # a search whose position stays out of the address
    more = {f"suggestions {method}": Door(sent("suggestions", method), Place) for method in methods[1:]}
    agree(ground, NOBODY, closed | more)


def test_each_address_of_the_api_is_named():
    urls = {each.name for each in get_resolver("places.api.urls").url_patterns}
    assert urls == {*READ_ONLY, "suggestions"}


def test_a_letter_opens_the_place_that_it_asks_about_to_who_got_it():
    doors = {
        "still_right POST": Door(answered("still_right", fact="hours"), writes=Assertion),
        "has_closed POST": Door(answered("has_closed", closed_on="2026-11-01"), writes=Suggestion),
    }
    agree(Ground(), LETTERS, doors)
