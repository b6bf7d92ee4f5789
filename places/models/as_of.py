"""Dates that may be known by year or month alone."""

import datetime
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.languages import saying

_FORM = re.compile(r"(?P<year>[12][0-9]{3})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?", re.ASCII)


def validate_as_of(text: str) -> None:
    """Refuse a date that is not ISO 8601, complete or cut after year or month."""
    match = _FORM.fullmatch(text)
    try:
        if not match:
            raise ValueError
        datetime.date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        raise ValidationError(_("Bitte JJJJ, JJJJ-MM oder JJJJ-MM-TT.")) from None


def in_words(text: str) -> str:
    """Return "2014", "Januar 2016" or "20. Dezember 2010", in the active language."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    day = datetime.date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    return saying.date(day) if len(parts) == 3 else saying.month(day)


class AsOfField(models.CharField):  # type: ignore[type-arg]
    """The date on which a fact was true: `2014`, `2016-01` or `2010-12-20`; empty if not known."""

    default_validators = [validate_as_of]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"max_length": 10, "blank": True} | kwargs))
