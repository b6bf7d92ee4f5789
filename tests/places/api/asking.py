"""Asking the API in tests, as a client does: by path and query, with an answer in JSON."""

import json
from typing import Any
from urllib.parse import urlencode

from django.test import Client

API = "/api/v1/"


def get(path: str = "places/", *, headers: dict[str, str] | None = None, **query: Any) -> Any:
    return Client(headers=headers).get(f"{API}{path}", query_params=query)


def raw(query: str, path: str = "places/") -> Any:
    """Ask with a query string that is sent as it stands."""
    return Client().get(f"{API}{path}?{query}")


def nearby(body: Any, *, content_type: str = "application/json") -> Any:
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return Client().post(f"{API}nearby/", data=data, content_type=content_type)


def found(response: Any) -> list[str]:
    """Return the names of the places in an answer, in their order."""
    assert response.status_code == 200, response.content
    return [feature["properties"]["name"] for feature in json.loads(response.content)["features"]]


def document(response: Any) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(response.content)
    return parsed


def refused(response: Any, parameter: str, status: int = 400) -> str:
    """Return the rule of a refusal, which must be a problem document that names `parameter`."""
    problem = document(response)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (response.status_code, problem["status"], problem["parameter"]) == (status, status, parameter)
    assert problem["rule"] in problem["detail"]
    rule: str = problem["rule"]
    return rule


def quoted(**query: Any) -> str:
    return urlencode(query)
