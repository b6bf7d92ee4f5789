"""What all areas share in the admin: administrators write it, editors read or add what they need.

That no page of the admin opens to visitors, or by a password alone, is tried for each in geo/signing_in/test_door.py.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import RequestFactory
from django.utils import timezone

from geo.models import GazetteerEntry, GeocodedAddress
from places.models import ContactCheck, Delivery, Editorship, Organization, Place, Webhook
from tests.places.making import LEER, a_category
from tests.places.permissions import test_admin
from tests.places.permissions.ground import Ground, Guest
from tests.places.permissions.tables import Door, Knock, agree, page, table
from tests.places.permissions.test_admin import address

pytestmark = pytest.mark.django_db

EDITORS = table("""
              steward  leer     admin
    Anker     403      yes      yes
""")
ADMINISTRATORS = table("""
              steward  leer     admin
    Anker     403      403      yes
""")
NOBODY = table("""
              steward  leer     admin
    Anker     403      403      403
""")
CHOSEN_BY_ADMINISTRATORS = table("""
              steward  leer     admin
    Anker     403      told     yes
""")
# Each model that hangs on no place: which of its pages open to editors, which to administrators alone. All others open
# to nobody. An action ("!") is chosen in the list, by administrators; an inline form ("+") is written with its page.
SHARED = {
    #                        editors                 administrators
    "auth.group":           ("",                     "list view history add change delete !delete_selected"),
    "auth.user":            ("",                     "list view history add change delete !delete_selected !take_away "
                                                     "password_change"),
    "geo.area":             ("list view history",     ""),
    "geo.gazetteerentry":   ("",                     "list view history"),
    "geo.geocodedaddress":  ("",                     "list view history"),
    "places.organization":  ("list view history add", "change delete !delete_selected"),
    "places.category":      ("list view history",     "change delete !delete_selected add +categorywords"),
    "places.contactcheck":  ("",                     "list view history"),
    "places.editorship":    ("",                     "list view history add change delete !delete_selected"),
    "places.webhook":       ("",                     "list view history add change delete !delete_selected !rotate "
                                                     "!switch_off !switch_on"),
    "places.delivery":      ("",                     "list view history !send_again"),
}  # fmt: skip
PAGES = {"list": "changelist", "view": "change"}
SILENT = ("!take_away", "!switch_on")  # what they write are devices, or nothing new


def a_row_of_each() -> None:
    """Make what the admin shows, so that there is something to be refused; nothing else refers to it."""
    now = timezone.now()
    Group.objects.create(name="Gruppe")
    Editorship.objects.create(user=User.objects.create_user("spare"), area=Ground.district())
    Organization.objects.create(name="Träger", slug="traeger")
    a_category("spare", "Übrig")
    ContactCheck.objects.create(kind="link", value="https://example.org/", state="ok", checked_at=now)
    GazetteerEntry.objects.create(kind="village", name="Loga", location=LEER, source="x")
    GeocodedAddress.objects.create(query="x", provider="x", asked_at=now)
    told = Webhook.objects.create(url="https://open.example/hook", secret="x")
    Delivery.objects.create(
        webhook=told, place=Place.objects.earliest("pk"), event="x", kind="x", payload={}, made_at=now, next_at=now
    )
    Webhook.objects.create(url="https://open.example/other", secret="y")


def opens(model: Any, verb: str) -> Knock:
    """Open the page for `verb`, and send an empty form where it is refused."""

    def knock(ground: Ground, guest: Guest, place: Place) -> str:
        path = address(model, PAGES.get(verb, verb), *([] if verb in ("list", "add") else [model.objects.latest("pk")]))
        if verb == "change":
            return page(guest.post(path, {}))
        answers = {page(guest.get(path))}
        if answers != {"yes"}:
            answers.add(page(guest.post(path, {"post": "yes"})))
        return " and ".join(sorted(answers))

    return knock


def chooses(model: Any, action: str) -> Knock:
    def knock(ground: Ground, guest: Guest, place: Place) -> str:
        body = {"action": action, "_selected_action": [model.objects.latest("pk").pk], "post": "yes"}
        return page(guest.post(address(model, "changelist"), body))

    return knock


def door(model: Any, verb: str) -> Door:
    if verb.startswith("!"):
        return Door(chooses(model, verb[1:]), writes=None if verb in SILENT else model, is_wide=True)
    return Door(opens(model, "change" if verb.startswith("+") else verb))


def doors(of_whom: str) -> dict[str, Door]:
    found: dict[str, Door] = {}
    for model in registered():
        name = model._meta.label_lower
        if name in SHARED:
            editors, administrators = (verbs.split() for verbs in SHARED[name])
            rest = set(all_verbs(model)).difference(editors, administrators)
            wanted = {"editors": editors, "administrators": administrators, "nobody": sorted(rest)}[of_whom]
            found |= {f"{name} {verb}": door(model, verb) for verb in wanted}
    return found


def registered() -> list[Any]:
    return sorted(admin.site._registry, key=lambda model: str(model._meta.label))


def all_verbs(model: Any) -> Iterator[str]:
    """Return all that can be done with a model in the admin, whoever may."""
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True)
    ours, prefix = admin.site._registry[model], model._meta.label_lower.replace(".", "_") + "_"
    yield from ("list", "view", "history", "add", "change", "delete")
    yield from (f"!{name}" for name in {*ours.get_actions(request), *(ours.actions or ())})
    yield from (f"+{inline.model._meta.model_name}" for inline in ours.inlines)
    standard = {prefix + name for name in ("changelist", "add", "history", "delete", "change")}
    named = {str(each.name) for each in ours.get_urls() if each.name}
    yield from (name.removeprefix(prefix) for name in named - standard)


def test_what_areas_share_is_written_by_administrators():
    ground = Ground()
    a_row_of_each()
    for expected, of_whom in ((EDITORS, "editors"), (ADMINISTRATORS, "administrators"), (NOBODY, "nobody")):
        here = doors(of_whom)
        seen_by_editors = {name for name in here if "!" in name and "list" in SHARED[name.split()[0]][0]}
        agree(ground, expected, {name: each for name, each in here.items() if name not in seen_by_editors})
        agree(ground, CHOSEN_BY_ADMINISTRATORS, {name: here[name] for name in seen_by_editors})


def test_each_model_of_the_admin_and_all_that_can_be_done_with_it_stands_in_a_table():
    of_places = {name for _table, doors in test_admin.DOORS for name in doors}
    for model in registered():
        name = model._meta.label_lower
        if name not in SHARED:
            assert {f"{name} {verb}" for verb in all_verbs(model)} - of_places == set(), name
