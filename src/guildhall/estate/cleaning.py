"""Read a sent file for what it is, and write it anew without what the sender did not mean to send.

No Django. Pictures lose their EXIF data (place, time, camera); for PDFs see `pdfs.py`.
"""

import re
import warnings
from io import BytesIO
from typing import Literal

from PIL import Image, ImageOps, UnidentifiedImageError

from guildhall.estate import pdfs

Kind = Literal["pdf", "jpeg", "png"]

MOST_PIXELS = 50_000_000
"""More is a decompression bomb, or of no use: the largest telephone pictures have 50 million."""

LONGEST_SIDE = 4000
"""Pixels: enough to read a page of A4. A larger picture is made smaller."""

_BEGINNINGS: dict[bytes, Kind] = {
    b"%PDF-": "pdf",
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
}

_HEIC = re.compile(rb"....ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1)", re.DOTALL)
"""How the photographs of many telephones begin (ISO 23008-12). Nothing here can read them."""


class Damaged(Exception):
    """The file begins like one of its kind but cannot be read as one."""


def kind_of(content: bytes) -> Kind | None:
    """What a file is by its first bytes; `None` when it is nothing that we take."""
    return next((kind for start, kind in _BEGINNINGS.items() if content.startswith(start)), None)


def is_heic(content: bytes) -> bool:
    """Whether it is a photograph as many telephones keep them, whatever it is called."""
    return _HEIC.match(content) is not None


def clean(content: bytes, kind: Kind) -> bytes:
    """The same document or picture, written anew. Raises `Damaged` when it cannot be read."""
    if kind != "pdf":
        return _clean_picture(content, kind)
    try:
        return pdfs.clean(content)
    except pdfs.Unreadable as error:
        raise Damaged(str(error)) from error


def _clean_picture(content: bytes, kind: Kind) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[kind]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Damaged("too many pixels")
                picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(picture)
                return _drawn(upright, kind)
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning,
            OSError, ValueError, SyntaxError) as error:  # fmt: skip
        raise Damaged(str(error)) from error


def _drawn(picture: Image.Image, kind: Kind) -> bytes:
    plain = picture.convert("RGB") if kind == "jpeg" or picture.mode == "CMYK" else picture.copy()
    plain.info = {}
    made = BytesIO()
    if kind == "jpeg":
        plain.save(made, "jpeg", quality=88)
    else:
        plain.save(made, "png")
    return made.getvalue()
