"""Languages by their codes, or by their names in German, in English, or in themselves."""

import re
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _

from geo.folding import fold
from geo.languages import saying
from places.spreadsheets.understanding.problems import BadCell

_CODES = (
    "de", "en", "ar", "fa", "prs", "ps", "ku", "ckb", "tr", "ru", "uk", "fr", "es", "it", "pt", "nl", "pl", "ro",
    "bg", "hu", "cs", "sk", "sl", "hr", "sr", "bs", "mk", "sq", "el", "lt", "lv", "et", "fi", "sv", "da", "no", "nds",
    "frr", "fy", "ti", "am", "so", "om", "sw", "ha", "yo", "ig", "wo", "ff", "ln", "rw", "rom", "he", "hy", "az",
    "ka", "kk", "ky", "uz", "tg", "tk", "mn", "hi", "ur", "pa", "bn", "ta", "te", "ml", "ne", "si", "my", "th", "vi",
    "km", "lo", "zh", "ja", "ko", "id", "ms", "tl",
)  # fmt: skip
_ALSO = {
    "farsi": "fa", "kurdisch": "ku", "kurdish": "ku", "kurmandschi": "ku", "kurmanji": "ku", "sorani": "ckb",
    "plattdeutsch": "nds", "platt": "nds", "tigrinisch": "ti", "tigrigna": "ti", "paschtu": "ps", "pashto": "ps",
    "romanes": "rom", "mandarin": "zh", "moldauisch": "ro", "flämisch": "nl", "tagalog": "tl", "filipino": "tl",
    "kmr": "ku", "kiswahili": "sw", "friesisch": "frr",
}  # fmt: skip
_BETWEEN = re.compile(r"\s*[;,/|\n+&]\s*|\s+(?:und|and|sowie)\s+", re.IGNORECASE)
_CODE = re.compile("[a-z]{2,3}(-[A-Za-z]{2,4})?", re.ASCII)


def read(text: str) -> list[str]:
    """Return the codes of the languages in `text`, each once. Raises BadCell."""
    return list(dict.fromkeys(_code(part) for part in _BETWEEN.split(text) if part))


def _code(part: str) -> str:
    found = _names().get(fold(part)) or _names().get(fold(part.split("(")[0]))
    if found:
        return found
    code = part.strip()
    if _CODE.fullmatch(code) and saying.language_here(code) != code:
        return code
    raise BadCell(
        _("„%(text)s“ ist keine Sprache, die wir kennen, zum Beispiel Arabisch oder ar.") % {"text": part[:40]}
    )


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names = {fold(code): code for code in _CODES}
    for language in ("de", "en"):
        with translation.override(language):
            names |= {fold(saying.language_here(code)): code for code in reversed(_CODES)}
    names |= {fold(saying.own_name(code)): code for code in reversed(_CODES)}
    names |= {fold(name): code for name, code in _ALSO.items()}
    names.pop("", None)
    return names
