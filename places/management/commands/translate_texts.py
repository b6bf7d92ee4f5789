from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.languages import LANGUAGES, SOURCE
from places import translating

OTHERS = [language.code for language in LANGUAGES if language.code != SOURCE]


class Command(BaseCommand):
    help = "Let the TRANSLATOR translate public texts that lack a translation. What people translated stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("languages", nargs="*", help=f"of {', '.join(OTHERS)}; default: all")
        parser.add_argument("--dry-run", action="store_true", help="only tell how much would be sent")

    def handle(self, *args: Any, languages: list[str], dry_run: bool, **options: Any) -> None:
        unknown = set(languages) - set(OTHERS)
        if unknown:
            raise CommandError(f"{', '.join(sorted(unknown))}: none of {', '.join(OTHERS)}")
        if not settings.TRANSLATOR.provider and not dry_run:
            raise CommandError("TRANSLATOR is not set: libretranslate or deepl. --dry-run tells how much there is.")
        done = [self._translate(language, dry_run) for language in languages or OTHERS]
        if not all(done):
            raise CommandError("Not all was translated. What was is kept; run the command again.")

    def _translate(self, language: str, dry_run: bool) -> bool:
        """Translate into `language`; return whether the provider did it."""
        texts = translating.waiting(language)
        if dry_run:
            different = {text.german for text in texts}
            self.stdout.write(f"{language}: {len(different)} texts, {sum(map(len, different))} characters to translate")
            return True
        try:
            written = translating.translate(texts, language, settings=settings.TRANSLATOR)
        except translating.TranslatingError as error:
            self.stderr.write(f"{language}: {error}")
            return False
        self.stdout.write(f"{language}: {written} of {len(texts)} translated")
        return True
