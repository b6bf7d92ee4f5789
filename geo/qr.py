"""QR codes as SVG: an address that a camera reads from a screen or from paper."""

from io import BytesIO

import segno

QUIET_MODULES = 4  # the margin that ISO 18004 asks for


def qr_svg(text: str, *, title: str) -> str:
    """Return a QR code of `text` as a picture of its own, black on white and as large as the room it is given.

    A seventh of it may be dirty or torn (level M), more where that takes no more room.
    """
    picture = BytesIO()
    code = segno.make_qr(text, error="m")
    code.save(picture, kind="svg", border=QUIET_MODULES, light="#fff", xmldecl=False, omitsize=True, title=title)
    return picture.getvalue().decode().strip()
