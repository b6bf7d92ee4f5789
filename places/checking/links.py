"""Links: asked as a visitor's browser would, but seldom, one after the other for each host, and without the page."""

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta

from geo import fetching
from geo.fetching import AddressRefused, Answer, FetchingError, NoAnswer, Pace, Reach, Target
from places.checking import naming
from places.checking.noting import Detail, Finding, State, Tally, due, note
from places.checking.robots import Robots
from places.checking.turns import household

_TOO_MANY_QUESTIONS = 429


def check_links(now: datetime, *, every: timedelta, hosts: int, pace: Pace, reach: Reach | None = None) -> Tally:
    """Check the links that were not checked for as long as `every`, of `hosts` hosts at a time.

    Each is kept as soon as it is known: a run that was stopped goes on where it ended.
    """
    named = naming.links()
    links, tally = due("link", named, now, every), Tally()
    tally.lately = len(named) - len(links)
    for url, finding in _findings(links, hosts, _Asking(pace, reach or Reach())):
        tally.add(note("link", url, finding, now))
    return tally


def _findings(urls: list[str], hosts: int, asking: "_Asking") -> Iterator[tuple[str, Finding]]:
    """Yield what is found of each of `urls`, first what is known first. The threads never touch the database."""
    queues: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        queues[_host(url)].append(url)
    longest_first = sorted(queues.values(), key=len, reverse=True)
    with ThreadPoolExecutor(hosts) as threads:
        rounds = {threads.submit(asking.find, queue[0]): queue[1:] for queue in longest_first}
        while rounds:
            done = next(as_completed(rounds))
            rest = rounds.pop(done)
            if rest:
                rounds[threads.submit(asking.find, rest[0])] = rest[1:]
            yield done.result()


def _host(url: str) -> str:
    try:
        return household(Target.parse(url).host)
    except AddressRefused:
        return ""


class _Asking:
    def __init__(self, pace: Pace, reach: Reach) -> None:
        self._pace, self._reach = pace, reach
        self._robots = Robots(pace, reach)

    def find(self, url: str) -> tuple[str, Finding]:
        return url, self._finding(url)

    def _finding(self, url: str) -> Finding:
        try:
            Target.parse(url)
            if not self._robots.allow(url):
                return Finding(detail=Detail.CLOSED_TO_MACHINES)
            return judge(self._ask(url).status)
        except FetchingError as error:
            refused = isinstance(error, AddressRefused)
            return Finding(State.INVALID if refused else State.UNREACHABLE, Detail.of(error))

    def _ask(self, url: str) -> Answer:
        """Ask for the head alone, and for the page where the answer is no clear yes: not every server knows HEAD."""
        try:
            answer = fetching.head(url, pace=self._pace, reach=self._reach)
        except NoAnswer as error:
            if type(error) is not NoAnswer:
                raise
        else:
            if answer.is_success or answer.status == _TOO_MANY_QUESTIONS:
                return answer
        return fetching.get(url, max_bytes=0, pace=self._pace, reach=self._reach)


def judge(status: int) -> Finding:
    """Return what an HTTP status tells of a link. Who refuses a program is there, and shows visitors the page."""
    if status in (404, 410):
        return Finding(State.GONE, Detail.MISSING)
    if status >= 500:
        return Finding(State.UNREACHABLE, Detail.BROKEN)
    return Finding(detail=Detail.CLOSED_TO_MACHINES if status >= 400 else "")
