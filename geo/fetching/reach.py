"""Which of the world's addresses are asked: those that everybody can reach, on few ports."""

import socket
import ssl
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, ip_address, ip_network

from django.conf import settings

from geo.fetching.errors import AddressRefused, LedAstray, NameUnknown
from geo.fetching.target import IPAddress, Target

# Written out, since what Python calls global differs from release to release. From IANA's registries of special
# addresses; the last is where virtual machines of one cloud find their host.
_CLOSED_V4 = [
    ip_network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
    )
]  # fmt: skip
# All other forms, such as mapped, translated (NAT64), local and multicast ones, lie outside of what is open.
_OPEN_V6 = ip_network("2000::/3")
_CLOSED_V6 = [ip_network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]


def is_public(address: IPAddress) -> bool:
    """Tell whether `address` is one that everybody can reach: not inside a network, and not a form that hides one."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_V4)
    return address.scope_id is None and address in _OPEN_V6 and not any(address in net for net in _CLOSED_V6)


def resolved(host: str) -> Sequence[IPAddress]:
    """Return the addresses of the name `host`. Raises NameUnknown."""
    try:
        found = socket.getaddrinfo(f"{host}.", None, type=socket.SOCK_STREAM)  # the dot: no other domain is tried
    except (OSError, UnicodeError):
        raise NameUnknown("the name is not known") from None
    return list(dict.fromkeys(ip_address(where[0]) for *_, where in found))


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


@dataclass(frozen=True)
class Reach:
    """What may be reached, and how. Another one than the default is for tests, which have a server of their own.

    Empty `ports` are those of the setting FETCH_PORTS.
    """

    resolve: Callable[[str], Sequence[IPAddress]] = resolved
    allows: Callable[[IPAddress], bool] = is_public
    ports: Collection[int] = ()
    trust: Callable[[], ssl.SSLContext] = _trust

    def addresses(self, target: Target) -> Sequence[IPAddress]:
        """Return the addresses of `target`, each of them allowed. Raises AddressRefused, LedAstray or NameUnknown."""
        if target.port not in (self.ports or settings.FETCHING.ports):
            raise AddressRefused("the port is not asked")
        if target.literal is not None:
            if not self.allows(target.literal):
                raise AddressRefused("the address lies inside a network")
            return [target.literal]
        found = self.resolve(target.host)
        if not found:
            raise NameUnknown("the name is not known")
        if not all(map(self.allows, found)):
            raise LedAstray("the name leads inside a network")
        return found
