"""The district that is served: its name, its extent, its members."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from geo.coordinates import BBox
from geo.models import Area, Edition


@dataclass(frozen=True)
class Region:
    """The served district; before its data is loaded, the whole Earth without a name."""

    name: str
    box: BBox
    members: dict[str, str]

    def served(self, keys: Collection[str]) -> list[str]:
        """Return the names of the areas `keys`; the district's own where all of its members are among them."""
        if self.members and set(self.members) <= set(keys):
            return [_("%(district)s: alle Gemeinden") % {"district": self.name}]
        return [name for key, name in self.members.items() if key in keys]


def region() -> Region:
    """Return the district that is served, as the data's present edition has it."""
    return _region(settings.REGION.key, Edition.objects.current())


@lru_cache(maxsize=1)
def _region(key: str, edition: int) -> Region:
    for area in Area.objects.filter(key=key):
        west, south, east, north = area.boundary.extent
        members = dict(area.members.values_list("key", "name"))
        return Region(area.name, BBox(west, south, east, north), members)
    return Region("", BBox(-180, -85, 180, 85), {})
