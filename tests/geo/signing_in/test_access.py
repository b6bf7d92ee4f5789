"""What who is signed in does for themselves: a new password, new codes for paper."""

import pytest
from django.test import Client

from geo.signing_in import recovery
from tests.geo.signing_in.clerks import CODE, PASSWORD, a_clerk, gives_password, is_in
from tests.signing_in import a_device, code_of, signed_in

pytestmark = pytest.mark.django_db
ACCESS, CHANGE, NEW = "/anmelden/zugang/", "/anmelden/passwort/", "moor und marsch 7"


def changes(client: Client, old: str = PASSWORD, new: str = NEW, again: str = ""):
    return client.post(CHANGE, {"old": old, "new_password1": new, "new_password2": again or new}, follow=True)


def test_a_new_password_ends_all_other_sessions(client):
    user, other = a_clerk(), Client()
    signed_in(client, user)
    signed_in(other, user)
    assert "Ihr neues Passwort gilt ab jetzt." in changes(client).text
    assert is_in(client)
    assert not is_in(other)
    assert gives_password(Client(), password=PASSWORD).status_code == 200
    assert gives_password(Client(), password=NEW).status_code == 302


EASY = ["kurz", "qwerty123456", "1234567890123", "redakteurin-leer", "a\0bcdefghijklmn", "x" * 5000]


@pytest.mark.parametrize("new", EASY, ids=range(len(EASY)))
def test_a_password_that_is_easy_to_guess_is_refused(client, new):
    user = a_clerk("redakteurin.leer")
    signed_in(client, user)
    assert changes(client, new=new).context["form"].errors
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_the_old_password_is_asked_and_cannot_be_guessed(client, clock):
    user = a_clerk()
    signed_in(client, user)
    assert "nicht Ihr jetziges Passwort" in changes(client, old="wrong").text
    for _ in range(4):
        changes(client, old="wrong")
    assert changes(client).status_code == 429
    clock.passes(seconds=31)
    assert changes(client).status_code == 200
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_a_code_of_the_device_gives_new_codes_for_paper(client, clock):
    user = a_clerk()
    device = a_device(user)
    signed_in(client, user)
    old, *_ = recovery.renew(user)
    assert "noch 10 Notfallcodes" in client.get(ACCESS).text
    assert "gilt nicht" in client.post(ACCESS, {"code": "000000"}).text
    clock.passes(seconds=2)
    new, *_ = client.post(ACCESS, {"code": code_of(device.key)}).context["codes"]
    other = Client()
    gives_password(other)
    assert "gilt nicht" in other.post(CODE, {"recovery": old}).text
    clock.passes(seconds=2)
    assert other.post(CODE, {"recovery": new}).status_code == 302
