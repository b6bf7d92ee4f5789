"""A file -> a table of texts, whatever programme wrote it. What is wrong with it is told in the words of a clerk."""

from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from places.spreadsheets.errors import UnreadableTable
from places.spreadsheets.reading import delimited, encodings, geojson, workbook
from places.spreadsheets.table import MOST_BYTES, Table, shaped

__all__ = ["read"]

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(file_name: str, data: bytes) -> Table:
    """Return the table in `data`: CSV, XLSX or GeoJSON by what is in it, not by its name. Raises UnreadableTable."""
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // (1024 * 1024)
        raise UnreadableTable(_("Die Datei"), _("sie ist größer als %(most)d MB.") % {"most": most})
    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableTable(_("Die Datei"), _("sie ist leer."))
    _refuse_others(data, PurePosixPath(file_name).suffix.lower())
    if data.startswith(b"PK"):
        return shaped(*workbook.rows(data))
    text, notes = encodings.decoded(data)
    if text.lstrip().startswith("{"):
        return shaped(*geojson.rows(text))
    if text.lstrip().startswith("<"):
        raise _refusal(_("sie ist eine Webseite und keine Tabelle, auch wenn ihr Name so endet."))
    rows, told = delimited.rows(text)
    return shaped(rows, notes + told)


def _refuse_others(data: bytes, suffix: str) -> None:
    if data.startswith(_OLD_OFFICE):
        raise _refusal(_("sie hat das alte Format von Excel (XLS) oder ein Kennwort."))
    if data.startswith(b"%PDF"):
        raise _refusal(_("sie ist ein PDF."))
    if data.startswith(b"PK") and b"application/vnd.oasis.opendocument" in data[:200]:
        raise _refusal(_("sie hat das Format von LibreOffice (ODS)."))
    if suffix in (".xlsx", ".xlsm") and not data.startswith(b"PK"):
        raise _refusal(_("ihr Name endet wie bei Excel, aber ihr Inhalt ist anders oder beschädigt."))


def _refusal(why: str) -> UnreadableTable:
    advice = _("Öffnen Sie sie in Ihrem Tabellenprogramm, und speichern Sie sie als XLSX oder CSV.")
    return UnreadableTable(_("Die Datei"), f"{why} {advice}")
