"""Phone numbers: whether such a number can exist, and is the one that is shown. Nobody is called."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import phonenumbers
from django.conf import settings
from phonenumbers import NumberParseException, PhoneNumberType

from places.checking import naming
from places.checking.noting import Detail, Finding, State, Tally, due, note

_EXPENSIVE = {PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST}


def check_phones(now: datetime, *, every: timedelta) -> Tally:
    """Check the numbers of published places that were not checked for as long as `every`."""
    shown: dict[str, set[str]] = {}
    for phone in naming.phones():
        shown.setdefault(str(phone.number), set()).add(phone.shown)
    tally, numbers = Tally(), due("phone", shown, now, every)
    for number in numbers:
        tally.add(note("phone", number, judge(number, shown[number]), now))
    tally.lately = len(shown) - len(numbers)
    return tally


def judge(number: str, shown: Iterable[str]) -> Finding:
    """Return what can be told of `number` (E.164) and of the ways in which it is shown."""
    dialled = _parsed(number)
    if dialled is None or not phonenumbers.is_valid_number(dialled):
        return Finding(State.INVALID, Detail.NO_NUMBER)
    if any(_parsed(each) != dialled for each in shown if each):
        return Finding(State.INVALID, Detail.OTHER_NUMBER)
    costs = phonenumbers.number_type(dialled) in _EXPENSIVE
    return Finding(detail=Detail.EXPENSIVE if costs else "")


def _parsed(text: str) -> "phonenumbers.PhoneNumber | None":
    try:
        return phonenumbers.parse(text, settings.PHONENUMBER_DEFAULT_REGION)
    except NumberParseException:
        return None
