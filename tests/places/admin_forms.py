"""A clerk at the form of a place, as a browser would fill it in."""

from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from geo.models import Area
from places.models import Editorship, Place

NOTHING = {
    f"{part}-{count}": number
    for part in ("phones", "offers", "sources")
    for count, number in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))
}


def a_clerk(*permissions: str, of: tuple[Area, ...] = ()) -> User:
    """Make a member of staff who may do what is named, such as "view_place"; an editor `of` areas, if any."""
    clerk = User.objects.create_user("clerk", is_staff=True)
    for area in of:
        Editorship.objects.create(user=clerk, area=area)
    clerk.user_permissions.set(Permission.objects.filter(codename__in=permissions, content_type__app_label="places"))
    return clerk


def address_of(place: Place | None) -> str:
    return reverse("admin:places_place_change", args=[place.pk]) if place else reverse("admin:places_place_add")


def opened(client: Client, place: Place) -> dict[str, Any]:
    """Return the fields of the form of `place` as it opens, without phones, offers and sources."""
    form = client.get(address_of(place)).context["adminform"].form
    fields = {name: form[name].value() for name in form.fields}
    at = fields.pop("point")
    fields |= {"point_lat": at.y, "point_lon": at.x} if at else {"point_lat": "", "point_lon": ""}
    fields["serves"] = [area.pk for area in fields["serves"]]
    return {name: "" if value is None else value for name, value in fields.items()} | NOTHING


def sent(client: Client, place: Place | None, fields: dict[str, Any], **changes: Any) -> Any:
    """Send the form with `changes`, and follow to the page that answers."""
    return client.post(address_of(place), fields | changes, follow=True)


def errors(answer: Any) -> dict[str, list[str]]:
    return dict(answer.context["adminform"].form.errors)


def said(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]
