"""Whether a place is open: now, next, in the week; and as a calendar."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils import timezone

from places.models import Place
from tests.places.making import a_category, a_place
from tests.places.web.asking import elements, get, text
from tests.places.web.test_place import PLACE, a_shelter

pytestmark = pytest.mark.django_db
CALENDAR = f"{PLACE}zeiten.ics"
WEEK = "Öffnungszeiten der nächsten sieben Tage"
BERLIN = ZoneInfo("Europe/Berlin")
HOURS = "Mo-Fr 08:00-12:00,14:00-16:00; PH off"


@pytest.fixture
def clock(monkeypatch):
    """Return a function that sets the clock: it stands at Wednesday, 28 October 2026, 15:00."""

    def stand(moment: str) -> None:
        now = datetime.fromisoformat(moment).replace(tzinfo=BERLIN).astimezone(UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)

    stand("2026-10-28 15:00")
    return stand


@pytest.mark.parametrize(
    ("hours", "at", "told"),
    [
        (HOURS, "2026-10-28 15:00", "Jetzt geöffnet bis 16:00 Uhr."),
        (HOURS, "2026-10-28 13:00", "Jetzt geschlossen. Öffnet heute um 14:00 Uhr."),
        (HOURS, "2026-10-28 20:00", "Jetzt geschlossen. Öffnet morgen um 08:00 Uhr."),
        (
            HOURS,
            "2026-10-31 10:00",
            "Jetzt geschlossen. Hinweis: Reformationstag. Öffnet wieder: Montag, 2. November 2026, um",
        ),
        ("Fr 22:00-02:00", "2026-10-30 23:00", "Jetzt geöffnet bis Samstag, 31. Oktober 2026, 02:00 Uhr."),
        ("24/7", "2026-10-28 15:00", f"Jetzt geöffnet. {WEEK} Mittwoch heute den ganzen Tag geöffnet Donnerstag"),
        ('"nach Vereinbarung"', "2026-10-28 15:00", "Jetzt nur mit Termin. Bitte rufen Sie vorher an."),
        ("Mo-Su unknown", "2026-10-28 15:00", "Ob jetzt geöffnet ist, ist nicht bekannt. Bitte rufen Sie vorher an."),
    ],
)
def test_a_sentence_says_whether_it_is_open_and_until_when_or_when_next(clock, hours, at, told):
    clock(at)
    a_place("Beratung", opening_hours=hours)
    assert told in text(get(PLACE))


def test_the_week_begins_with_today_and_names_holidays(clock):
    a_place("Beratung", opening_hours=HOURS)
    page = get(PLACE)
    assert (
        "Mittwoch heute 08:00–12:00 14:00–16:00 Donnerstag 29. Oktober 08:00–12:00 14:00–16:00 "
        "Freitag 30. Oktober 08:00–12:00 14:00–16:00 Samstag 31. Oktober Reformationstag geschlossen "
        "Sonntag 1. November geschlossen Montag 2. November 08:00–12:00"
    ) in text(page)
    assert [row.get("class") for row in elements(page, "tr")] == ["today", *[None] * 6]


def test_times_are_those_of_the_place_and_not_of_the_server(clock, settings):
    settings.TIME_ZONE = "America/New_York"
    a_place("Beratung", opening_hours="We 14:00-16:00", timezone="Europe/Berlin")
    assert f"Jetzt geöffnet bis 16:00 Uhr. {WEEK} Mittwoch heute 14:00–16:00 Donnerstag" in text(get(PLACE))


def test_an_offer_with_hours_of_its_own_says_them_with_their_languages(clock):
    place = a_place("Beratung")
    offer = place.offers.create(category=a_category(), title="Sprechstunde", opening_hours="We 14:00-16:00")
    offer.times.create(opening_hours="Th 09:00-10:00", languages=["prs"])
    page = text(get(PLACE))
    assert (
        f"Sprechstunde Jetzt geöffnet bis 16:00 Uhr. Zeiten der nächsten sieben Tage {WEEK} Mittwoch heute 14:00–16:00"
        in page
    )
    assert "Jetzt geschlossen. Öffnet morgen um 09:00 Uhr." in page
    assert "Die Zeiten stehen bei den einzelnen Angeboten." in page


def test_the_calendar_holds_eight_weeks_without_holidays(clock):
    a_place("Beratung", opening_hours="Mo-Sa 08:00-12:00; PH off")
    response = get(CALENDAR)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="beratung.ics"'
    starts = [event["DTSTART"].dt for event in icalendar.Calendar.from_ical(response.content).walk("VEVENT")]
    assert starts[0] == datetime(2026, 10, 28, 8, tzinfo=BERLIN)
    assert starts[-1] == datetime(2026, 12, 22, 8, tzinfo=BERLIN)
    assert len(starts) == 8 * 6 - 1
    assert datetime(2026, 10, 31, 8, tzinfo=BERLIN) not in starts


def test_a_calendar_is_the_same_all_day(clock):
    a_place("Beratung", opening_hours=HOURS)
    first = get(CALENDAR)
    clock("2026-10-28 18:00")
    assert get(CALENDAR).headers["ETag"] == first.headers["ETag"]
    clock("2026-10-29 18:00")
    assert get(CALENDAR).headers["ETag"] != first.headers["ETag"]


def test_hours_by_appointment_or_in_doubt_are_no_event(clock):
    a_place("Beratung", opening_hours='"nach Vereinbarung"; Sa unknown')
    assert b"VEVENT" not in get(CALENDAR).content


def test_without_hours_there_is_no_calendar_and_a_page_says_so():
    a_place("Beratung")
    response = get(CALENDAR)
    assert response.status_code == 404
    assert "Die Öffnungszeiten sind nicht bekannt" in text(response)
    assert CALENDAR not in get(PLACE).content.decode()
    assert get("/orte/anderswo/zeiten.ics").status_code == 404


def test_a_protected_place_gives_nothing_away(clock):
    a_shelter(opening_hours="Mo 08:00-12:00")
    content = get(CALENDAR).content.decode()
    for secret in ("Geheimweg", "26999", "Verborgen", "7.6123", "53.3123", "\nGEO:"):
        assert secret not in content


def test_hours_that_nobody_can_read_are_not_known_and_no_failure(clock):
    a_place("Beratung")
    Place.objects.update(opening_hours="<script>alert(1)</script>")
    assert "Ob jetzt geöffnet ist, ist nicht bekannt." in text(get(PLACE))
    assert get(CALENDAR).status_code == 200
