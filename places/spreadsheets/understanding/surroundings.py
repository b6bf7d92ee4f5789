"""What cells refer to: municipalities, kinds of help, who runs places; read once for all rows."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _

from geo.coordinates import BBox
from geo.folding import fold
from geo.geocoding.spelling import same_word
from geo.models import Area, Edition
from places import vocabulary
from places.models import Category, Organization
from places.spreadsheets.understanding.problems import BadCell

_KINDS = re.compile(r"^(stadt|gemeinde|samtgemeinde|flecken|hansestadt|landkreis|kreis|insel|inselgemeinde) ")
_AGS_DIGITS, _KEY_DIGITS = 8, 9
_AROUND = 0.5  # degrees
_BETWEEN = re.compile(r"\s*[;,|\n]\s*")


@dataclass(frozen=True)
class Surroundings:
    """The municipalities by key, the names of categories, those who run places by folded name."""

    areas: dict[str, Area]
    categories: dict[str, Category]
    organizations: dict[str, Organization]
    edition: int
    box: BBox | None

    @classmethod
    def read(cls) -> "Surroundings":
        areas = Area.objects.municipalities().without_outlines()
        return cls(
            areas={area.key: area for area in areas},
            categories={category.key: category for category in Category.objects.all()},
            organizations={fold(each.name): each for each in Organization.objects.all()},
            edition=Edition.objects.current(),
            box=_box(),
        )

    @cached_property
    def _names(self) -> dict[str, list[Area]]:
        names: dict[str, list[Area]] = {}
        for area in self.areas.values():
            for name in {fold(area.name), fold(area.name.partition("(")[0])}:
                names.setdefault(name, []).append(area)
        return names

    @cached_property
    def by_pk(self) -> dict[int, Area]:
        return {area.pk: area for area in self.areas.values()}

    def municipality(self, text: str) -> tuple[Area, str]:
        """Return the municipality that `text` names, by key or name, and what was corrected. Raises BadCell."""
        if digits := re.sub(r"\.0$|\s", "", text) if text[:1].isdigit() else "":
            return self._by_key(digits, text), ""
        typed = fold(text)
        for name in (typed, _KINDS.sub("", typed), fold(text.partition("(")[0])):
            if found := self._names.get(name):
                return self._only(found, text), ""
        bare = _KINDS.sub("", typed)
        alike = {area.key: area for name, found in self._names.items() if same_word(bare, name) for area in found}
        if not alike:
            raise BadCell(_("„%(text)s“ ist keine Gemeinde, die wir kennen.") % {"text": text[:60]})
        area = self._only(list(alike.values()), text)
        return area, _("„%(text)s“ wurde als %(area)s gelesen.") % {"text": text[:60], "area": area.name}

    def _by_key(self, digits: str, text: str) -> Area:
        keys = [digits, digits[:_KEY_DIGITS], digits.zfill(_KEY_DIGITS)]
        if len(digits) == _AGS_DIGITS:
            keys.append(f"{digits[:5]}0{digits[5:]}")
        for key in keys:
            if key in self.areas:
                return self.areas[key]
        raise BadCell(_("„%(text)s“ ist nicht der Schlüssel einer Gemeinde, die wir kennen.") % {"text": text[:60]})

    def _only(self, found: list[Area], text: str) -> Area:
        if len(found) > 1:
            keys = ", ".join(area.key for area in found)
            raise BadCell(
                _("„%(text)s“ heißen mehrere Gemeinden. Bitte nennen Sie den Schlüssel: %(keys)s.")
                % {"text": text[:60], "keys": keys}
            )
        return found[0]

    def kinds_of_help(self, text: str) -> list[str]:
        """Return the keys of the categories that `text` names, in any word of the map. Raises BadCell."""
        whole = self._kind(text)
        parts = [] if whole else [part for part in _BETWEEN.split(text) if part]
        keys = [whole] if whole else [self._kind(part) or self._no_kind(part) for part in parts]
        return list(dict.fromkeys(keys))

    def kind_in_words(self, key: str) -> str:
        """Return the name of the category `key`, where `kinds_of_help` understands it; else the key."""
        name = self.categories[key].name
        return name if self._kind(name) == key else key

    def municipality_in_words(self, area: Area) -> str:
        """Return the name of `area`, where it is the only one called so; else its key."""
        return area.name if len(self._names.get(fold(area.name), ())) == 1 else area.key

    def _kind(self, text: str) -> str:
        if text.strip().lower() in self.categories:
            return text.strip().lower()
        found = vocabulary.parts(text, self.edition)
        if len(found) == 1:
            return found[0].category or vocabulary.nearly(text, self.edition)
        return ""

    def _no_kind(self, text: str) -> str:
        known = ", ".join(category.name for category in self.categories.values())
        raise BadCell(
            _("„%(text)s“ ist keine Kategorie der Karte. Es gibt: %(known)s.") % {"text": text[:60], "known": known}
        )

    def holds(self, place: Point) -> bool:
        """Whether `place` lies in or near the municipalities that we know."""
        box = self.box
        return box is None or (box.west <= place.x <= box.east and box.south <= place.y <= box.north)


def _box() -> BBox | None:
    extent = Area.objects.municipalities().extent()
    if not extent:
        return None
    west, south, east, north = extent
    return BBox(
        max(west - _AROUND, -180), max(south - _AROUND, -90), min(east + _AROUND, 180), min(north + _AROUND, 90)
    )
