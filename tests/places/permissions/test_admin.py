"""Who may do what with the rows of places in the admin, by its pages, inline forms and actions.

"Nachbarn" has no line: it differs from "Anker" for stewards alone, and those have no business in the admin. Nor has
whoever comes with a letter, which is a visitor there.
"""

from typing import Any

import pytest
from django.urls import reverse

from places.models import Offer, OfferTimes, Phone, Place, Question, Reminder, Source, Steward, Translation
from tests.places.admin_forms import opened
from tests.places.permissions.ground import Ground, Guest, a_letter_about
from tests.places.permissions.tables import Door, Knock, agree, page, table

pytestmark = pytest.mark.django_db

LISTS = table("""
              visitor  steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  403      yes    yes       blank   yes    sign-in  403
    Hafen     .        .        blank  yes       yes     .      .        .
""")
ROWS = table("""
              visitor  steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  403      yes    yes       gone    yes    sign-in  403
    Hafen     .        .        gone   yes       yes     .      .        .
""")
CHOICES = table("""
              visitor  steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  403      yes    yes       told    yes    sign-in  403
    Hafen     .        .        told   yes       yes     .      .        .
""")
LETTERS = table("""
              visitor  steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  403      yes    yes       403     yes    sign-in  403
    Hafen     .        .        403    yes       yes     .      .        .
""")
ADMINISTRATORS = table("""
              visitor  steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  403      403    403       403     yes    sign-in  403
""")
NOBODY = table("""
              visitor  steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  403      403    403       403     403    sign-in  403
""")
CHOSEN_BY_ADMINISTRATORS = table("""
              visitor  steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  403      told   told      told    yes    sign-in  403
""")
REFUSED = table("""
              visitor  steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  403      told   told      told    403    sign-in  403
""")
CHOSEN_BY_NOBODY = table("""
              visitor  steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  403      told   told      told    told   sign-in  403
""")
EDITORS = table("""
              visitor  steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  403      yes    yes       yes     yes    sign-in  403
""")
OF_BOTH = table("""
              visitor  steward  leer   district  weener  admin  halfway  nobody
    Anker     sign-in  403      403    yes       403     yes    sign-in  403
""")


def row_of(place: Place, model: Any) -> Any:
    """Return the row of `model` that is the place's."""
    path = {Place: "pk", Steward: "places", Reminder: "questions__place"}.get(model, "place")
    return model.objects.filter(**{path: place.pk}).earliest("pk")


def address(model: Any, verb: str, *of: Any) -> str:
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_{verb}", args=[row.pk for row in of])


def listed(model: Any) -> Knock:
    def knock(ground: Ground, guest: Guest, place: Place) -> str:
        response = guest.get(address(model, "changelist"))
        if response.status_code != 200:
            return page(response)
        return "yes" if row_of(place, model) in response.context["cl"].result_list else "blank"

    return knock


def opens(model: Any, verb: str) -> Knock:
    return lambda ground, guest, place: page(guest.get(address(model, verb, row_of(place, model))))


def sends(model: Any, verb: str, **body: Any) -> Knock:
    return lambda ground, guest, place: page(guest.post(address(model, verb, row_of(place, model)), body))


def sends_new(model: Any, **body: Any) -> Knock:
    return lambda ground, guest, place: page(guest.post(address(model, "add"), body))


def chooses(model: Any, action: str) -> Knock:
    def knock(ground: Ground, guest: Guest, place: Place) -> str:
        body = {"action": action, "_selected_action": [row_of(place, model).pk], "post": "yes"}
        return page(guest.post(address(model, "changelist"), body))

    return knock


def changes(**typed: Any) -> Knock:
    """Send the form of the place as an administrator gets it, with what was typed."""

    def knock(ground: Ground, guest: Guest, place: Place) -> str:
        form = ground.remembered(place.slug, lambda: opened(ground.guests["admin"].client, place))
        return page(guest.post(address(Place, "change", place), form | typed))

    return knock


