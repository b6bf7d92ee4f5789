"""The one door to addresses that people typed: it reaches the open Internet, and nothing inside a network.

Only http and https, on few ports. A name is resolved here, each of its addresses is checked, and the connection goes to
the very one that was; so is the target of each redirect. Sends no cookies, knows no credentials, unpacks nothing.
"""

from geo.fetching.answer import Answer
from geo.fetching.asking import Pace, get, head, post
from geo.fetching.errors import (
    AddressRefused,
    FetchingError,
    Insecure,
    LedAstray,
    NameUnknown,
    NoAnswer,
    TooManyRedirects,
    TooSlow,
)
from geo.fetching.reach import Reach
from geo.fetching.target import Target

__all__ = [
    "AddressRefused",
    "Answer",
    "FetchingError",
    "Insecure",
    "LedAstray",
    "NameUnknown",
    "NoAnswer",
    "Pace",
    "Reach",
    "Target",
    "TooManyRedirects",
    "TooSlow",
    "get",
    "head",
    "post",
]
