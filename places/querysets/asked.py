"""Who is asked about places, what they were asked, and whether they answered."""

from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import TruncDate

from places.querysets.ages import AgeingQuerySet

_TWICE = 2


class StewardQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def reachable(self) -> Self:
        """Keep those whom letters reach, and who want them."""
        return self.filter(bounced_at=None, opted_out_at=None)

    def not_asked_in(self, month: date) -> Self:
        """Keep those to whom no letter was written in the month that begins on that day."""
        return self.exclude(reminders__month=month)

    def with_address(self, email: str) -> Self:
        return self.filter(email__iexact=email)


class ReminderQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def with_message_id(self, *message_ids: str) -> Self:
        return self.filter(message_id__in=message_ids)

    def sent_to(self, address: str) -> Self:
        """Keep letters to `address`, the newest first."""
        return self.filter(address__iexact=address).order_by("-asked_at")

    def asked_after(self, moment: datetime) -> Self:
        return self.filter(asked_at__gt=moment)

    def mark_sent(self) -> None:
        """Keep that they left, which for all that has come back meanwhile is known better."""
        self.unclear().update(state="sent")

    def unclear(self) -> Self:
        """Keep those of which nobody knows whether they left."""
        return self.filter(state="sending")


class QuestionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def with_parts(self) -> Self:
        """Fetch along whom it was asked, and the place with its municipality, without what is derived or drawn."""
        outlines = (f"place__area__{each}" for each in ("boundary", "stand_in", "parent__boundary", "parent__stand_in"))
        parts = self.select_related("reminder__steward", "place__area__parent")
        return parts.defer("place__searchable", "place__feature", *outlines)

    def with_what_is_said(self) -> Self:
        """Fetch along what is said of the places, and by whom."""
        return self.prefetch_related("place__phones", "place__offers", "place__assertions")

    def held(self) -> Self:
        """Lock them until the transaction ends, and fetch what is said of the places."""
        return self.with_parts().with_what_is_said().select_for_update(of=("self",))

    def arrived(self) -> Self:
        """Keep what was surely asked."""
        return self.filter(reminder__state="sent")

    def put_to(self, steward: int) -> Self:
        return self.filter(reminder__steward=steward)

    def about(self, place: UUID) -> Self:
        return self.filter(place=place)

    def later_than(self, question: int) -> Self:
        return self.filter(pk__gt=question)

    def latest_first(self) -> Self:
        return self.order_by("-pk")


class AskedQuerySet(AgeingQuerySet):
    def known_to(self, steward: int) -> Self:
        """Keep the places that the steward knows."""
        return self.filter(stewards=steward)

    def without_suggestions_by_stewards(self) -> Self:
        """Keep places about which no word of a steward waits for a decision."""
        said = self._related("suggestions").filter(state="pending", origin="steward")
        return self.exclude(Exists(said))

    def with_askings(self, asked_by: date) -> Self:
        """Annotate `is_unanswered` and `is_unreachable`, after `with_due`.

        Unanswered: due, and asked twice in a row, for the last time on the day `asked_by` or before; and since then
        neither has a steward answered nor anybody confirmed who answers for it. Unreachable: there are stewards, but
        letters reach none.
        """
        asked = self._related("questions").arrived().filter(answered_at=None, turn__gte=_TWICE)
        asked = asked.alias(asked_on=TruncDate("reminder__asked_at")).filter(asked_on__lte=asked_by)
        stewards = self._related("stewards", place="places")
        return self.annotate(
            is_unanswered=self._any("due", True) & Exists(asked.exclude(self._answered()).exclude(self._confirmed())),
            is_unreachable=Exists(stewards) & ~Exists(stewards.reachable()),
        )

    def unanswered(self) -> Self:
        """Keep places about which nobody answered, after `with_askings`."""
        return self.filter(is_unanswered=True)

    def unreachable(self) -> Self:
        """Keep places whose stewards no letter reaches, after `with_askings`."""
        return self.filter(is_unreachable=True)

    def _related(self, name: str, place: str = "place") -> Any:
        rows = self.model._meta.get_field(name).related_model._default_manager
        return rows.filter(**{place: OuterRef("pk")})

    def _answered(self) -> Exists:
        rows = self.model._meta.get_field("questions").related_model._default_manager
        return Exists(rows.filter(place=OuterRef("place"), answered_at__gte=OuterRef("reminder__asked_at")))

    def _confirmed(self) -> Exists:
        rows = self.model._meta.get_field("assertions").related_model._default_manager
        said = rows.answerable().filter(place=OuterRef("place"))
        return Exists(said.said_since(OuterRef("asked_on")))
