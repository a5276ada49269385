"""A piece of a page: text that is ready, and holes in it.

A template is rendered once, with a mark where each hole is to be. The marks hold chance, so that nobody can write one; the text
is then split at them. Filling a piece joins strings, and nothing that fills a hole is ever looked at again.
"""

import re
from collections.abc import Callable
from html import escape
from secrets import token_hex

from markupsafe import Markup

Hole = tuple[str, ...]
"""What is to stand there: a word for it, and what the word needs (``("value", "address.line1")``)."""

Piece = tuple[str | Hole, ...]
"""Text and holes, in their order."""

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
        found: list[str | Hole] = []
        for place in range(0, len(parts), 3):
            found.append(parts[place])
            if place + 2 < len(parts):
                found.append(self._holes[int(parts[place + 1] or parts[place + 2])])
        return tuple(found)


def fill(piece: Piece, give: Callable[[Hole], str]) -> str:
    """Join a piece. ``give`` gives for each hole what stands there, escaped already."""
    return "".join([part if part.__class__ is str else give(part) for part in piece])  # type: ignore[arg-type]


def put(piece: Piece, **texts: str) -> str:
    """Join a piece whose holes are words alone. The texts are escaped already."""
    return fill(piece, lambda hole: texts[hole[0]])


def escaped(text: str) -> str:
    """A text as it may stand between tags and inside an attribute's quotes."""
    return escape(text, quote=True)
