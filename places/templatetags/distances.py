"""How far it is and in which direction, as people say it."""

from typing import Any, Protocol

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.bearing import Direction
from geo.languages import saying

register = template.Library()


class Distant(Protocol):
    """What is found somewhere, its public properties with it."""

    metres: float | None
    direction: Direction | None
    place: dict[str, Any]


_AT_THE_DOOR_M = 50
_WORTH_A_DIRECTION_M = 2_000  # what is only known to about a kilometre may lie on the other side
_WAYS = {
    Direction.NORTH: gettext_lazy("%(distance)s nördlich"),
    Direction.NORTH_EAST: gettext_lazy("%(distance)s nordöstlich"),
    Direction.EAST: gettext_lazy("%(distance)s östlich"),
    Direction.SOUTH_EAST: gettext_lazy("%(distance)s südöstlich"),
    Direction.SOUTH: gettext_lazy("%(distance)s südlich"),
    Direction.SOUTH_WEST: gettext_lazy("%(distance)s südwestlich"),
    Direction.WEST: gettext_lazy("%(distance)s westlich"),
    Direction.NORTH_WEST: gettext_lazy("%(distance)s nordwestlich"),
}


@register.filter
def way(found: Distant, from_about: bool = False) -> str:
    """Return "3,2 km nordöstlich" or "etwa 3 km nordöstlich"; without direction where it would be worth nothing.

    `from_about` says that the start stands for an area. "" where there is no start.
    """
    if found.metres is None:
        return ""
    approximate = bool(from_about or found.place["approximate"])
    told = distance(found.metres, approximate)
    worth = _WORTH_A_DIRECTION_M if approximate else _AT_THE_DOOR_M
    return str(_WAYS[found.direction] % {"distance": told}) if found.direction and found.metres >= worth else told


@register.filter
def distance(metres: float, approximate: bool) -> str:
    """Return "850 m", "3,2 km" or "24 km"; with "etwa", and rounded to what it is worth, if approximate."""
    if approximate:
        return _("etwa %(distance)s") % {"distance": saying.kilometres(max(metres, 1000) / 1000)}
    if metres < 995:
        step = 10 if metres < 200 else 50
        return saying.metres(max(step, round(metres / step) * step))
    return saying.kilometres(metres / 1000, decimals=1 if metres < 9_950 else 0)


register.filter(saying.kilometres)
