"""What changed lately, as Atom feeds: of all places, and of those of one area. In German, as the places' own words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from geo.languages import SOURCE
from geo.models import Area, Edition
from places import changes
from places.changes import Kind, PublicChange

_LENGTH = 100
_MAX_AGE_S = 300
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ADDRESS, _POINT = _("Adresse"), _("Lage")
_LABELS = {
    "name": _("Name"),
    "organization": _("Träger"),
    "description": _("Beschreibung"),
    "notice": _("Hinweis"),
    "street": _ADDRESS,
    "postcode": _ADDRESS,
    "town": _ADDRESS,
    "area": _("Gemeinde"),
    "serves": _("Zuständigkeit"),
    "position": _POINT,
    "position_precision": _POINT,
    "position_source": _POINT,
    "position_note": _POINT,
    "phones": _("Telefon"),
    "email": _("E-Mail"),
    "website": _("Website"),
    "opening_hours": _("Öffnungszeiten"),
    "timezone": _("Zeitzone"),
    "languages": _("Sprachen"),
    "wheelchair": _("Zugang ohne Stufen"),
    "offers": _("Angebote"),
    "sources": _("Quellen"),
    "as_of": _("Stand"),
    "slug": _("Adresse der Seite"),
}
_CONFIRMED = ("confirmed",)


@require_safe
def changes_feed(request: HttpRequest, key: str = "") -> HttpResponse:
    """Answer the last hundred changes of the places in the area with the key `key`, or of all."""
    etag = f'W/"{Edition.objects.current()}"'
    answer: HttpResponse | None = get_conditional_response(request, etag=etag)
    if answer is None:
        area = get_object_or_404(Area.objects.without_outlines(), key=key) if key else None
        written = changes.last_written_at()
        moment = int(written.timestamp()) if written else None
        content = _feed(key, area.name if area else "", f"{request.scheme}://{request.get_host()}", etag)
        whole = HttpResponse(content, content_type=Atom1Feed.content_type)
        answer = get_conditional_response(request, etag=etag, last_modified=moment, response=whole) or whole
        if moment:
            answer.headers["Last-Modified"] = http_date(moment)
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = f"public, max-age={_MAX_AGE_S}"
    return answer


@lru_cache(maxsize=32)
def _feed(key: str, name: str, site: str, etag: str) -> bytes:
    path = reverse("changes", args=[key]) if key else reverse("changes")
    feed = Atom1Feed(
        title=_clean(f"{_('Hilfe vor Ort')}: {_('Änderungen')}{f' · {name}' if name else ''}"),
        link=f"{site}{reverse('map')}",
        description="",
        language=SOURCE,
        feed_url=f"{site}{path}",
        feed_guid=_urn(path),
        author_name=str(_("Hilfe vor Ort")),
    )
    for change in changes.recent(key, limit=_LENGTH):
        _add(feed, change, site)
    return feed.writeString("utf-8").encode()


def _add(feed: Atom1Feed, change: PublicChange, site: str) -> None:
    heading, text = _words(change)
    feed.add_item(
        title=_clean(f"{heading}: {change.place.name}"),
        link=f"{site}{change.place.get_absolute_url()}",
        description=escape(_clean(f"{text} {change.place.area.name}.")),
        unique_id=_urn(change.id),
        pubdate=change.at,
        updateddate=change.at,
        categories=[change.kind.value],
    )


def _words(change: PublicChange) -> tuple[Any, Any]:
    """Return what happened, in a word and in a sentence."""
    if change.kind == Kind.CREATED:
        return _("Neu"), _("Dieser Ort ist neu.")
    if change.kind == Kind.REOPENED:
        return _("Wieder da"), _("Diesen Ort gibt es wieder.")
    if change.kind == Kind.CLOSED:
        return _("Geschlossen"), _("Diesen Ort gibt es nicht mehr.")
    if change.fields == _CONFIRMED:
        return _("Bestätigt"), _("Die Angaben wurden bestätigt.")
    if not change.fields:
        return _("Geändert"), _("Angaben haben sich geändert.")
    return _("Geändert"), _("Geändert: %(what)s.") % {"what": ", ".join(_labels(change.fields))}


def _labels(fields: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(str(label) for field, label in _LABELS.items() if field in fields))


def _urn(name: str) -> str:
    """Return an identifier that stays, under whatever name the service is reached."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _clean(text: str) -> str:
    """Return `text` without what XML cannot hold."""
    return _UNPRINTABLE.sub("", text)
