"""What a sender saw, carried by the form itself: so a page that is hours old takes back nobody else's change."""

from django.core import signing

from places import facts
from places.facts import Facts
from places.models import Place

_SALT = "places.web.suggesting"


class NotOurs(Exception):
    """The form does not say what its sender saw. Show today's values again, beside what was typed."""


def known_of(place: Place) -> Facts:
    """Return what the page may show of `place`: nothing of where a protected place is."""
    today = facts.read(place)
    return {name: today[name] for name in facts.suggestible(place)}


def seal(place: Place, seen: Facts) -> str:
    return signing.dumps([str(place.pk), seen], salt=_SALT, compress=True)


def unseal(sealed: str, place: Place) -> Facts:
    """Return what the sender saw of `place`; for facts that have come since, what they say today. Raises NotOurs."""
    try:
        identifier, seen = signing.loads(sealed, salt=_SALT)
    except signing.BadSignature:
        raise NotOurs from None
    if identifier != str(place.pk):
        raise NotOurs
    today = known_of(place)
    return {name: seen.get(name, value) for name, value in today.items()}
