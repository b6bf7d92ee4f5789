"""The colours of the map, light and dark.

The light look is written as attributes of each element, which every drawing program understands and
which no Content-Security-Policy forbids; the dark look is a style sheet that overrides them by class.
"""

LIGHT: dict[str, str] = {
    "void": 'fill="#e6e3dc"',
    "sea": 'fill="#cfe4ed"',
    "land": 'fill="#f1eee6" fill-rule="evenodd" stroke="#bcd9e5" paint-order="stroke"',
    "water": 'fill="#cfe4ed" fill-rule="evenodd" stroke="#a9cddc"',
    "focus": 'fill="#fffefb" fill-rule="evenodd"',
    "edge": 'fill="none" stroke="#8d8296"',
    "glow": 'fill="none" stroke="#8d8296" stroke-opacity=".13"',
    "river": 'fill="none" stroke="#a5cbdb"',
    "country": 'fill="none" stroke="#9a8fa3"',
    "district": 'fill="none" stroke="#c9c2b4"',
    "municipality": 'fill="none" stroke="#d9d3c6"',
    "town": 'fill="#2b2a28" stroke="#fff"',
    "far": 'fill="#5c5851" stroke="#f4f1ea"',
    "dot": 'fill="#fff" stroke="#4b4843"',
    "area": 'fill="#72674f" stroke="#fffefb"',
    "state": 'fill="#675b7b" stroke="#f4f1ea"',
    "wet": 'fill="#235a72" stroke="#cfe4ed"',
    "stream": 'fill="#235a72" stroke="#fbf9f3"',
    "dim": 'fill="#1b2a33" fill-opacity=".1" fill-rule="evenodd"',
    "circle": 'fill="none" stroke="#0b5a60"',
    "here": 'fill="#0b5a60" stroke="#fff"',
    "rim": 'stroke="#fff"',
}
DARK: dict[str, str] = {
    "void": "fill:#15191d",
    "sea": "fill:#12242f",
    "land": "fill:#20262b;stroke:#1a3341",
    "water": "fill:#12242f;stroke:#24485a",
    "focus": "fill:#2c343a",
    "edge": "stroke:#8a93a3",
    "glow": "stroke:#8a93a3",
    "river": "stroke:#2b5468",
    "country": "stroke:#77718a",
    "district": "stroke:#444c54",
    "municipality": "stroke:#434c54",
    "town": "fill:#eceff1;stroke:#1b2126",
    "far": "fill:#a4adb4;stroke:#1b2126",
    "dot": "fill:#20262b;stroke:#c5cdd3",
    "area": "fill:#a99f86;stroke:#252c32",
    "state": "fill:#938aa6;stroke:#1b2126",
    "wet": "fill:#6fb0cc;stroke:#12242f",
    "stream": "fill:#6fb0cc;stroke:#252c32",
    "dim": "fill:#000;fill-opacity:.32",
    "circle": "stroke:#62c7cc",
    "here": "fill:#62c7cc;stroke:#12242f",
    "rim": "stroke:#dfe6ea",
}


def look(name: str) -> str:
    """Return the attributes that make an element look like `name`, its class among them."""
    return f'class="{name}" {LIGHT[name]}'


def dark_css(names: list[str] | None = None, *, scope: str = "") -> str:
    """Return the rules for a dark scheme: of the classes `names` (all), each selector after `scope`."""
    rules = (f"{scope}.{name}{{{DARK[name]}}}" for name in (DARK if names is None else names))
    return "@media (prefers-color-scheme:dark){" + "".join(rules) + "}"


def dark_style(drawing: str) -> str:
    """Return a style element with the dark rules of those classes that `drawing` uses."""
    used = [name for name in DARK if f'class="{name}"' in drawing]
    return f"<style>{dark_css(used)}</style>"
