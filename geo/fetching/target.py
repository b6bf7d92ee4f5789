"""Text -> whom to ask for what. The only module that takes an address apart."""

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import quote, urljoin, urlsplit

from geo.fetching.errors import AddressRefused

IPAddress = IPv4Address | IPv6Address

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000
_VISIBLE = re.compile(r"[^\x00-\x20\x7f-\xa0]+")
_NAME = re.compile(r"([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{1,63}")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)")
_AS_IS = "/?:@!$&'()*+,;=%-._~[]"


@dataclass(frozen=True)
class Target:
    """Whom to ask for what: `host` in lower-case ASCII without brackets, `path` with the query."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def parse(cls, url: str) -> "Target":
        """Return the target of `url`; a fragment is dropped. Raises AddressRefused."""
        if len(url) > _LONGEST or not _VISIBLE.fullmatch(url):
            raise AddressRefused("the address is too long or holds blanks")
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise AddressRefused("the text is no address") from None
        if parts.scheme not in _PORTS:
            raise AddressRefused("only http and https addresses are asked")
        if "@" in parts.netloc:
            raise AddressRefused("the address holds a user's name or password")
        asked = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        return cls(parts.scheme, _host(parts.hostname or ""), port or _PORTS[parts.scheme], quote(asked, safe=_AS_IS))

    def leading_to(self, location: str) -> "Target":
        """Return the target of a redirect to `location`, which may be relative. Raises AddressRefused."""
        try:
            written = location.encode("latin-1").decode("utf-8", "replace")  # as bytes came, and as they are meant
            return Target.parse(urljoin(self.url, written.strip().replace(" ", "%20")))
        except AddressRefused:
            raise
        except ValueError:
            raise AddressRefused("the text is no address") from None

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """The host as it stands in an address and in the header Host."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def literal(self) -> IPAddress | None:
        """The address of a host that is no name."""
        return _literal(self.host)


def _host(text: str) -> str:
    """Return the host in ASCII. Raises AddressRefused, also for numbers that only some programs take for addresses."""
    host = _in_ascii(text)
    if _literal(host):
        return host
    if not _NAME.fullmatch(host) or len(host) > 253 or _NUMBER.fullmatch(host.rpartition(".")[2]):
        raise AddressRefused("the host is no complete name")
    return host


def _in_ascii(text: str) -> str:
    """Return a name as the network has it. Unlike Python's codec it keeps ß, as browsers do."""
    name = unicodedata.normalize("NFKC", text.lower()).removesuffix(".")
    try:
        return ".".join(map(_punycode, name.split(".")))
    except UnicodeError:
        raise AddressRefused("the host is no name") from None


def _punycode(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"


def _literal(host: str) -> IPAddress | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
