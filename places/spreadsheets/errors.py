"""What can go wrong between a file and the map, in the words of a clerk."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class ImportFailed(Exception):
    """The import stays as it was. Its text says what to do next, and may be shown."""


class UnreadableTable(ImportFailed, ValueError):
    """The file holds no table that we can read. `what` of it is wrong, and the `rule` says how it must be."""

    def __init__(self, what: str, rule: str) -> None:
        super().__init__(f"{what}: {rule}")
        self.what, self.rule = what, rule


class WrongMapping(ImportFailed, ValueError):
    """A column or a field that is not there, or one field for two columns. Ask again, with another mapping."""


class NotTheTime(ImportFailed):
    """The import is at another step: somebody was quicker, or something is missing. Show it as it is now."""


class RowsAreWrong(ImportFailed):
    """Some rows have errors. Correct them, or leave them out."""

    def __init__(self, count: int) -> None:
        message = ngettext(
            "%(count)d Zeile hat noch einen Fehler. Verbessern Sie sie, oder lassen Sie sie aus.",
            "%(count)d Zeilen haben noch Fehler. Verbessern Sie sie, oder lassen Sie sie aus.",
            count,
        )
        super().__init__(message % {"count": count})


class OutdatedPlan(ImportFailed):
    """Places changed since the rows were checked, so they were checked again. Look at them, and apply once more."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Seit der Prüfung haben sich Orte geändert. Die Zeilen wurden neu geprüft. "
                "Bitte sehen Sie sie noch einmal an."
            )
        )
