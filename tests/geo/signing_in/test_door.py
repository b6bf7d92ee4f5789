"""No page of the admin opens without the second factor, and a lost device is taken away there."""

from io import StringIO

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from geo.signing_in import recovery
from tests.geo.signing_in.clerks import IN, SET_UP, a_clerk, gives_password, is_in
from tests.signing_in import a_device, signed_in

pytestmark = pytest.mark.django_db
ARGUMENTS = {"object_id": "1", "app_label": "geo", "url": "nothing", "content_type_id": "1", "id": "1", "pk": "1"}


def paths(patterns, prefix: str = "/") -> list[str]:
    """Return an address of each pattern of the admin."""
    found: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += paths(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            found.append(prefix + filled(pattern))
    return found


def filled(pattern: URLPattern) -> str:
    route = str(pattern.pattern)
    for name in getattr(pattern.pattern, "converters", {}):
        kind = pattern.pattern.converters[name].__class__.__name__.removesuffix("Converter").lower()
        route = route.replace(f"<{kind}:{name}>", ARGUMENTS.get(name, "1")).replace(f"<{name}>", "1")
    return route.removeprefix("^").removesuffix("$").replace("(?P<app_label>geo|places|auth)/", "geo/")


def admin_paths() -> list[str]:
    (resolver,) = [each for each in get_resolver().url_patterns if getattr(each, "app_name", "") == "admin"]
    return [path for path in paths([resolver]) if "(?P" not in path]


@pytest.mark.parametrize("post", [False, True], ids=["GET", "POST"])
def test_no_address_of_the_admin_opens_by_password_alone(client, post):
    """Neither for a stranger nor between the steps, nor for a session that a password alone has opened."""
    a_device(User.objects.create_superuser("admin", password="wattwurm und deich"))
    halfway, unverified = Client(), Client()
    gives_password(halfway, "admin")
    unverified.force_login(User.objects.get())
    addresses = admin_paths()
    assert len(addresses) > 40
    for visitor in (client, halfway, unverified):
        for path in addresses:
            response = visitor.post(path) if post else visitor.get(path)
            assert response.status_code == 302, path
            assert response.url.startswith(("/admin/login/?next=", f"{IN}?next=", "/anmelden/", "/admin/")), path


def test_the_admin_sends_to_the_one_page_and_comes_back(client):
    response = client.get("/admin/geo/area/?q=Leer", follow=True)
    assert response.redirect_chain[-1][0] == f"{IN}?next=/admin/geo/area/%3Fq%3DLeer"
    a_clerk(is_superuser=True)
    assert gives_password(client, to="/admin/geo/area/%3Fq%3DLeer").url == SET_UP


def test_who_is_no_staff_is_told_so(client):
    signed_in(client, a_clerk(is_staff=False))
    assert client.get("/admin/", follow=True).status_code == 403


def test_a_foreign_address_is_not_handed_on(client):
    assert client.get("/admin/login/?next=https://example.org/").url == f"{IN}?next=/admin/"


def test_the_admin_signs_out_and_changes_the_password_by_the_same_pages(staff):
    assert staff.get("/admin/password_change/").url == "/anmelden/passwort/"
    assert staff.post("/admin/logout/").url == "/anmelden/abgemeldet/"
    assert not is_in(staff)


def test_an_administrator_takes_a_lost_device_away(staff):
    clerk, finder = a_clerk(), Client()
    signed_in(finder, clerk)
    recovery.renew(clerk)
    response = staff.post("/admin/auth/user/", {"action": "take_away", "_selected_action": [clerk.pk]}, follow=True)
    assert "von 1 Konto gelten nicht mehr" in response.text
    assert not TOTPDevice.objects.filter(user=clerk).exists()
    assert not StaticDevice.objects.filter(user=clerk).exists()
    assert not is_in(finder)
    assert LogEntry.objects.get(object_id=clerk.pk).change_message == "Gerät weggenommen"
    assert gives_password(finder).url == SET_UP
    assert is_in(staff)


def test_who_is_the_only_administrator_gets_back_in_from_the_server(staff):
    with pytest.raises(CommandError, match="no account 'nobody'"):
        call_command("take_away_device", "nobody")
    call_command("take_away_device", "admin", stdout=StringIO())
    assert not TOTPDevice.objects.exists()
    assert not is_in(staff)


def test_nobody_else_takes_a_device_away(client):
    clerk, other = a_clerk(), a_clerk("other")
    a_device(other)
    clerk.user_permissions.set(Permission.objects.filter(codename__in=("view_user", "change_user")))
    signed_in(client, clerk)
    assert "wegnehmen (" not in client.get("/admin/auth/user/").text
    client.post("/admin/auth/user/", {"action": "take_away", "_selected_action": [other.pk]})
    assert TOTPDevice.objects.filter(user=other).exists()


def test_an_account_shows_whether_a_device_is_set_up_and_no_secret(staff):
    clerk = a_clerk()
    device = a_device(clerk)
    shown = staff.get(f"/admin/auth/user/{clerk.pk}/change/").text
    assert "Verlorenes Gerät wegnehmen" in shown
    assert device.key not in shown
    assert not any(model in admin.site._registry for model in (TOTPDevice, StaticDevice))
