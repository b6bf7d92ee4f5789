"""What else was asked, beside where: as words for paper."""

from collections.abc import Iterator
from typing import Any

from django import forms

from places.web.questions import FindForm

_SAID_ALREADY = ("where", "radius_km", "cursor", "lat", "lon", "chosen")


def narrowed(form: FindForm) -> list[tuple[str, str]]:
    """Return label and value of every part of the question that narrows the answer; "" where the label says it all."""
    return list(_narrowed(form))


def _narrowed(form: FindForm) -> Iterator[tuple[str, str]]:
    for name, field in form.fields.items():
        value = form.given.get(name)
        if value and name not in _SAID_ALREADY:
            yield str(field.label or form[name].label), _said(field, value)


def _said(field: forms.Field, value: Any) -> str:
    if value is True:
        return ""
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return str(value)
