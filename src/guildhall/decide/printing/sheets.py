"""A sheet: headings, paragraphs and numbered parts in their order, set as an accessible PDF (PDF/UA-1), standard or in large print.

What people wrote is never read as layout. The file holds no day of its own making, so that the same sheet is the same bytes.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from guildhall.estate.door import council, pdf, showable

Size = Literal["standard", "large"]

SIZES: dict[Size, tuple[str, str]] = {"standard": ("11pt", "9pt"), "large": ("18pt", "16pt")}
"""What is read, and what stands at the foot. Large print begins at 16 pt (UK Association for Accessible Formats)."""

KEPT = 32
"""Papers that a process keeps. A pack of many pages is about half a megabyte."""

_LAYOUT = """#set document(title: {title}, date: none)
#set text(size: {size}, lang: {language}, hyphenate: false)
#set par(leading: 0.75em, spacing: 1.2em)
#show heading: set block(above: 1.5em, below: 0.8em, sticky: true)
#show heading.where(level: 1): set text(size: 1.25em)
#show heading.where(level: 2): set text(size: 1.1em)
#show heading.where(level: 3): set text(size: 1em)
#set page(paper: "a4", margin: (x: 22mm, top: 20mm, bottom: 26mm), footer: context text(size: {small})[
#{foot} #h(1fr) #counter(page).display("1 / 1", both: true)])
#text(weight: "bold")[#{council}]
"""


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and the language that they are in."""

    text: str
    language: str


@dataclass
class Sheet:
    """What is printed. ``foot`` stands at the foot of every page; ``title`` is the document's, and its first heading."""

    title: tuple[Said, ...]
    language: str
    foot: str
    lines: list[str] = field(default_factory=list)

    def heading(self, level: int, *said: Said) -> None:
        """A heading: 2 for a part, 3 for what stands in it."""
        self._put(f"#heading(level: {level}, {_inline(self._tongued(said))})")

    def paragraph(self, *said: Said) -> None:
        """A paragraph; each end of a line in it stays one. What is empty is left out."""
        if any(each.text.strip() for each in said):
            self._put(f"#par({_inline(self._tongued(said))})")

    def part(self, number: str, said: Said) -> None:
        """A numbered part of a text, its number standing before it. A part of a part (`1.2`) stands further in."""
        inset = "8mm" if "." in number else "0mm"
        self._put(f"#pad(left: {inset}, par({_inline(self._tongued((Said(number + ' ', self.language), said)))}))")

    def told(self, label: str, *said: Said) -> None:
        """What something is called, in bold, and what is said of it."""
        if any(each.text.strip() for each in said):
            bold = f'text(weight: "bold", {_text(label + ": ")})'
            self._put(f"#par({bold} + {_inline(self._tongued(said))})")

    def source(self, size: Size) -> str:
        """All that is set, as it is set. Sheets of one source are the same bytes on paper."""
        usual, small = SIZES[size]
        top = _LAYOUT.format(
            title=_text("".join(each.text for each in self.title)), size=usual, small=small,
            language=_text(self.language), foot=_text(self.foot), council=_text(council().name[self.language]),
        )  # fmt: skip
        heading = f"#heading(level: 1, {_inline(self._tongued(self.title))})"
        return "\n\n".join([top, heading, *self.lines]) + "\n"

    def _put(self, line: str) -> None:
        self.lines.append(line)

    def _tongued(self, said: Iterable[Said]) -> Iterable[tuple[Said, bool]]:
        """Each, and whether it is in another language than the sheet: whoever reads it aloud is told."""
        return [(each, each.language != self.language) for each in said]


@lru_cache(maxsize=KEPT)
def printed(source: str) -> bytes:
    """The source of a sheet as a PDF. It is set once: the last ones that were asked for are kept. Raises ``Unprintable``."""
    return pdf(source=source)


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of eight, as somebody reads it out; a long line of signs would run off the page."""
    return " ".join(fingerprint[at : at + 8] for at in range(0, len(fingerprint), 8))


def _inline(said: Iterable[tuple[Said, bool]]) -> str:
    return " + ".join(
        f"text(lang: {_text(each.language)}, {_lines(each.text)})" if foreign else _lines(each.text)
        for each, foreign in said
    )


def _lines(text: str) -> str:
    return "(" + " + linebreak() + ".join(f"text({_text(line)})" for line in text.split("\n")) + ")"


def _text(text: str) -> str:
    """A text as typst reads it in code."""
    return json.dumps(showable(text), ensure_ascii=False)
