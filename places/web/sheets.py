"""Sheets of paper: what a search found, or one place, as a PDF with the way back to the live page."""

import logging
from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from geo import basemap
from geo.folding import fold
from geo.languages import current_language
from geo.models import Edition
from geo.qr import qr_svg
from geo.visitors import ip_address
from places.printing import shop
from places.searching import Search
from places.web import finding, place
from places.web.answers import Answer, answer
from places.web.caching import forgotten, kept
from places.web.cards import cards
from places.web.filing import filed_as
from places.web.meanings import Meaning
from places.web.narrowing import narrowed
from places.web.questions import FindForm, PositionForm
from places.web.regions import Region, region
from places.web.weekly import entry

MOST = 100
MAP_WIDTH_PX, MAP_HEIGHT_PX = 720, 350
PLACE_MAP_WIDTH_PX, PLACE_MAP_HEIGHT_PX = 400, 230
_TRY_LATER_S = 60
_LONGEST_QUESTION = 1_000  # characters: a code holds 2,331, but a camera hardly reads the half from paper
_log = logging.getLogger(__name__)


@method_decorator(csrf_exempt, name="dispatch")
class SearchSheet(View):
    """Print what the map page finds for the same question; that page says what is wrong with one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = FindForm(request.GET)
        here = region()
        asked = finding.asked_for(form, here)
        if not form.is_valid() or asked.unknown:
            return redirect(f"{reverse('map')}?{request.GET.urlencode()}")
        is_private = _is_personal(form, asked, here)
        return _search_sheet(request, form, asked, here, is_private=is_private)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PositionForm(request.POST)
        if not form.is_valid():
            return finding.PlaceMap().post(request)
        return forgotten(_search_sheet(request, form, finding.around(form), region(), is_private=True))


class PlaceSheet(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        (card,) = cards([place.found(slug)])
        told = place.told_of(card, timezone.now())
        picture = place.picture_of(card, PLACE_MAP_WIDTH_PX, PLACE_MAP_HEIGHT_PX, printed=True)
        html = render_to_string("sheets/place.html", _paper(place.page_of(request, slug)) | told | {"picture": picture})
        return _printed(request, html, card.place["name"], is_private=False)


def _search_sheet(
    request: HttpRequest, form: FindForm, asked: Meaning, here: Region, *, is_private: bool
) -> HttpResponse:
    search = finding.search_for(form, asked, here)
    found = answer(search, here.edition, limit=MOST)
    page = _page_of(request, _question(form, asked))
    now = timezone.now()
    entries = [entry(card, now) for card in (found.certain_cards if found.cards else found.outside)]
    perhaps = [entry(card, now) for card in found.uncertain_cards]
    context = {
        "asked": asked,
        "given": form.given,
        "answer": found,
        "narrowed": narrowed(form, asked),
        "picture": _picture(search, found, here),
        "entries": entries,
        "perhaps": perhaps,
        "has_hours": any(each.hours for each in (*entries, *perhaps)),
        "has_unknown_hours": any(not each.hours for each in (*entries, *perhaps)),
    }
    html = render_to_string("sheets/search.html", _paper(page) | context)
    return _printed(request, html, _subject(asked, here), is_private=is_private or not found.cards)


def _is_personal(form: FindForm, asked: Meaning, here: Region) -> bool:
    """Tell whether somebody typed more than the name of a town or of the district: a sheet says it again."""
    where = asked.where
    names = {"", fold(here.name)} | ({fold(where.label)} if where and where.approximate else set())
    return bool(form.given["q"]) or fold(form.given["where"]) not in names


def _question(form: FindForm, asked: Meaning) -> str:
    """Return the question as the live page takes it: for a position without a name, around what it is near."""
    if not asked.by_position:
        return finding.address(form.again())
    near = asked.where.near if asked.where else ""
    radius = {} if near else {"radius_km": ""}
    return finding.address(form.again(where=near, lat="", lon="", chosen="", **radius))


def _page_of(request: HttpRequest, question: str) -> str:
    """Return the full address of the live page for `question`; without one that is too long for a code and a line."""
    question = question if len(question) <= _LONGEST_QUESTION else ""
    return request.build_absolute_uri(f"{reverse('map')}?{question}".rstrip("?"))


def _subject(asked: Meaning, here: Region) -> str:
    """Return what the file is called after: never a position."""
    if asked.where:
        return asked.where.near if asked.by_position else asked.where.label
    return asked.words or here.name


def _paper(page: str) -> dict[str, Any]:
    """Return what stands on every sheet."""
    return {
        "page": page,
        "qr": qr_svg(page, title=_("QR-Code: die aktuelle Seite")),
        "printed_on": timezone.localdate(),
        "known_on": _known_on(),
        "region": region(),
        "credit": basemap.credit(),
    }


def _known_on() -> date:
    """Return the day of the last change of public data: its edition follows the clock, in microseconds."""
    return timezone.localdate(datetime.fromtimestamp(Edition.objects.current() / 1e6, UTC))


def _picture(search: Search, found: Answer, here: Region) -> str:
    return basemap.picture_svg(
        centre=search.centre or here.box.centre,
        radius_m=search.radius_m,
        width_px=MAP_WIDTH_PX,
        height_px=MAP_HEIGHT_PX,
        pins=[card.pin for card in found.cards],
        title=_("Karte der gefundenen Orte. Die Liste nennt sie alle."),
        printed=True,
    )


def _printed(request: HttpRequest, html: str, subject: str, *, is_private: bool) -> HttpResponse:
    try:
        made = shop.pdf(html, visitor=ip_address(request), is_private=is_private)
    except shop.Spent as refusal:
        return _refused(request, 429, refusal.retry_after_s)
    except shop.Busy as refusal:
        return _refused(request, 503, refusal.retry_after_s)
    except shop.PressFailed:
        _log.exception("a sheet was not made")
        return _refused(request, 503, _TRY_LATER_S)
    headers = {
        "Content-Disposition": filed_as(_("Hilfe vor Ort"), subject),
        "Content-Language": current_language(),
        "X-Robots-Tag": "noindex",
    }
    return kept(HttpResponse(made, content_type="application/pdf", headers=headers))


def _refused(request: HttpRequest, status: int, retry_after_s: int) -> HttpResponse:
    """Return a page that asks for patience. A browser that kept it would show it again to who has been patient."""
    page = render(request, "sheets/refused.html", {"status": status, "region": region()}, status=status)
    page.headers["Retry-After"] = str(retry_after_s)
    return forgotten(page)
