"""The bytes of a file to the text of a page: UTF-8 only, of a size that a page can have."""

import re

from guildhall.decide.reading.getmeeting import is_xml, layout
from guildhall.decide.reading.markup import is_html, text_of
from guildhall.decide.reading.record import Unreadable

LARGEST = 5_000_000
"""Bytes of a page. The longest minutes of a whole year's council have some 500,000."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_PROSE_END = re.compile(r"[.:;!?)\]}\"'”’|\-…]$")
_NO_PROSE = re.compile(r"\d(?: ?[ap]\.?m| [KM]B)?$|\||\S {2,}\S|\t|^[^.:]{1,60}: ?\S.{0,80}$|^\W*\d{1,2}/")
"""A row, a short line with a label, one that begins with a date or ends with a number: none of them has a stop."""
_WORD = re.compile(r"[^\W\d_]+")
_WHOLE_WORD = re.compile(r"..(?:ed|ing|ions?|ments?|ly|ity|ities|ness|[ae]nce|ers?|ors?|ives?|als?|ages?)$")
"""A word that looks whole by its ending."""
_CUT_WORD = re.compile(
    r"(?:,|(?<![-\w])(?:the|of|and|to|an|that|by|for|with|from|be|is|was|or|at|as|which|had|has|been))$"
)


def text_in(held: bytes) -> str:
    """The text of a page. Raises ``Unreadable`` where it is no text in UTF-8, is too large, or is cut off."""
    if len(held) > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST:,} bytes, which no page of a council is")
    if not held.strip():
        raise Unreadable("it is empty")
    if held.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0")):
        raise Unreadable("it is no text: save the page as text or as HTML")
    try:
        text = held.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("it is not text in UTF-8") from None
    if _CONTROL.search(text):
        raise Unreadable("it is no text: it holds characters that no page has")
    if is_xml(text) and not re.match(r"(?s)\s*<\?xml[^>]*>\s*<(?:!doctype )?html", text[:2_000], re.I):
        return layout(text)
    if is_html(text):
        return text_of(text)
    if text.lstrip().startswith("<"):
        raise Unreadable("its HTML or XML is of a kind that is not known")
    _whole(text)
    return text


def stops_short(text: str) -> str:
    """The last line of a text, where it is prose without a stop and no line follows; empty where it ends as texts do.

    Councils leave the last stop out too, so that it may be whole: whoever reads it is to look.
    """
    last = text.rstrip(" \t\xa0").rpartition("\n")[2].strip()
    return "" if len(last.split()) <= 3 or _PROSE_END.search(last) or _NO_PROSE.search(last) else last


def _whole(text: str) -> None:
    """Refuse a text that plainly breaks off: at a word that joins what follows, or at one that is none as far as the page shows."""
    last = text.rstrip().rpartition("\n")[2].strip()
    joins = _CUT_WORD.search(last) and len(last.split()) > 1
    if joins or ((prose := stops_short(text)) and _breaks(text, prose)):
        raise Unreadable(f"the page is cut off: it stops at “{last[-40:]}”")


def _breaks(text: str, prose: str) -> bool:
    """Whether a line ends in letters that stand nowhere else on the page, and do not look like a whole word."""
    words = _WORD.findall(text.lower())
    return prose[-1:].isalpha() and words.count(words[-1]) == 1 and not _WHOLE_WORD.search(words[-1])
