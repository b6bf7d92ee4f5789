"""Whether the links and phone numbers that places name still work."""

from places.checking.links import check_links
from places.checking.noting import Tally, forget_unnamed
from places.checking.phones import check_phones
from places.checking.turns import Turns, alone

__all__ = ["Tally", "Turns", "alone", "check_links", "check_phones", "forget_unnamed"]
