"""Letters to people who asked for an answer."""

import logging
from collections.abc import Iterable, Iterator
from email.utils import make_msgid
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from geo.languages import SOURCE, saying
from places import facts
from places.models import Place, Suggestion, Visibility

log = logging.getLogger(__name__)

REASONS = {
    "wrong": gettext_lazy("Wir haben nachgefragt: Die Angaben, die auf der Seite stehen, stimmen."),
    "unclear": gettext_lazy("Wir konnten nicht herausfinden, was genau geändert werden soll."),
    "unverified": gettext_lazy("Wir konnten nicht prüfen, ob das stimmt."),
    "known": gettext_lazy("Diese Änderung ist schon eingetragen."),
    "duplicate": gettext_lazy("Diesen Ort gibt es auf der Karte schon."),
    "elsewhere": gettext_lazy("Der Ort liegt außerhalb des Gebiets, das diese Karte zeigt."),
    "no_offer": gettext_lazy("Diese Karte zeigt Orte, an denen man Hilfe bekommt. Dieser Ort gehört nicht dazu."),
    "not_an_edit": gettext_lazy("Das ist keine Angabe zu diesem Ort."),
}
"""Ready reasons not to accept a suggestion, which its sender reads in his or her language."""


def tell_the_decision(suggestion: Suggestion, address: str) -> None:
    """Write to `address`, once the decision is kept, what became of `suggestion`, in the language of its sender.

    The letter is lost where the server does not take it: nobody knows the address any more, and no log has it.
    """
    with override(suggestion.language):
        subject = _("Ihr Vorschlag %(number)s") % {"number": suggestion.number}
        body = "\n\n".join(filter(None, _paragraphs(suggestion)))
    letter = EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address], headers=_headers())
    transaction.on_commit(partial(_send, letter))


def _headers() -> dict[str, str]:
    """Return what keeps the machine's name to itself, and machines from answering."""
    message_id = make_msgid(domain=urlsplit(settings.SITE_URL).hostname or "localhost")
    return {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}


def _paragraphs(suggestion: Suggestion) -> Iterator[str]:
    yield _("Guten Tag,")
    if suggestion.state == Suggestion.State.ACCEPTED:
        yield from _accepted(suggestion)
    else:
        yield _("vielen Dank. Wir haben Ihren Vorschlag geprüft und nicht übernommen.")
        yield "\n\n".join(_translated(suggestion.reason))
    if link := _link(suggestion.place):
        yield _("Die Seite des Ortes: %(link)s") % {"link": link}
    yield _("Ihre E-Mail-Adresse haben wir gelöscht. Auf diese E-Mail kann niemand antworten.")


def _accepted(suggestion: Suggestion) -> Iterator[str]:
    yield _("vielen Dank. Wir haben Ihren Vorschlag geprüft und übernommen.")
    if suggestion.kind == Suggestion.Kind.CLOSED:
        yield _("Der Ort ist jetzt als geschlossen eingetragen.")
        return
    if suggestion.accepted:
        yield _("Das steht jetzt auf der Seite: %(facts)s.") % {"facts": _named(suggestion.accepted)}
    if left := suggestion.changes.keys() - suggestion.accepted.keys():
        yield _("Das haben wir nicht übernommen: %(facts)s.") % {"facts": _named(left)}


def _named(names: Iterable[str]) -> str:
    """Return what facts are called, each once."""
    return saying.listed(dict.fromkeys(str(facts.label(name)) for name in sorted(names)))


def _translated(reason: str) -> Iterator[str]:
    """Yield the paragraphs of `reason`; ready ones in the active language, own words as they were written."""
    with override(SOURCE):
        ready = {str(text): text for text in REASONS.values()}
    for paragraph in reason.split("\n\n"):
        yield str(ready.get(paragraph, paragraph))


def _link(place: Place | None) -> str:
    """Return the address of the page of `place` in the active language; "" where there is none to see."""
    if place is None or place.visibility == Visibility.HIDDEN or not settings.SITE_URL:
        return ""
    return f"{settings.SITE_URL}{place.get_absolute_url()}"


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except (OSError, ValueError) as error:  # of an address that no header can hold, the last
        log.warning("An answer to a suggestion could not be sent: %s", type(error).__name__)
