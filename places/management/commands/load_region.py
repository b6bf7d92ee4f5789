from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from geo.importing import InvalidFile, alone, load_areas, load_gazetteer
from geo.models import Area
from places.features import refresh_stale
from places.importing import load_categories, load_places, load_translations, load_words


class Command(BaseCommand):
    help = "Load all data of the region (REGION_DATA): all of it or, where a file is wrong, nothing."
    requires_system_checks = ()  # they would load every page, which takes as long as the data

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with alone():
                lines = self._load(settings.REGION.data)
                _check_region(settings.REGION.key)
        except InvalidFile as error:
            raise CommandError(f"{error}\nNothing was loaded.") from error
        for line in lines:
            self.stdout.write(line)

    def _load(self, data: Path) -> list[str]:
        """Load the files of the folder `data`, each after those that it refers to; return what happened."""
        return [
            f"areas: {load_areas(data / 'areas.geojson', data / 'population.csv')}",
            f"gazetteer: {load_gazetteer(data / 'gazetteer.csv')}",
            f"categories: {load_categories(data / 'categories.json')}",
            f"words: {load_words(data / 'words')}",
            f"places: {load_places(data / 'places.json')}",
            f"translations: {load_translations(data / 'translations')}",
            f"features: {refresh_stale()} rendered",
        ]


def _check_region(key: str) -> None:
    """Refuse a service without a district: its map would be of the whole Earth."""
    districts = dict(Area.objects.districts().values_list("key", "name"))
    if key not in districts:
        known = ", ".join(f"{key} {name}" for key, name in districts.items()) or "none is loaded"
        raise CommandError(f"REGION={key} is none of the districts: {known}. Nothing was loaded.")
