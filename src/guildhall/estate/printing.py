"""Print a typst source as an accessible PDF. The only module that loads typst.

Only our own font is used: Source Sans 3 (SIL Open Font License), which has the letters of Welsh
such as ŵ and ŷ. The fonts of the machine are ignored, so that a page prints alike everywhere.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from guildhall.estate.lettering import FONTS

FAMILY = "Source Sans 3"


class Unprintable(Exception):
    """The source cannot become an accessible PDF; the message says why."""


def pdf(source: str, *, files: Mapping[str, bytes]) -> bytes:
    """The source as PDF/UA-1. `files` are what it names, by plain file name.

    The source sets its own title and language: the standard asks for both. Raises `Unprintable`.
    """
    import typst  # noqa: PLC0415 (heavy: loaded only by what prints)

    with TemporaryDirectory(prefix="guildhall-print-") as folder:
        root = Path(folder)
        for name, content in files.items():
            if Path(name).name != name:
                raise Unprintable(f"A file for printing has a plain name, not {name!r}.")
            (root / name).write_bytes(content)
        (root / "main.typ").write_text(_PREAMBLE + source, encoding="utf-8")
        try:
            made, warnings = typst.compile_with_warnings(
                root / "main.typ", root=root, font_paths=_fonts(), format="pdf", pdf_standards="ua-1"
            )
        except typst.TypstError as error:
            raise Unprintable("; ".join([error.message, *error.hints])) from error
    if warnings:  # such as a font that is not ours, which would leave gaps in the text
        raise Unprintable("; ".join(each.message for each in warnings))
    return made


_PREAMBLE = f"""#set text(font: "{FAMILY}", fallback: false)
#show raw: set text(font: "{FAMILY}")
"""


@cache
def _fonts() -> Any:
    import typst  # noqa: PLC0415 (heavy: loaded only by what prints)

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
