"""Packing a page for the line: as gzip, which every browser takes.

What is the same for everybody was packed once, and is only put in its place. What fills the holes goes as it is, never packed
together with anything: so the length of such a page tells nothing of what stands on it but how long that is, and nobody can find
a token out by letting the page repeat guesses at it (the attack that is called BREACH). It saves most of what packing costs, and
makes a page of 1,700 bytes one of 2,700. One that is full of holes would grow more than that is worth: it is packed whole, as any
other answer is.
"""

import zlib
from struct import pack

from guildhall.serve.pages.pieces import Fixed, Made

WORTH = 100
"""Signs from which on a text gets shorter by being packed on its own."""
LIGHT = 4_000
"""Bytes up to which a page is sent so."""
_LONGEST = 0xFFFF
_BEGINNING = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
"""Of a gzip file (RFC 1952): deflate, no name, no time, no system."""
_END = bytes([3, 0])
"""The last block of a deflate stream (RFC 1951), with nothing in it."""


def packed(made: Made) -> bytes | None:
    """A page as gzip, which unpacks to what ``made`` is in UTF-8; ``None`` for one that is better packed whole."""
    blocks = [_BEGINNING]
    loose: list[str] = []
    for part in made.parts:
        if part.__class__ is Fixed and len(part) >= WORTH:
            blocks += [_as_it_is("".join(loose)), part.deflated]
            loose = []
        else:
            loose.append(part)
    whole = made.encode()
    blocks += [_as_it_is("".join(loose)), _END, pack("<II", zlib.crc32(whole), len(whole))]
    joined = b"".join(blocks)
    return joined if len(joined) <= LIGHT else None


def _as_it_is(text: str) -> bytes:
    """A text in blocks that are not packed: each begins with its length, and the length turned over."""
    held = text.encode()
    pieces = [held[at : at + _LONGEST] for at in range(0, len(held), _LONGEST)]
    return b"".join([pack("<BHH", 0, len(piece), len(piece) ^ _LONGEST) + piece for piece in pieces])
