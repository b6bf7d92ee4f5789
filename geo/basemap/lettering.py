"""How large a name is written, and how much room it needs."""

from dataclasses import dataclass

from geo.basemap.palette import look
from geo.basemap.source import Name

EMS = {"fijlrtI .,-()'/": 0.40, "wÄÖÜABCDGHKNOPQRUVXYZẞ": 0.80, "mMW": 0.98}
WIDTH_EM = {char: em for chars, em in EMS.items() for char in chars}
USUAL_EM = 0.61
"""Measured on DejaVu Sans, the widest of the system fonts that we name: elsewhere a word needs less."""


@dataclass(frozen=True)
class Lettering:
    """Size in px, weight, spacing in em, and the look of the palette."""

    name: str
    size_px: float
    weight: int = 400
    spacing_em: float = 0
    italic: bool = False

    @property
    def attributes(self) -> str:
        """The SVG attributes of a group of texts."""
        extra = f' font-weight="{self.weight}"' if self.weight != 400 else ""
        extra += f' letter-spacing="{self.spacing_em}em"' if self.spacing_em else ""
        extra += ' font-style="italic"' if self.italic else ""
        return f'{look(self.name)} font-size="{self.size_px:g}"{extra}'

    def spell(self, text: str) -> str:
        """Return `text` as it is written: areas and countries in capitals."""
        return text.upper().replace("ß", "ẞ") if self.name in ("area", "state") else text

    def width_px(self, text: str) -> float:
        """Return the room that `text` needs at most."""
        ems = sum(WIDTH_EM.get(char, USUAL_EM) for char in self.spell(text))
        return self.size_px * (ems * (1.12 if self.weight >= 600 else 1) + self.spacing_em * len(text))


def lettering(name: Name, zoom: int) -> Lettering:
    """Return how `name` is written at `zoom`."""
    if name.kind == "country":
        return Lettering("state", 12, 600, 0.25)
    if name.kind == "area":
        return Lettering("area", 10.5, 600, 0.12)
    if name.kind == "water":
        return Lettering("wet", 11.5 if zoom < 11 else 13, 400, 0.06, italic=True)
    if name.kind == "river":
        return Lettering("stream", 11, 400, 0.04, italic=True)
    size, weight = _town(name.weight)
    return Lettering("town" if name.in_focus else "far", size, weight)


def _town(people: int) -> tuple[float, int]:
    for least, size, weight in ((100_000, 14.5, 600), (25_000, 13, 600), (5_000, 12, 600), (1_500, 11.5, 400)):
        if people >= least:
            return size, weight
    return 10.5, 400
