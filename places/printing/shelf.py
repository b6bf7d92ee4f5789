"""The shelf: finished sheets, kept for a day in a folder that all workers share and that never grows large."""

from contextlib import suppress
from hashlib import blake2b
from os import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time

KEPT_S = 86_400


class Shelf:
    """At most `most` sheets in `folder`, each under the digest of its HTML: no name tells what was asked."""

    def __init__(self, folder: Path, most: int) -> None:
        self.folder, self.most = folder, most

    def take(self, html: str) -> bytes | None:
        """Return the sheet made of exactly this `html` within the last day, or None."""
        path = self._path(html)
        try:
            return path.read_bytes() if path.stat().st_mtime > time() - KEPT_S else None
        except OSError:
            return None

    def put(self, html: str, pdf: bytes) -> None:
        """Keep `pdf`; take away what is too old, and the oldest where there are too many. A full disk keeps nothing."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with NamedTemporaryFile(dir=self.folder, delete=False) as new:
                new.write(pdf)
            replace(new.name, self._path(html))
            self._clear()

    def _path(self, html: str) -> Path:
        return self.folder / f"{digest(html)}.pdf"

    def _clear(self) -> None:
        newest_first = sorted(((path.stat().st_mtime, path) for path in self.folder.iterdir()), reverse=True)
        for number, (made, path) in enumerate(newest_first):
            if number >= self.most or made < time() - KEPT_S:
                path.unlink(missing_ok=True)


def digest(html: str) -> str:
    return blake2b(html.encode(), digest_size=20).hexdigest()
