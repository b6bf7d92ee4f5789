"""Short names of places: what stands in the address of a page."""

from django.utils.text import slugify

from places.models import Place

_OTHER_PAGES = {"neu"}  # whose address is like that of a place


def free_slug(name: str) -> str:
    """Return the short name of a new place called `name`, which no other place has."""
    begin = slugify(name.replace("ß", "ss"))[:100] or "ort"
    taken = _OTHER_PAGES | set(Place.objects.filter(slug__startswith=begin).values_list("slug", flat=True))
    numbered = (f"{begin}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (begin, *numbered) if slug not in taken)
