"""When a place is open, as a calendar (RFC 5545) that others can subscribe to."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

import icalendar
from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _

from geo.coordinates import lon_lat
from geo.languages import current_language
from places.exports.facts import OpenTime, Properties, has_exact_point, plain, postal_address

MEDIA_TYPE = "text/calendar; charset=utf-8"
_REFRESHED_EVERY = timedelta(days=1)


def open_times_calendar(
    place: Properties, location: Point, times: Sequence[OpenTime], *, identifier: UUID, page: str, stamp: datetime
) -> str:
    """Return the calendar of `times`, of which `place` with its page at `page` was known at `stamp`.

    Each time is an event of its own, since no rule of recurrence knows the state's holidays.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Hilfe vor Ort//Oeffnungszeiten//DE")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", icalendar.vText(_("Öffnungszeiten: %(name)s") % {"name": plain(place["name"])}))
    calendar.add("refresh-interval", _REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    for time in times:
        calendar.add_component(_event(place, location, time, identifier, page, stamp))
    calendar.add_missing_timezones(*_days(times, stamp))
    text: bytes = calendar.to_ical()
    return text.decode()


def _event(
    place: Properties, location: Point, time: OpenTime, identifier: UUID, page: str, stamp: datetime
) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"urn:uuid:{uuid5(identifier, f'{time.start.isoformat()} {time.end.isoformat()} {time.offer}')}")
    event.add("dtstamp", stamp)
    event.add("dtstart", time.start)
    event.add("dtend", time.end)
    title = plain(_title(place["name"], time.offer))
    event.add("summary", title, parameters={"LANGUAGE": current_language()})
    said = "\n".join(part for part in (time.comment, place["notice"], page) if part)
    event.add("description", plain(said, kept="\n"))
    event.add("location", plain(postal_address(place)))
    event.add("url", page)
    event.add("transp", "TRANSPARENT")  # that a place is open makes nobody busy
    if has_exact_point(place):
        lon, lat = lon_lat(location)
        event.add("geo", (round(lat, 6), round(lon, 6)))
    return event


def _title(name: str, offer: str) -> str:
    if offer:
        return _("%(offer)s, %(place)s") % {"offer": offer, "place": name}
    return _("Geöffnet: %(place)s") % {"place": name}


def _days(times: Sequence[OpenTime], stamp: datetime) -> tuple[date, date]:
    """Return the days for which the time zone has to be described, with room for the end of the last event."""
    first = min((time.start for time in times), default=stamp)
    last = max((time.end for time in times), default=stamp)
    return first.date() - timedelta(days=1), last.date() + timedelta(days=366)
