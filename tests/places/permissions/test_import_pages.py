"""Who may do what on the pages of imports: who began one and administrators; and a new page has to be named here."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from places import spreadsheets
from places.models import Import, ImportRow, Phone, Place
from places.staff.importing.applying import seen
from tests.places.permissions.ground import Ground, Guest
from tests.places.permissions.tables import Door, Knock, agree, page, table
from tests.places.permissions.test_importing import a_new_place, another_phone
from tests.places.permissions.test_pages import pages
from tests.places.spreadsheets.importing import HEADINGS, a_row, planned
from tests.places.spreadsheets.making import a_csv
from tests.places.staff.importing import columns_in

pytestmark = pytest.mark.django_db

FOR_EDITORS = table("""
              visitor  letter   steward  leer  district  weener  admin  halfway  nobody
    Anker     sign-in  sign-in  404      yes   yes       yes     yes    sign-in  404
""")
OF_AREAS = table("""
              visitor  letter   steward  leer  district  weener  admin  halfway  nobody
    Anker     sign-in  sign-in  404      yes   yes       404     yes    sign-in  404
    Hafen     .        .        404      404   yes       yes     .      .        .
""")
THE_LIST = table("""
              visitor  letter   steward  leer  district  weener  admin  halfway  nobody
    Anker     sign-in  sign-in  404      yes   blank     blank   yes    sign-in  404
""")
WHAT_LEER_BEGAN = table("""
              visitor  letter   steward  leer  district  weener  admin  halfway  nobody
    Anker     sign-in  sign-in  404      yes   404       404     yes    sign-in  404
""")
FORGETTING = table("""
              visitor  letter   steward  leer  district  weener  admin  halfway  nobody
    Anker     sign-in  sign-in  404      yes   told      told    yes    sign-in  404
""")


def what_leer_began(ground: Ground) -> dict[str, Import]:
    """Return imports of Leer's editor, each at another step; the faulty one has a row about Weener."""
    leer = ground.guests["leer"].user
    applied = planned(another_phone(ground, ground["Anker"], "0491 926-8"), by=leer)
    spreadsheets.apply(applied, by=leer)
    faulty = planned(a_new_place(ground, ground["Hafen"]), a_new_place(ground, ground["Anker"]), by=leer)
    mapped = spreadsheets.begin("liste.csv", a_csv([HEADINGS, a_row()]), by=leer)
    spreadsheets.map_columns(mapped, dict(enumerate(mapped.mapping)), by=leer)
    ready = planned(another_phone(ground, ground["Anker"]), by=leer)
    return {"applied": applied, "faulty": faulty, "mapped": mapped, "ready": ready}


class Steps:
    """The doors of the imports at their steps."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.given = ground, what_leer_began(ground)

    def gets(self, name: str, step: str, *more: int) -> Door:
        return Door(lambda ground, guest, place: page(guest.get(self.path(name, step, *more))))

    def posts(self, name: str, step: str, *more: int, writes: Any, **body: Any) -> Door:
        knock: Knock = lambda ground, guest, place: page(guest.post(self.path(name, step, *more), body))  # noqa: E731
        return Door(knock, writes)

    def path(self, name: str, step: str, *more: int) -> str:
        return reverse(f"importing:{name}", args=[self.given[step].pk, *more])

    def of_one(self) -> dict[str, Door]:
        columns = columns_in(self.ground.form(self.path("columns", "faulty")))
        skipped = {"do": "decide", "decision": "skip"}
        return {
            "importing:import GET": self.gets("import", "faulty"),
            "importing:columns GET": self.gets("columns", "faulty"),
            "importing:columns POST": self.posts("columns", "faulty", writes=Import, **columns),
            "importing:locating GET": self.gets("locating", "mapped"),
            "importing:locating POST": self.posts("locating", "mapped", writes=ImportRow),
            "importing:rows GET": self.gets("rows", "faulty"),
            "importing:row GET": self.gets("row", "faulty", 3),
            "importing:row POST correct": self.posts("row", "faulty", 3, writes=ImportRow, **{"cell-1": "Anders"}),
            "importing:row POST decide": self.posts("row", "faulty", 3, writes=ImportRow, **skipped),
            "importing:together POST": self.posts("together", "faulty", writes=ImportRow, row=[3], decision="skip"),
            "importing:leave_out POST": self.posts("leave_out", "faulty", writes=ImportRow),
            "importing:problems GET": self.gets("problems", "faulty"),
            "importing:apply GET": self.gets("apply", "ready"),
            "importing:apply POST": self.posts("apply", "ready", writes=Phone, seen=seen(self.given["ready"])),
            "importing:result GET": self.gets("result", "applied"),
            "importing:undo POST": self.posts("undo", "applied", writes=Phone),
        }

    def discarding(self) -> dict[str, Door]:
        return {"importing:discard POST": self.posts("discard", "faulty", writes=Import)}


def began(ground: Ground, guest: Guest, place: Place) -> str:
    file = SimpleUploadedFile("liste.csv", a_csv([HEADINGS, a_row()]))
    return page(guest.post(reverse("importing:imports"), {"file": file}))


def listed(ground: Ground, guest: Guest, place: Place) -> str:
    response = guest.get(reverse("importing:imports"))
    return page(response) if response.status_code != 200 or response.context["page"] else "blank"


def taken(name: str) -> Door:
    return Door(lambda ground, guest, place: page(guest.get(reverse(f"importing:{name}", args=["csv"]))))


def took_the_places(ground: Ground, guest: Guest, place: Place) -> str:
    return page(guest.get(f"{reverse('importing:places', args=['csv'])}?area={place.area.key}"))


# A new page of imports is a line here, or in `Steps.of_one`, as in test_pages.py.
EDITORS = {
    "importing:imports POST": Door(began, writes=Import),
    "importing:template GET": taken("template"),
    "importing:example GET": taken("example"),
}
AREAS = {"importing:places GET": Door(took_the_places)}
LIST = {"importing:imports GET": Door(listed)}


def test_an_import_is_open_to_who_began_it_and_every_page_of_it_is_named():
    ground = Ground()
    steps = Steps(ground)
    of_one, discarding = steps.of_one(), steps.discarding()
    agree(ground, FOR_EDITORS, EDITORS)
    agree(ground, OF_AREAS, AREAS)
    agree(ground, THE_LIST, LIST)
    agree(ground, WHAT_LEER_BEGAN, of_one)
    agree(ground, FORGETTING, discarding)
    named = {" ".join(name.split()[:2]) for name in (*EDITORS, *AREAS, *LIST, *of_one, *discarding)}
    assert named == set(pages("import/"))
