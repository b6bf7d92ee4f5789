"""Opening hours: strings in OpenStreetMap's `opening_hours` syntax."""

import opening_hours
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def validate_hours(text: str) -> None:
    """Refuse a string that is not in OpenStreetMap's `opening_hours` syntax."""
    if not opening_hours.validate(text):
        raise ValidationError(
            _("„%(text)s“ ist keine Angabe im OSM-Format, zum Beispiel „Mo-Fr 08:00-12:00“."), params={"text": text}
        )
