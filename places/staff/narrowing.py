"""Which suggestions somebody looks through: their own, of a kind, an area, an origin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geo.models import Area
from places import roles
from places.models import Suggestion
from places.querysets import SuggestionQuerySet


class Narrowing(forms.Form):
    """What to look through; in an address, so that the way from one suggestion to the next keeps it."""

    kind = forms.ChoiceField(label=_("Art"), required=False)
    area = forms.ChoiceField(label=_("Gemeinde"), required=False)
    origin = forms.ChoiceField(label=_("Herkunft"), required=False)

    def __init__(self, query: Any, user: Any) -> None:
        super().__init__(query, auto_id="auswahl-%s")
        areas = roles.editable_areas(user).without_outlines()
        self._offer("kind", Suggestion.Kind.choices)
        self._offer("area", [(area.key, area.name) for area in areas])
        self._offer("origin", Suggestion.Origin.choices)
        self.user = user

    def _offer(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _("alle")), *choices]

    @property
    def chosen(self) -> dict[str, str]:
        """What is chosen; what there is no such choice for is not."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def pending(self) -> SuggestionQuerySet:
        """Return what is to be decided about, oldest first."""
        return roles.decidable(self.user).pending().narrowed(**self.chosen)

    def decided(self) -> SuggestionQuerySet:
        """Return what was decided about, latest first."""
        return roles.decidable(self.user).decided().narrowed(**self.chosen)

    @property
    def areas(self) -> list[Area]:
        return list(self.fields["area"].choices)[1:]  # type: ignore[attr-defined]
