"""What a site asks programs to leave alone (RFC 9309)."""

from urllib.robotparser import RobotFileParser

from django.conf import settings

from geo import fetching
from geo.fetching import FetchingError, NoAnswer, Pace, Reach, Target

_LONGEST = 500_000


class Robots:
    """The wishes of each site, asked once in a run. Of a site that does not answer, that is remembered."""

    def __init__(self, pace: Pace, reach: Reach) -> None:
        self._pace, self._reach = pace, reach
        self._known: dict[str, RobotFileParser | NoAnswer] = {}

    def allow(self, url: str) -> bool:
        """Tell whether `url` may be asked. Raises NoAnswer where its site did not answer this time."""
        site = f"{Target.parse(url).scheme}://{Target.parse(url).authority}"
        if site not in self._known:
            self._known[site] = self._wishes(site)
        known = self._known[site]
        if isinstance(known, NoAnswer):
            raise known
        return known.can_fetch(settings.FETCHING.user_agent, url)

    def _wishes(self, site: str) -> "RobotFileParser | NoAnswer":
        wishes = RobotFileParser()
        try:
            answer = fetching.get(f"{site}/robots.txt", max_bytes=_LONGEST, pace=self._pace, reach=self._reach)
        except NoAnswer as silent:
            return silent
        except FetchingError:
            wishes.parse([])
            return wishes
        wishes.parse(answer.body.decode("utf-8", "replace").splitlines() if answer.is_success else [])
        return wishes
