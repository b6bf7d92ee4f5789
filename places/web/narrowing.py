"""What else was asked, beside where: in words."""

from collections.abc import Iterator
from typing import Any

from django import forms

from geo.languages import saying
from places.web.meanings import Meaning
from places.web.questions import FindForm

_SAID_ELSEWHERE = (
    "where", "q", "category", "radius_km", "cursor", "lat", "lon", "chosen", "when", "day", "time", "language",
)  # fmt: skip


def narrowed(form: FindForm, asked: Meaning) -> list[tuple[str, str]]:
    """Return label and value of every part of the question that narrows the answer; "" where the label says it all.

    Words without a position are in the title already.
    """
    return list(_narrowed(form, asked))


def _narrowed(form: FindForm, asked: Meaning) -> Iterator[tuple[str, str]]:
    if category := form.given["category"]:
        told = next((each.told["name"].text for each in form.categories if each == category), category.name)
        yield str(form.fields["category"].label), told
    if asked.where and asked.words:
        yield str(form.fields["q"].label), asked.words
    yield from wished(form)


def wished(form: FindForm) -> Iterator[tuple[str, str]]:
    """Yield the same of when and with whom."""
    if form.moment:
        yield str(form.fields["when"].label), f"{saying.day(form.moment)}, {saying.time(form.moment)}"
    if form.spoken:
        yield str(form.fields["language"].label), saying.language(form.spoken)
    for name, field in form.fields.items():
        value = form.given.get(name)
        if value and name not in _SAID_ELSEWHERE:
            yield _said(str(field.label or form[name].label), field, value)


def _said(label: str, field: forms.Field, value: Any) -> tuple[str, str]:
    if value is True:
        return label, ""
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(field.choices).get(value, value)), ""  # type: ignore[arg-type]
    return label, str(value)
