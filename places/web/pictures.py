"""Maps that stand still, as SVG within a page: what is seen before the moving map comes, or without it."""

from collections.abc import Sequence

from django.contrib.gis.geos import Point
from django.utils.safestring import SafeString, mark_safe

from geo.basemap import Pin, picture_svg


def picture(
    centre: Point,
    *,
    radius_m: float | None,
    pins: Sequence[Pin],
    size_px: tuple[int, int],
    title: str,
    outlined: bool = True,
) -> SafeString:
    """Return picture_svg's picture."""
    width, height = size_px
    drawn = picture_svg(
        centre=centre,
        radius_m=radius_m,
        width_px=width,
        height_px=height,
        pins=pins,
        title=title,
        outlined=outlined,
    )
    return mark_safe(drawn)  # noqa: S308  picture_svg escapes what it is given
