"""Where a request comes from; for counting alone, and written nowhere."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

_PREFIX = {4: 24, 6: 56}


def ip_address(request: HttpRequest) -> str:
    """Return the IP address that the visitor has, as the reverse proxy tells it where there is one; else ""."""
    told = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return told.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def network(address: str) -> str:
    """Return the network (/24, or /56 of IPv6) of `address`; "" where it is no address, so that all of these share."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    mapped = getattr(parsed, "ipv4_mapped", None) or parsed
    return str(ipaddress.ip_network((mapped, _PREFIX[mapped.version]), strict=False))
