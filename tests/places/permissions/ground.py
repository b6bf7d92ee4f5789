"""Three places, and everybody who comes to a door: each with a client, an account if any, and the link of a letter."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode

from geo.coordinates import point
from geo.models import Area, Edition, Occurrence, Salt
from places import features, history, moderation
from places.models import Phone, Place, Question, Reminder, Suggestion, Translation
from places.suggesting import suggest
from places.verifying import links
from tests.places.accounts import a_steward, an_administrator, an_editor
from tests.places.making import a_place, an_area
from tests.signing_in import signed_in

_NO_MATTER = (Edition, Occurrence, Salt)  # of the database itself, and how often a network asked
Digests = dict[str, str]


@dataclass(eq=False)
class Guest:
    """Somebody at a door."""

    name: str
    client: Client
    account: Any = None
    token: str = ""

    @property
    def user(self) -> Any:
        """The account as a request would read it: what it remembers of its roles is forgotten."""
        return User.objects.get(pk=self.account.pk) if self.account else AnonymousUser()

    def get(self, path: str) -> Any:
        return self.client.get(self._address(path))

    def post(self, path: str, body: Any = None, **sent: Any) -> Any:
        return self.client.post(self._address(path), body, **sent)

    def _address(self, path: str) -> str:
        mark = "&" if "?" in path else "?"
        return f"{path}{mark}{urlencode({links.PARAMETER: self.token})}" if self.token else path


class Ground:
    """Leer with the places "Anker", which stewards know, and "Nachbarn"; Weener with "Hafen"."""

    def __init__(self) -> None:
        self._answers: dict[str, Any] = {}
        district = self.district()
        self.leer: Area = an_area(parent=district)
        self.weener: Area = an_area("034570021", "Weener", parent=district, stand_in=point(lon=7.9, lat=53.17))
        self.administrator = an_administrator()
        self.places = {
            "Anker": self._place("Anker", self.leer, street="Kaje 1"),
            "Nachbarn": self._place("Nachbarn", self.leer, street="Weg 2"),
            "Hafen": self._place("Hafen", self.weener, street="Weg 3", at=point(lon=7.9, lat=53.17)),
        }
        anker = self.places["Anker"]
        self.question, *_others = (a_letter_about(place) for place in self.places.values())
        self.guests = {
            "visitor": Guest("visitor", Client()),
            "letter": Guest("letter", Client(), token=links.token(self.question)),
            "steward": _guest("steward", a_steward(anker, email="konto@example.org", account=True).user),
            "leer": _guest("leer", an_editor("leer", of=self.leer)),
            "district": _guest("district", an_editor("district", of=district)),
            "weener": _guest("weener", an_editor("weener", of=self.weener)),
            "admin": _guest("admin", self.administrator),
            "halfway": _guest("halfway", an_editor("halfway", of=district), halfway=True),
            "nobody": _guest("nobody", User.objects.create_user("nobody")),
        }
        for area in (self.leer, self.weener):
            Suggestion.objects.create(kind=Suggestion.Kind.NEW, area=area, changes={"name": "Treff"})
        features.refresh_stale()

    @staticmethod
    def district() -> Area:
        return an_area("03457", "Landkreis Leer", level="district")

    def _place(self, name: str, area: Area, **said: Any) -> Place:
        """Make a place whose phone was added later, by an administrator.

        Somebody suggests another name for it, and an earlier suggestion was rejected.
        """
        facts: dict[str, Any] = {"opening_hours": "Mo 08:00-12:00", "as_of": "2014", "languages": ["de"]}
        made = a_place(name, area=area, offers="family", **facts, **said)
        made.sources.create(title="Amtsblatt")
        with history.attributed(by=self.administrator, why="Anruf", via="correction"):
            Phone.objects.create(place=made, number="+494919260", shown="0491 926-0", as_of="2014")
        rejected = suggest(kind=Suggestion.Kind.EDIT, place=made, changes={"name": f"{name} alt"})
        moderation.reject(rejected, reason="Das war einmal.", by=self.administrator)
        suggest(kind=Suggestion.Kind.EDIT, place=made, changes={"name": f"{name} neu"})
        Translation.objects.create(place=made, field="description", language="en", text="x", original="")
        return made

    def __getitem__(self, place: str) -> Place:
        return Place.objects.get(pk=self.places[place].pk)

    def others(self, place: str) -> list[Place]:
        return [each for name, each in self.places.items() if name != place]

    def suggestion(self, place: Place) -> Suggestion:
        found: Suggestion = place.suggestions.pending().get()
        return found

    def form(self, path: str) -> Any:
        """Return the page at `path` as an administrator gets it, to be sent by others."""
        return self.remembered(path, lambda: self.guests["admin"].get(path))

    def remembered(self, key: str, ask: Callable[[], Any]) -> Any:
        if key not in self._answers:
            self._answers[key] = ask()
        return self._answers[key]


def a_letter_about(*places: Place) -> Question:
    """Ask a steward without account about the hours of the `places`; return the first question."""
    now, email = timezone.now(), f"{'-'.join(place.slug for place in places)}@example.org"
    reminder = Reminder.objects.create(
        steward=a_steward(*places, email=email),
        month=now.date().replace(day=1),
        address=email,
        message_id=email,
        asked_at=now - timedelta(days=1),
    )
    first, *_others = (Question.objects.create(reminder=reminder, place=place, facts=["hours"]) for place in places)
    return first


def _guest(name: str, account: Any, *, halfway: bool = False) -> Guest:
    client = Client()
    if halfway:
        client.force_login(account)  # by the password alone
    else:
        signed_in(client, account)
    return Guest(name, client, account)


def kept(*, of: Iterable[Place] | None = None) -> Digests:
    """Return a digest of each table that matters; with `of`, of the rows alone that are these places'."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(of is not None), None if of is None else {"places": [place.pk for place in of]})
        return dict(cursor.fetchall())


@contextmanager
def taken_back() -> Iterator[None]:
    """Undo afterwards what was written meanwhile."""
    point_in_time = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point_in_time)


@cache
def _statement(of_places: bool) -> str:
    tables = {model._meta.db_table: _column_of_the_place(model) for model in _models()}
    parts = [
        _digest(table, f"WHERE {column} = ANY(%(places)s)" if of_places else "")
        for table, column in tables.items()
        if column or not of_places
    ]
    return " UNION ALL ".join(parts)


def _models() -> list[Any]:
    every = (each for each in apps.get_models(include_auto_created=True) if each not in _NO_MATTER)
    return [each for each in every if each._meta.app_label in ("geo", "places", "auth")]


def _column_of_the_place(model: Any) -> str:
    if model is Place:
        return "id"
    return "place_id" if any(field.attname == "place_id" for field in model._meta.concrete_fields) else ""


def _digest(table: str, where: str) -> str:
    rows = f"SELECT (to_jsonb(t) - 'last_login')::text AS row FROM {table} t {where}"
    return f"SELECT '{table}', md5(coalesce(string_agg(row, '' ORDER BY row), '')) FROM ({rows}) AS rows"
