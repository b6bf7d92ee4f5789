"""A place as linked data in the words of schema.org, for search engines and assistants."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import orjson
from django.contrib.gis.geos import Point
from django.utils.safestring import SafeString, mark_safe

from geo.coordinates import lon_lat
from places.exports.facts import OpenTime, Properties, has_exact_point, web_address
from places.models import Category

Node = dict[str, Any]
_SCRIPT_SAFE = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_DAY = timedelta(days=1)


def linked_data(
    place: Properties,
    location: Point,
    *,
    categories: Sequence[Category],
    times: Sequence[OpenTime],
    served: Sequence[str],
    page: str,
) -> SafeString:
    """Return JSON-LD for a `<script>`: the place, open at `times`, and what one gets there."""
    site = _site(place, location, categories, times, page)
    names = {category.key: category.name for category in categories}
    graph = [site, *(_service(offer, place, names, served, page) for offer in place["offers"])]
    text = orjson.dumps({"@context": "https://schema.org", "@graph": graph}).decode()
    return mark_safe(text.translate(_SCRIPT_SAFE))  # noqa: S308  nothing in it can end the script


def _site(
    place: Properties, location: Point, categories: Sequence[Category], times: Sequence[OpenTime], page: str
) -> Node:
    lon, lat = lon_lat(location)
    exact = has_exact_point(place)
    return _known(
        {
            "@type": _kind(categories),
            "@id": page,
            "url": page,
            "name": place["name"],
            "description": place["description"],
            "telephone": [phone["number"] for phone in place["phones"]],
            "email": place["email"],
            "sameAs": web_address(place["website"]),
            "address": _address(place),
            "geo": {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon} if exact else None,
            "openingHoursSpecification": [each for time in times if not time.offer for each in _open(time)],
        }
    )


def _kind(categories: Sequence[Category]) -> str:
    is_office = any(category.osm_tags.get("office") == "government" for category in categories)
    return "GovernmentOffice" if is_office else "CivicStructure"


def _address(place: Properties) -> Node:
    town = place["town"] or place["area"]["name"]
    address = {"streetAddress": place["street"], "postalCode": place["postcode"], "addressLocality": town}
    return _known({"@type": "PostalAddress"} | address)


def _open(time: OpenTime) -> Iterator[Node]:
    """Yield the time for each of its days: it is good for these alone, so that holidays count."""
    start = time.start
    while start < time.end:
        midnight = (start + _DAY).replace(hour=0, minute=0, second=0, microsecond=0)
        end = min(time.end, midnight)
        yield {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{_WEEKDAYS[start.weekday()]}",
            "opens": f"{start:%H:%M}",
            "closes": "23:59" if end == midnight else f"{end:%H:%M}",
            "validFrom": f"{start:%Y-%m-%d}",
            "validThrough": f"{start:%Y-%m-%d}",
        }
        start = midnight


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _service(offer: Node, place: Properties, names: Mapping[str, str], served: Sequence[str], page: str) -> Node:
    channel = {"@type": "ServiceChannel", "serviceUrl": page, "serviceLocation": {"@id": page}}
    languages = offer["languages"] or place["languages"]
    audience = _known({"@type": "Audience", "audienceType": offer["audience"]})
    provider = place["organization"] and {"@type": "Organization", "name": place["organization"]["name"]}
    return _known(
        {
            "@type": "Service",
            "name": offer["title"],
            "description": offer["description"],
            "serviceType": names.get(offer["category"], ""),
            "audience": audience if offer["audience"] else None,
            "areaServed": list(served),
            "provider": provider,
            "availableChannel": _known(channel | {"availableLanguage": languages}),
        }
    )


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}
