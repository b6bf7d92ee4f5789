"""What every answer of the API has in common: refusals as problems, validators for caches, JSON bytes."""

from collections.abc import Callable
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from drf_spectacular.utils import extend_schema
from rest_framework.views import APIView

from geo.models import Edition
from places.api.problems import EXPECTED, problem, problem_of

GEOJSON = "application/geo+json"
JSON = "application/json"


class PublicView(APIView):
    """A view that answers everyone in one format, whatever is accepted, and refuses with problem documents.

    Its methods get Django's request. REST framework's own dispatch would negotiate, authenticate and
    throttle, of which nothing is wanted here, at half the cost of a search.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        method = (request.method or "").lower()
        if method == "options":
            return HttpResponse(status=204, headers={"Allow": self._allowed})
        if method not in self.http_method_names or not hasattr(self, method):
            refusal = problem(405, f"{request.method} is not possible here, but {self._allowed}")
            refusal.headers["Allow"] = self._allowed
            return refusal
        try:
            answer: HttpResponseBase = getattr(self, method)(request, **kwargs)
        except EXPECTED as error:
            return problem_of(error)
        return answer

    @property
    def _allowed(self) -> str:
        return ", ".join(self.allowed_methods)


class Nowhere(PublicView):
    """What answers where nothing is."""

    @extend_schema(exclude=True)
    def get(self, request: HttpRequest) -> HttpResponse:
        raise Http404("There is nothing at this address; /api/v1/docs/ tells what there is.")

    post = put = patch = delete = get


def current(
    request: HttpRequest, content: Callable[[int], str | bytes], *, content_type: str, max_age_s: int, moment: str = ""
) -> HttpResponse:
    """Return what `content` makes of the data's present edition, or 304 where the visitor has it already.

    What depends on the clock as well is good for its `moment` alone.
    """
    edition = Edition.objects.current()
    etag = f'W/"{edition}{moment}"'
    headers = {"Cache-Control": f"public, max-age={max_age_s}", "ETag": etag}
    answer: HttpResponse | None = get_conditional_response(request, etag=etag)
    if answer is None:
        return HttpResponse(content(edition), content_type=content_type, headers=headers)
    for name, value in headers.items():
        answer.headers[name] = value
    return answer


def private(content: str | bytes, *, content_type: str) -> HttpResponse:
    """Return an answer that nobody may keep: it tells something about who asked."""
    return HttpResponse(content, content_type=content_type, headers={"Cache-Control": "no-store"})


def link(rel: str, href: str, **members: Any) -> dict[str, Any]:
    """Return a link object as in OGC API Features."""
    return {"rel": rel, "type": GEOJSON, "href": href} | members


def collection(features: list[str], **members: Any) -> str:
    """Return an RFC 7946 FeatureCollection of Features that are JSON text already."""
    head = orjson.dumps({"type": "FeatureCollection"} | members).decode()
    return f'{head[:-1]},"features":[{",".join(features)}]}}'
