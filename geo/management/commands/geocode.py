from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.coordinates import lon_lat
from geo.geocoding import Address, Geocoded, GeocodingError, geocode


class Command(BaseCommand):
    help = "Print the point of an address, from memory, the gazetteer, or the provider that GEOCODER names."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help='for example "Bergmannstraße 37, 26789 Leer"')

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        try:
            answer = geocode(Address.parse(address))
        except GeocodingError as error:
            raise CommandError(f"{type(error).__doc__} ({error})") from error
        for name, value in _lines(answer):
            self.stdout.write(f"{name:<13} {value}")


def _lines(answer: Geocoded) -> list[tuple[str, str]]:
    lon, lat = lon_lat(answer.location)
    inside = {True: "inside", False: "OUTSIDE", None: "not known"}[answer.in_named_area]
    return [
        ("lon, lat", f"{lon:.6f}, {lat:.6f}"),
        ("precision", f"{answer.precision.value} ({answer.precision.label})"),
        ("provider", answer.provider),
        ("found as", answer.label),
        ("municipality", f"{inside} of the one that the address names"),
    ]
