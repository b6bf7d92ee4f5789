"""The catalogues of what visitors read: extracted from the code and the templates, one for each language.

Who looks after the data reads German: the admin, the names of models and fields, and what a form of theirs refuses
are in no catalogue. Nor is the API, which is English. Done by the tools of GNU gettext, on a developer's machine.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils.translation import template as templates

from geo.languages import LANGUAGES, SOURCE

ROOT: Path = settings.BASE_DIR
FOLDER = ROOT / "places" / "locale"
FOR_STAFF = (
    "geo/admin", "geo/apps.py", "geo/importing", "geo/management", "geo/models.py", "geo/signing_in", "places/admin",
    "places/api", "places/apps.py", "places/exports/table.py", "places/feeds.py", "places/importing",
    "places/management", "places/models", "places/moderation.py", "places/spreadsheets", "places/staff",
    "places/worklist.py",
    "templates/admin", "templates/geo", "templates/signing_in", "templates/staff",
    "templates/places/_hours_field.html", "templates/places/_hours_preview.html",
    "templates/places/_languages_field.html", "templates/places/_locate_button.html",
    "templates/places/_point_field.html",
)  # fmt: skip
PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
    "en": "nplurals=2; plural=n != 1;",
    "fa": "nplurals=2; plural=n > 1;",
    "fr": "nplurals=2; plural=n > 1;",
    "ku": "nplurals=2; plural=n != 1;",
    "ru": (
        "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2;"
    ),
    "ti": "nplurals=2; plural=n > 1;",
    "tr": "nplurals=2; plural=n != 1;",
    "uk": (
        "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2;"
    ),
}  # fmt: skip
"""CLDR's rules for whole numbers, as gettext writes them. In French one million takes a form that no count here has."""

_KEYWORDS = (
    "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "npgettext:1c,2,3", "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)  # fmt: skip


def catalogue(language: str) -> Path:
    """Return where the catalogue of `language` is."""
    return FOLDER / language / "LC_MESSAGES" / "django.po"


def others() -> list[str]:
    """Return the languages that have a catalogue: all but German, which is in the code."""
    return [language.code for language in LANGUAGES if language.code != SOURCE]


def present() -> list[str]:
    """Return the languages whose catalogue is there."""
    return [language for language in others() if catalogue(language).exists()]


def sources() -> Iterator[Path]:
    """Yield the files whose texts visitors read, relative to the root."""
    found = [*ROOT.glob("geo/**/*.py"), *ROOT.glob("places/**/*.py"), *ROOT.glob("templates/**/*.html")]
    for path in sorted(each.relative_to(ROOT) for each in found):
        if not any(path.is_relative_to(staff) for staff in FOR_STAFF):
            yield path


def extracted() -> str:
    """Return all texts as a template of a catalogue (.pot)."""
    with TemporaryDirectory() as folder:
        names = [_python(path, Path(folder)) for path in sources()]
        keywords = [f"--keyword={keyword}" for keyword in _KEYWORDS]
        return _run(
            "xgettext", "--language=Python", "--from-code=UTF-8", "--add-location=file", "--no-wrap", *keywords,
            "--output=-", *names, cwd=Path(folder),
        )  # fmt: skip


def renew(language: str) -> None:
    """Bring the catalogue of `language` to the texts of today: new ones are empty, those that are gone leave it."""
    path = catalogue(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        template = Path(folder) / "django.pot"
        template.write_text(extracted(), encoding="utf-8")
        before = Path(folder) / "before.po"
        before.write_text(_head(language) + _messages(path), encoding="utf-8")
        merged = _run("msgmerge", "--quiet", "--no-fuzzy-matching", "--no-wrap", str(before), str(template))
        Path(folder, "merged.po").write_text(merged, encoding="utf-8")
        kept = _run("msgattrib", "--no-obsolete", "--no-wrap", "--sort-output", f"{folder}/merged.po")
    path.write_text(_without_dates(kept), encoding="utf-8")


def _python(path: Path, folder: Path) -> str:
    """Write what xgettext can read of `path` below `folder`; return its name there."""
    text = (ROOT / path).read_text(encoding="utf-8")
    copy = folder / path
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(templates.templatize(text, origin=str(path)) if path.suffix == ".html" else text, encoding="utf-8")
    return str(path)


def _head(language: str) -> str:
    lines = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {PLURALS[language]}",
    )
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def _messages(path: Path) -> str:
    """Return a catalogue without its head; "" where there is none yet."""
    return path.read_text(encoding="utf-8").partition("\n\n")[2] if path.exists() else ""


def _without_dates(text: str) -> str:
    """Leave out when that was: a catalogue changes where its texts do."""
    dates = ('"POT-', '"Report-', '"Project-')
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(dates))


def _run(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout
