"""What the rules of an `opening_hours` string say of holidays, which the evaluating library does not know.

It knows no holidays of a state and no school holidays, ignores "PH +1 day", and takes "PH Mo-Fr" for "Mo-Fr"
(measured with opening-hours-py 2.1). So public holidays become dates here. Where that is not possible, and for
school holidays, which differ from year to year, there are two variants: as though each day were one, and as though
none were.

It looks at a fallback ("||") only on days without any other hours, where it should at every closed moment. So the
parts between fallbacks are told apart here.

Nor does it tell open hours from those by appointment, neither in its states nor where one ends and the other begins.
So the latter are "unknown" here, with their comments.

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_DAYS = rf"{_DAY}(?:-{_DAY})?(?:\[[-\d,]+\])?"
_LISTED = rf"(?:{_DAYS}|PH|SH)"
_LIST = re.compile(
    rf"\b(?P<list>{_LISTED}(?:,\s?{_LISTED})*)\b(?:\s?(?P<offset>[+-]\s?\d+)\s?days?)?(?P<days>\s{_DAYS}(?:,{_DAYS})*)?"
)
_HOLIDAYS = {"PH", "SH"}
_COMMENT = re.compile(r'"[^"]*"')
_FIRST_MASK = 0xE000  # a private character stands for each comment, so that nothing in it is taken for a rule
_MASKS = "\ue000-\uf8ff"
# A comma begins another rule only behind a complete one: "Mo, Tu" are two days; and not before another time.
_COMPLETE = "|".join(f"(?<={ending})" for ending in (rf"[\d+{_MASKS}]", "off", "open", "closed", "unknown"))
_SEPARATOR = re.compile(rf"\s*(;|\|\||(?:{_COMPLETE}),(?=\s)(?!\s*\d+:))\s*")
_MODIFIER = re.compile(r"\b(?:off|closed|open|unknown)\b")
_SAYS_WHEN = re.compile(rf"\d:\d|24/7|dawn|dusk|sunrise|sunset|{_MODIFIER.pattern}")
_APPOINTMENT = re.compile("vereinbarung|absprache|termin|anmeldung|appointment|rendez", re.IGNORECASE)
# "ohne Termin", "keine vorherige Anmeldung nötig", "Anmeldung nicht erforderlich"; but not "nicht ohne Termin"
_NO_APPOINTMENT = re.compile(
    rf"(?<!nicht )\b(?:ohne|kein\w*|without|no|sans)\s+(?:\w+\s+)?\w*(?:{_APPOINTMENT.pattern})\w*"
    rf"|\w*(?:{_APPOINTMENT.pattern})\w*\s+(?:ist\s+|is\s+)?(?:nicht|not)\b",
    re.IGNORECASE,
)
_BY_THE_SUN = re.compile(r"\b(?:dawn|dusk|sunrise|sunset)\b")
_TIMES = re.compile(rf"(?:\(|\b\d+:|{_BY_THE_SUN.pattern})[^{_MASKS}]*")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Read:
    """The variants of an expression without holidays, each with its fallbacks behind it.

    And the comments that mean an appointment, and whether "PH" was named.
    """

    variants: tuple[tuple[str, ...], ...]
    appointments: frozenset[str]
    names_holidays: bool


def read(expression: str, holidays: Sequence[datetime.date]) -> Read:
    """Return `expression` with "PH" meaning the dates `holidays`."""
    comments = {chr(_FIRST_MASK + number): text for number, text in enumerate(_COMMENT.findall(expression))}
    masks = iter(comments)
    rules = [_certain(rule) for rule in _SEPARATOR.split(_COMMENT.sub(lambda _: next(masks), expression))]
    by_appointment = _by_appointment(rules[::2], comments)
    comments |= {mask: f"unknown {text}" for mask, text in by_appointment.items() if _is_plain(mask, rules)}
    written = (_written(rules, holidays, is_every_day) for is_every_day in (True, False))
    variants = tuple(dict.fromkeys(tuple(part.translate(str.maketrans(comments)) for part in each) for each in written))
    return Read(
        variants,
        frozenset(text.strip('"') for text in by_appointment.values()),
        any(_names(rule, "PH") for rule in rules),
    )


def _certain(rule: str) -> str:
    """Return the rule; its times are unknown where the sun decides, which the library takes to rise at seven."""
    if not _BY_THE_SUN.search(rule) or _MODIFIER.search(rule):
        return rule
    return _TIMES.sub(lambda _: "unknown ", rule, count=1).rstrip()


def _by_appointment(rules: Sequence[str], comments: dict[str, str]) -> dict[str, str]:
    """Return the comments that mean an appointment: by their words, or as a whole rule that tells no time."""
    alone = {each for rule in rules if not _SAYS_WHEN.search(rule) for each in rule}
    return {mask: text for mask, text in comments.items() if mask in alone or means_appointment(text)}


def means_appointment(comment: str) -> bool:
    """Tell by its words whether a comment means hours by appointment, and not that none is needed."""
    return bool(_APPOINTMENT.search(_NO_APPOINTMENT.sub("", comment)))


def _is_plain(mask: str, rules: Sequence[str]) -> bool:
    """Tell whether the rule that has the comment says nothing else of its state."""
    return not any(_MODIFIER.search(rule) for rule in rules if mask in rule)


def _names(rule: str, holidays: str) -> bool:
    return any(holidays in re.split(r",\s?", match["list"]) for match in _LIST.finditer(rule))


def _written(rules: Sequence[str], holidays: Sequence[datetime.date], is_every_day: bool) -> list[str]:
    """Return the rules, which have their separators between them, as texts again: one more for each fallback."""
    texts = [""]
    for separator, rule in zip((";", *rules[1::2]), rules[::2], strict=True):
        if separator == "||":
            texts.append("")
        for part in _without_holidays(rule, holidays, is_every_day):
            texts[-1] += f"{separator} {part}" if texts[-1] else part
    return [text or ("off" if any(rules) else "unknown") for text in texts]


def _without_holidays(rule: str, holidays: Sequence[datetime.date], is_every_day: bool) -> Iterator[str]:
    """Yield the rules that say the same as `rule` where every day is a holiday of an unknown date, or none is."""
    match = next((each for each in _LIST.finditer(rule) if _HOLIDAYS & set(re.split(r",\s?", each["list"]))), None)
    if not match:
        yield rule
        return
    listed = re.split(r",\s?", match["list"])
    head, days, tail = rule[: match.start()], match["days"] or "", rule[match.end() :]
    if others := ",".join(each for each in listed if each not in _HOLIDAYS):
        yield f"{head}{others}{tail}"
    are_dates = "PH" in listed and not head.strip()
    if are_dates and holidays:
        yield f"{_dates(holidays, match['offset'])}{days}{tail}"
    if is_every_day and ("SH" in listed or not are_dates):
        yield f"{head}{days.strip() or 'Mo-Su'}{tail}"


def _dates(holidays: Sequence[datetime.date], offset: str | None) -> str:
    days = (day + datetime.timedelta(days=int((offset or "0").replace(" ", ""))) for day in holidays)
    return ",".join(f"{day.year} {_MONTHS[day.month - 1]} {day.day:02}" for day in days)
