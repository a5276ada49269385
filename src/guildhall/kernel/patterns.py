"""What a pattern can match: which lengths, and an answer of such a length. For proofs and for examples, never for judging.

The lengths a pattern can match are kept as the bits of one number (bit 3 is set where three characters can match), so that
one part after another is a multiplication of polynomials that forgets how often.
"""

import re._constants as said  # type: ignore[import-not-found]  # no stubs: Python's own parts
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from typing import Any

_ANY_LETTER = "a"
_ONE_LETTER = frozenset({said.LITERAL, said.NOT_LITERAL, said.ANY, said.IN})
_TRIED = "aA1 -_.,@/'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+:;<=>?[]^{|}~\"\\`"


class Undecided(Exception):
    """A pattern that looks ahead, looks back or repeats what it found: what it can match is not worked out here."""

    code = "undecided"


def matching(pattern: str, least: int, most: int) -> Iterator[str]:
    """Give answers of ``least`` to ``most`` characters in which the pattern is found, shortest first, one for each length.

    None at all means that there is none. Raises ``Undecided``.
    """
    for branch in _branches(parser.parse(pattern)):
        ahead, behind, parts = _anchored(branch)
        lengths = _lengths(parts, most)
        for length in range(max(least, 0), most + 1):
            if lengths >> length & 1:
                yield _written(parts, length)
            elif not (ahead and behind) and (shorter := _longest(lengths, length)) is not None:
                padding = _ANY_LETTER * (length - shorter)
                match = _written(parts, shorter)
                yield match + padding if ahead else padding + match


def _branches(parsed: Any) -> list[list[Any]]:
    parts = list(parsed)
    if len(parts) == 1 and parts[0][0] is said.BRANCH:
        return [list(each) for each in parts[0][1][1]]
    return [parts]


def _anchored(parts: list[Any]) -> tuple[bool, bool, list[Any]]:
    """Whether a pattern must begin at the beginning and end at the end, and what stands between."""
    ahead = bool(parts) and parts[0][0] is said.AT and parts[0][1] in {said.AT_BEGINNING, said.AT_BEGINNING_STRING}
    behind = bool(parts) and parts[-1][0] is said.AT and parts[-1][1] in {said.AT_END, said.AT_END_STRING}
    return ahead, behind, parts[1 if ahead else 0 : len(parts) - 1 if behind else len(parts)]


def _longest(lengths: int, most: int) -> int | None:
    within = lengths & ((1 << (most + 1)) - 1)
    return within.bit_length() - 1 if within else None


def _lengths(parts: Iterable[Any], most: int) -> int:
    found = 1
    for part in parts:
        found = _one_after_another(found, _lengths_of(part, most), most)
    return found


def _lengths_of(part: Any, most: int) -> int:
    sort, held = part
    if sort in _ONE_LETTER:
        return 0b10
    if sort is said.AT:
        return 1
    if sort is said.SUBPATTERN:
        return _lengths(held[3], most)
    if sort is said.BRANCH:
        found = 0
        for each in held[1]:
            found |= _lengths(each, most)
        return found
    if sort in {said.MAX_REPEAT, said.MIN_REPEAT, said.POSSESSIVE_REPEAT}:
        return _repeated(_lengths(held[2], most), held[0], held[1], most)
    raise Undecided(str(sort))


def _repeated(once: int, least: int, times: int, most: int) -> int:
    found = 1
    for _ in range(min(least, most + 1)):
        found = _one_after_another(found, once, most)
    for _ in range(min(int(times), least + most + 1) - least):
        longer = found | _one_after_another(found, once, most)
        if longer == found:
            break
        found = longer
    return found


def _one_after_another(first: int, second: int, most: int) -> int:
    found, place = 0, 0
    while second >> place:
        if second >> place & 1:
            found |= first << place
        place += 1
    return found & ((1 << (most + 1)) - 1)


def _written(parts: list[Any], length: int) -> str:
    """Something of just that length which the parts match one after another. They can: ``_lengths`` said so."""
    if not parts:
        return ""
    first, rest = parts[0], parts[1:]
    own, others = _lengths_of(first, length), _lengths(rest, length)
    taken = next(n for n in range(length + 1) if own >> n & 1 and others >> (length - n) & 1)
    return _written_by(first, taken) + _written(rest, length - taken)


def _written_by(part: Any, length: int) -> str:
    sort, held = part
    if sort in _ONE_LETTER:
        return _letter([(said.NEGATE, None), (said.LITERAL, held)] if sort is said.NOT_LITERAL else _inside(sort, held))
    if sort is said.SUBPATTERN:
        return _written(list(held[3]), length)
    if sort is said.BRANCH:
        return next(_written(list(each), length) for each in held[1] if _lengths(each, length) >> length & 1)
    return "" if sort is said.AT else _again_and_again(list(held[2]), int(held[1]), length)


def _again_and_again(inner: list[Any], times: int, length: int) -> str:
    written = ""
    while length:
        own = _lengths(inner, length)
        more = _repeated(own, 0, min(times, length), length)
        taken = next(n for n in range(1, length + 1) if own >> n & 1 and more >> (length - n) & 1)
        written += _written(inner, taken)
        length -= taken
    return written


def _inside(sort: Any, held: Any) -> list[Any]:
    if sort is said.IN:
        return list(held)
    return [(said.NEGATE, None)] if sort is said.ANY else [(said.LITERAL, held)]


def _letter(wanted: list[Any]) -> str:
    negated = bool(wanted) and wanted[0][0] is said.NEGATE
    inside = wanted[1:] if negated else wanted
    for letter in (*_TRIED, *(chr(held) for sort, held in inside if sort is said.LITERAL), *_ends(inside)):
        if any(_is_in(letter, each) for each in inside) is not negated:
            return str(letter)
    raise Undecided("no letter")


def _ends(inside: list[Any]) -> list[str]:
    return [chr(held[0]) for sort, held in inside if sort is said.RANGE]


def _is_in(letter: str, wanted: Any) -> bool:
    sort, held = wanted
    if sort is said.LITERAL:
        return ord(letter) == int(held)
    if sort is said.RANGE:
        return bool(held[0] <= ord(letter) <= held[1])
    if sort is said.CATEGORY:
        return _of_category(letter, held)
    raise Undecided(str(sort))


def _of_category(letter: str, category: Any) -> bool:
    tests = {
        said.CATEGORY_DIGIT: letter.isdigit(),
        said.CATEGORY_SPACE: letter.isspace(),
        said.CATEGORY_WORD: letter.isalnum() or letter == "_",
    }
    opposite = {
        said.CATEGORY_NOT_DIGIT: said.CATEGORY_DIGIT,
        said.CATEGORY_NOT_SPACE: said.CATEGORY_SPACE,
        said.CATEGORY_NOT_WORD: said.CATEGORY_WORD,
    }
    return bool(tests[category] if category in tests else not tests[opposite[category]])
