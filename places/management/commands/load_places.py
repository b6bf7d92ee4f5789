from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.importing import InvalidFile, alone
from places.features import refresh_stale
from places.importing import load_categories, load_places


class Command(BaseCommand):
    help = "Load places. What people changed or removed since it was loaded stays as they left it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("places", type=Path, help="JSON of organizations and places")
        parser.add_argument("--categories", type=Path, help="JSON of categories, loaded first")

    def handle(self, *args: Any, places: Path, categories: Path | None, **options: Any) -> None:
        try:
            with alone():
                lines = [f"categories: {load_categories(categories)}"] if categories else []
                lines.append(f"places: {load_places(places)}")
                refresh_stale()
        except InvalidFile as error:
            raise CommandError(str(error)) from error
        for line in lines:
            self.stdout.write(line)
