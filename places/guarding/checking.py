"""Whether what was sent may be taken: refusals say in plain words what to do, and nothing that was typed is lost."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geo import quotas
from places.guarding.asking import KIND, PROOF, TOKEN, TRAP, is_attacked
from places.guarding.tokens import Token, read
from places.guarding.work import is_proof

MOST_BYTES = 64_000
"""A correction with the longest texts that there may be takes a third of it."""
FORM_BYTES = 4 * MOST_BYTES
"""A form sends back all that a place says: 5 kB, and 3 kB more for each offer."""
_LINK = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)


class Refused(Exception):
    """What was sent is not taken. Send it again as `said` tells, after `retry_after_s` seconds if that is not 0."""

    def __init__(self, said: Promise, english: str, retry_after_s: int = 0) -> None:
        super().__init__(english)
        self.said = said
        self.english = english
        self.retry_after_s = retry_after_s


class Machine(Exception):
    """A field that people cannot see was filled in. Thank, and keep nothing."""


def check(ip: str, data: Mapping[str, str], texts: Iterable[str], *, now: datetime | None = None) -> None:
    """Let pass what a person sends with the fields of `places/_guard.html` in `data`; `texts` are all that was typed.

    Raises Refused, or Machine.
    """
    now = now or timezone.now()
    if data.get(TRAP):
        raise Machine
    check_texts(texts)
    text = data.get(TOKEN, "")
    _check_time(text, data.get(PROOF, ""), now)
    _check_once(text, now)
    check_network(ip, now=now)


def check_size(request: HttpRequest, at_most: int = MOST_BYTES) -> None:
    """Refuse a body that no person types, before it is read. Raises RequestDataTooBig."""
    told = request.META.get("CONTENT_LENGTH") or ""
    if told.isdecimal() and int(told) > at_most:
        raise RequestDataTooBig(f"the body has more than {at_most} bytes")


def check_program(ip: str, *, now: datetime | None = None) -> None:
    """Let pass what a program sends, which has no form: by its network, and nothing while somebody attacks.

    Or who attacks would take this way, where no work is to be proved. Raises Refused.
    """
    if is_attacked(now):
        raise Refused(
            _("Von überall kommt gerade sehr viel. Bitte versuchen Sie es später noch einmal."),
            "far more is sent than people send; only forms are open",
            settings.GUARDING.attack_window_s,
        )
    check_network(ip, now=now)


def added(changes: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """Return what the sender of `changes` has written, without the words that were there `before`."""
    known = {name: set(str(value).split()) for name, value in before.items()}
    return [
        " ".join(word for word in str(value).split() if word not in known.get(name, ()))
        for name, value in changes.items()
    ]


def check_texts(texts: Iterable[str]) -> None:
    """Refuse advertising: more links than a correction needs. Raises Refused."""
    if sum(len(_LINK.findall(text)) for text in texts) > settings.GUARDING.most_links:
        raise Refused(
            _("Hier stehen zu viele Links. Bitte lassen Sie einige weg."),
            f"there are more than {settings.GUARDING.most_links} links",
        )


def check_network(ip: str, *, now: datetime | None = None) -> None:
    """Count what comes from one network. Raises Refused."""
    guarding = settings.GUARDING
    try:
        quotas.take(KIND, ip, at_most=guarding.per_network, within_s=guarding.window_s, now=now)
    except quotas.Exhausted as error:
        raise Refused(
            _("Von hier kam gerade sehr viel. Bitte versuchen Sie es später noch einmal."),
            "too much was sent from this network",
            error.retry_after_s,
        ) from None


def _check_time(text: str, proof: str, now: datetime) -> None:
    guarding, token = settings.GUARDING, read(text)
    if token is None or not 0 <= _age_s(token, now) <= guarding.longest_s:
        raise Refused(_("Diese Seite war lange offen. Bitte senden Sie noch einmal."), "the form is too old")
    if _age_s(token, now) < guarding.shortest_s:
        raise Refused(_("Das ging sehr schnell. Bitte senden Sie noch einmal."), "the form was sent too quickly")
    if is_attacked(now) and not is_proof(text, proof, guarding.proof_bits) and _age_s(token, now) < guarding.wait_s:
        raise Refused(
            _("Gerade kommt sehr viel auf einmal. Bitte warten Sie eine Minute, und senden Sie dann noch einmal."),
            "a proof of work is needed, or a minute of patience",
            round(guarding.wait_s),
        )


def _check_once(text: str, now: datetime) -> None:
    if not quotas.once(TOKEN, text, now=now):
        raise Refused(_("Das wurde schon gesendet. Vielen Dank."), "this form was sent already")


def _age_s(token: Token, now: datetime) -> float:
    return now.timestamp() - token.made_at
