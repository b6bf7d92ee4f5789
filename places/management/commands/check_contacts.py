from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from places import checking
from places.checking import Tally, Turns
from places.models import ContactCheck


class Command(BaseCommand):
    help = (
        "Check the links and phone numbers that published places name. Links are asked politely and each at most once "
        "within --days; numbers are never called. A link counts as dead when it failed on two days. Run it daily."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", choices=("links", "phones"), help="default: both")
        parser.add_argument("--days", type=_at_least_one, default=7, help="how long a result holds; default: 7")
        parser.add_argument("--hosts", type=_at_least_one, default=4, help="how many hosts at a time; default: 4")
        parser.add_argument("--pause", type=float, default=2.0, help="seconds between two questions to a host")

    def handle(self, *args: Any, only: str | None, days: int, hosts: int, pause: float, **options: Any) -> None:
        every, now = timedelta(days=days), timezone.now()
        with checking.alone() as mine:
            if not mine:
                self.stdout.write("Another run is under way: nothing was asked.")
                return
            checking.forget_unnamed()
            if only != "phones":
                self._say_who_asks()
                turns = Turns(pause)
                self._tell("links", checking.check_links(now, every=every, hosts=hosts, pace=turns), days)
            if only != "links":
                self._tell("phone numbers", checking.check_phones(now, every=every), days)
        self._tell_dead()

    def _say_who_asks(self) -> None:
        if "@" not in settings.FETCHING.user_agent and "http" not in settings.FETCHING.user_agent:
            self.stdout.write("FETCH_USER_AGENT names no contact: those who are asked cannot tell who asks.")

    def _tell(self, what: str, tally: Tally, days: int) -> None:
        lately = f", {tally.lately} were checked within {days} days" if tally.lately else ""
        self.stdout.write(f"{tally.checked} {what} checked{lately}")
        for check in tally.failed:
            if not check.is_dead:
                self.stdout.write(f"  failed once, again tomorrow: {check.value} {check.get_detail_display()}")

    def _tell_dead(self) -> None:
        dead = ContactCheck.objects.dead()
        self.stdout.write(f"{dead.count()} do not work" if dead else "All others work.")
        for check in dead:
            places = ContactCheck.objects.filter(pk=check.pk).places().order_by("slug")
            named = ", ".join(places.values_list("slug", flat=True)) or "an organization"
            since = timezone.localdate(check.first_failed_at)
            self.stdout.write(f"  {check.value} since {since}: {check.get_detail_display()} Named by {named}.")


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number
