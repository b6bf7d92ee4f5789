"""A point in a form: two numbers, and a map that sets them."""

from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from geo.admin.ground import media
from geo.basemap.moving import ground
from geo.coordinates import lon_lat, point


class PointWidget(forms.MultiWidget):
    """Latitude and longitude as numbers; where there is JavaScript, on a map too.

    `shown` is the point that the public sees, for the map to draw beside the exact one.
    """

    shown: Point | None = None
    use_fieldset = True

    def __init__(self) -> None:
        latitude = forms.NumberInput(attrs={"step": "any", "min": -90, "max": 90})
        longitude = forms.NumberInput(attrs={"step": "any", "min": -180, "max": 180})
        super().__init__({"lat": latitude, "lon": longitude})

    @property
    def media(self) -> forms.Media:
        return media("places/js/point_field.js")

    def decompress(self, value: Point | None) -> list[float | None]:
        if value is None:
            return [None, None]
        lon, lat = lon_lat(value)
        return [lat, lon]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        numbers = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        labelled = [number | {"label": label} for number, label in zip(numbers, (_("Breite"), _("Länge")), strict=True)]
        shown = self.decompress(self.shown) if self.shown else None
        return render_to_string("places/_point_field.html", {"numbers": labelled, "ground": ground(), "shown": shown})


class PointField(forms.MultiValueField):
    """The WGS 84 point of a latitude and a longitude; None where both are empty."""

    widget = PointWidget

    def __init__(self, **kwargs: Any) -> None:
        numbers = (
            forms.FloatField(min_value=-90, max_value=90, required=False),
            forms.FloatField(min_value=-180, max_value=180, required=False),
        )
        super().__init__(numbers, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[float | None]) -> Point | None:
        latitude, longitude = data_list or (None, None)
        if latitude is None and longitude is None:
            return None
        if latitude is None or longitude is None:
            raise ValidationError(_("Bitte Breite und Länge angeben, oder keine von beiden."))
        return point(lon=longitude, lat=latitude)
