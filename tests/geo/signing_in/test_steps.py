"""The way in: a password, a device that is set up once, a code each time; and the way out."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings as project
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from geo.signing_in import devices, recovery
from tests.geo.signing_in.clerks import CODE, IN, SET_UP, a_clerk, gives_code, gives_password, is_in, sets_up
from tests.places.accounts import an_administrator, an_editor
from tests.places.making import an_area
from tests.signing_in import a_device, code_of, signed_in

pytestmark = pytest.mark.django_db


def test_the_first_time_a_device_is_set_up_before_anything_else_opens(client):
    a_clerk()
    assert gives_password(client, to="/admin/").url == SET_UP
    assert not is_in(client)
    assert client.get("/admin/").status_code == 302
    shown = client.get(SET_UP)
    secret = client.session["halfway"]["secret"]
    assert devices.written(secret) in shown.text
    assert "<svg" in shown.text
    codes = client.post(SET_UP, {"code": code_of(secret)})
    assert codes.context["codes"] == [*dict.fromkeys(codes.context["codes"])]
    assert len(codes.context["codes"]) == 10
    assert 'href="/admin/"' in codes.text
    assert is_in(client)


def test_from_then_on_each_time_a_code_is_asked(client, clock):
    a_clerk()
    gives_password(client)
    secret = sets_up(client)
    client.post("/anmelden/abmelden/")
    assert not is_in(client)
    clock.passes(minutes=5)
    assert gives_password(client, to="/admin/geo/area/").url == CODE
    assert client.get(SET_UP).url == CODE
    assert not is_in(client)
    assert gives_code(client, secret).url == "/admin/geo/area/"
    assert is_in(client)


def test_a_code_is_good_once(client, clock):
    device = a_device(a_clerk())
    gives_password(client)
    assert gives_code(client, device.key).status_code == 302
    other = Client()
    gives_password(other)
    clock.passes(seconds=2)
    assert "gilt nicht" in gives_code(other, device.key).text
    assert not is_in(other)
    clock.passes(seconds=60)
    assert gives_code(other, device.key).status_code == 302


def test_the_code_that_set_a_device_up_signs_nobody_in(client, clock):
    a_clerk()
    gives_password(client)
    secret = sets_up(client)
    other = Client()
    gives_password(other)
    assert "gilt nicht" in gives_code(other, secret).text


def test_a_code_on_paper_is_good_once_however_it_is_typed(client, clock):
    user = a_clerk()
    a_device(user)
    first, second, *_others = recovery.renew(user)
    gives_password(client)
    response = client.post(CODE, {"recovery": f" {first.upper().replace('-', ' ')} "}, follow=True)
    assert "noch 9 Notfallcodes" in response.text
    assert is_in(client)
    other = Client()
    gives_password(other)
    assert "gilt nicht" in other.post(CODE, {"recovery": first}).text
    clock.passes(seconds=2)
    assert other.post(CODE, {"recovery": second}).status_code == 302


def test_what_is_kept_of_the_codes_on_paper_is_none_of_them():
    user = a_clerk()
    codes = recovery.renew(user)
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == len(codes) == 10
    assert kept.isdisjoint([*codes, *(code.replace("-", "") for code in codes)])
    recovery.renew(user)
    assert kept.isdisjoint(StaticToken.objects.values_list("token", flat=True))


def test_each_sign_in_offers_a_secret_that_nobody_has_seen(client):
    a_clerk()
    thief = Client()
    gives_password(thief)
    gives_password(client)
    assert thief.session["halfway"]["secret"] != client.session["halfway"]["secret"]
    seen = thief.session["halfway"]["secret"]
    sets_up(client)
    assert thief.post(SET_UP, {"code": code_of(seen)}).url == CODE
    assert TOTPDevice.objects.count() == 1


def test_without_a_password_there_is_no_second_step(client):
    a_device(a_clerk())
    for address in (CODE, SET_UP):
        assert client.get(address).url == IN
        assert client.post(address, {"code": "123456"}).url == IN


def test_a_password_is_asked_again_where_the_code_takes_long_or_it_has_changed(client, clock):
    user = a_clerk()
    device = a_device(user)
    gives_password(client)
    clock.passes(minutes=11)
    assert gives_code(client, device.key).url == IN
    gives_password(client)
    user.set_password("another password")
    user.save()
    assert gives_code(client, device.key).url == IN


def test_who_needs_no_second_factor_gets_in_by_password_and_never_into_the_admin(client, settings):
    a_clerk(is_staff=False)
    assert gives_password(client, to="/anmelden/zugang/").url == "/anmelden/zugang/"
    assert is_in(client)
    assert client.get("/admin/", follow=True).status_code == 403
    settings.SECOND_FACTOR_FOR = "builtins.bool"
    assert not is_in(client)


def test_a_hook_that_is_not_there_opens_nothing(client, settings):
    a_clerk(is_staff=False)
    settings.SECOND_FACTOR_FOR = "places.nowhere.needed"
    with pytest.raises(ImportError):
        gives_password(client)
    assert "_auth_user_id" not in client.session


def test_signing_in_and_out_changes_the_key_of_the_session_and_leaves_nothing(client):
    device = a_device(a_clerk())
    keys = []
    gives_password(client)
    keys.append(client.session.session_key)
    gives_code(client, device.key)
    keys.append(client.session.session_key)
    response = client.post("/anmelden/abmelden/", follow=True)
    assert "Sie sind abgemeldet" in response.text
    assert len(set(keys)) == 2
    assert client.cookies[project.SESSION_COOKIE_NAME].value == ""
    stale = Client()
    stale.cookies[project.SESSION_COOKIE_NAME] = keys[1]
    assert not is_in(stale)


def test_signing_out_takes_a_click_and_no_link(client):
    assert client.get("/anmelden/abmelden/").status_code == 405


def test_an_account_that_is_closed_is_out_at_once(client):
    user = a_clerk()
    device = a_device(user)
    gives_password(client)
    gives_code(client, device.key)
    User.objects.update(is_active=False)
    assert not is_in(client)


ELSEWHERE = [
    "https://example.org/",
    "//example.org/",
    "/\\example.org",
    "javascript:alert(1)",
    "admin/",
    "/\n/x",
    "///",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_after_signing_in_nobody_is_sent_elsewhere(client, address):
    device = a_device(a_clerk())
    client.post(f"{IN}?next={address}", {"name": "clerk", "password": "wattwurm und deich"})
    assert gives_code(client, device.key).url == "/admin/"


@pytest.mark.parametrize("name", ["editor", "administrator", "staff", "nobody"])
def test_everybody_begins_where_they_have_something_to_do(name):
    user = {
        "editor": lambda: an_editor(of=an_area()),
        "administrator": an_administrator,
        "staff": a_clerk,
        "nobody": lambda: a_clerk(is_staff=False),
    }[name]()
    start = {"staff": "/admin/", "nobody": "/anmelden/zugang/"}.get(name, "/redaktion/")
    client = signed_in(Client(), user)
    assert client.get(IN).url == start
    assert client.get(start).status_code == 200


def test_who_is_signed_in_passes_the_page_by(client):
    device = a_device(a_clerk())
    gives_password(client)
    gives_code(client, device.key)
    assert client.get(f"{IN}?next=/admin/geo/").url == "/admin/geo/"


def test_two_that_set_up_at_once_leave_one_device(transactional_db):
    user = a_clerk()
    secrets = [devices.new_secret() for _ in range(4)]

    def tries(secret: str) -> bool:
        try:
            devices.set_up(user, secret, code_of(secret))
        except devices.AlreadySetUp:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(tries, secrets)) == 1
    assert TOTPDevice.objects.count() == 1


def test_one_code_opens_for_one_of_many_at_once(transactional_db):
    user = a_clerk()
    code = code_of(a_device(user).key)

    def tries(_number: int) -> bool:
        try:
            devices.check(user, code)
        except Exception:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(tries, range(8))) == 1
