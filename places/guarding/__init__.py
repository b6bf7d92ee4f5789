"""Against abuse of what anybody may send, without troubling people, and without anybody else.

A page hands out a `token`; `check` looks at what comes back. A machine that fills every field is a `Machine`: it gets
the answer that it hopes for, and nothing is kept.
"""

from places.guarding.asking import Asked, asked
from places.guarding.checking import (
    FORM_BYTES,
    MOST_BYTES,
    Machine,
    Refused,
    added,
    check,
    check_network,
    check_program,
    check_size,
    check_texts,
)
from places.guarding.tapping import is_first_today, may_tap
from places.guarding.tokens import token

__all__ = [
    "FORM_BYTES",
    "MOST_BYTES",
    "Asked",
    "Machine",
    "Refused",
    "added",
    "asked",
    "check",
    "check_network",
    "check_program",
    "check_size",
    "check_texts",
    "is_first_today",
    "may_tap",
    "token",
]
