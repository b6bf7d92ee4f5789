"""The form of a place: its point apart from its fields, and a guard against two people at once."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import localize
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from geo.precision import Precision
from places import facts, locating
from places.admin import showing
from places.admin.hours import HoursForm
from places.admin.point import PointField, PointWidget
from places.models import Place, Visibility


class PlaceForm(HoursForm):
    """All that a clerk says of a place. `point` and `precision` are not the model's: `locating` writes those."""

    before: facts.Facts
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    point = PointField(
        label=_("Punkt"),
        required=False,
        help_text=_(
            "Auf die Karte tippen, die Nadel ziehen oder mit den Pfeiltasten bewegen, oder Zahlen eintragen. "
            "Gespeichert wird erst mit dem Formular; dann gilt der Punkt als von Hand gesetzt."
        ),
    )
    precision = forms.ChoiceField(
        label=_("Genauigkeit"),
        required=False,
        choices=[("", "–"), *Precision.choices],
        help_text=_("Was der Punkt trifft. Bitte mit prüfen, wenn Sie ihn verschieben."),
    )

    class Meta:
        model = Place
        fields = ()  # PlaceAdmin names them
        help_texts = {
            "visibility": _("„Geschützt“ zum Beispiel für ein Frauenhaus: Die Öffentlichkeit sieht nur die Gemeinde."),
            "languages": _("Was hier gesprochen wird. Nichts angekreuzt heißt: nicht bekannt."),
            "position_note": _("Was den Weg zur Tür zeigt; bei geschützten Orten sieht es niemand sonst."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.instance
        if place._state.adding:
            return
        self.initial["version"] = place.edited_at.isoformat()
        if place.location:
            self.initial.update(point=place.location, precision=place.position_precision)
        self._widget.shown = None if place.shown_location == place.location else place.shown_location

    @property
    def _widget(self) -> PointWidget:
        widget: PointWidget = self.fields["point"].widget
        return widget

    @property
    def says_where(self) -> bool:
        """Whether the clerk has changed the point, or how precise it is."""
        return not {"point", "precision"}.isdisjoint(self.changed_data)

    @property
    def leaves_the_point_behind(self) -> bool:
        """Whether the address is another one, and the point the old one."""
        address = {"street", "postcode", "town"}
        return bool(self.instance.location) and not self.says_where and not address.isdisjoint(self.changed_data)

    def save_point(self, *, on: date) -> None:
        """Hand the point, and how precise it is, to `locating`."""
        if at := self.cleaned_data["point"]:
            locating.put_by_hand(self.instance, at, precision=Precision(self.cleaned_data["precision"]), on=on)
        elif self.instance.location:
            locating.take_away(self.instance)

    def clean_closed_on(self) -> date | None:
        """Take today for a place that is closed; one that is open has no such day."""
        if self.cleaned_data.get("visibility") != Visibility.CLOSED:
            return None
        return self.cleaned_data["closed_on"] or localdate()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("point") and "precision" in cleaned and not cleaned["precision"]:
            self.add_error("precision", _("Bitte wählen, wie genau der Punkt ist."))
        if not self.instance._state.adding and cleaned.get("version") != self.initial["version"]:
            self._refuse_a_second_hand()
        return cleaned

    def _refuse_a_second_hand(self) -> None:
        """Say what differs from the place as it is now; what was typed stays, and may then be saved."""
        typed: Any = self.data
        self.data = typed = typed.copy()
        typed[self.add_prefix("version")] = self.initial["version"]
        edited = localize(localtime(self.instance.edited_at))
        said = _(
            "Jemand hat diesen Ort inzwischen geändert (%(edited)s). Nichts ist gespeichert, Ihre Eingaben stehen "
            "noch hier. Bitte vergleichen; wenn Sie noch einmal speichern, gelten Ihre Eingaben."
        ) % {"edited": edited}
        self.add_error(None, [said, *(self._difference(name) for name in self.changed_data if name != "version")])

    def _difference(self, name: str) -> str:
        told = {"name": self.fields[name].label, "stored": self._stored(name) or _("(leer)")}
        return _("%(name)s, jetzt gespeichert: %(stored)s") % told

    def _stored(self, name: str) -> str:
        """Return what is stored in the field `name`, in words. The form has not yet touched its place."""
        place = self.instance
        if name == "point":
            return showing.figures(place)
        if name == "precision":
            return str(place.get_position_precision_display()) if place.location else ""
        if name == "serves":
            return ", ".join(place.serves.values_list("name", flat=True))
        if display := getattr(place, f"get_{name}_display", None):
            return str(display())
        value = getattr(place, name)
        return ", ".join(value) if isinstance(value, list) else str(value or "")
