"""What a visitor fills in on the map page."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from geo.coordinates import point
from geo.languages import current_language
from places import cursors
from places.models import Category
from places.vocabulary import words
from places.web.wishes import WishForm

RADII_KM = (1, 2, 5, 10, 15, 20, 30, 50)
DEFAULT_RADIUS_KM = 15
_POSITION_DECIMALS = 3  # about 100 m: enough to find what is near, too little to tell the house
_READ = ("radius_km", "lat", "lon")


class CategoryChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the categories; whatever else is sent is refused in our words, which are there in every language."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


class FindForm(WishForm):
    """Where, how far, what, and when: in the address bar, so that an answer can be shared and kept."""

    where = forms.CharField(
        label=_("Ort, Adresse oder Postleitzahl"),
        max_length=200,
        required=False,
        error_messages={
            "max_length": _("Das ist zu lang. Bitte geben Sie nur einen Ort oder eine Adresse ein."),
            "null_characters_not_allowed": _("Das haben wir nicht verstanden"),
        },
    )
    radius_km = forms.TypedChoiceField(
        label=_("Umkreis"),
        choices=[(km, f"{km} km") for km in RADII_KM],
        coerce=int,
        empty_value=DEFAULT_RADIUS_KM,  # type: ignore[arg-type]
        required=False,
        error_messages={"invalid_choice": _("Diesen Umkreis gibt es nicht. Bitte wählen Sie einen aus der Liste.")},
    )
    category = CategoryChoice(
        label=_("Was suchen Sie?"),
        queryset=Category.objects.none(),
        to_field_name="key",
        required=False,
        error_messages={"invalid_choice": _("Diese Auswahl gibt es nicht. Sie sehen alle Orte.")},
    )
    q = forms.CharField(
        label=_("Suchwort"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Das ist zu lang. Bitte geben Sie nur wenige Wörter ein.")},
    )
    cursor = forms.CharField(max_length=cursors.LONGEST, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = current_language()
        self.categories = list(Category.objects.offered().in_language(language))
        self.fields["category"].queryset = Category.objects.in_language(language)  # type: ignore[attr-defined]

    @property
    def has_wrong_position(self) -> bool:
        """Whether the position in a request's body was none."""
        return any(axis in self.errors for axis in ("lat", "lon"))

    def again(self, **changes: object) -> list[tuple[str, str]]:
        """Return names and values that ask the same again, with `changes`, from the list's first page."""
        asked = {name: self._held(name) for name in self.fields} | {name: [value] for name, value in changes.items()}
        return [(name, str(value)) for name, values in asked.items() for value in values if value not in ("", None)]

    def _held(self, name: str) -> list[object]:
        """Return the values of a field as they can be sent again: none that was wrong, numbers as they were read."""
        if name == "cursor" or name in self.errors:
            return []
        return [self.given[name]] if name in _READ else list(cast("QueryDict", self.data).getlist(name))

    @property
    def shareable(self) -> dict[str, str]:
        """What was asked, as the address of a page may tell it: no position, and the first page of the list."""
        return {name: str(self.data[name]) for name in FindForm.base_fields if self.data.get(name) and name != "cursor"}

    def clean_q(self) -> str:
        """Return the words alone; a text without any asks for nothing."""
        return " ".join(words(self.cleaned_data["q"]))

    @property
    def given(self) -> dict[str, Any]:
        """The values that hold, with defaults for the rest."""
        self.is_valid()
        defaults: dict[str, Any] = {
            "where": "",
            "radius_km": DEFAULT_RADIUS_KM,
            "category": None,
            "q": "",
            "open_at": None,
            "language": "",
            "wheelchair": "",
            "cursor": "",
        }
        return defaults | self.cleaned_data


class PositionForm(FindForm):
    """The same around the device's position, in a request's body, where no address bar and no log sees it."""

    lat = forms.FloatField(min_value=-90, max_value=90)
    lon = forms.FloatField(min_value=-180, max_value=180)
    chosen = forms.BooleanField(required=False)  # on the map, so that it is not where the visitor is

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "lat" in cleaned and "lon" in cleaned:
            cleaned |= {axis: round(cleaned[axis], _POSITION_DECIMALS) for axis in ("lat", "lon")}
            cleaned["position"] = point(lon=cleaned["lon"], lat=cleaned["lat"])
        return cleaned
