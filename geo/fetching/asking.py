"""Questions to addresses that people typed, through redirects whose targets are checked anew."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from django.conf import settings

from geo.fetching.answer import Answer
from geo.fetching.errors import AddressRefused, LedAstray, TooManyRedirects
from geo.fetching.reach import Reach
from geo.fetching.target import Target
from geo.fetching.wire import Question, ask

Pace = Callable[[str], AbstractContextManager[object]]
"""Who asks several hosts politely: entered with the host's name before each request, left after it."""

_MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_OPEN = Reach()


def get(
    url: str, *, max_bytes: int | None = None, timeout_s: float | None = None, pace: Pace = nullcontext,
    reach: Reach = _OPEN,
) -> Answer:  # fmt: skip
    """Return the answer at the end of at most five redirects; of each hop `timeout_s` is the longest.

    The body is cut after `max_bytes`, and as it was sent: who packs it all the same is not unpacked. Raises
    FetchingError.
    """
    return _follow(Target.parse(url), partial(_question, "GET", max_bytes, timeout_s), pace, reach)


def head(url: str, *, timeout_s: float | None = None, pace: Pace = nullcontext, reach: Reach = _OPEN) -> Answer:
    """Return the answer without its body, as `get` does. Raises FetchingError."""
    return _follow(Target.parse(url), partial(_question, "HEAD", 0, timeout_s), pace, reach)


def post(
    url: str, body: bytes, headers: Mapping[str, str], *, timeout_s: float | None = None, reach: Reach = _OPEN
) -> Answer:
    """Send `body` and return the answer, without its body; a redirect is an answer and not followed.

    Raises FetchingError.
    """
    target = Target.parse(url)
    question = _question("POST", 0, timeout_s, headers, body)
    return ask(target, question, reach.addresses(target), reach.trust())


def _question(
    method: str,
    max_bytes: int | None,
    timeout_s: float | None,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
) -> Question:
    limits = settings.FETCHING
    named = {"User-Agent": limits.user_agent, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
    if body is not None:
        named["Content-Length"] = str(len(body))
    return Question(
        method,
        {**named, **(headers or {})},
        body,
        limits.max_bytes if max_bytes is None else max_bytes,
        timeout_s or limits.timeout_s,
    )


def _follow(target: Target, question: Callable[[], Question], pace: Pace, reach: Reach) -> Answer:
    addresses = reach.addresses(target)
    for _hop in range(_MOST_REDIRECTS + 1):
        with pace(target.host):
            answer = ask(target, question(), addresses, reach.trust())
        location = answer.headers.get("location", "")
        if answer.status not in _REDIRECTS or not location:
            return answer
        try:
            target = target.leading_to(location)
            addresses = reach.addresses(target)
        except AddressRefused as refused:
            raise LedAstray(f"a redirect leads astray: {refused}") from None
    raise TooManyRedirects("there is no end of redirects")
