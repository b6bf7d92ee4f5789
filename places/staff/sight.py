"""What a page showed comes back with its form, so that nothing is overwritten that nobody has seen."""

from collections.abc import Iterable

from django.core import signing
from django.http import HttpRequest

from places.facts import Facts
from places.moderation import ChangedMeanwhile

FIELD = "seen"
_SALT = "places.staff.seen"


def shown(facts: Facts) -> str:
    """Return what a form holds of the `facts` that its page shows: signed, so that it comes back as it was."""
    return signing.dumps(facts, salt=_SALT, compress=True)


def seen(request: HttpRequest, names: Iterable[str] = ()) -> Facts:
    """Return what was seen, by whoever sends a form. Raises ChangedMeanwhile where it does not tell of `names`."""
    wanted = set(names)
    try:
        facts: Facts = signing.loads(request.POST.get(FIELD, ""), salt=_SALT)
    except signing.BadSignature:
        raise ChangedMeanwhile(wanted) from None
    if not facts.keys() >= wanted:
        raise ChangedMeanwhile(wanted)
    return facts


def of(names: Iterable[str], facts: Facts) -> Facts:
    """Return those of `facts` that are named."""
    return {name: facts[name] for name in names}
