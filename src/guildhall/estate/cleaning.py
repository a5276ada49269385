"""Read a sent file for what it is, and write it anew without what the sender did not mean to send.

No Django. Pictures lose their EXIF data (place, time, camera); PDFs lose their notes about
themselves, their scripts and the EXIF data of the photographs inside them.
"""

import warnings
from io import BytesIO
from typing import Literal

from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, NameObject, StreamObject

Kind = Literal["pdf", "jpeg", "png"]

MOST_PIXELS = 50_000_000
"""More is a decompression bomb, or of no use: the largest telephone pictures have 50 million."""

MOST_PAGES = 200

_BEGINNINGS: dict[bytes, Kind] = {
    b"%PDF-": "pdf",
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
}
_ACTIVE = ("/OpenAction", "/AA", "/JavaScript", "/JS", "/EmbeddedFiles", "/Metadata", "/PieceInfo")
_PHOTOGRAPH = ("/DCTDecode", ["/DCTDecode"])
_APP1, _START_OF_SCAN = 0xE1, 0xDA


class Damaged(Exception):
    """The file begins like one of its kind but cannot be read as one."""


def kind_of(content: bytes) -> Kind | None:
    """What a file is by its first bytes; `None` when it is nothing that we take."""
    return next((kind for start, kind in _BEGINNINGS.items() if content.startswith(start)), None)


def clean(content: bytes, kind: Kind) -> bytes:
    """The same document or picture, written anew. Raises `Damaged` when it cannot be read."""
    return _clean_pdf(content) if kind == "pdf" else _clean_picture(content, kind)


def _clean_picture(content: bytes, kind: Kind) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[kind]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Damaged("too many pixels")
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


def _clean_pdf(content: bytes) -> bytes:
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted or not 1 <= len(reader.pages) <= MOST_PAGES:
            raise Damaged("locked, empty or too long")
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        _make_still(writer)
        made = BytesIO()
        writer.write(made)
        return made.getvalue()
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            RecursionError) as error:  # fmt: skip
        raise Damaged(str(error)) from error


def _make_still(writer: PdfWriter) -> None:
    """Take out of a PDF what runs, what is attached, and where its photographs were taken."""
    for each in writer._objects:
        if not isinstance(each, DictionaryObject):
            continue
        for name in _ACTIVE:
            each.pop(NameObject(name), None)
        if isinstance(each, StreamObject) and each.get("/Filter") in _PHOTOGRAPH:
            each._data = without_exif(each._data)


def without_exif(jpeg: bytes) -> bytes:
    """A JPEG without its EXIF and XMP segments; the picture itself is untouched.

    A JPEG is a row of segments, each with its length, up to the picture's own data
    (ITU-T T.81, annex B).
    """
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != _START_OF_SCAN:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at + 1] != _APP1:
            kept.append(jpeg[at:end])
        at = end
    return b"".join([*kept, jpeg[at:]])
