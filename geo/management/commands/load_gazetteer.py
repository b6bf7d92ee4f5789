from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.importing import InvalidFile, load_gazetteer


class Command(BaseCommand):
    help = "Load villages, postcodes and stops. The file wins for the sources that it names."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("table", type=Path, help="CSV of kind, name, area, postcode, lon, lat, weight, source")

    def handle(self, *args: Any, table: Path, **options: Any) -> None:
        try:
            changes = load_gazetteer(table)
        except InvalidFile as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"gazetteer: {changes}")
