"""The OpenAPI document, and the page that shows it."""

from functools import lru_cache
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema

from places.api.answering import JSON, PublicView

MAX_AGE_S = 300


class Schema(PublicView):
    """The OpenAPI 3 document of this API."""

    @extend_schema(exclude=True)
    def get(self, request: HttpRequest) -> HttpResponse:
        headers = {"Cache-Control": f"public, max-age={MAX_AGE_S}"}
        return HttpResponse(_document(), content_type=JSON, headers=headers)


@lru_cache(maxsize=1)
def _document() -> bytes:
    return orjson.dumps(SchemaGenerator().get_schema(request=None, public=True))  # type: ignore[no-untyped-call]


class Documentation(TemplateView):
    """The API's documentation to browse and to try, all of it from this origin."""

    template_name = "places/documentation.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**kwargs), headers={"Content-Language": "en"})
