from collections import Counter
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from places.models import Reminder
from places.verifying.reminding import Left, NoServer, planned, remind

_TOLD = {
    Left.SENT: "{count} letters sent",
    Left.BOUNCED: "{count} came back at once: the address is wrong, see the list of stewards",
    Left.REFUSED: "{count} were refused for now: the next run tries again",
    Left.UNCLEAR: "{count} may have left or not, and are not sent again this month",
}


class Command(BaseCommand):
    help = (
        "Ask the stewards of places whose facts are due whether these still hold: by mail, at most one each in a "
        "calendar month, whatever happens in between. Run it daily. No address is printed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="YYYY-MM-DD; default: today")
        parser.add_argument("--dry-run", action="store_true", help="tell how many would be asked, and write to nobody")

    def handle(self, *args: Any, today: date | None, dry_run: bool, **options: Any) -> None:
        now = timezone.make_aware(datetime.combine(today, time(12))) if today else timezone.now()
        if dry_run:
            wanted = planned(now)
            places = sum(each.places for each in wanted)
            self.stdout.write(f"{len(wanted)} stewards would be asked about {places} places")
            return
        self._refuse_without_settings()
        try:
            self._tell(Counter(remind(now)))
        except NoServer as error:
            raise CommandError(f"The server of EMAIL_URL does not answer ({error}): run the command again.") from None

    def _refuse_without_settings(self) -> None:
        missing = {"EMAIL_URL": settings.MAIL.is_configured, "SITE_URL": settings.SITE_URL}
        for name, is_there in missing.items():
            if not is_there:
                raise CommandError(f"{name} is missing; .env.example says what it is. Nothing was sent.")

    def _tell(self, counted: Counter[Left]) -> None:
        for left, words in _TOLD.items():
            if counted[left] or left is Left.SENT:
                self.stdout.write(words.format(count=counted[left]))
        if unclear := Reminder.objects.unclear().count():
            self.stdout.write(f"{unclear} of all times are unclear: one that is deleted in the admin is sent again")
