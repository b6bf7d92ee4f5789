"""Sessions end: unused, after a working day, with a lost device; and visitors have none."""

import pytest
from django.conf import settings as project
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.geo.signing_in.clerks import IN, PASSWORD, a_clerk, gives_code, gives_password, is_in
from tests.signing_in import a_device, signed_in

pytestmark = pytest.mark.django_db


def test_a_session_ends_an_hour_after_its_last_use(client, clock):
    signed_in(client, a_clerk())
    for _ in range(3):
        clock.passes(minutes=59)
        assert is_in(client)
    clock.passes(minutes=60)
    assert not is_in(client)
    assert not Session.objects.exists()


def test_a_session_ends_after_eight_hours_however_busy(client, clock):
    signed_in(client, a_clerk())
    for _ in range(15):
        clock.passes(minutes=30)
        assert is_in(client)
    clock.passes(minutes=31)
    assert not is_in(client)


def test_a_session_is_written_once_a_minute_at_most(client, clock, django_assert_num_queries):
    signed_in(client, a_clerk())
    clock.passes(seconds=30)
    with django_assert_num_queries(6) as asked:
        assert is_in(client)
    assert not [query for query in asked if query["sql"].startswith("UPDATE")]
    clock.passes(seconds=31)
    with django_assert_num_queries(9) as asked:
        assert is_in(client)
    assert [query for query in asked if query["sql"].startswith("UPDATE")]


def test_a_session_from_before_the_limits_is_over(client):
    user = a_clerk()
    signed_in(client, user)
    session = client.session
    del session["seen_at"], session["signed_in_at"]
    Session.objects.update(session_data=session.encode(dict(session.items())))
    assert not is_in(client)


def test_old_sessions_leave_the_database_when_somebody_signs_in(client, clock):
    a_clerk()
    signed_in(Client(), a_clerk("other"))
    clock.passes(hours=9)
    gives_password(client)
    assert Session.objects.count() == 1


def test_the_cookies_are_for_this_site_and_for_no_script(client, settings):
    device = a_device(a_clerk())
    client.get(IN)
    gives_password(client)
    gives_code(client, device.key)
    assert client.cookies.keys() == {"csrftoken", "familiar", "sessionid"}
    assert all(cookie["httponly"] and cookie["samesite"] == "Lax" for cookie in client.cookies.values())
    assert not client.cookies["sessionid"]["max-age"]
    assert not client.cookies["csrftoken"]["max-age"]
    assert client.cookies["familiar"]["path"] == IN


def test_the_cookies_are_safe_where_the_site_is(client, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    device = a_device(a_clerk())
    client.get(IN)
    gives_password(client)
    gives_code(client, device.key)
    assert all(cookie["secure"] for cookie in client.cookies.values())
    assert not project.SESSION_SAVE_EVERY_REQUEST


def test_a_visitor_who_looks_at_the_page_gets_the_token_of_its_form_alone(client):
    assert client.get(IN).cookies.keys() == {"csrftoken"}
    for path in ("/", "/anmelden/abgemeldet/", "/anmelden/zugang/", "/anmelden/code/", "/admin/", "/api/v1/places/"):
        assert not Client().get(path).cookies, path


def test_who_sends_a_form_after_the_end_is_told_and_comes_back_to_it(client, clock):
    signed_in(client, a_clerk())
    clock.passes(days=2)
    response = client.post("/anmelden/passwort/?from=here", {"old": PASSWORD}, follow=True)
    assert response.redirect_chain == [(f"{IN}?abgelaufen=1&next=/anmelden/passwort/%3Ffrom%3Dhere", 302)]
    assert "Ihre Sitzung ist abgelaufen." in response.text
    assert not client.cookies["sessionid"].value


def test_who_sends_a_form_without_a_session_is_told_of_none(client):
    response = client.post("/anmelden/passwort/", follow=True)
    assert "Ihre Sitzung ist abgelaufen." not in response.text


def test_the_form_needs_its_token():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(IN, {"name": "clerk", "password": PASSWORD}).status_code == 403
    token = strict.get(IN).context["csrf_token"]
    typed = {"name": "clerk", "password": PASSWORD, "csrfmiddlewaretoken": str(token)}
    assert strict.post(IN, typed).status_code == 200


def test_nobody_keeps_a_page_of_staff(client):
    for path in (IN, "/anmelden/zugang/", "/anmelden/code/", "/anmelden/abgemeldet/"):
        assert "no-store" in client.get(path).headers["Cache-Control"]
    signed_in(client, a_clerk())
    assert "no-store" in client.get("/anmelden/zugang/").headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/hilfe/", "/anmelden/abgemeldet/"])
def test_of_whom_a_session_is_only_pages_of_staff_ask(client, path):
    signed_in(client, User.objects.create_superuser("admin"))
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    is_for_staff = path.startswith("/anmelden/")
    assert any("django_session" in query["sql"] for query in asked) is is_for_staff
