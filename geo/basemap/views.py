"""The basemap over HTTP."""

from hashlib import blake2b

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from geo.basemap import source
from geo.basemap.tile import tile_svg
from geo.tiles import NoSuchTile, Tile

SVG = "image/svg+xml"
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""An SVG that someone opens by itself runs nothing and loads nothing; its own style element is allowed."""
DAY_S, MINUTE_S = 86_400, 60


@require_safe
def tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """Answer one tile of the basemap as SVG, 404 with the reason where there is none."""
    try:
        drawing = tile_svg(Tile(z, x, y))
    except NoSuchTile as error:
        return HttpResponse(f"{error}\n", status=404, content_type="text/plain; charset=utf-8")
    return svg_response(request, drawing)


def svg_response(request: HttpRequest, drawing: str) -> HttpResponse:
    """Answer `drawing` so that it may be kept for a day, plain ground for a minute; 304 where the client has it."""
    response = HttpResponse(drawing.encode(), content_type=SVG)
    response["Cache-Control"] = f"public, max-age={MINUTE_S if source.ground() is source.PLAIN else DAY_S}"
    response["Content-Security-Policy"] = SVG_POLICY
    response["ETag"] = etag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer or response
