"""A piece of a page: text that is ready, and holes in it.

A template is rendered once, with a mark where each hole is to be. The marks hold chance, so that nobody can write one; the text
is then split at them. Filling a piece joins strings, and nothing that fills a hole is ever looked at again.
"""

import re
import zlib
from collections.abc import Callable, Iterable
from functools import cached_property
from html import escape
from secrets import token_hex

from markupsafe import Markup

Hole = tuple[str, ...]
"""What is to stand there: a word for it, and what the word needs (``("value", "address.line1")``)."""


class Fixed(str):  # noqa: SLOT000  # it remembers how it is packed
    """Text that is the same for everybody who asks."""

    @cached_property
    def deflated(self) -> bytes:
        """The text as blocks of a deflate stream, which need nothing that stands before them and end with a whole byte."""
        stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        return stream.compress(self.encode()) + stream.flush(zlib.Z_FULL_FLUSH)


Piece = tuple[Fixed | Hole, ...]
"""Text and holes, in their order."""


class Made(str):
    """A text that was put together, and its parts: each either ``Fixed``, or what filled a hole."""

    __slots__ = ("parts",)
    parts: list[str]


_BLANKS = re.compile(r"[ \t]*\n\s*")


class Marks:
    """The marks of one rendering."""

    def __init__(self) -> None:
        self._mark = f"gh{token_hex(8)}x"
        self._holes: list[Hole] = []

    def hole(self, *hole: str) -> Markup:
        """A mark, to stand in a text or in an attribute's value. It needs no escaping."""
        self._holes.append(hole)
        return Markup(f"{self._mark}{len(self._holes) - 1}z")  # noqa: S704  # letters and digits only

    def attribute(self, *hole: str) -> dict[str, str]:
        """A mark for a whole attribute, such as ``checked``, as the patterns' macros take attributes."""
        self._holes.append(hole)
        return {f"data-{self._mark}": str(len(self._holes) - 1)}

    def split(self, made: str) -> Piece:
        """Split what was made at its marks. White space round line ends is taken out."""
        parts = re.split(rf' data-{self._mark}="(\d+)"|{self._mark}(\d+)z', _BLANKS.sub("\n", made).strip())
        found: list[Fixed | Hole] = []
        for place in range(0, len(parts), 3):
            found.append(Fixed(parts[place]))
            if place + 2 < len(parts):
                found.append(self._holes[int(parts[place + 1] or parts[place + 2])])
        return tuple(found)


def fill(piece: Piece, give: Callable[[Hole], str]) -> Made:
    """Join a piece. ``give`` gives for each hole what stands there, escaped already."""
    return together([part if part.__class__ is Fixed else give(part) for part in piece])  # type: ignore[arg-type]


def together(texts: Iterable[str]) -> Made:
    """Join texts, of which some may have been put together themselves."""
    parts: list[str] = []
    for text in texts:
        if text.__class__ is Made:
            parts += text.parts
        elif text:
            parts.append(text)
    made = Made("".join(parts))
    made.parts = parts
    return made


def put(piece: Piece, **texts: str) -> Made:
    """Join a piece whose holes are words alone. The texts are escaped already."""
    return fill(piece, lambda hole: texts[hole[0]])


def escaped(text: str) -> str:
    """A text as it may stand between tags and inside an attribute's quotes."""
    return escape(text, quote=True)