def adds(prefix: str, **said: Any) -> Knock:
    """Add a row to the form of the place."""
    return changes(**{f"{prefix}-TOTAL_FORMS": 1}, **{f"{prefix}-0-{name}": value for name, value in said.items()})


def adds_an_offer(ground: Ground, guest: Guest, place: Place) -> str:
    knock = adds("offers", category=row_of(place, Offer).category_id, title="Neu", mode="on_site")
    return knock(ground, guest, place)


def changes_an_offer(times: int = 0) -> Knock:
    """Send the form of the offer with another title, and some times."""

    def knock(ground: Ground, guest: Guest, place: Place) -> str:
        offer = row_of(place, Offer)
        body = {"category": offer.category_id, "title": "Neu", "mode": offer.mode, "times-INITIAL_FORMS": 0}
        rows = {"times-TOTAL_FORMS": times, "times-0-languages": "ar", "times-0-opening_hours": "Mo 08:00-12:00"}
        return page(guest.post(address(Offer, "change", offer), body | rows))

    return knock


def adds_a_place(ground: Ground, guest: Guest, place: Place) -> str:
    """Add a place in the same municipality, by a form that says the same."""
    form = ground.remembered(place.slug, lambda: opened(ground.guests["admin"].client, place))
    return page(guest.post(address(Place, "add"), form | {"name": "Neu", "slug": "neu"}))


def adds_a_steward(ground: Ground, guest: Guest, place: Place) -> str:
    body = {"email": "neu@example.org", "language": "de", "places": [place.pk]}
    return page(guest.post(address(Steward, "add"), body))


def changes_a_steward(ground: Ground, guest: Guest, place: Place) -> str:
    body = {"email": "neu@example.org", "language": "de", "places": [place.pk]}
    return page(guest.post(address(Steward, "change", row_of(place, Steward)), body))


def previews_hours(ground: Ground, guest: Guest, place: Place) -> str:
    body = {"hours": "Mo 08:00-12:00", "timezone": "Europe/Berlin"}
    return page(guest.post(reverse("admin:places_place_hours"), body))


def to(path: str, body: dict[str, Any]) -> Knock:
    return lambda ground, guest, place: page(guest.post(path, body))


