"""What a use of a power changed: two texts compared, line by line, and word by word where a line was changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s*\S+|\s+")
_MOST_WORDS = 600
"""Words of a changed passage that are compared one by one. A longer one is shown as taken out and put in whole."""

_MOST_LINES = 1000
"""Changed lines that are compared one by one. Of more, all from the first that differs to the last is taken out and put in whole."""

Kind = Literal["kept", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of both texts, of the first alone, or of the second alone."""

    kind: Kind
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The passages of two texts in order. Those kept and removed make up the first, those kept and added the second."""
    found: list[Piece] = []
    for one, other in _passages(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        words = _WORDS.findall(one), _WORDS.findall(other)
        fine = one != other and max(map(len, words)) <= _MOST_WORDS
        for left, right in _parts(*words) if fine else [(one, other)]:
            _add(found, "kept" if left == right else "removed", left)
            _add(found, "added", "" if left == right else right)
    return tuple(found)


def is_shown_whole(before: str, after: str) -> bool:
    """Whether a passage is so long that it is not compared word by word, but shown as taken out and put in whole."""
    passages = _passages(before.splitlines(keepends=True), after.splitlines(keepends=True))
    return any(
        one.strip()
        and other.strip()
        and one != other
        and max(len(_WORDS.findall(each)) for each in (one, other)) > _MOST_WORDS
        for one, other in passages
    )


def _passages(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The passages of two texts by their lines. What they begin and end with alike is set aside first: it is most of any text."""
    shorter = min(len(one), len(other))
    first = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    rest = shorter - first
    last = next((n for n in range(rest) if one[-1 - n] != other[-1 - n]), rest)
    middle = one[first : len(one) - last], other[first : len(other) - last]
    yield "".join(one[:first]), "".join(one[:first])
    yield from _parts(*middle) if max(map(len, middle)) <= _MOST_LINES else [("".join(middle[0]), "".join(middle[1]))]
    yield "".join(one[len(one) - last :]), "".join(one[len(one) - last :])


def _parts(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    for _, from_, until, since, to in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        yield "".join(one[from_:until]), "".join(other[since:to])


def _add(found: list[Piece], kind: Kind, text: str) -> None:
    """Add a passage, to the last where it is of the same kind."""
    if text and found and found[-1].kind == kind:
        found[-1] = Piece(kind, found[-1].text + text)
    elif text:
        found.append(Piece(kind, text))
