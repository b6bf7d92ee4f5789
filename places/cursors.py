"""Cursors: where the next page starts, signed, and good only for the search that made them."""

from hashlib import sha256

from django.core import signing

from places.searching import Position, Search

LONGEST = 400
PATTERN = f"[-_:a-zA-Z0-9.]{{1,{LONGEST}}}"
_signer = signing.Signer(salt="places.cursors")


class InvalidCursor(Exception):
    """The text is no cursor for this search. Start again from its first page."""


def seal(position: Position, search: Search) -> str:
    """Return the cursor that stands for `position` in the answer to `search`."""
    return _signer.sign_object([*position, _digest(search)])


def unseal(cursor: str, search: Search) -> Position:
    """Return the position that `cursor` stands for. Raises InvalidCursor unless `seal` made it for `search`."""
    try:
        metres, key, is_uncertain, digest = _signer.unsign_object(cursor)
    except (signing.BadSignature, ValueError):
        raise InvalidCursor("must be a cursor from the `next` link of an answer") from None
    if digest != _digest(search):
        raise InvalidCursor("belongs to another search; send the same parameters as before")
    return Position(metres, key, is_uncertain)


def _digest(search: Search) -> str:
    return sha256(repr(search.question).encode()).hexdigest()[:16]
