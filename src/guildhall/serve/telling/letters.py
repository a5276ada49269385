"""Letters: a message laid out on paper, its address in the window of the envelope, large where somebody needs it large."""

import json
from datetime import date, datetime
from typing import Protocol

from guildhall.estate.door import council, pdf, showable
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.people.door import name_of

SIZES = {"standard": "12pt", "large-print": "18pt"}
"""Large print begins at 16 pt (UK Association for Accessible Formats); giant print is made by hand."""


class Written(Protocol):
    """What is written to somebody, in whatever shape it is kept."""

    @property
    def to(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def format(self) -> str: ...
    @property
    def rendered_at(self) -> datetime: ...


_LAYOUT = """#set document(title: {subject})
#set text(size: {size}, lang: {language}, hyphenate: false)
#set par(leading: 0.75em, spacing: 1.3em)
#show heading: set block(below: 1.1em)
#set page(paper: "a4", margin: (left: 24.6mm, right: 20mm, top: 20mm, bottom: 20mm))
#place(top + left, dy: 19.5mm, block(width: 95.4mm, height: 26.8mm, text(size: {address_size})[#set par(leading: 0.4em)
#{address}]))
#place(top + right, text(size: {small})[#set par(leading: 0.4em)
#{sender}])
#v({drop})
#{day}
= #{subject}
{paragraphs}
"""


def printed(*, to: str, subject: str, body: str, language: str, shape: str, day: date) -> bytes:
    """A letter as PDF/UA. ``to`` is an address, a line for each part or its parts between commas; ``day`` stands as its date.

    The window is where envelopes of the common sizes have it, and where GOV.UK Notify asks for it: 24.6 mm from the left,
    39.5 mm from the top, 95.4 mm by 26.8 mm. Raises ``Unprintable``.
    """
    large = shape == "large-print"
    lines = [part.strip() for part in to.replace("\n", ",").split(",") if part.strip()]
    source = _LAYOUT.format(
        subject=_text(subject),
        size=SIZES["large-print" if large else "standard"],
        address_size="12pt" if len(lines) < 6 else "9pt",
        small="16pt" if large else "10pt",
        drop="62mm" if large else "50mm",
        language=_text(language),
        address=_lines(lines),
        sender=_lines([council().name[language], *council().post[1:], council().telephone]),
        day=_text(in_words(day.isoformat(), language)),
        paragraphs="\n\n".join(f"#{_lines(part.split(chr(10)))}" for part in body.split("\n\n")),
    )
    return pdf(source=source)


def of_message(message: Written, *, customer: str) -> bytes:
    """A message as a letter to a party, by its name where that is known. Raises ``Unprintable``."""
    name = name_of(reference=customer) if customer else ""
    return printed(
        to=f"{name}\n{message.to}" if name else message.to,
        subject=message.subject,
        body=message.body,
        language=message.language,
        shape=message.format,
        day=local(message.rendered_at).date(),
    )


def _text(text: str) -> str:
    """A text as typst reads it in code: what people write is never read as layout."""
    return json.dumps(showable(text), ensure_ascii=False)


def _lines(lines: list[str]) -> str:
    return "{" + "; linebreak(); ".join(_text(each) for each in lines) + "}"
