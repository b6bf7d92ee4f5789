from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from geo.geocoding import Geocoded, GeocoderUnavailable, GeocodingError
from geo.precision import Precision
from places import locating
from places.features import refresh_stale
from places.history import attributed
from places.importing import no_edit
from places.models import Place

_GIVE_UP_AFTER = 3


class Command(BaseCommand):
    help = (
        "Give points to the places that have none or an approximate one. Each place is saved by itself: a run "
        "that was stopped goes on where it ended. A point stays unless the answer is more precise (with --all or "
        "--slug: at least as precise), and where it was set by hand."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also places whose point is exact")
        parser.add_argument("--slug", nargs="+", default=[], help="these places only")
        parser.add_argument(
            "--dry-run", action="store_true", help="save no place; answers of a provider are remembered all the same"
        )

    def handle(self, *args: Any, slug: list[str], dry_run: bool, **options: Any) -> None:
        report = _Report()
        worth = locating.improves if slug or options["all"] else locating.refines
        try:
            for place in tqdm(_chosen(slug, every=options["all"]), disable=None, unit="place"):
                report.add(place, _located(place, worth, save=not dry_run))
        except GeocoderUnavailable as error:
            raise CommandError(
                f"The provider did not answer {_GIVE_UP_AFTER} times in a row. Run the command again in "
                f"{error.retry_after_s:.0f} seconds: it goes on with what is missing."
            ) from error
        finally:
            refresh_stale()
            self.stdout.write(report.text(dry_run=dry_run))


def _chosen(slugs: list[str], *, every: bool) -> list[Place]:
    """Return the places to geocode. Raises CommandError where a slug is nobody's."""
    places = Place.objects.with_area().order_by("slug")
    if slugs:
        places = places.filter(slug__in=slugs)
        if missing := set(slugs) - {place.slug for place in places}:
            raise CommandError(f"no place is called {', '.join(sorted(missing))}")
    return [place for place in places if every or slugs or locating.improvable(place)]


def _located(place: Place, worth: locating.Worth, *, save: bool) -> "tuple[Geocoded, bool] | GeocodingError":
    """Return the answer and whether the point of `place` follows it, or why there is none."""
    try:
        answer = locating.find(place, settle=False)
    except GeocodingError as error:
        return error
    if not save:
        return answer, worth(place, answer)
    with attributed(via="geocode_places"), no_edit(place):
        return answer, locating.follow(place, answer, worth=worth)


class _Report:
    """What was found how precisely, what lies outside its municipality, what was not found."""

    def __init__(self) -> None:
        self._found: Counter[Precision] = Counter()
        self._kept: list[str] = []
        self._outside: list[str] = []
        self._missing: list[str] = []
        self._unanswered: list[str] = []
        self._silent = 0

    def add(self, place: Place, outcome: "tuple[Geocoded, bool] | GeocodingError") -> None:
        """Note the outcome. Raises it where the provider is silent for the third time in a row."""
        self._silent = self._silent + 1 if isinstance(outcome, GeocoderUnavailable) else 0
        if isinstance(outcome, GeocoderUnavailable):
            self._unanswered.append(place.slug)
            if self._silent >= _GIVE_UP_AFTER:
                raise outcome
        elif isinstance(outcome, GeocodingError):
            self._missing.append(place.slug)
        else:
            self._add_answer(place, *outcome)

    def _add_answer(self, place: Place, answer: Geocoded, better: bool) -> None:
        if better:
            self._found[answer.precision] += 1
        else:
            self._kept.append(place.slug)
        if answer.in_named_area is False:
            self._outside.append(place.slug)

    def text(self, *, dry_run: bool) -> str:
        lines = [f"{self._found.total()} places {'would get' if dry_run else 'got'} a point"]
        lines += [f"  {self._found[kind]:5} {kind.label}" for kind in Precision if self._found[kind]]
        lines += _listed("kept the point they had: it is as good, or set by hand", self._kept)
        lines += _listed("found outside the municipality that the address names, please check", self._outside)
        lines += _listed("not found", self._missing)
        lines += _listed("not answered by the provider", self._unanswered)
        return "\n".join(lines)


def _listed(title: str, slugs: Iterable[str]) -> list[str]:
    names = list(slugs)
    return [f"{len(names)} {title}: {', '.join(names)}"] if names else []
