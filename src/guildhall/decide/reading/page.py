"""The text of a page: its lines and sentences, each with its place, and the labels that make its layout.

Rules match against ``plain``, the text with one sort of space, dash and quotation mark, character for character as
long as the text itself; what they quote comes from the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from guildhall.decide.reading.record import Found

_SAME = {
    ord(each): " "
    for each in "\t\v\f\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u3000\u2028\u2029"
}
_SAME |= {ord(each): "-" for each in "\u2010\u2011\u2012\u2013\u2014\u2212"}
_SAME |= {ord(each): "'" for each in "\u2018\u2019\u2032"} | {ord(each): '"' for each in "\u201c\u201d"}
_SAME |= {ord("\u200b"): " ", ord("\ufeff"): " ", ord("\xad"): "-"}
_SENTENCE = re.compile(
    r"(?<![ .(][A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bCllr)(?<!\bNo)[.;?!]['\")\]]*\s+(?=[\"'(\[A-Z])(?!Against\b|Abst)"
)
_NUMBER = re.compile(r"\(?\w{1,4}[.)]\)?\s+")
_LINE = re.compile(r"\S(?:(?! {200})[^\n])*")
"""What stands on a line; a stretch of blanks that no column has ends it too."""
LONGEST = 4_000
"""Characters of a line that a rule looks at as one passage; of a longer one, nothing is read."""


class Line(NamedTuple):
    """One line that is not blank: where it stands, without the spaces round it, and its words."""

    start: int
    end: int
    text: str


class Page:
    """A text, or a stretch of it, as rules see it."""

    def __init__(self, text: str, plain: str | None = None, lines: tuple[Line, ...] | None = None) -> None:
        self.text = text
        self.plain = _plain(text) if plain is None else plain
        self.lines = tuple(_lines(self.plain)) if lines is None else lines

    def part(self, first: int, last: int) -> "Page":
        """The lines from one up to another, as a page by itself; places stay those of the whole text."""
        return Page(self.text, self.plain, self.lines[first:last])

    def without(self, gone: set[int]) -> "Page":
        """The page without some of its lines, which are named by where they begin."""
        return Page(self.text, self.plain, tuple(each for each in self.lines if each.start not in gone))

    def quote(self, start: int, end: int) -> Found:
        """What the text says between two places, its spaces made single."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Found(" ".join(self.text[start:end].split()), start, end)

    def group(self, line: Line, match: re.Match[str], name: str | int) -> Found:
        """What a group of a match in a line says."""
        return self.quote(line.start + match.start(name), line.start + match.end(name))

    @cached_property
    def readable(self) -> tuple[Line, ...]:
        """The lines that are short enough to be looked at."""
        return tuple(each for each in self.lines if is_readable(each))

    def at(self, place: int) -> int:
        """Which of the lines a place stands on, or else the first one after it."""
        return bisect_right(self.lines, place, key=lambda each: each.end)

    @cached_property
    def sentences(self) -> tuple[Line, ...]:
        """The sentences of the lines, each with its place."""
        return tuple(each for line in self.readable for each in sentences_of(line))


def is_readable(line: Line) -> bool:
    """Whether a line is short enough to be looked at."""
    return line.end - line.start <= LONGEST


def sentences_of(line: Line) -> Iterator[Line]:
    """A line, sentence by sentence."""
    begun = 0
    for match in _SENTENCE.finditer(line.text, first.end() if (first := _NUMBER.match(line.text)) else 0):
        end = len(line.text[: match.end()].rstrip())
        yield Line(line.start + begun, line.start + end, line.text[begun:end])
        begun = match.end()
    if begun < len(line.text):
        yield Line(line.start + begun, line.end, line.text[begun:])


def stretches(starts: list[int], end: int) -> list[tuple[int, int]]:
    """From each start up to the next one; the last runs to the end."""
    return list(zip(starts, [*starts[1:], end], strict=True)) if starts else []


def _plain(text: str) -> str:
    return text.replace("\r\n", " \n").replace("\r", "\n").translate(_SAME)


def _lines(plain: str) -> Iterator[Line]:
    for match in _LINE.finditer(plain):
        words = match[0].rstrip()
        yield Line(match.start(), match.start() + len(words), words)
