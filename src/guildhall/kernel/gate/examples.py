"""An answer that a question takes, found by trying: whatever its kind, the first that settles is one."""

from collections.abc import Iterator, Mapping

from guildhall.kernel.conditions import Reference
from guildhall.kernel.model import Json
from guildhall.kernel.question import AllRefused, Question, Refused
from guildhall.kernel.scope import Scope, value_of

_TRIED: tuple[Json, ...] = (
    "x",
    5,
    "Vera Lind",
    True,
    "01632 960 001",
    "name@example.org",
    "2026-11-18",
    "2026-11",
    "12",
    "QQ 12 34 56 C",
    "AB 12 34 56 C",
    "AB12 CDE",
    {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"},
    {"description": "By the gate"},
    {"files": ["paper.pdf"]},
    "ZZ1 1AA",
    "12345678",
    "2026-11-18T10:00",
    {},
)
"""Answers of the kinds that people are asked for. All of them are made up."""
_SIZES = (1, 2, 3, 5, 8, 10, 20, 50)


def example(question: Question, scope: Scope) -> Json:
    """An answer that stands, every question inside a group answered; ``None`` where none of those tried does."""
    for value in _worth_trying(question, scope):
        try:
            if question.settle(value, scope) is not None:
                return value
        except (Refused, AllRefused):
            continue
    return None


def answers_to_try(question: Question, scope: Scope) -> tuple[Json, ...]:
    """Every option that can be chosen alone; for a question without options, an example and a blank where it may be left."""
    if question.inner() or not (offered := options_of(question)):
        found = example(question, scope)
        return (found,) if question.required else (found, None)
    tried = []
    for code in offered:
        try:
            if question.settle(code, scope) is not None:
                tried.append(code)
        except (Refused, AllRefused):
            continue
    return tuple(tried) or (None,)


def options_of(question: Question) -> tuple[str, ...]:
    """The codes of the options that are offered in the boxes of a single question."""
    if question.inner():
        return ()
    return tuple(option.code for box in question.boxes("parts") for option in box.options)


def _worth_trying(question: Question, scope: Scope) -> Iterator[Json]:
    if question.inner():
        within = {each.id: found for each in question.inner() if (found := example(each, scope)) is not None}
        least = getattr(question, "at_least", None)
        yield within
        yield [within] * (least if isinstance(least, int) and least > 0 else 1)
        return
    yield from options_of(question)
    for name in type(question).model_fields:
        yield from _near(getattr(question, name), scope)
    yield from _TRIED
    for size in _SIZES:
        yield "9" * size
        yield "A" * size


def _near(bound: Json, scope: Scope) -> Iterator[Json]:
    """The bound itself: the least, the most, the earliest or the latest answer."""
    if isinstance(bound, Reference):
        value = value_of(bound)(scope)
        if isinstance(value, str):
            yield value
            yield value[:7]
    elif isinstance(bound, int) and not isinstance(bound, bool):
        yield bound
        yield "x" * min(bound, 5000)


def example_answers(questions: Mapping[str, Question], scope: Scope) -> dict[str, Json]:
    """An example for each question that one was found for."""
    found = {name: example(question, scope) for name, question in questions.items()}
    return {name: value for name, value in found.items() if value is not None}
