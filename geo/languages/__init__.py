"""The languages of the pages, each with its own name, its direction, and whether its catalogue was checked."""

from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language


@dataclass(frozen=True)
class Language:
    """A language of the pages. `locale` is CLDR's name for how it writes dates and numbers.

    `is_checked` says that a native speaker has read its catalogue; until then its pages say that they were
    translated by machine, and ask for corrections. `invitation` offers a page in this language to those whose
    browser prefers it, in this language: so it is in no catalogue.
    """

    code: str
    name: str
    locale: str
    invitation: str
    is_rtl: bool = False
    is_checked: bool = False

    @property
    def direction(self) -> str:
        return "rtl" if self.is_rtl else "ltr"


SOURCE = "de"
"""The language of the texts in the code and of the data: its pages have no prefix in their addresses."""

LANGUAGES = (
    Language("de", "Deutsch", "de", "Diese Seite auf Deutsch", is_checked=True),
    Language("en", "English", "en_GB", "This page in English"),
    Language("ar", "العربية", "ar", "هذه الصفحة بالعربية", is_rtl=True),
    Language("fa", "فارسی", "fa", "این صفحه به فارسی", is_rtl=True),
    Language("uk", "Українська", "uk", "Ця сторінка українською"),
    Language("ru", "Русский", "ru", "Эта страница на русском"),
    Language("tr", "Türkçe", "tr", "Bu sayfa Türkçe"),
    Language("fr", "Français", "fr", "Cette page en français"),
    Language("ku", "Kurmancî", "ku", "Ev rûpel bi kurmancî"),
    Language("ti", "ትግርኛ", "ti", "እዚ ገጽ ብትግርኛ"),
)
BY_CODE = {language.code: language for language in LANGUAGES}


def current_language() -> str:
    """Return the code of the language in which an answer is being written."""
    return get_language() or SOURCE


# Two that Django does not know.
LANG_INFO.update(
    ku={"bidi": False, "code": "ku", "name": "Kurdish (Kurmanji)", "name_local": "Kurmancî"},
    ti={"bidi": False, "code": "ti", "name": "Tigrinya", "name_local": "ትግርኛ"},
)
