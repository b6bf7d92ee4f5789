"""Who corrects the facts about a place: its municipality, else the district; and the letter that asks for it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from geo.models import Area
from places.web.mail import mailto


@dataclass(frozen=True)
class Desk:
    """The administration that answers for a place; without address and number where none is known."""

    name: str
    email: str = ""
    phone: str = ""

    def letter(self, place: dict[str, Any], page: str) -> str:
        """Return the link to a letter about `place`: in the language of those who read it, not of those who write."""
        if not self.email:
            return ""
        with override(settings.LANGUAGE_CODE):
            subject = _("Ort bearbeiten: %(name)s") % {"name": place["name"]}
            body = _(
                "Guten Tag,\n\nes geht um diese Seite:\n%(page)s\n\n"
                "Was ist falsch, oder was fehlt?\n\n\nWie ist es richtig?\n\n\nWoher wissen Sie das?\n\n"
            ) % {"page": page}
        return mailto(self.email, subject=subject, body=body)


def area_with(key: str) -> Area:
    """Return the municipality with ARS key `key`, and its district."""
    area: Area = Area.objects.with_key(key).without_outlines().with_parent().get()
    return area


def desk(area: Area) -> Desk:
    """Return who can be written to or called: the municipality, or the district where nothing is known of that."""
    for each in (area, area.parent):
        if each and (each.hall_email or each.hall_phone):
            return Desk(each.name, each.hall_email, each.hall_phone)
    return Desk(area.name)
