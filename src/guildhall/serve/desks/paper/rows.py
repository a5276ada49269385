"""The keying screen's rows: one line for each box of the printed form, by the form's own numbers and letters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guildhall.channels.paper import Printed, Sheet
from guildhall.kernel.kinds.repeat import Repeat
from guildhall.kernel.model import words
from guildhall.kernel.question import Box, Refusal

SCANS = "scan:"
"""Before the name of a row: the scans chosen for it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line to key. ``number`` is as printed, ``name`` as posted, ``letters`` what may be keyed for an option."""

    number: str
    name: str
    said: str
    letters: tuple[tuple[str, str], ...]
    note: str
    value: str
    error: str = ""
    file: bool = False
    first: bool = True
    """Whether it is the first line of its question."""


def rows_of(
    form: Sheet, typed: Mapping[str, str], refusals: Sequence[Refusal] = (), room: Mapping[str, int] | None = None
) -> tuple[Row, ...]:
    """Every line of the screen. A repeating question has as many items as the paper, or as were keyed, or as ``room`` asks."""
    about = (each for each in reversed(refusals) if each.step.partition(".")[0] in form.numbers)
    said = {form.place(each): each.said("en") for each in about}
    found: list[Row] = []
    for printed in form.printed():
        question = printed.question
        if isinstance(question, Repeat):
            items = max(question.printed, _keyed_items(printed.number, typed), (room or {}).get(printed.number, 0))
            found += [
                row for item in range(min(items, question.at_most)) for row in _item(form, printed, item, typed, said)
            ]
        else:
            found += _lines(form, printed, typed, said)
    return tuple(found)


def errors_of(form: Sheet, rows: Sequence[Row], refusals: Sequence[Refusal]) -> list[dict[str, str]]:
    """The summary of what does not stand, each line leading to the row where it was keyed."""
    return [
        {"text": f"{said_at(form, each.step)}: {each.said('en')}", "href": f"#{_row_at(rows, form.place(each)).name}"}
        for each in refusals
        if each.step.partition(".")[0] in form.numbers
    ]


def said_at(form: Sheet, step: str) -> str:
    """Where on the form a step stands: "Question 3", "Question 9b, Person 2"."""
    name, _, rest = step.partition(".")
    question = form.service.steps[name]
    item, _, part = rest.partition(".")
    if isinstance(question, Repeat) and item.isdecimal():
        number = form.parts.get(part.partition(".")[0], form.name(question))
        return f"Question {number}, {words(question.item, 'en')} {int(item) + 1}"
    return f"Question {form.parts.get(rest.partition('.')[0], form.name(question))}"


def _row_at(rows: Sequence[Row], name: str) -> Row:
    of_question = [row for row in rows if row.name == name or row.name.startswith(f"{name}.")]
    number = name.partition(".")[0]
    return next(iter(of_question or [row for row in rows if row.name.partition(".")[0] == number]))


def _lines(form: Sheet, printed: Printed, typed: Mapping[str, str], said: Mapping[str, str]) -> Iterator[Row]:
    question = printed.question
    for place, box in enumerate(printed.boxes):
        part = box.key.partition(".")[0] if question.inner() else ""
        own = printed.text if place == 0 and not part else ""
        name = f"{printed.number}.{box.key}".rstrip(".")
        yield _row(
            form,
            box,
            typed,
            number=form.parts.get(part, printed.number),
            name=name,
            said=" – ".join(each for each in (own, _label(box, form)) if each),
            note=printed.only_if or "" if place == 0 else form.box_only_if(box) or "",
            error=_error(said, printed, place, printed.number, name),
            first=place == 0 or bool(part),
        )


def _item(form: Sheet, printed: Printed, item: int, typed: Mapping[str, str], said: Mapping[str, str]) -> Iterator[Row]:
    question = printed.question
    called = f"{words(question.item, form.language)} {item + 1}" if isinstance(question, Repeat) else ""
    for place, box in enumerate(printed.boxes):
        part, name = box.key.partition(".")[0], f"{printed.number}.{item}.{box.key}"
        yield _row(
            form,
            box,
            typed,
            number=form.parts[part],
            name=name,
            said=f"{called}: {_label(box, form)}",
            note=form.box_only_if(box) or "",
            error=_error(said, printed, place, f"{printed.number}.{item}", name),
        )


def _error(said: Mapping[str, str], printed: Printed, place: int, head: str, name: str) -> str:
    """What is wrong: of this box; at the first box of a part, of that part; at the first of all, of the question."""
    part, *before = (box.key.partition(".")[0] for box in reversed(printed.boxes[: place + 1]))
    at = [name, *([] if part in before else [f"{head}.{part}"]), *([printed.number] if not before else [])]
    first_item = head in {printed.number, f"{printed.number}.0"}
    return next((said[each] for each in at if each in said and (each != printed.number or first_item)), "")


def _row(form: Sheet, box: Box, typed: Mapping[str, str], *, name: str, **told: Any) -> Row:
    letters = tuple((form.key_of(each, box.options), words(each.label, form.language)) for each in box.options)
    ticked = (("X", "ticked"),) if box.shape == "tick" else letters
    return Row(name=name, letters=ticked, value=typed.get(name, ""), file=box.shape == "file", **told)


def _label(box: Box, form: Sheet) -> str:
    return words(box.label, form.language) if box.label else ""


def _keyed_items(number: str, typed: Mapping[str, str]) -> int:
    places = [name.split(".")[1] for name, held in typed.items() if name.startswith(f"{number}.") and held.strip()]
    return max((int(place) + 1 for place in places if place.isdecimal() and len(place) < 4), default=0)
