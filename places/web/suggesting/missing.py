"""What somebody says of a place that is missing."""

from collections.abc import Sequence

from django.contrib.gis.geos import Point
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from geo.coordinates import point
from geo.geocoding import Address, GeocodingError, geocode
from geo.languages import current_language
from places import facts, guarding
from places.facts import BadFact
from places.models import Suggestion
from places.suggesting import suggest
from places.web.suggesting.fields import Field, field, fields
from places.web.suggesting.letter import Letter
from places.web.suggesting.sheet import Sheet

_ADDRESS = ("street", "postcode", "town")
_ASKED = ("name", "categories", *_ADDRESS, "position", "phones", "opening_hours", "languages")


class Missing(Letter):
    """The form of a place that we do not know."""

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.sheet = Sheet(_ASKED, facts.read_new(), data)

    @property
    def is_another(self) -> bool:
        """Whether the sender has seen what is like it, and says that it is none of these."""
        return bool(self.sent("another"))

    @property
    def name(self) -> Field:
        return field(self.sheet, "name")

    @property
    def categories(self) -> Field:
        return field(self.sheet, "categories")

    @property
    def address(self) -> Sequence[Field]:
        return fields(self.sheet, *_ADDRESS)

    @property
    def pin(self) -> Field:
        return field(self.sheet, "position")

    @property
    def phones(self) -> Field:
        return field(self.sheet, "phones")

    @property
    def more(self) -> Sequence[Field]:
        return fields(self.sheet, "opening_hours", "languages")

    @cached_property
    def at(self) -> Point | None:
        """Where the place is, as far as our own tables know; None where they know no more than the town."""
        said = self.sheet.changes
        if position := said.get("position"):
            return point(**position)
        try:
            address = Address(**{name: said.get(name, "") for name in _ADDRESS})
            found = geocode(address, ask_online=False)
        except GeocodingError:
            return None
        return None if found.precision.approximate else found.location

    def is_readable(self) -> bool:
        if not self.sheet.changes.get("name"):
            self.sheet.errors.setdefault("name", _("Wie heißt der Ort?"))
        self.refuse_fields(fields(self.sheet, *_ASKED))
        self.refuse_letter(())
        return not self.wrong

    @property
    def texts(self) -> list[str]:
        return [self.message, *guarding.added(self.sheet.changes, self.sheet.seen)]

    def kept(self) -> Suggestion | None:
        try:
            return suggest(
                kind=Suggestion.Kind.NEW,
                changes=self.sheet.changes,
                message=self.whole_message(()),
                email=self.answer_to,
                language=current_language(),
            )
        except BadFact as error:
            self.sheet.errors[error.field] = str(error.rule.said)
            self.refuse(error.field, facts.label(error.field), error.rule.said)
            return None
