"""No way out of a process: neither a network nor another program."""

import sys

_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "urllib.")


class Sealed(PermissionError):
    """Code that must work with what it has got tried to reach out. It has to be given what it needs."""


def seal() -> None:
    """Refuse all of that to this process from now on: an audit hook cannot be taken away again."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: object) -> None:
    if event.startswith(_FORBIDDEN):
        raise Sealed(event)
