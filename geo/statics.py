"""How static files are kept: compressed, and under names that change with their contents; and which a page needs."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from whitenoise.storage import CompressedManifestStaticFilesStorage

_NAMED = re.compile(rf"""["' ]{re.escape(settings.STATIC_URL)}([^"' ?#]+\.(?:css|js|svg))""")
_IMPORTED = re.compile(r'(?:from|import)\s*\(?\s*"(\.[^"]+)"')


class HashedModules(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Lets scripts import each other by those names too, so that no browser mixes modules of two versions."""

    support_js_module_import_aggregation = True


def needed_by(pages: Iterable[str]) -> dict[str, int]:
    """Return the address of each style, script and drawing that `pages` name, and its bytes as sent.

    What a script imports is among them.
    """
    names = {name for page in pages for name in _NAMED.findall(page)}
    found: dict[str, int] = {}
    while names:
        name = names.pop()
        path = _path(name)
        found[name] = _sent(path)
        names |= _imported(name, path) - found.keys()
    return {f"{settings.STATIC_URL}{name}": found[name] for name in sorted(found)}


def _path(name: str) -> Path:
    collected = Path(settings.STATIC_ROOT) / name
    return collected if collected.is_file() else Path(str(finders.find(name)))


def _imported(name: str, path: Path) -> set[str]:
    if path.suffix != ".js":
        return set()
    folder = Path("/", name).parent
    written = _IMPORTED.findall(path.read_text(encoding="utf-8"))
    return {(folder / each).resolve().as_posix().removeprefix("/") for each in written}


def _sent(path: Path) -> int:
    compressed = path.with_name(f"{path.name}.br")
    return compressed.stat().st_size if compressed.is_file() else len(gzip.compress(path.read_bytes()))
