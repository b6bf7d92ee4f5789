"""A clerk before the pages of an import, in tests."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from places.models import Import
from tests.places.spreadsheets.importing import HEADINGS, a_row
from tests.places.spreadsheets.making import a_csv
from tests.signing_in import signed_in

IMPORTS = "/import/"


def page(user: Any, path: str = IMPORTS, **query: Any) -> Any:
    return signed_in(Client(), user).get(path, query_params=query)


def send(user: Any, path: str, follow: bool = True, **typed: Any) -> Any:
    return signed_in(Client(), user).post(path, typed, follow=follow)


def upload(user: Any, *rows: Any, data: bytes | None = None, name: str = "liste.csv", follow: bool = True) -> Any:
    """Send a file with `rows` below the usual headings, or with `data`."""
    content = a_csv([HEADINGS, *(rows or [a_row()])]) if data is None else data
    return send(user, IMPORTS, follow, file=SimpleUploadedFile(name, content))


def at(given: Import, step: str = "") -> str:
    return f"{IMPORTS}{given.pk}/{step}"


def columns_in(response: HttpResponse) -> dict[str, str]:
    """Return what the form of columns says as it stands."""
    form: Any = response.context["form"]  # type: ignore[attr-defined]
    return {field.html_name: field.value() or "" for field in form}
