"""What there is in the place of a closed one: a place, picked by its name."""

from places.models import Place

_NEIGHBOURS = 30


def neighbours(place: Place) -> dict[str, str]:
    """Return the short names of the places nearest to `place`, by what people call them."""
    if place.shown_location is None:
        return {}
    others = Place.objects.published().exclude(pk=place.pk).with_area()
    return {_called(each): each.slug for each in others.nearest(place.shown_location, _NEIGHBOURS)}


def _called(place: Place) -> str:
    """Return the name with the town, which of a protected place nobody learns."""
    town = place.town if place.is_shown_to_the_door else ""
    return f"{place.name}, {town or place.area.name}"


def picked(text: str, place: Place) -> str:
    """Return the short name of the place that `text` names; "" where it names none, or several."""
    text = " ".join(text.split())
    if not text.isprintable() or not text:
        return ""
    if slug := neighbours(place).get(text):
        return slug
    called = Place.objects.published().exclude(pk=place.pk).called(text).values_list("slug", flat=True)[:2]
    return called[0] if len(called) == 1 else ""
