"""Which part of a typed address is street, postcode or town. German habits, no gazetteer."""

import re

_POSTCODE = re.compile(r"(?<!\w)(?:D(?:E)?[\s-]*)?(\d{5})(?!\w)", re.IGNORECASE)
_NUMBER = r"\d{1,4}(?:\s?[a-z](?![a-z]))?(?:\s?[-/+]\s?\d{1,4}(?:\s?[a-z](?![a-z]))?)?"
_ENDS_IN_NUMBER = re.compile(rf"\D\s{_NUMBER}$", re.IGNORECASE)
_NUMBER_THEN_TOWN = re.compile(rf"(?P<street>.*?[^\d\s]\s{_NUMBER})\s+(?P<town>[^\d\W]{{2}}.*)", re.IGNORECASE)
_SUFFIXES = (
    "straße|strasse|str\\.?|weg|ring|platz|allee|gasse|gang|damm|ufer|kamp|wieke|pfad|stieg|promenade|"
    "chaussee|markt|lohne|loog|padd|patt|trift|reihe|graben|zeile|steig"
)
_FIRST_WORDS = "am|an|auf|im|in|zur|zum|zu|alte[rns]?|neue[rns]?|große[rs]?|kleine[rs]?|hinter|beim?|up|\\d+\\."
_STREET = re.compile(
    rf"(?<!\w)(?P<street>(?:(?:{_FIRST_WORDS})\s+)*(?:[\w.-]+\s?(?:{_SUFFIXES})|(?:{_FIRST_WORDS})\s+[\w.-]+)(?:\s+{_NUMBER})?)(?!\w)",
    re.IGNORECASE,
)
_BEGINS_AS_STREET = re.compile(rf"(?:{_FIRST_WORDS})\s", re.IGNORECASE)
_BEFORE_NUMBER = re.compile(r"(?<=[^\W\d])(straße|strasse|str|weg|platz|allee|gasse|ring)(\.?)(?=\d)", re.IGNORECASE)
_APART = re.compile(
    r"(straße|strasse|str\.?|weg|platz|allee|gasse|ring)\s*,\s*(?=\d{1,4}\s?[a-z]?\s*(?:[,;]|$))", re.IGNORECASE
)
_NUMBER_SIGN = re.compile(r",?\s+(?:haus)?(?:nr|nummer)\b\.?\s*(?=\d)", re.IGNORECASE)
_COUNTRY = re.compile(r"(deutschland|germany|brd)", re.IGNORECASE)


def parts(text: str) -> tuple[str, str, str]:
    """Return (street, postcode, town) of `text`; what is missing is empty.

    What stands before the street is a name ("Kreisverwaltung, Bergmannstraße 37") and left out.
    """
    segments = [part.strip() for part in re.split("[,;]", text)]
    segments = [part for part in segments if part and not _COUNTRY.fullmatch(part)]
    postcode, segments = _take_postcode(segments)
    street, towns = _take_street(segments)
    return street, postcode, ", ".join(towns)


def spaced(text: str) -> str:
    """Return `text` with its house number written as most do: "Ringstr. 5" for "Ringstr.5" and "Ringstr., Nr. 5"."""
    return _APART.sub(r"\1 ", _BEFORE_NUMBER.sub(r"\1\2 ", _NUMBER_SIGN.sub(" ", text)))


def _take_postcode(segments: list[str]) -> tuple[str, list[str]]:
    for index, segment in enumerate(segments):
        if match := _POSTCODE.search(segment):
            around = [segment[: match.start()].strip(" -"), segment[match.end() :].strip(" -")]
            return match[1], [*segments[:index], *filter(None, around), *segments[index + 1 :]]
    return "", segments


def _take_street(segments: list[str]) -> tuple[str, list[str]]:
    """Return the street and the segments that name the town."""
    for index, segment in enumerate(segments):
        whole = _ENDS_IN_NUMBER.search(segment) and (len(segments) > 1 or _BEGINS_AS_STREET.match(segment))
        street, town = (segment, "") if whole else _split(segment)
        if street:
            before = segments[:index] if index == len(segments) - 1 and not town else []
            return street, [*before, *filter(None, [town]), *segments[index + 1 :]]
    return "", segments


def _split(segment: str) -> tuple[str, str]:
    """Return (street, town) of a text without comma and postcode."""
    if match := _NUMBER_THEN_TOWN.fullmatch(segment):
        street, town = match["street"], match["town"]
        inner = _STREET.search(street)
        return (street, town) if not inner or inner.start() == 0 else (inner["street"], town)
    if match := _STREET.search(segment):
        rest = f"{segment[: match.start()]} {segment[match.end() :]}"
        return match["street"], " ".join(rest.split()).strip(" -")
    return (segment, "") if _ENDS_IN_NUMBER.search(segment) else ("", segment)
