"""Opening times as a calendar, read by icalendar's parser and by vobject."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from places.exports.calendar import open_times_calendar
from places.exports.facts import OpenTime
from places.models import Place
from tests.places.exports.properties import SECRET_POINT, SECRETS, read
from tests.places.making import LEER, a_place

pytestmark = pytest.mark.django_db
PAGE = "https://karte.example.org/orte/beratung/"
BERLIN = ZoneInfo("Europe/Berlin")
STAMP = datetime(2026, 10, 20, tzinfo=UTC)


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 10, day, hour, tzinfo=BERLIN)


TIMES = (OpenTime(at(22, 9), at(22, 12)), OpenTime(at(29, 9), at(29, 12), "nur mit Termin", "Dari-Sprechstunde"))


def written(place: Place, times: tuple[OpenTime, ...] = TIMES) -> str:
    properties, location = read(place)
    return open_times_calendar(properties, location, times, identifier=place.pk, page=PAGE, stamp=STAMP)


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_each_time_is_an_event_in_the_places_time_zone():
    place = a_place("Beratung", LEER, street="Bergmannstraße 37", postcode="26789", town="Leer", notice="Klingeln.")
    first, second = events(written(place))
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (at(22, 9), at(22, 12))
    assert first["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert first["SUMMARY"] == "Geöffnet: Beratung"
    assert first["LOCATION"] == "Bergmannstraße 37, 26789 Leer"
    assert first["DESCRIPTION"] == f"Klingeln.\n{PAGE}"
    assert first["DTSTAMP"].dt == STAMP
    assert first["GEO"].to_ical() == "53.2331;7.4564"
    assert second["SUMMARY"] == "Dari-Sprechstunde, Beratung"
    assert second["DESCRIPTION"].startswith("nur mit Termin\n")


def test_the_time_zone_is_described_with_both_its_offsets():
    (zone,) = icalendar.Calendar.from_ical(written(a_place("Beratung"))).walk("VTIMEZONE")
    assert {part["TZOFFSETTO"].to_ical() for part in zone.subcomponents} == {"+0100", "+0200"}


def test_another_library_reads_the_same_moments():
    calendar = vobject.readOne(written(a_place("Beratung")))
    moments = [event.dtstart.value.astimezone(UTC) for event in calendar.vevent_list]
    assert moments == [datetime(2026, 10, 22, 7, tzinfo=UTC), datetime(2026, 10, 29, 8, tzinfo=UTC)]


def test_an_event_keeps_its_identifier_and_shares_it_with_none():
    place = a_place("Beratung")
    first = [event["UID"] for event in events(written(place))]
    assert first == [event["UID"] for event in events(written(place))]
    assert len({UUID(uid.removeprefix("urn:uuid:")) for uid in first}) == 2


def test_a_calendar_without_times_is_one():
    assert events(written(a_place("Beratung"), ())) == []


@pytest.mark.parametrize("text", ["a\r\nEND:VEVENT", "a\nb; c, d \\ e", "🙂" * 60])
def test_no_text_of_a_place_begins_a_line_of_its_own(text):
    place = a_place("Beratung", notice=text)
    Place.objects.update(name=text)
    first, _ = events(written(place))
    assert first["DESCRIPTION"].startswith(text.replace("\r\n", "\n"))


def test_a_protected_place_leaves_with_its_municipality_alone():
    secret = {"street": "Geheimweg 5", "postcode": "26999", "town": "Verborgen", "position_note": "hinter dem Park"}
    text = written(a_place("Beratung", SECRET_POINT, visibility="area_only", **secret))
    assert [each for each in SECRETS if each in text] == []
    assert {event["LOCATION"] for event in events(text)} == {"Leer"}
    assert "\nGEO:" not in text


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_no_text_begins_a_line_of_its_own_however_its_lines_end(end):
    place = a_place(f"Beratung{end}ATTACH:x", notice=f"Klingeln.{end}ATTACH:x", street=f"Weg 1{end}ATTACH:x")
    times = (OpenTime(at(22, 9), at(22, 12), f"nur{end}ATTACH:x", f"Angebot{end}ATTACH:x"),)
    assert not [line for line in written(place, times).splitlines() if line.startswith("ATTACH")]
