import mailbox
import sys
from collections.abc import Iterator
from contextlib import closing
from email import message_from_binary_file
from email.message import Message
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from places.verifying.bouncing import record


class Command(BaseCommand):
    help = (
        "Note which letters to stewards came back: reads notifications of mail servers (RFC 3464) from a Maildir or "
        "an mbox file, or one from standard input. All other mail is left alone, and nothing is deleted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mailbox", nargs="?", type=Path, help="a Maildir or an mbox file; default: standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        read = bounced = 0
        for message in _messages(options["mailbox"]):
            read += 1
            bounced += record(message, timezone.now()) is not None
        self.stdout.write(f"{read} messages read, {bounced} of them tell that a letter of ours came back")


def _messages(path: Path | None) -> Iterator[Message]:
    if path is None:
        yield message_from_binary_file(sys.stdin.buffer)
        return
    if not path.exists():
        raise CommandError(f"There is nothing at {path}.")
    box = mailbox.Maildir(path, create=False) if path.is_dir() else mailbox.mbox(path, create=False)
    with closing(box):
        yield from box
