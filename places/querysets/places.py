"""What can be asked of places. Public questions touch `shown_location`, never `location`."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self
from uuid import UUID

from django.contrib.gis.db.models import PointField
from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, Length, NullIf, StrIndex

from geo.coordinates import BBox
from geo.functions import (
    AmongThese,
    Fold,
    Largest,
    Latitude,
    Longitude,
    LookedUp,
    Metres,
    along_the_index,
    envelope,
    here,
    plane,
)
from places.querysets.ages import months_ago
from places.querysets.conditions import UNPUBLISHED, edited_through
from places.querysets.imports import ImportedQuerySet

_ROUNDING_M = 0.001  # more than ST_DWithin and ST_Distance ever differ by
_NOWHERE = 1_000_000  # behind all that stands in a text


def _joined(*texts: str | Fold) -> Concat:
    """Return the `texts` with spaces between them."""
    spaced = [part for text in texts for part in (text, Value(" "))]
    return Concat(*spaced, output_field=models.TextField())


class Wanted(NamedTuple):
    """What is wanted of which it may not be known whether it is so; empty parts are not asked for.

    `open_keys` are the numbers of hours that are open at the moment that is asked for, `uncertain_keys` those of hours
    that may be; `wheelchair` holds the values that will do. Time and language must be those of one slot, which is of
    the `category`.
    """

    category: str = ""
    language: str = ""
    open_keys: Sequence[int] | None = None
    uncertain_keys: Sequence[int] = ()
    wheelchair: Sequence[str] = ()


class PlaceQuerySet(ImportedQuerySet):
    def published(self) -> Self:
        """Keep what the public may see: public places, and protected ones at their stand-in."""
        return self.exclude(visibility__in=UNPUBLISHED)

    def withheld(self) -> Self:
        """Keep places whose street nobody must know: protected and hidden ones."""
        return self.exclude(visibility__in=("public", "closed"))

    def bearing_one_of(self, words: Iterable[str]) -> Self:
        """Keep places among whose public words there is one of the folded `words`, the shortest names first."""
        borne = Q()
        for word in words:
            borne |= Q(searchable__contains=word)
        return self.filter(borne).order_by(Length("name"), "pk")

    def at_street(self, street: str) -> Self:
        """Keep places at the folded `street` with its number."""
        return self.exclude(street="").alias(folded_street=Fold("street")).filter(folded_street=street)

    def reached_at(self, numbers: Iterable[str]) -> Self:
        """Keep places with one of the telephone `numbers`, such as "+494919260"."""
        return self.filter(phones__number__in=list(numbers)).distinct()

    def shown_to_the_door(self) -> Self:
        """Keep places whose exact point the public may know."""
        return self.filter(visibility="public", location__isnull=False)

    def truly_within(self, centre: Point, radius: D) -> Self:
        """Keep places at most `radius` from `centre` by their exact points, with `metres`: for staff."""
        return self.filter(location__dwithin=(centre, radius)).annotate(metres=Metres("location", here(centre)))

    def named(self, slug: str) -> Self:
        """Keep the place with the short name `slug`."""
        return self.filter(slug=slug)

    def with_key(self, key: str) -> Self:
        """Keep the place whose id or short name is `key`."""
        try:
            return self.filter(Q(slug=key) | Q(pk=UUID(key)))
        except ValueError:
            return self.filter(slug=key)

    def called(self, name: str) -> Self:
        """Keep places of this name, in whichever case."""
        return self.filter(name__iexact=name)

    def closed(self) -> Self:
        return self.filter(visibility="closed")

    def kept_by(self, account: int) -> Self:
        """Keep places that the account may change: as an editor of their area, or as their steward."""
        return self.filter(edited_through("area", account) | Q(stewards__user=account)).distinct()

    def within(self, centre: Point, radius: D) -> Self:
        """Keep places at most `radius` from `centre`, along the spheroid."""
        return self.filter(shown_location__dwithin=(centre, radius))

    def countable_within(self, centre: Point, radius: D) -> Self:
        """Keep the same places as `within`, but so that they are counted in the index of the plane alone.

        That holds each point beside its box, and answers in half the time. The point is taken back from the plane,
        or the planner would look into the index of geographies, too, and fetch every row.
        """
        shown = plane("shown_location")
        condition = Q()
        for box in BBox.around(centre, radius.m).boxes:
            condition |= Q(shown_plane__bboverlaps=envelope(box))
        again = Cast(shown, PointField(geography=True))
        return self.alias(shown_plane=shown, shown_again=again).filter(condition, shown_again__dwithin=(centre, radius))

    def in_bbox(self, bbox: BBox) -> Self:
        """Keep places in `bbox`, edges included.

        `&&` compares boxes of 32-bit floats in the index; the ranges decide exactly.
        """
        shown = plane("shown_location")
        condition = Q()
        for box in bbox.boxes:
            condition |= Q(
                shown_plane__bboverlaps=envelope(box),
                shown_lon__range=(box.west, box.east),
                shown_lat__range=(box.south, box.north),
            )
        return self.alias(shown_plane=shown, shown_lon=Longitude(shown), shown_lat=Latitude(shown)).filter(condition)

    def in_area(self, key: str) -> Self:
        """Keep places that lie in the area with ARS key `key`, or in a member of it."""
        return self.filter(Q(area__key=key) | Q(area__parent__key=key))

    def serving(self, key: str) -> Self:
        """Keep places that are responsible for the area with ARS key `key`, wherever they are."""
        return self.filter(serves__key=key)

    def offering(self, category: str) -> Self:
        """Keep places with an offer in the category with key `category`: looked at place by place, in their order."""
        return self.filter(self._offering(category))

    def offering_rarely(self, category: str) -> Self:
        """Keep the same places, of a category that has few of them: these are fetched first, then put in order.

        The planner cannot know: it sees neither which category is asked for, nor where its places are.
        """
        return self.filter(self._offering(category, rare=True))

    def _offering(self, category: str, *, rare: bool = False) -> Q:
        offers = self._offers(category)
        if rare:
            return Q(AmongThese(F("pk"), ArraySubquery(offers.values("place"))))
        return Q(Exists(offers.filter(place=OuterRef("pk"))))

    def _offers(self, category: str) -> models.QuerySet[models.Model]:
        """Return the offers in `category`, whose own key is looked up once and not for each offer."""
        offers = self.model._meta.get_field("offers").related_model
        kept: models.QuerySet[models.Model] = offers._default_manager.filter(category=Subquery(self._named(category)))
        return kept

    def _named(self, category: str) -> models.QuerySet[models.Model]:
        offers = self.model._meta.get_field("offers").related_model
        categories = offers._meta.get_field("category").related_model
        named: models.QuerySet[models.Model] = categories._default_manager.filter(key=category).order_by().values("pk")
        return named

    def surely(self, wanted: Wanted) -> Self:
        """Keep places of which all that is `wanted` is known to be so."""
        return self.filter(self._has(wanted, perhaps=False))

    def perhaps(self, wanted: Wanted) -> Self:
        """Keep places of which something that is `wanted` is not known, and nothing is known to be otherwise."""
        return self.filter(self._has(wanted, perhaps=True), ~self._has(wanted, perhaps=False))

    def _has(self, wanted: Wanted, *, perhaps: bool) -> Q:
        """Tell what must hold; time and language of one and the same slot."""
        holds = Q(wheelchair__in=[*wanted.wheelchair, *([""] if perhaps else [])]) if wanted.wheelchair else Q()
        if not wanted.language and wanted.open_keys is None:
            return holds
        slots = self.model._meta.get_field("slots").related_model._default_manager.filter(place=OuterRef("pk"))
        if wanted.category:
            slots = slots.filter(category=Subquery(self._named(wanted.category)))
        if wanted.language:
            spoken = Q(languages__contains=[wanted.language])
            slots = slots.filter(spoken | Q(languages__len=0) if perhaps else spoken)
        if wanted.open_keys is not None:
            keys = [*wanted.open_keys, *wanted.uncertain_keys] if perhaps else [*wanted.open_keys]
            slots = slots.filter(AmongThese(F("hours"), Value(keys, output_field=ArrayField(models.IntegerField()))))
        return holds & Q(LookedUp(Exists(slots)))

    def matching(self, text: str) -> Self:
        """Keep places whose public words hold every word of `text`; case, accents and umlauts are folded."""
        return self.bearing(text.split())

    def bearing(self, words: Sequence[str], *, category: str = "", rare: bool = False) -> Self:
        """Keep places whose public words hold all `words`, and besides all that offer something in `category`."""
        written = Q()
        for word in words:
            written &= Q(searchable__contains=Fold(Value(word)))
        return self.filter(written | self._offering(category, rare=rare) if category else written)

    def best_first(self, words: Sequence[str], *, hours_months: int, phone_months: int) -> Self:
        """Order by `rank`: how far behind the beginning of the public words, which is the name, all `words` stand.

        Of equally good ones those come later whose hours or phones were last said to be so that many months ago. Both
        are one number, so that a page ends at one.
        """
        stand = (NullIf(StrIndex("searchable", Fold(Value(word))), Value(0)) for word in words)
        found = [Coalesce(place, Value(_NOWHERE)) for place in stand]
        behind = Greatest(*found) if len(found) > 1 else found[0]
        is_old = Q(hours_said_on__lte=months_ago(hours_months)) | Q(phone_said_on__lte=months_ago(phone_months))
        return self.annotate(rank=behind * 2 + Case(When(is_old, then=1), default=0)).order_by("rank", "slug")

    def worse_than(self, rank: int, slug: str) -> Self:
        """Keep what follows the place `slug` in the order of `best_first`."""
        return self.filter(Q(rank__gt=rank) | Q(rank=rank, slug__gt=slug))

    def resembling(self, word: str) -> Self:
        """Keep places of whose public words a part is like `word`: as far as the database's threshold goes."""
        return self.filter(searchable__trigram_word_similar=Fold(Value(word)))

    def known_by(self, text: str) -> Self:
        """Keep places whose public words or exact address hold every word of `text`: for staff alone."""
        address = Fold(_joined("street", "postcode", "town"))
        found = self.alias(known=_joined("searchable", address))
        for word in text.split():
            found = found.filter(known__contains=Fold(Value(word)))
        return found

    def without_hours(self) -> Self:
        """Keep places whose opening hours are not known."""
        return self.filter(opening_hours="")

    def without_point(self) -> Self:
        return self.filter(location=None)

    def located(self, precision: str) -> Self:
        """Keep places whose point is known with exactly this `precision`."""
        return self.filter(location__isnull=False, position_precision=precision)

    def with_area(self) -> Self:
        """Fetch the municipalities along, without their outlines and without what is derived as text."""
        return self.select_related("area").defer("area__boundary", "area__stand_in", "searchable", "feature")

    def with_distance(self, centre: Point) -> Self:
        """Annotate `metres` from `centre`, along the spheroid."""
        return self.annotate(metres=Metres("shown_location", here(centre)))

    def nearest_to(self, centre: Point) -> Self:
        """Order by distance along the spheroid; places at one point by their identifier."""
        return self.with_distance(centre).order_by("metres", "pk")

    def farther_than(self, metres: float, pk: UUID) -> Self:
        """Keep what follows the place `pk`, `metres` away, in the order of `nearest_to`."""
        return self.filter(Q(metres__gt=metres) | Q(metres=metres, pk__gt=pk))

    def nearest(self, centre: Point, limit: int) -> Self:
        """Return the first `limit` places in the order of `nearest_to`, found through the index.

        The index orders along the sphere, which is nearly the order along the spheroid. So the
        `limit` nearest along the index tell how far to look, and all within that is sorted by its
        true distance.
        """
        candidates = self.with_distance(centre).order_by(along_the_index("shown_location", centre))
        reach = Largest(ArraySubquery(candidates.values("metres")[:limit])) + Value(_ROUNDING_M)
        return self.filter(shown_location__dwithin=(centre, reach)).nearest_to(centre)[:limit]
