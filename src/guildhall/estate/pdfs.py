"""Write a sent PDF anew: no scripts, nothing attached, no notes about its author, no places.

The only module that loads pypdf, and only when a PDF is sent: loading it takes a quarter of a second.
"""

from io import BytesIO
from typing import Any

MOST_PAGES = 200

_ACTIVE = ("/OpenAction", "/AA", "/JavaScript", "/JS", "/EmbeddedFiles", "/Metadata", "/PieceInfo")
_PHOTOGRAPH = ("/DCTDecode", ["/DCTDecode"])
_APP1, _START_OF_SCAN = 0xE1, 0xDA

# What pypdf raises on files made to mislead it, besides its own errors.
_MISLED = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)


class Unreadable(Exception):
    """The PDF is damaged, locked, empty or too long."""


def clean(content: bytes) -> bytes:
    """The same pages, written anew. Raises `Unreadable`."""
    import pypdf  # noqa: PLC0415 (heavy: loaded only when a PDF is sent)

    try:
        reader = pypdf.PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted or not 1 <= len(reader.pages) <= MOST_PAGES:
            raise Unreadable("locked, empty or too long")
        writer = pypdf.PdfWriter(clone_from=reader)
        writer.metadata = None
        for each in writer._objects:  # pypdf has no public way to every object
            _still(each)
        made = BytesIO()
        writer.write(made)
        return made.getvalue()
    except (pypdf.errors.PyPdfError, *_MISLED) as error:
        raise Unreadable(str(error)) from error


def _still(each: Any) -> None:
    """Take out of one object of a PDF what runs, what is attached and where a photograph was taken."""
    if not isinstance(each, dict):
        return
    for name in _ACTIVE:
        each.pop(name, None)
    if each.get("/Filter") in _PHOTOGRAPH:
        stream: Any = each
        stream._data = without_exif(stream._data)


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
