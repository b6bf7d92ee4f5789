"""Texts in a spreadsheet that we give out: none is taken for a formula there.

Excel and LibreOffice run what begins with = + - @, a tab or a line break, in CSV and in XLSX alike.
https://owasp.org/www-community/attacks/CSV_Injection
"""

import re

# With an apostrophe more it is dangerous still, so that each text comes back as it was.
_DANGEROUS = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")
_MARKED = re.compile(rf"'(?={_DANGEROUS.pattern})")


def harmless(text: str) -> str:
    """Return `text` as a cell may hold it: with an apostrophe before what would be a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def meant(text: str) -> str:
    """Return what a cell means that `harmless` wrote, or a clerk who knows that trick."""
    return text[1:] if _MARKED.match(text) else text
