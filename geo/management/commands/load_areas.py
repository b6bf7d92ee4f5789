from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.importing import InvalidFile, load_areas


class Command(BaseCommand):
    help = "Load districts and municipalities. The file wins; areas that are not in it stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("boundaries", type=Path, help="outlines, in any format that GDAL reads")
        parser.add_argument("--population", type=Path, help="CSV of key, population, as_of, source")

    def handle(self, *args: Any, boundaries: Path, population: Path | None, **options: Any) -> None:
        try:
            changes = load_areas(boundaries, population)
        except InvalidFile as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"areas: {changes}")
