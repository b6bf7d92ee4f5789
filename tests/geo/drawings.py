"""How tests read an SVG."""

import gzip
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
LEER = (7.4564, 53.2331)
"""Longitude and latitude."""


def parsed(drawing: str) -> ElementTree.Element:
    """Return the root of an SVG that we drew ourselves."""
    return ElementTree.fromstring(drawing)  # noqa: S314


def compressed(drawing: str) -> int:
    """Return the bytes of `drawing` after gzip."""
    return len(gzip.compress(drawing.encode()))
