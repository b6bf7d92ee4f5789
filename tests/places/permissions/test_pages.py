"""Who may do what on the pages of staff, and that a new page has to be named here."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from places import history
from places.models import Assertion, Place, Suggestion
from places.querysets import AGEING
from places.verifying.telling import all_sayings
from tests.places.permissions.ground import Ground, Guest
from tests.places.permissions.tables import Door, Knock, agree, page, table
from tests.places.staff.forms import sent

pytestmark = pytest.mark.django_db

LISTS = table("""
              visitor  letter   steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  sign-in  yes      yes    yes       blank   yes    sign-in  404
    Nachbarn  .        .        blank    yes    .         .       .      .        .
    Hafen     .        .        blank    blank  yes       yes     .      .        .
""")
PAGES = table("""
              visitor  letter   steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  sign-in  yes      yes    yes       404     yes    sign-in  404
    Nachbarn  .        .        404      yes    .         .       .      .        .
    Hafen     .        .        404      404    yes       yes     .      .        .
""")
BATCHES = table("""
              visitor  letter   steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  sign-in  yes      yes    yes       told    yes    sign-in  404
    Nachbarn  .        .        told     yes    .         .       .      .        .
    Hafen     .        .        told     told   yes       yes     .      .        .
""")


def listed(name: str) -> Knock:
    """Look for the place on the page called `name`, which each guest opens once."""
    read = cache(lambda guest: guest.get(reverse(name)))

    def knock(ground: Ground, guest: Guest, place: Place) -> str:
        response = read(guest)
        return page(response) if response.status_code != 200 or place.name in response.text else "blank"

    return knock


def opened(name: str) -> Knock:
    """Open the page called `name` of the place."""
    return lambda ground, guest, place: page(guest.get(reverse(name, args=[place.slug])))


def reviewed(ground: Ground, guest: Guest, place: Place) -> str:
    return page(guest.get(address(ground, place)))


def decided(do: str) -> Knock:
    """Decide about the suggestion, with the form as an administrator gets it."""

    def knock(ground: Ground, guest: Guest, place: Place) -> str:
        form = sent(ground.form(address(ground, place)), email="neu@example.org")
        return page(guest.post(address(ground, place), form | {"do": do, "take": "name", "words": "nein"}))

    return knock


def decided_together(do: str) -> Knock:
    def knock(ground: Ground, guest: Guest, place: Place) -> str:
        number = ground.suggestion(place).number
        return page(guest.post(reverse("staff:queue"), {"number": [number], "do": do, "words": "nein"}))

    return knock


def corrected(ground: Ground, guest: Guest, place: Place) -> str:
    path = reverse("staff:place", args=[place.slug])
    return page(guest.post(path, sent(ground.form(path), name="Meins")))


def closed(ground: Ground, guest: Guest, place: Place) -> str:
    return page(guest.post(reverse("staff:close", args=[place.slug]), {"fact-closed_on": "2026-11-01"}))


def took_back(ground: Ground, guest: Guest, place: Place) -> str:
    change = history.changes(place)[0].id
    return page(guest.post(reverse("staff:history", args=[place.slug]), {"change": change}))


def vouched(ground: Ground, guest: Guest, place: Place) -> str:
    facts = [f"{each.fact}:{each.mark}" for each in all_sayings(place, AGEING)]
    return page(guest.post(reverse("staff:tasks"), {"place": place.slug, "fact": facts}))


def address(ground: Ground, place: Place) -> str:
    return reverse("staff:review", args=[ground.suggestion(place).number])


# A new page of staff is a line here: in `DOORS` beside the table that says who may open it, under its name in the URLs
# and its method, with how one knocks. Where one method does several things, a third word tells them apart.
DOORS = [
    (
        LISTS,
        {
            "staff:queue GET": Door(listed("staff:queue")),
            "staff:decided GET": Door(listed("staff:decided")),
            "staff:places GET": Door(listed("staff:places")),
            "staff:tasks GET": Door(listed("staff:tasks")),
        },
    ),
    (
        BATCHES,
        {
            "staff:queue POST accept": Door(decided_together("accept"), writes=Place),
            "staff:queue POST reject": Door(decided_together("reject"), writes=Suggestion),
        },
    ),
    (
        PAGES,
        {
            "staff:review GET": Door(reviewed),
            "staff:review POST all": Door(decided("all"), writes=Place),
            "staff:review POST some": Door(decided("some"), writes=Place),
            "staff:review POST reject": Door(decided("reject"), writes=Suggestion),
            "staff:place GET": Door(opened("staff:place")),
            "staff:place POST": Door(corrected, writes=Place),
            "staff:close POST": Door(closed, writes=Place),
            "staff:history GET": Door(opened("staff:history")),
            "staff:history POST": Door(took_back, writes=Place),
            "staff:tasks POST": Door(vouched, writes=Assertion),
        },
    ),
]


def test_each_page_opens_to_whom_it_concerns():
    ground = Ground()
    for expected, doors in DOORS:
        agree(ground, expected, doors)


def test_each_page_of_staff_stands_in_a_table():
    named = {" ".join(name.split()[:2]) for _table, doors in DOORS for name in doors}
    assert named == set(pages("redaktion/"))


def pages(prefix: str) -> Iterator[str]:
    """Return the names of all pages below `prefix`, each with a method that it answers."""
    for resolver in get_resolver("places.urls").url_patterns:
        if isinstance(resolver, URLResolver) and str(resolver.pattern) == prefix:
            yield from _answered(resolver, "")


def _answered(resolver: Any, namespace: str) -> Iterator[str]:
    namespace = ":".join(filter(None, (namespace, resolver.namespace)))
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            view: Any = getattr(each.callback, "view_class", None)
            methods = [
                name for name in ("get", "post", "put", "patch", "delete") if view is None or hasattr(view, name)
            ]
            yield from (f"{namespace}:{each.name} {method.upper()}" for method in methods)
        else:
            yield from _answered(each, namespace)
