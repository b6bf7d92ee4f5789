from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from places import catalogues


class Command(BaseCommand):
    help = "Bring the catalogues to the texts that visitors read today. What is new comes empty, for people to fill in."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "languages", nargs="*", choices=[[], *catalogues.others()], help="those to begin; default: all that exist"
        )

    def handle(self, *args: Any, languages: list[str], **options: Any) -> None:
        for language in languages or catalogues.present():
            catalogues.renew(language)
            text = catalogues.catalogue(language).read_text(encoding="utf-8")
            self.stdout.write(f"{language}: {text.count(chr(10) + 'msgid ') - 1} texts")
