"""The nouns of the service."""

from places.models.assertion import Assertion
from places.models.category import Category, CategoryWords
from places.models.check import ContactCheck
from places.models.events import (
    AssertionEvent,
    OfferEvent,
    OfferTimesEvent,
    PhoneEvent,
    PlaceEvent,
    ServesEvent,
    SourceEvent,
)
from places.models.imported import Import, ImportRow
from places.models.loaded import LoadedRecord
from places.models.offer import Offer, OfferTimes
from places.models.organization import Organization
from places.models.place import Phone, Place, Source, Visibility, Wheelchair
from places.models.reminder import Question, Reminder
from places.models.role import Editorship, Steward
from places.models.slot import KnownHours, Slot
from places.models.suggestion import Suggestion
from places.models.told import Told, TranslatedBy
from places.models.translation import Translation
from places.models.webhook import Delivery, Outbox, Webhook

__all__ = [
    "Assertion",
    "AssertionEvent",
    "Category",
    "CategoryWords",
    "ContactCheck",
    "Delivery",
    "Editorship",
    "Import",
    "ImportRow",
    "KnownHours",
    "LoadedRecord",
    "Offer",
    "OfferEvent",
    "OfferTimes",
    "OfferTimesEvent",
    "Organization",
    "Outbox",
    "Phone",
    "PhoneEvent",
    "Place",
    "PlaceEvent",
    "Question",
    "Reminder",
    "ServesEvent",
    "Slot",
    "Source",
    "SourceEvent",
    "Steward",
    "Suggestion",
    "Told",
    "TranslatedBy",
    "Translation",
    "Visibility",
    "Webhook",
    "Wheelchair",
]
