"""Where to after signing in: to a page of ours, whatever an address claims."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string

LONGEST = 2000
ENDED = "abgelaufen"
"""What the address of the door says to who had a session."""


def wanted(request: HttpRequest) -> str:
    """Return the `next` of the address; "" where it is none of our own paths."""
    address = request.GET.get("next", "")
    is_path = address.startswith("/") and address.isprintable() and len(address) <= LONGEST
    return address if is_path and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""


def or_start(address: str, user: Any) -> str:
    return address or resolve_url(import_string(settings.START_FOR)(user))
