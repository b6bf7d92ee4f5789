"""Fields of a sheet as a template shows them: with the visitor's words, today's value, and what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.basemap.moving import ground
from geo.languages import LANGUAGES, current_language, saying
from places import facts
from places.models import Category
from places.timetable import rows
from places.web.suggesting.sheet import Sheet
from places.web.wishes import OFTEN_SPOKEN

_FEWEST_SPANS = 2
_ACCESS = {
    "": gettext_lazy("nicht bekannt"),
    "yes": gettext_lazy("Ja, ganz ohne Stufen"),
    "limited": gettext_lazy("Zum Teil: eine kleine Stufe, oder mit Hilfe"),
    "no": gettext_lazy("Nein, es gibt Stufen"),
}
_HINTS: dict[str, Promise] = {
    "street": gettext_lazy("Zum Beispiel: Bergmannstraße 37"),
    "website": gettext_lazy("Zum Beispiel: www.example.org"),
    "cost": gettext_lazy("Zum Beispiel: kostenlos"),
    "bring": gettext_lazy("Zum Beispiel: Ausweis"),
}
_MANY_LINES = {"description"}
_KEYBOARDS = {"email": "email", "website": "url", "postcode": "numeric"}
_LEFT_TO_RIGHT = {"email", "website", "postcode"}


@dataclass(frozen=True)
class Field:
    """A field of the form. `today` says in words what is known; "" where that would be too long or is shown anyway."""

    sheet: Sheet
    name: str

    @property
    def key(self) -> str:
        return self.sheet.key(self.name)

    @property
    def own_name(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def template(self) -> str:
        return f"places/_ask_{_TEMPLATES.get(self.own_name, 'text')}.html"

    @property
    def label(self) -> str:
        return str(facts.label(self.name))

    @property
    def hint(self) -> str:
        return str(_HINTS.get(self.own_name, ""))

    @property
    def described_by(self) -> str:
        """The identifiers of the elements that say more."""
        parts = {"hinweis": self.hint, "fehler": self.error}
        return " ".join(f"{self.key}-{part}" for part, said in parts.items() if said)

    @property
    def typed(self) -> Any:
        return self.sheet.typed(self.name)

    @property
    def error(self) -> str:
        return self.sheet.errors.get(self.name, "")

    @property
    def is_open(self) -> bool:
        """Whether somebody was here already."""
        return bool(self.error) or self.sheet.is_changed(self.name)

    @property
    def longest(self) -> int:
        return facts.longest(self.name)

    @property
    def has_many_lines(self) -> bool:
        return self.own_name in _MANY_LINES

    @property
    def keyboard(self) -> str:
        return _KEYBOARDS.get(self.own_name, "text")

    @property
    def direction(self) -> str:
        return "ltr" if self.own_name in _LEFT_TO_RIGHT else "auto"

    @property
    def today(self) -> str:
        """What is known, in a few words."""
        say = _TODAY.get(self.own_name, str)
        return str(say(self.sheet.seen[self.name] or ""))


@dataclass(frozen=True)
class PhonesField(Field):
    @property
    def phones(self) -> Sequence[tuple[str, str]]:
        """What was typed, and an empty row; two where nothing is known."""
        typed: list[tuple[str, str]] = list(self.typed)
        return [*typed, ("", ""), *([] if typed else [("", "")])]


@dataclass(frozen=True)
class ChoicesField(Field):
    @property
    def choices(self) -> Iterable[tuple[str, str, bool]]:
        """Key, name, and whether it is ticked."""
        typed = set(self.typed)
        is_spoken = self.own_name == "languages"
        named = _languages({*self.sheet.spoken, *self.sheet.seen[self.name]}) if is_spoken else _categories()
        return [(key, name, key in typed) for key, name in named]


@dataclass(frozen=True)
class AccessField(Field):
    @property
    def choices(self) -> Iterable[tuple[str, Promise]]:
        return _ACCESS.items()


@dataclass(frozen=True)
class PointField(Field):
    @property
    def latitude(self) -> str:
        return str(self.typed[0])

    @property
    def longitude(self) -> str:
        return str(self.typed[1])

    @property
    def ground(self) -> str:
        return ground()


@dataclass(frozen=True)
class HoursField(Field):
    @property
    def is_special(self) -> bool:
        return self.typed is None

    @property
    def words(self) -> str:
        """What was typed in the place of a table."""
        return "" if self.sheet.data is None else self.sheet.data.get(f"{self.key}-in-words", "")

    @property
    def days(self) -> list[dict[str, Any]]:
        """The rows for the template."""
        cells, mistakes = self.typed, self.sheet.mistakes.get(self.name, {})
        return [_day(key, label, cells, mistakes.get(key, "")) for key, label in rows.NAMES.items()]


def _day(key: str, label: Any, cells: rows.Cells, mistake: str) -> dict[str, Any]:
    spans = [
        (number, cells.get(f"{key}-{number}-from"), cells.get(f"{key}-{number}-to"))
        for number in range(1, rows.SPANS + 1)
    ]
    return {
        "key": key,
        "label": label,
        "kind": cells.get(f"{key}-kind", ""),
        "kinds": rows.KINDS.items(),
        "spans": [
            {"number": number, "start": start, "end": end}
            for number, start, end in spans
            if number <= _FEWEST_SPANS or start or end
        ],
        "mistake": mistake,
    }


def _languages(known: Iterable[str]) -> list[tuple[str, str]]:
    """Return the languages to choose from, by name: those of the pages and of places, and others that are often."""
    codes = {each.code for each in LANGUAGES} | {*OFTEN_SPOKEN, *known}
    return sorted(((code, saying.language(code)) for code in codes), key=lambda each: each[1].casefold())


def _categories() -> list[tuple[str, str]]:
    return [(each.key, str(each.told["name"])) for each in Category.objects.in_language(current_language())]


def _said_phones(value: Any) -> str:
    return saying.listed(saying.isolated(phone["shown"]) for phone in value) if value else ""


def _said_languages(value: Any) -> str:
    return saying.listed(saying.language_here(code) for code in value) if value else ""


def _said_hours(value: Any) -> str:
    return _("bekannt") if value else ""


_TODAY: Mapping[str, Any] = {
    "phones": _said_phones,
    "languages": _said_languages,
    "opening_hours": _said_hours,
    "wheelchair": lambda value: str(_ACCESS[value]) if value else "",
    "position": lambda value: "",
}
_TEMPLATES = {
    "phones": "phones",
    "languages": "choices",
    "categories": "choices",
    "wheelchair": "access",
    "position": "point",
    "opening_hours": "hours",
}
_CLASSES: Mapping[str, type[Field]] = {
    "phones": PhonesField,
    "choices": ChoicesField,
    "access": AccessField,
    "point": PointField,
    "hours": HoursField,
}


def field(sheet: Sheet, name: str) -> Field:
    """Return the field of the fact `name`."""
    return _CLASSES.get(_TEMPLATES.get(name.rpartition(".")[2], ""), Field)(sheet, name)


def fields(sheet: Sheet, *names: str) -> list[Field]:
    """Return the fields of those of `names` that the sheet has."""
    return [field(sheet, name) for name in names if name in sheet.names]
