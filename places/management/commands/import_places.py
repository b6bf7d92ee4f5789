from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from geo.models import Area
from places import spreadsheets
from places.models import Import, ImportRow
from places.roles import NotYours
from places.spreadsheets.fields import BY_KEY

_STEP = 500


class Command(BaseCommand):
    help = (
        "Tell what would become of the rows of a spreadsheet (CSV, XLSX, GeoJSON); with --apply make it so: all of it, "
        "or nothing. Without --apply nothing is kept."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--user", default="", help="the account that says so; its areas alone may be changed")
        parser.add_argument("--area", default="", help="key of the municipality of rows that name none")
        parser.add_argument("--as-of", default="", help="date of rows that tell none: 2026, 2026-11 or 2026-11-25")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADING=FIELD",
            help=f"which field a column is, none to leave it out; fields: {', '.join(BY_KEY)}",
        )
        parser.add_argument("--apply", action="store_true", help="write it")

    def handle(self, *args: Any, file: Path, user: str, area: str, as_of: str, apply: bool, **options: Any) -> None:
        by = _user(user)
        try:
            given = spreadsheets.begin(file.name, _bytes(file), by=by)
            try:
                mapping = _mapping(given, options["map"])
                spreadsheets.map_columns(given, mapping, by=by, area=_area(area), as_of=as_of)
                self._work_out(given)
                if apply:
                    spreadsheets.apply(given, by=by)
                self.stdout.write(_counts(given) + (f". Import {given.pk}." if apply else ". Nothing was written."))
            finally:
                if given.is_open:
                    spreadsheets.discard(given, by=by)
        except (spreadsheets.ImportFailed, NotYours) as error:
            raise CommandError(str(error)) from error

    def _work_out(self, given: Import) -> None:
        """Look addresses up and tell of each row what would become of it."""
        with tqdm(total=given.rows.count(), disable=None, unit="address") as bar:
            progress = spreadsheets.Progress(0, 1)
            while progress.done < progress.total:
                before, progress = progress.done, spreadsheets.locate_some(given, _STEP)
                bar.update(progress.done - before)
        spreadsheets.plan(given)
        for note in given.notes:
            self.stdout.write(note)
        for heading, field in zip(given.headings, given.mapping, strict=True):
            self.stdout.write(f"{heading} = {field or '-'}")
        for row in given.rows.with_parts().iterator(chunk_size=_STEP):
            self.stdout.write("\n".join(_lines(row, given)))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error


def _user(name: str) -> Any:
    if not name:
        return None
    found = get_user_model().objects.filter(username=name).first()
    if found is None:
        raise CommandError(f"there is no account {name!r}")
    return found


def _area(key: str) -> Area | None:
    if not key:
        return None
    found: Area | None = Area.objects.municipalities().with_key(key).first()
    if found is None:
        raise CommandError(f"there is no municipality {key!r}")
    return found


def _mapping(given: Import, wanted: list[str]) -> dict[int, str]:
    """Return what is guessed of the columns, with what is `wanted` in its stead."""
    mapping = dict(enumerate(given.mapping))
    for each in wanted:
        heading, _equals, field = each.rpartition("=")
        if heading not in given.headings:
            raise CommandError(f"there is no column {heading!r}; there are {', '.join(given.headings)}")
        mapping[given.headings.index(heading)] = field
    return mapping


def _lines(row: ImportRow, given: Import) -> list[str]:
    name = row.values.get("name", "")
    of = f" ({row.place.slug})" if row.place else f" (row {row.twin})" if row.twin else ""
    changed = f": {', '.join(row.changes)}" if row.outcome == ImportRow.Outcome.CHANGED else ""
    lines = [f"{row.number:>6} {row.outcome:<9} {name}{of}{changed}"]
    for problem in row.problems:
        heading = "" if problem["column"] is None else f"{given.headings[problem['column']]}: "
        lines.append(f"{'':>6} {problem['kind']:<9} {heading}{problem['text']}")
    return lines


def _counts(given: Import) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in given.counts.items())
