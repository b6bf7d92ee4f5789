"""What else was asked, beside where: in words."""

from collections.abc import Iterator

from geo.languages import saying
from places.web.meanings import Meaning
from places.web.questions import FindForm


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
    yield from _wished(form)


def wished(form: FindForm) -> list[tuple[str, str]]:
    """Return the same of when and with whom."""
    return list(_wished(form))


def _wished(form: FindForm) -> Iterator[tuple[str, str]]:
    if form.moment:
        yield str(form.fields["when"].label), f"{saying.day(form.moment)}, {saying.time(form.moment)}"
    if form.spoken:
        yield str(form.fields["language"].label), saying.language(form.spoken)
    if access := form.given["wheelchair"]:
        yield str(dict(form.fields["wheelchair"].choices)[access]), ""  # type: ignore[attr-defined]
