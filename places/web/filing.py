"""Names of files that a visitor's device keeps."""

from urllib.parse import quote

from django.utils.text import slugify


def filed_as(*words: str, ending: str = "pdf") -> str:
    """Return a Content-Disposition that files a download under `words`; in ASCII for who knows no other (RFC 6266)."""
    name = " ".join(filter(None, (" ".join(word.split()) for word in words))).replace("/", "-")
    plain = slugify(name) or "hilfe-vor-ort"
    return f"attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{quote(f'{name}.{ending}', safe='')}"