# What hangs on a place and is registered in the admin has its doors here, by the name of the model and what is done: a
# page of the admin, an action ("!") or an inline form ("+"). What hangs on no place stands in test_admin_shared.py.
DOORS = [
    (
        LISTS,
        {
            "places.place list": Door(listed(Place)),
            "places.offer list": Door(listed(Offer)),
            "places.translation list": Door(listed(Translation)),
            "places.steward list": Door(listed(Steward)),
            "places.reminder list": Door(listed(Reminder)),
        },
    ),
    (
        ROWS,
        {
            "places.place view": Door(opens(Place, "change")),
            "places.place history": Door(opens(Place, "history")),
            "places.place change": Door(changes(name="Neu"), writes=Place),
            "places.place +phone": Door(adds("phones", number="+494919267", shown="0491 9267"), writes=Phone),
            "places.place +offer": Door(adds_an_offer, writes=Offer),
            "places.place +source": Door(adds("sources", title="Aushang"), writes=Source),
            "places.offer view": Door(opens(Offer, "change")),
            "places.offer history": Door(opens(Offer, "history")),
            "places.offer +offertimes": Door(changes_an_offer(times=1), writes=OfferTimes),
            "places.offer change": Door(changes_an_offer(), writes=Offer),
            "places.translation view": Door(opens(Translation, "change")),
            "places.translation history": Door(opens(Translation, "history")),
            "places.translation change": Door(sends(Translation, "change", text="new"), writes=Translation),
            "places.steward view": Door(opens(Steward, "change")),
            "places.steward history": Door(opens(Steward, "history")),
            "places.steward change": Door(changes_a_steward, writes=Steward),
            "places.steward delete": Door(sends(Steward, "delete", post="yes"), writes=Steward),
            "places.reminder view": Door(opens(Reminder, "change")),
            "places.reminder history": Door(opens(Reminder, "history")),
        },
    ),
    (LETTERS, {"places.reminder delete": Door(sends(Reminder, "delete", post="yes"), writes=Reminder)}),
    (
        CHOICES,
        {
            "places.place add": Door(adds_a_place, writes=Place),
            "places.steward add": Door(adds_a_steward, writes=Steward),
            "places.steward !delete_selected": Door(chooses(Steward, "delete_selected"), writes=Steward),
        },
    ),
    (EDITORS, {"places.place hours": Door(previews_hours)}),
    (
        ADMINISTRATORS,
        {
            "places.translation delete": Door(sends(Translation, "delete", post="yes"), writes=Translation),
        },
    ),
    (
        NOBODY,
        {
            "places.place delete": Door(sends(Place, "delete", post="yes"), writes=Place),  # it has offers
            "places.offer add": Door(sends_new(Offer, title="Neu"), writes=Offer),
            "places.offer delete": Door(sends(Offer, "delete", post="yes"), writes=Offer),
            "places.translation add": Door(sends_new(Translation, text="x"), writes=Translation),
            "places.reminder add": Door(sends_new(Reminder, state="sent"), writes=Reminder),
            "places.reminder change": Door(sends(Reminder, "change", state="sent"), writes=Reminder),
            "places.reminder +question": Door(
                sends(Reminder, "change", **{"questions-TOTAL_FORMS": 1}), writes=Question
            ),
        },
    ),
    (
        CHOSEN_BY_ADMINISTRATORS,
        {
            "places.translation !delete_selected": Door(chooses(Translation, "delete_selected"), writes=Translation),
        },
    ),
    (REFUSED, {"places.place !delete_selected": Door(chooses(Place, "delete_selected"), writes=Place)}),
    (
        CHOSEN_BY_NOBODY,
        {
            "places.offer !delete_selected": Door(chooses(Offer, "delete_selected"), writes=Offer),
            "places.reminder !delete_selected": Door(chooses(Reminder, "delete_selected"), writes=Reminder),
        },
    ),
]


def test_the_admin_opens_what_an_account_decides_about():
    ground = Ground()
    for expected, doors in DOORS:
        agree(ground, expected, doors)


def test_an_inline_form_takes_no_row_of_another_place():
    ground = Ground()
    here, there = ground["Anker"], ground["Hafen"]
    phone, offer, source = (row_of(there, model) for model in (Phone, Offer, Source))
    rows = {"phones": (phone, {"number": "+494919269"}), "offers": (offer, {"title": "x"}), "sources": (source, {})}
    for name, (row, said) in rows.items():
        for more in (said, {"DELETE": "on"}):
            typed = {f"{name}-0-{field}": value for field, value in {"id": row.pk, "place": here.pk, **more}.items()}
            counts = {f"{name}-TOTAL_FORMS": 1, f"{name}-INITIAL_FORMS": 1}
            door = Door(changes(**counts, **typed), writes=type(row))
            agree(ground, table("leer admin\nAnker told told"), {f"places.place +{name}": door})


def test_what_concerns_another_area_too_is_changed_by_who_decides_about_both():
    ground = Ground()
    both = a_letter_about(ground["Anker"], ground["Hafen"]).reminder
    steward = both.steward
    body = {"email": "neu@example.org", "language": "de", "places": [ground["Anker"].pk]}
    doors = {
        "steward change": Door(to(address(Steward, "change", steward), body), writes=Steward, is_wide=True),
        "steward delete": Door(to(address(Steward, "delete", steward), {"post": "yes"}), writes=Steward, is_wide=True),
        "reminder delete": Door(to(address(Reminder, "delete", both), {"post": "yes"}), writes=Reminder, is_wide=True),
    }
    agree(ground, OF_BOTH, doors)
    seen = Door(lambda ground, guest, place: page(guest.get(address(Steward, "change", steward))))
    agree(ground, EDITORS, {"steward view": seen})
