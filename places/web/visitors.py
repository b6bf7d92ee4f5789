"""Where a request comes from; for counting alone, and written nowhere."""

from django.conf import settings
from django.http import HttpRequest


def ip_address(request: HttpRequest) -> str:
    """Return the IP address that the visitor has, as the reverse proxy tells it where there is one; else ""."""
    told = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return told.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
