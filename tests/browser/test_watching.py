"""The watch itself: a rule that is broken makes a story fail, and so does a missing browser."""

import pytest
from django.db import connection
from playwright.sync_api import Page

from tests.browser import conftest
from tests.browser.serving import NotATestDatabase, region
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_cookie_is_noticed(desktop: Page, watch: Watch):
    desktop.goto("/orte/kreisverwaltung-leer/")
    desktop.evaluate("document.cookie = 'visitor=1'")
    with pytest.raises(AssertionError, match="set a cookie"):
        watch.check()
    desktop.context.clear_cookies()


def test_a_broken_policy_is_noticed(desktop: Page, watch: Watch):
    desktop.goto("/orte/kreisverwaltung-leer/")
    with desktop.expect_console_message():
        desktop.evaluate("document.body.append(Object.assign(document.createElement('style'), {textContent: 'p {}'}))")
    with pytest.raises(AssertionError, match="Content Security Policy"):
        watch.check()
    watch.expect("Content Security Policy")


def test_a_request_to_another_origin_is_noticed(desktop: Page, watch: Watch):
    desktop.context.route("http://other.invalid/", lambda route: route.fulfill(body="elsewhere"))
    desktop.goto("http://other.invalid/")
    with pytest.raises(AssertionError, match="another origin"):
        watch.check()
    watch.requests.clear()


def test_only_a_test_database_is_filled_and_emptied(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", "hilfe")
    with pytest.raises(NotATestDatabase), region():
        pytest.fail("The region was loaded.")


def test_without_a_browser_the_stories_fail_and_say_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.fail.Exception, match="Install Debian's chromium"):
        conftest.chromium("/nowhere/chrome")
