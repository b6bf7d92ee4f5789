"""What else was asked, beside where: in words."""

from collections.abc import Iterator

from geo.languages import saying
from places.web.meanings import Meaning
from places.web.questions import FindForm


def narrowed(form: FindForm, asked: Meaning) -> list[tuple[str, str]]:
    """Return what narrowed the answer, as the label of a field and its value in words.

    Words without a position are in the title already.
    """
    return [*_named(form, [*_told(form, asked)]), *wished(form)]


def wished(form: FindForm) -> list[tuple[str, str]]:
    """Return the same of when, in which language, and with which access."""
    return _named(form, [*_wishes(form)])


def _named(form: FindForm, told: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(str(form.fields[name].label), words) for name, words in told]


def _told(form: FindForm, asked: Meaning) -> Iterator[tuple[str, str]]:
    if category := form.given["category"]:
        yield "category", next((each.told["name"].text for each in form.categories if each == category), category.name)
    if asked.where and asked.words:
        yield "q", asked.words


def _wishes(form: FindForm) -> Iterator[tuple[str, str]]:
    if access := form.given["wheelchair"]:
        yield "wheelchair", str(dict(form.fields["wheelchair"].choices)[access])  # type: ignore[attr-defined]
    if form.moment:
        yield "when", f"{saying.day(form.moment)}, {saying.time(form.moment)}"
    if form.spoken:
        yield "language", saying.language(form.spoken)
