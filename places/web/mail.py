"""Letters that a page begins for its visitor (mailto:, RFC 6068)."""

from urllib.parse import quote


def mailto(address: str, *, subject: str, body: str) -> str:
    """Return the link that opens a letter to `address`, or to whom the visitor chooses where it is empty."""
    subject = " ".join(subject.split())
    lines = body.replace("\n", "\r\n")
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"
