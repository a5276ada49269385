"""Which letters our own font has. Pure but for reading the font files, once.

People write names in every script, and in pictures. Paper that cannot show a letter says so in
its place, and is printed all the same.
"""

import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
STAND_IN = "\N{WHITE SQUARE}"
"""What stands for a letter that the font lacks."""

_UNICODE_IN_FULL = (3, 10)
"""The platform and encoding of the table that covers all of Unicode (OpenType, `cmap`)."""


def showable(text: str) -> str:
    """The text with a square in place of each letter that our font cannot show."""
    letters = letters_of_both()
    return "".join(c if c in letters or c in "\n\t" else STAND_IN for c in text)


@cache
def letters_of_both() -> frozenset[str]:
    """The letters that the regular and the bold font both have."""
    return frozenset.intersection(*(_letters(path) for path in sorted(FONTS.glob("*.ttf"))))


def _letters(path: Path) -> frozenset[str]:
    """Read the groups of the font's `cmap` subtable of format 12 (OpenType specification)."""
    font = path.read_bytes()
    table = _cmap_at(font)
    (count,) = struct.unpack_from(">L", font, table + 12)
    found: set[str] = set()
    for first, last, _ in struct.iter_unpack(">LLL", font[table + 16 : table + 16 + 12 * count]):
        found.update(map(chr, range(first, last + 1)))
    return frozenset(found)


def _cmap_at(font: bytes) -> int:
    """Where the subtable that covers all of Unicode begins. Raises `LookupError`."""
    (tables,) = struct.unpack_from(">H", font, 4)
    for name, _, start, _ in struct.iter_unpack(">4sLLL", font[12 : 12 + 16 * tables]):
        if name != b"cmap":
            continue
        (subtables,) = struct.unpack_from(">H", font, start + 2)
        for platform, encoding, offset in struct.iter_unpack(">HHL", font[start + 4 : start + 4 + 8 * subtables]):
            if (platform, encoding) == _UNICODE_IN_FULL:
                return int(start + offset)
    raise LookupError("The font has no table of all its letters.")
