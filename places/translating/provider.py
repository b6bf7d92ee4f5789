"""The door to providers: LibreTranslate's API and DeepL's. German texts in, translations in the same order out."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from geo.conf import Translator
from geo.languages import SOURCE
from places.translating.errors import TranslatorRefused, TranslatorUnavailable

_BUSY = {408, 425, 429, 500, 502, 503, 504, 529}
_LONGEST_PAUSE_S = 30.0
_SPELLED_BY_DEEPL = {"en": "EN-GB", "ku": "KMR"}
_REASON_CHARACTERS = 200


def ask(
    settings: Translator, texts: Sequence[str], language: str, *, pause: Callable[[float], None] = time.sleep
) -> list[str]:
    """Return `texts` in `language`. Raises TranslatorUnavailable or TranslatorRefused.

    Asks again, `retries` times, where the provider is away or busy: after the pause that it names, else 1, 2, 4 ... s.
    """
    request, read = _ASKING[settings.provider](settings, texts, language)
    for attempt in range(settings.retries + 1):
        try:
            return _checked(read(_answer(request, settings.timeout_s)), texts)
        except _Busy as busy:
            if attempt == settings.retries:
                raise TranslatorUnavailable(f"{settings.provider} does not answer: {busy}") from busy
            pause(min(busy.wait_s or 2.0**attempt, _LONGEST_PAUSE_S))
    raise AssertionError


class _Busy(Exception):
    def __init__(self, reason: str, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


def _answer(request: Request, timeout_s: float) -> Any:
    try:
        with urlopen(request, timeout=timeout_s) as answer:  # noqa: S310  the settings let in https and http alone
            return json.loads(answer.read())
    except HTTPError as error:
        with error:
            reason = f"{error.code} {_reason(error.read())}"
        if error.code in _BUSY:
            raise _Busy(reason, _seconds(error.headers.get("Retry-After", ""))) from error
        raise TranslatorRefused(reason) from error
    except (URLError, OSError) as error:
        raise _Busy(str(getattr(error, "reason", error)) or type(error).__name__) from error
    except ValueError as error:
        raise TranslatorRefused("the answer is no JSON; is the address right?") from error


def _reason(body: bytes) -> str:
    """Return why the provider refuses, in its own words: each says it under another name."""
    try:
        said = json.loads(body)
    except ValueError:
        return ""
    found = said.get("error") or said.get("message") if isinstance(said, dict) else ""
    return str(found or "")[:_REASON_CHARACTERS]


def _seconds(text: str) -> float:
    return float(text) if text.isascii() and text.isdigit() else 0.0


def _checked(found: Any, texts: Sequence[str]) -> list[str]:
    """Return what was `found` if it is a translation for each of `texts`."""
    if not isinstance(found, list) or len(found) != len(texts) or not all(isinstance(each, str) for each in found):
        raise TranslatorRefused("the answer does not hold a translation for each text")
    return found


_Asking = tuple[Request, Callable[[Any], Any]]


def _of_libretranslate(settings: Translator, texts: Sequence[str], language: str) -> _Asking:
    body = {"q": list(texts), "source": SOURCE, "target": language, "format": "text"}
    body |= {"api_key": settings.api_key} if settings.api_key else {}
    return _post(f"{settings.url}/translate", body, {}), lambda said: _member(said, "translatedText")


def _of_deepl(settings: Translator, texts: Sequence[str], language: str) -> _Asking:
    target = _SPELLED_BY_DEEPL.get(language, language.upper())
    body = {"text": list(texts), "source_lang": SOURCE.upper(), "target_lang": target}
    headers = {"Authorization": f"DeepL-Auth-Key {settings.api_key}"}
    read = lambda said: [_member(each, "text") for each in _member(said, "translations") or []]  # noqa: E731
    return _post(f"{settings.url}/v2/translate", body, headers), read


def _member(said: Any, name: str) -> Any:
    return said.get(name) if isinstance(said, dict) else None


def _post(url: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> Request:
    kinds = {"Content-Type": "application/json", "Accept": "application/json"}
    return Request(url, json.dumps(body).encode(), {**kinds, **headers}, method="POST")  # noqa: S310


_ASKING = {"libretranslate": _of_libretranslate, "deepl": _of_deepl}
