"""What was written, row by row: kept by triggers of the database, so also of bulk and raw SQL, and never changed.

Of an update the new values are kept; the old ones are those of the event before. Who wrote and why is in
`pgh_context`, what was written together shares `pgh_context_id` (`places.history`).
"""

import pghistory
from django.contrib.gis.db import models

from places.models.assertion import Assertion
from places.models.offer import Offer, OfferTimes
from places.models.place import Phone, Place, Source


def _all_events() -> tuple[pghistory.Tracker, ...]:
    """Return trackers of their own for each model, since one remembers the fields of the model that it tracks."""
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


_DERIVED = ["shown_location", "hours_said_on", "phone_said_on", "searchable", "feature", "edited_at"]


class PlaceEvent(pghistory.create_event_model(Place, *_all_events(), exclude=_DERIVED)):  # type: ignore[misc]
    location = models.PointField(geography=True, null=True, spatial_index=False)


class PhoneEvent(pghistory.create_event_model(Phone, *_all_events())):  # type: ignore[misc]
    pass


class SourceEvent(pghistory.create_event_model(Source, *_all_events())):  # type: ignore[misc]
    pass


class OfferEvent(pghistory.create_event_model(Offer, *_all_events())):  # type: ignore[misc]
    pass


class OfferTimesEvent(pghistory.create_event_model(OfferTimes, *_all_events())):  # type: ignore[misc]
    pass


class Serving(Place.serves.through):  # type: ignore[misc, name-defined]
    """The rows of `Place.serves`, under a name that triggers can be registered for."""

    class Meta:
        proxy = True

    def __str__(self) -> str:
        return f"{self.place_id} {self.area_id}"


class ServesEvent(pghistory.create_event_model(Serving, *_all_events(), obj_field=None)):  # type: ignore[misc]
    pass


class AssertionEvent(pghistory.create_event_model(Assertion, *_all_events())):  # type: ignore[misc]
    pass
