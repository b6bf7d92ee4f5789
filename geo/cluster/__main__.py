"""`python -m geo.cluster start|stop|status|remove|server`: works before any package is installed."""

import sys
from pathlib import Path

from geo.cluster import ClusterError, control, programs, socket_dir

BASE = Path(__file__).resolve().parent.parent.parent


def perform(action: str, base: Path = BASE) -> str:
    """Do what `action` names with the cluster of `base`; return what there is to say about it."""
    match action:
        case "start":
            return control.start(base)
        case "stop":
            return control.stop(base)
        case "remove":
            return control.remove(base)
        case "status":
            return f"running, socket in {socket_dir(base)}" if control.is_running(base) else "not running"
        case "server":
            return str(programs.newest())
        case _:
            raise ClusterError("usage: python -m geo.cluster start|stop|status|remove|server")


def main() -> int:
    try:
        sys.stdout.write(perform(" ".join(sys.argv[1:])) + "\n")
    except ClusterError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
