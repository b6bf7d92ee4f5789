"""The way back in for an administrator who has lost device and codes, and whom nobody else can help."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.signing_in import devices


class Command(BaseCommand):
    help = "Let the device and the recovery codes of an account count no longer; the next sign-in sets a new one up."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name of the account")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name!r}.")
        devices.take_away(user, by=None)
        self.stdout.write(f"{name} signs in by password and sets up a device.")
