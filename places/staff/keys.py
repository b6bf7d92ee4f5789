"""What keys do on the pages of decisions: told on the page, and done by a script that reads `data-key`."""

from django.utils.translation import gettext_lazy as _

QUEUE = (
    ("j", _("zum nächsten Vorschlag")),
    ("k", _("zum vorigen Vorschlag")),
    ("x", _("ankreuzen")),
    ("Enter", _("öffnen")),
    ("?", _("diese Liste")),
)
REVIEW = (
    ("a", _("alles übernehmen")),
    ("e", _("vorher ändern")),
    ("r", _("ablehnen")),
    ("j", _("zum nächsten Vorschlag")),
    ("k", _("zum vorigen Vorschlag")),
    ("?", _("diese Liste")),
)
