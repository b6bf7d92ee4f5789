"""Links are asked politely, each seldom, and count as dead only where they failed on two days."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from threading import Event, Lock

import pytest
from django.core.management import call_command
from django.utils import timezone

from geo.fetching import Reach
from places import checking
from places.models import ContactCheck, Organization, Place, Source, Visibility
from tests.geo.fetching.serving import LOOPBACK, addresses, http, serving
from tests.places.making import a_place

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 2, 6, tzinfo=timezone.get_default_timezone())
WEEK, DAY = timedelta(days=7), timedelta(days=1)
SOON_S = 30
Detail, State = ContactCheck.Detail, ContactCheck.State


def of_site(pages):
    """Return answers of a site without wishes whose `pages` have these statuses, asked by HEAD or GET alike."""
    return lambda asked: http(pages.get(asked.split()[1], 404))


def check(server, now=NOW, **more):
    asked = {"every": WEEK, "hosts": 4, "pace": checking.Turns(0), "reach": server.reach()} | more
    return checking.check_links(now, **asked)


def found():
    return {each.value.rpartition("/")[2]: (each.state, each.detail) for each in ContactCheck.objects.all()}


def test_links_of_published_places_organizations_and_sources_are_checked():
    with serving(of_site({"/a": 200, "/b": 204, "/c": 200})) as server:
        place = a_place("A", website=server.url("/a"))
        Organization.objects.create(slug="b", name="B", website=server.url("/b"))
        Source.objects.create(place=place, title="C", url=server.url("/c"))
        a_place("Hidden", website=server.url("/d"), visibility=Visibility.HIDDEN)
        assert check(server).checked == 3
    assert found() == {"a": (State.OK, ""), "b": (State.OK, ""), "c": (State.OK, "")}


@pytest.mark.parametrize(
    ("status", "finding"),
    [
        (200, (State.OK, "")),
        (401, (State.OK, Detail.CLOSED_TO_MACHINES)),
        (403, (State.OK, Detail.CLOSED_TO_MACHINES)),
        (429, (State.OK, Detail.CLOSED_TO_MACHINES)),
        (404, (State.GONE, Detail.MISSING)),
        (410, (State.GONE, Detail.MISSING)),
        (500, (State.UNREACHABLE, Detail.BROKEN)),
        (503, (State.UNREACHABLE, Detail.BROKEN)),
    ],
)
def test_a_status_tells_whether_the_page_is_there(status, finding):
    with serving(of_site({"/a": status})) as server:
        a_place(website=server.url("/a"))
        check(server)
    assert found() == {"a": finding}


@pytest.mark.parametrize(
    ("reach", "detail"),
    [
        (Reach(resolve=addresses()), Detail.UNKNOWN),
        (Reach(resolve=addresses("10.0.0.1")), Detail.ASTRAY),
        (Reach(resolve=addresses("127.0.0.1"), allows=LOOPBACK.__contains__), Detail.SILENT),
    ],
)
def test_who_does_not_answer_is_unreachable(reach, detail):
    a_place(website="http://open.test:1/a")
    checking.check_links(NOW, every=WEEK, hosts=1, pace=checking.Turns(0), reach=replace(reach, ports={1}))
    assert found() == {"a": (State.UNREACHABLE, detail)}


@pytest.mark.parametrize(
    "url", ["http://localhost/a", "http://127.0.0.1/a", "ftp://open.test/a", "http://open.test:22/a"]
)
def test_what_is_no_web_address_is_invalid_and_dead_at_once(url):
    a_place(website=url)
    checking.check_links(NOW, every=WEEK, hosts=1, pace=checking.Turns(0))
    assert found() == {"a": (State.INVALID, Detail.MALFORMED)}
    assert ContactCheck.objects.dead().count() == 1


def test_a_second_run_asks_nothing():
    with serving(of_site({"/a": 200})) as server:
        a_place(website=server.url("/a"))
        check(server)
        before = list(server.asked)
        tally = check(server, NOW + timedelta(hours=1))
        assert (tally.checked, tally.lately, server.asked) == (0, 1, before)
        assert check(server, NOW + WEEK).checked == 1


def test_one_failure_is_no_death_and_is_looked_at_on_the_next_day():
    with serving(of_site({})) as server:
        a_place(website=server.url("/a"))
        check(server)
        assert not ContactCheck.objects.dead()
        assert check(server, NOW + timedelta(hours=2)).checked == 0
        assert check(server, NOW + DAY).checked == 1
        (dead,) = ContactCheck.objects.dead()
        assert (dead.is_dead, dead.first_failed_at, dead.checked_at) == (True, NOW, NOW + DAY)
        assert check(server, NOW + 2 * DAY).checked == 0


def test_a_link_that_works_again_is_alive():
    pages = {}
    with serving(lambda asked: http(pages.get(asked.split()[1], 404))) as server:
        a_place(website=server.url("/a"))
        check(server)
        pages["/a"] = 200
        check(server, NOW + DAY)
    assert found() == {"a": (State.OK, "")}
    assert not ContactCheck.objects.dead()
    assert not ContactCheck.objects.exclude(first_failed_at=None)


def test_the_head_is_asked_first_and_the_page_only_where_that_says_no():
    with serving() as server:
        server.answers = lambda asked: http(405 if asked.startswith("HEAD") else 404 if "robots" in asked else 200)
        a_place(website=server.url("/a"))
        check(server)
        assert server.asked == ["GET /robots.txt", "HEAD /a", "GET /a"]
    assert found() == {"a": (State.OK, "")}


def test_what_a_site_asks_programs_to_leave_alone_is_left_alone():
    with serving() as server:
        server.answers = lambda asked: http(200, b"User-agent: *\nDisallow: /private\n")
        a_place("A", website=server.url("/private/a"))
        a_place("B", website=server.url("/b"))
        check(server)
        assert server.asked == ["GET /robots.txt", "HEAD /b"]
    assert found()["a"] == (State.OK, Detail.CLOSED_TO_MACHINES)


def test_a_site_that_is_silent_is_asked_once_in_a_run():
    with serving() as server:
        pass
    asked = []

    def resolve(host):
        asked.append(host)
        return LOOPBACK

    for name in "ab":
        a_place(name, website=server.url(f"/{name}"))
    check(server, reach=server.reach(resolve))
    assert len(asked) == 1
    assert set(found().values()) == {(State.UNREACHABLE, Detail.SILENT)}


def test_a_host_has_one_request_at_a_time_and_hosts_go_side_by_side():
    lock, open_now, most = Lock(), {"one": 0, "two": 0}, {"one": 0, "two": 0}
    was_asked = {"one": Event(), "two": Event()}

    def answers(asked):
        host = asked.split("/")[1]
        if host not in was_asked:
            yield http(404)
            return
        with lock:
            open_now[host] += 1
            most[host] = max(most[host], open_now[host])
        was_asked[host].set()
        side_by_side = was_asked["two" if host == "one" else "one"].wait(SOON_S)
        answer = http(200 if side_by_side else 404)
        yield answer[:-1]
        with lock:  # before the last byte, after which the next question may come
            open_now[host] -= 1
        yield answer[-1:]

    with serving(answers) as server:
        for host in ("one", "two", "www.one"):
            for page in range(3):
                a_place(f"{host} {page}", website=server.url(f"/{host.removeprefix('www.')}/{page}", f"{host}.test"))
        assert check(server).checked == 9
    assert most == {"one": 1, "two": 1}
    assert {check.state for check in ContactCheck.objects.all()} == {State.OK}


def test_turns_leave_a_pause_after_each_question_also_after_one_that_failed():
    now, slept = [0.0], []

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    turns = checking.Turns(2, clock=lambda: now[0], sleep=sleep)
    with pytest.raises(ZeroDivisionError), turns("a.test"):
        raise ZeroDivisionError
    with turns("www.a.test"), turns("b.test"):
        now[0] += 0.5
    assert slept == [0, 2, 0]


def test_what_nobody_names_any_more_is_forgotten():
    with serving(of_site({"/a": 200})) as server:
        place = a_place(website=server.url("/a"))
        check(server)
        Place.objects.filter(pk=place.pk).update(website="")
        checking.forget_unnamed()
    assert not ContactCheck.objects.exists()


def test_a_check_knows_its_places():
    organization = Organization.objects.create(slug="o", name="O", website="https://o.test/")
    place = a_place("A", website="https://a.test/", organization=organization)
    other = a_place("B", organization=organization)
    Source.objects.create(place=place, title="S", url="https://s.test/")
    for value in ("https://a.test/", "https://o.test/", "https://s.test/", "https://x.test/"):
        ContactCheck.objects.create(kind="link", value=value, state=State.INVALID, first_failed_at=NOW, checked_at=NOW)
    assert set(ContactCheck.objects.filter(value="https://a.test/").places()) == {place}
    assert set(ContactCheck.objects.filter(value="https://o.test/").places()) == {place, other}
    assert set(ContactCheck.objects.filter(value="https://s.test/").places()) == {place}


def test_the_command_tells_in_words_and_is_content(capsys, monkeypatch):
    with serving(of_site({"/a": 200})) as server:
        monkeypatch.setattr(checking, "check_links", partial(checking.check_links, reach=server.reach()))
        a_place("Anker", website=server.url("/a"))
        a_place("Boje", website=server.url("/b"))
        a_place("Canal", website="http://localhost/c")
        call_command("check_contacts", "--pause=0")
        call_command("check_contacts", "--pause=0")
    said = capsys.readouterr().out
    assert "3 links checked" in said
    assert f"failed once, again tomorrow: {server.url('/b')}" in said
    assert "0 links checked, 3 were checked within 7 days" in said
    assert "Named by canal." in said


def test_two_runs_at_once_are_one(capsys, monkeypatch):
    monkeypatch.setattr(checking, "alone", lambda: nullcontext(False))
    a_place(website="http://localhost/c")
    call_command("check_contacts")
    assert "Another run is under way" in capsys.readouterr().out
    assert not ContactCheck.objects.exists()
