"""What every form of a suggestion asks for beside facts: words for those who decide, and where an answer shall go."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from places import facts
from places.facts import BadFact
from places.models import Suggestion
from places.suggesting import LONGEST_MESSAGE
from places.web.suggesting.fields import Field

Said = tuple[str | Promise, str]


@dataclass(frozen=True)
class Wrong:
    """What is wrong with the field that has the element `anchor`."""

    anchor: str
    label: str
    said: str


class Letter(ABC):
    """A form as it was sent, or an empty one. What is `wrong` is known once it was read."""

    longest_message = LONGEST_MESSAGE

    def __init__(self, data: QueryDict | None = None) -> None:
        self.data = data
        self.wrong: list[Wrong] = []
        self.is_guarded = False
        self.retry_after_s = 0

    @abstractmethod
    def is_readable(self) -> bool:
        """Read what was sent, and return whether nothing is `wrong` with it so far."""

    @abstractmethod
    def kept(self) -> Suggestion | None:
        """Keep what the form says, which is readable, as a suggestion; None where something is `wrong`."""

    @property
    @abstractmethod
    def texts(self) -> list[str]:
        """All that the sender has written, of a form that is readable."""

    @property
    def message(self) -> str:
        return self.sent("message")

    @property
    def answer_to(self) -> str:
        """The address of mail for an answer."""
        return self.sent("answer_to").strip() if self.is_answered else ""

    @property
    def is_answered(self) -> bool:
        """Whether an answer can be sent at all."""
        return bool(settings.MAIL.is_configured)

    @property
    def wrong_at(self) -> dict[str, str]:
        """What is wrong, by anchors."""
        return {each.anchor: each.said for each in self.wrong}

    def sent(self, name: str) -> str:
        """Return what was typed in the field `name`; "" in an empty form."""
        return "" if self.data is None else self.data.get(name, "")

    def refuse(self, anchor: str, label: str | Promise, said: str | Promise) -> None:
        self.wrong.append(Wrong(anchor, str(label), str(said)))

    def refuse_fields(self, fields: Iterable[Field], prefix: str = "") -> None:
        """Tell what is wrong with `fields`, whose sheets were read."""
        for field in fields:
            if field.error:
                self.refuse(field.key, f"{prefix}{field.label}", field.error)

    def refuse_letter(self, said: Iterable[Said]) -> None:
        """Tell what is wrong with the words and the address."""
        if len(self.whole_message(said)) > LONGEST_MESSAGE:
            too_long = _("Das ist zu lang: höchstens %(longest)s Zeichen.") % {"longest": LONGEST_MESSAGE}
            self.refuse("message", _("Nachricht"), too_long)
        try:
            facts.clean("email", self.answer_to)
        except BadFact as error:
            self.refuse("answer_to", _("E-Mail für eine Antwort"), error.rule.said)

    def whole_message(self, said: Iterable[Said]) -> str:
        """Return the message with what was `said` in other fields, each under its label, in the editors' language."""
        with override(settings.LANGUAGE_CODE):
            lines = [f"{label}: {words.strip()}" for label, words in said if words.strip()]
        return "\n".join(filter(None, (self.message.replace("\r\n", "\n").strip(), *lines)))


def special_hours(fields: Iterable[Any]) -> list[Said]:
    """Return what was said in words of hours that have no table."""
    return [(field.label, field.words) for field in fields if getattr(field, "is_special", False)]
