"""Whose spreadsheet changes what, by the functions that pages call and at the command line."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from places import spreadsheets
from places.models import Import, ImportRow, Phone, Place
from places.roles import NotYours
from places.spreadsheets import ImportFailed
from tests.places.permissions.ground import Ground, Guest
from tests.places.permissions.tables import Door, Knock, agree, table, verb
from tests.places.permissions.test_verbs import verbs
from tests.places.spreadsheets.importing import HEADINGS, a_row, planned
from tests.places.spreadsheets.making import a_csv

pytestmark = pytest.mark.django_db

BEGINNING = table("""
              visitor  steward  leer  district  weener  admin  nobody
    Anker     no       no       yes   yes       yes     yes    no
""")
WRITING = table("""
              visitor  steward  leer  district  weener  admin  nobody
    Anker     no       no       yes   yes       told    yes    no
    Nachbarn  .        no       yes   .         .       .      .
    Hafen     .        no       told  yes       yes     .      .
""")
MOVING_AWAY = table("""
              visitor  steward  leer  district  weener  admin  nobody
    Anker     no       no       told  yes       told    yes    no
    Hafen     .        no       told  yes       told    .      .
""")
WHAT_LEER_BEGAN = table("""
              visitor  steward  leer  district  weener  admin  nobody
    Anker     no       no       yes   no        no      yes    no
""")
COMMANDS = table("""
              steward  leer  district  weener  admin  nobody
    Anker     no       yes   yes       told    yes    no
    Nachbarn  no       yes   yes       told    yes    no
    Hafen     no       told  yes       yes     yes    no
""")


def begun(ground: Ground, guest: Guest, place: Place) -> str:
    return verb(lambda: spreadsheets.begin("liste.csv", a_csv([HEADINGS, a_row()]), by=guest.user))


def imported(row: Callable[[Ground, Place], tuple[str, ...]]) -> Knock:
    def knock(ground: Ground, guest: Guest, place: Place) -> str:
        try:
            return verb(lambda: spreadsheets.apply(planned(row(ground, place), by=guest.user), by=guest.user))
        except ImportFailed:
            return "told"

    return knock


def another_phone(ground: Ground, place: Place, shown: str = "0491 926-7") -> tuple[str, ...]:
    return a_row(place.name, Kennung=place.slug, Gemeinde=place.area.name, Telefon=shown)


def a_new_place(ground: Ground, place: Place) -> tuple[str, ...]:
    return a_row("Ganz neu", Straße="Neuer Weg 9", Gemeinde=place.area.name)


def another_area(ground: Ground, place: Place) -> tuple[str, ...]:
    other = ground.weener if place.area == ground.leer else ground.leer
    return a_row(place.name, Kennung=place.slug, Gemeinde=other.name)


def step(act: Callable[..., Any], state: str = "planned") -> Knock:
    return lambda ground, guest, place: verb(lambda: act(Import.objects.get(state=state), by=guest.user))


DOORS = [
    (BEGINNING, {"begin": Door(begun, writes=Import)}),
    (
        WRITING,
        {
            "apply": Door(imported(another_phone), writes=Phone),
            "apply new": Door(imported(a_new_place), writes=Place),
        },
    ),
    (MOVING_AWAY, {"apply moved": Door(imported(another_area), writes=Place)}),
    (
        WHAT_LEER_BEGAN,
        {
            "map_columns": Door(step(lambda given, by: spreadsheets.map_columns(given, {1: "name"}, by=by)), Import),
            "correct_cell": Door(step(lambda given, by: spreadsheets.correct_cell(given, 2, 1, "x", by=by)), ImportRow),
            "correct_alike": Door(
                step(lambda given, by: spreadsheets.correct_alike(given, 2, 1, "x", by=by)), writes=ImportRow
            ),
            "say_municipality": Door(
                step(lambda given, by: spreadsheets.say_municipality(given, 2, "Leer", by=by)), writes=ImportRow
            ),
            "leave_out_errors": Door(step(spreadsheets.leave_out_errors), writes=ImportRow),
            "decide": Door(step(lambda given, by: spreadsheets.decide(given, [3], "skip", by=by)), writes=ImportRow),
            "discard": Door(step(spreadsheets.discard), writes=Import),
            "undo": Door(step(spreadsheets.undo, "applied"), writes=Phone),
        },
    ),
]


def test_a_spreadsheet_changes_what_its_editor_decides_about():
    ground = Ground()
    leer = ground.guests["leer"].user
    spreadsheets.apply(planned(another_phone(ground, ground["Anker"], "0491 926-8"), by=leer), by=leer)
    planned(a_new_place(ground, ground["Hafen"]), a_new_place(ground, ground["Anker"]), by=leer)
    for expected, doors in DOORS:
        agree(ground, expected, doors)


def test_each_function_of_imports_stands_in_a_table():
    named = {name.split()[0] for _table, doors in DOORS for name in doors}
    assert named == set(verbs(spreadsheets))


def test_the_command_asks_for_whom_it_imports(tmp_path):
    def knock(ground: Ground, guest: Guest, place: Place) -> str:
        file = tmp_path / "liste.csv"
        file.write_bytes(a_csv([HEADINGS, another_phone(ground, place)]))
        try:
            call_command("import_places", file, user=guest.account.username, apply=True, stdout=StringIO())
        except CommandError as error:
            return "no" if isinstance(error.__cause__, NotYours) else "told"
        return "yes"

    agree(Ground(), COMMANDS, {"import_places --apply": Door(knock, writes=Phone)})
