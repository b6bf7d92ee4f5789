"""Opening hours: strings in OpenStreetMap's `opening_hours` syntax."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import opening_hours
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def validate_hours(text: str) -> None:
    """Refuse a string that is not in OpenStreetMap's `opening_hours` syntax."""
    if not opening_hours.validate(text):
        raise ValidationError(
            _("„%(text)s“ ist keine Angabe im OSM-Format, zum Beispiel „Mo-Fr 08:00-12:00“."), params={"text": text}
        )


def the_regions_timezone() -> str:
    """Return the time zone of opening hours that name none."""
    return str(settings.TIME_ZONE)


def validate_timezone(name: str) -> None:
    """Refuse a name that is none of IANA's time zones."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValidationError(
            _("„%(name)s“ ist keine Zeitzone, zum Beispiel „Europe/Berlin“."), params={"name": name}
        ) from None
