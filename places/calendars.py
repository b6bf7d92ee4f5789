"""The public holidays of a state, which decide what "PH" means in opening hours."""

import datetime
from functools import lru_cache

import holidays
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

# ISO 3166-2:DE, by the first two digits of a German regional key (ARS)
STATES = {
    "01": "SH", "02": "HH", "03": "NI", "04": "HB", "05": "NW", "06": "HE", "07": "RP", "08": "BW",
    "09": "BY", "10": "SL", "11": "BE", "12": "BB", "13": "MV", "14": "SN", "15": "ST", "16": "TH",
}  # fmt: skip
_LANGUAGE = "de"  # of the names; they are translated where they are shown
NAMES = (
    _("Neujahr"), _("Heilige Drei Könige"), _("Frauentag"), _("Karfreitag"), _("Ostersonntag"), _("Ostermontag"),
    _("Erster Mai"), _("Christi Himmelfahrt"), _("Pfingstsonntag"), _("Pfingstmontag"), _("Fronleichnam"),
    _("Mariä Himmelfahrt"), _("Weltkindertag"), _("Tag der Deutschen Einheit"), _("Reformationstag"),
    _("Allerheiligen"), _("Buß- und Bettag"), _("Erster Weihnachtstag"), _("Zweiter Weihnachtstag"),
)  # fmt: skip
"""The holidays of every German state, named here so that the catalogues have them."""


def refuse_unknown_country() -> None:
    """Refuse to start in a country whose holidays nobody knows here, rather than fail on the first page with hours."""
    country = settings.REGION.country
    if country not in holidays.list_supported_countries():
        raise ImproperlyConfigured(f"COUNTRY={country!r} is none whose holidays are known, such as DE (ISO 3166-1)")


def state_of(area_key: str) -> str:
    """Return the state in which the area with the regional key `area_key` lies, as "NI"; empty if not known."""
    return STATES.get(area_key[:2], "") if settings.REGION.country == "DE" else ""


@lru_cache(maxsize=1000)
def holidays_of(state: str, year: int) -> dict[datetime.date, str]:
    """Return the names of the holidays of `state` in `year` by date; of an unknown state, those of the country."""
    known = holidays.country_holidays(settings.REGION.country, subdiv=state or None, years=year, language=_LANGUAGE)
    return dict(sorted(known.items()))


def holiday(state: str, day: datetime.date) -> str:
    """Return the name of the holiday that `day` is in `state`; empty if it is none."""
    return holidays_of(state, day.year).get(day, "")
