"""What is drawn on a printed form for each question: boxes for single signs, lines, lettered ticks, room for a signature.

A kind of question that is not known here is drawn from its boxes, so that a new kind can be printed at once.
"""

from collections.abc import Iterator, Mapping
from typing import TypedDict

from guildhall.channels.paper import Sheet
from guildhall.kernel.kinds.repeat import Repeat
from guildhall.kernel.model import Text, words
from guildhall.kernel.question import Box, Question
from guildhall.kernel.surface import nth_key

Runs = tuple[int, ...]
"""How many boxes for single signs stand together, run by run: 2, 2 and 4 for a date."""

_RUNS: Mapping[str, Runs] = {"vehicle-registration": (7,), "national-insurance": (2, 2, 2, 2, 1)}
_POSTCODE: Runs = (4, 3)
_SIGNS_ON_A_LINE = 70
_FEWEST_LINES, _MOST_LINES = 2, 12
_FITS_ONE_LINE = 120
"""Up to so many signs, one line is room enough: few answers are as long as they may be."""
_AS_LONG_AS_IT_LIKES = 500
"""From here on, a length says only that nobody thought of one."""
_SHORT = 24
"""Up to so many signs, the labels of a few options stand side by side."""


class Space(TypedDict, total=False):
    """One thing on the form. ``draw`` names how; the rest is what that way of drawing needs."""

    draw: str
    label: str
    hint: str
    only_if: str
    number: str
    prefix: str
    runs: Runs
    captions: list[str]
    size: int
    options: list[dict[str, str]]
    inner: "list[Space]"
    several: bool
    across: bool


def spaces(sheet: Sheet, question: Question) -> list[Space]:
    """Everything to draw below a question's words."""
    if isinstance(question, Repeat):
        item = words(question.item, sheet.language)
        return [
            Space(draw="item", label=f"{item} {place}", inner=list(_parts(sheet, question)))
            for place in range(1, question.printed + 1)
        ]
    return list(_parts(sheet, question) if question.inner() else _own(sheet, question))


def _parts(sheet: Sheet, question: Question) -> Iterator[Space]:
    for part in question.inner():
        yield Space(
            draw="part",
            number=sheet.parts[part.id],
            label=words(part.label, sheet.language),
            hint=sheet.hint_of(part) or "",
            only_if=sheet.only_if(part.show_when) if part.show_when else "",
        )
        yield from _parts(sheet, part) if part.inner() else _own(sheet, part)


def _own(sheet: Sheet, question: Question) -> Iterator[Space]:
    said = sheet.language
    if question.kind == "date":
        boxes = question.boxes("parts")
        yield Space(
            draw="comb", runs=tuple(box.width or 2 for box in boxes), captions=[_said(b.label, said) for b in boxes]
        )
    elif question.kind in _RUNS:
        yield Space(draw="comb", runs=_RUNS[question.kind], captions=[])
    elif question.kind == "money":
        yield Space(draw="line", size=10, prefix="£")
    else:
        for box in question.boxes("parts"):
            yield _drawn(sheet, question, box)
    if question.kind == "declaration":
        yield Space(draw="signature")


def _drawn(sheet: Sheet, question: Question, box: Box) -> Space:
    label, hint = _said(box.label, sheet.language), _said(box.hint, sheet.language)
    if box.options:
        return _lettered(sheet, box)
    if box.shape == "tick":
        return Space(draw="tick", label=label)
    if box.shape == "file":
        return Space(draw="enclosed")
    if box.autocomplete == "postal-code":
        return Space(draw="comb", label=label, runs=_POSTCODE, captions=[])
    lines = _lines(question, box)
    if lines > 1:
        return Space(draw="lines", label=label, hint=hint, size=lines)
    return Space(draw="line", label=label, hint=hint, size=box.width or 0)


def _lines(question: Question, box: Box) -> int:
    """How many lines to leave for an answer in words."""
    longest = (getattr(question, "max_length", None) or 0) if not box.key else 0
    if box.shape == "lines":
        return max(_FEWEST_LINES, min(_MOST_LINES, -(-longest // _SIGNS_ON_A_LINE)))
    return _FEWEST_LINES if _FITS_ONE_LINE < longest < _AS_LONG_AS_IT_LIKES and not box.width else 1


def _lettered(sheet: Sheet, box: Box) -> Space:
    options = [
        {
            "letter": nth_key(place, sheet.keys),
            "label": words(option.label, sheet.language),
            "hint": _said(option.hint, sheet.language),
        }
        for place, option in enumerate(box.options)
    ]
    across = len(options) <= 3 and all(len(each["label"]) <= _SHORT and not each["hint"] for each in options)
    return Space(draw="letters", options=options, several=box.shape == "some-of", across=across)


def _said(text: Text | None, language: str) -> str:
    return words(text, language) if text else ""
