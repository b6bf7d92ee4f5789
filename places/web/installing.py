"""What makes the service an application of the phone: the manifest, and the worker that answers without network."""

from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geo.languages import current_language
from places.web.regions import region

_ACCENT, _PAGE = "#0b5a60", "#f5f5f3"
_ICONS = (("whole-192.png", 192, "any"), ("whole-512.png", 512, "any"), ("maskable-512.png", 512, "maskable"))
_DAY_S = 86_400


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Answer what a phone needs to put the service on its home screen, in the language of the address."""
    name = region().name
    content = {
        "id": "/",
        "name": f"{_('Hilfe vor Ort')} · {name}" if name else _("Hilfe vor Ort"),
        "short_name": _("Hilfe vor Ort"),
        "start_url": reverse("map"),
        "scope": "/",
        "lang": current_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "display": "standalone",
        "theme_color": _ACCENT,
        "background_color": _PAGE,
        "icons": _icons(),
    }
    headers = {"Cache-Control": f"public, max-age={_DAY_S}"}
    return JsonResponse(content, content_type="application/manifest+json", headers=headers)


def _icons() -> list[dict[str, str]]:
    drawn = [
        {"src": static(f"places/icons/{name}"), "sizes": f"{px}x{px}", "type": "image/png", "purpose": purpose}
        for name, px, purpose in _ICONS
    ]
    return [{"src": static("places/icons/whole.svg"), "sizes": "any", "type": "image/svg+xml"}, *drawn]


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer the worker from the root, for that is as far as it may see; a browser asks again on each visit."""
    return HttpResponse(_script(), content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@lru_cache(maxsize=1)
def _script() -> bytes:
    return Path(str(finders.find("places/js/worker.js"))).read_bytes()
