"""The district that is served: its name, its extent, its members."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from geo.coordinates import BBox
from geo.models import Area, Edition
from geo.tiles import WORLD


@dataclass(frozen=True)
class Region:
    """The served district; before its data is loaded, the whole Earth without a name.

    `scope` is its key where other districts are loaded too, so that a list of all is one of this district's.
    `email` is that of its administration, `edition` the number of the data's present state.
    """

    key: str
    name: str
    box: BBox
    members: dict[str, str]
    scope: str
    email: str = ""
    edition: int = 0

    def served(self, keys: Collection[str]) -> list[str]:
        """Return the names of the areas `keys`; the district's own where it or all of its members are among them."""
        whole = self.key in keys or (self.members and set(self.members) <= set(keys))
        own = [self._all] if whole else [name for key, name in self.members.items() if key in keys]
        others = set(keys) - {self.key, *self.members}
        return [*own, *Area.objects.with_key(*others).values_list("name", flat=True)] if others else own

    @property
    def _all(self) -> str:
        return _("%(district)s: alle Gemeinden") % {"district": self.name} if len(self.members) > 1 else self.name


def region() -> Region:
    """Return the district that is served, as the data's present edition has it."""
    return _region(settings.REGION.key, Edition.objects.current())


@lru_cache(maxsize=1)
def _region(key: str, edition: int) -> Region:
    for area in Area.objects.with_key(key):
        west, south, east, north = area.boundary.extent
        members = dict(area.members.values_list("key", "name"))
        scope = key if Area.objects.outside(key).exists() else ""
        return Region(key, area.name, BBox(west, south, east, north), members, scope, area.hall_email, edition)
    return Region("", "", WORLD, {}, "", edition=edition)
