"""Tables of who may do what: read as tables, and tried cell by cell, each in a savepoint that is taken back.

A cell is the answer of a door:

    yes      it opens, and what it is for happens: a door that writes has written, at that place and nowhere else
    told     it opens, but does not do it, and says so
    blank    it opens, and shows nothing of that place
    sign-in  it sends to the page that signs in
    403 404  it refuses, or is not there
    gone     the admin's way to say that there is no such row
    no       NotYours
    .        not tried: that it is this place makes no difference to the line of "Anker"
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.test import Client

from places.models import Place
from places.roles import NotYours
from tests.places.permissions.ground import Digests, Ground, Guest, kept, taken_back

Knock = Callable[[Ground, Guest, Place], str]
REFUSED = ("sign-in", "403", "404", "gone", "no")


@dataclass(frozen=True)
class Door:
    """How one knocks, and the model of what is written then, if anything is; `is_wide`: of several places."""

    knock: Knock
    writes: Any = None
    is_wide: bool = False


Cells = dict[tuple[str, str], str]


def table(text: str) -> Cells:
    """Return what stands in each cell, by place and guest."""
    heading, *rows = (line.split() for line in text.strip().splitlines())
    every = {(place, who): cell for place, *cells in rows for who, cell in zip(heading, cells, strict=True)}
    return {where: cell for where, cell in every.items() if cell != "."}


def agree(ground: Ground, expected: Cells, doors: Mapping[str, Door]) -> None:
    """Knock at each of the `doors` as everybody and for each place: it answers as the table says."""
    before = {place: kept(of=ground.others(place)) for place, _who in expected} | {"": kept()}
    found = [line for name, door in doors.items() for line in _differing(ground, expected, name, door, before)]
    assert not found, "\n".join(["not as the table says:", *found])


def _differing(ground: Ground, expected: Cells, name: str, door: Door, before: dict[str, Digests]) -> Iterator[str]:
    for (place, who), wanted in expected.items():
        found = _tried(ground, door, ground.guests[who], place, before)
        if found != wanted:
            yield f"{name}, {place}, {who}: {found}, and not {wanted}"


def _tried(ground: Ground, door: Door, guest: Guest, place: str, before: dict[str, Digests]) -> str:
    strays: set[str] = set()
    with taken_back():
        answer = door.knock(ground, guest, ground[place])
        changed = _different(before[""], kept())
        if changed and not door.is_wide:
            strays = _different(before[place], kept(of=ground.others(place)))
    return _judged(answer, door.writes and door.writes._meta.db_table, changed, strays)


def _different(before: Digests, now: Digests) -> set[str]:
    return {name for name, digest in now.items() if before[name] != digest}


def _judged(answer: str, writes: str | None, changed: set[str], strays: set[str]) -> str:
    if strays:
        return f"{answer}, and changed other places ({', '.join(sorted(strays))})"
    if answer == "gone" and writes in changed:
        answer = "yes"  # where the admin leads whoever has deleted a row and may change none
    if changed and (answer in REFUSED or not writes):
        return f"{answer}, and changed {', '.join(sorted(changed))}"
    if answer == "yes" and writes and writes not in changed:
        return "told"
    return answer


def page(response: Any) -> str:
    """Return what a page answers, in the words of a table."""
    if response.status_code != 302:
        return "yes" if response.status_code in (200, 201) else str(response.status_code)
    to = response.url.split("?")[0]
    if to == "/admin/login/":
        return _behind_the_admins_login(response.client)
    return {"/anmelden/": "sign-in", "/admin/": "gone"}.get(to, "yes")


@cache
def _behind_the_admins_login(client: Client) -> str:
    """Return where the admin's own page to sign in leads `client`, which is the same for all pages."""
    return page(client.get("/admin/login/"))


def verb(act: Callable[[], Any]) -> str:
    try:
        act()
    except NotYours:
        return "no"
    return "yes"
