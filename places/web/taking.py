"""What can be taken along of a place: a code for a camera, a contact, a calendar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views import View

from geo.qr import qr_svg
from places.exports import vcard
from places.exports.calendar import MEDIA_TYPE, open_times_calendar
from places.web.caching import kept
from places.web.cards import cards
from places.web.hours import CALENDAR_DAYS, has_hours, open_times
from places.web.place import found, page_of
from places.web.regions import region


class PlaceCode(View):
    """The address of a place's page as a QR code."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        page = page_of(request, found(slug).slug)
        picture = qr_svg(page, title=_("QR-Code: %(page)s") % {"page": page})
        return kept(HttpResponse(picture, content_type="image/svg+xml"))


class PlaceContact(View):
    """A place as a vCard."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        hit = found(slug)
        (card,) = cards([hit])
        text = vcard.vcard(card.place, card.location, identifier=str(hit.id), page=page_of(request, hit.slug))
        return file(text, vcard.MEDIA_TYPE, f"{hit.slug}.vcf")


class PlaceCalendar(View):
    """When a place is open in the weeks to come, for a calendar; a page that says so, where no hours are known."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        hit = found(slug)
        (card,) = cards([hit])
        if not has_hours(card.place):
            return render(request, "places/no_hours.html", {"place": card.place, "region": region()}, status=404)
        now = timezone.now()
        text = open_times_calendar(
            card.place,
            card.location,
            open_times(card.place, now, days=CALENDAR_DAYS),
            identifier=hit.id,
            page=page_of(request, hit.slug),
            stamp=now.replace(hour=0, minute=0, second=0, microsecond=0),
        )
        return file(text, MEDIA_TYPE, f"{hit.slug}.ics")


def file(text: str, media_type: str, name: str) -> HttpResponse:
    """Return `text` as a file to keep; its name comes from a slug, and so is safe everywhere."""
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return kept(HttpResponse(text, content_type=media_type, headers=headers))
