"""The private PostGIS cluster of this checkout, as a command."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.cluster import ClusterError
from geo.cluster.__main__ import perform


class Command(BaseCommand):
    help = "Start or stop the private database of this checkout, or tell whether it runs."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["start", "stop", "status"])

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            self.stdout.write(perform(action, settings.BASE_DIR))
        except ClusterError as error:
            raise CommandError(str(error)) from error
