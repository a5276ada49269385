"""Findings about words that a definition compares with: a label where the code should stand, words only one language says."""

from collections.abc import Iterator, Mapping

from guildhall.kernel.conditions import Test
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.international import is_worded
from guildhall.kernel.gate.named import listed, question_named, table_named
from guildhall.kernel.gate.posed import cells, compared, posed, tests_in
from guildhall.kernel.model import Json
from guildhall.kernel.question import Option, Question

FINDS: Mapping[str, Severity] = {"words.translated-value": "blocks", "words.language-decides": "blocks"}

_IN_OWN_WORDS = {"text", "long-text"}


def findings(examined: Examined) -> Iterator[Finding]:
    """Each comparison with words for people, in conditions, tables and journey tests."""
    seen = dict.fromkeys(_compared(examined))
    for named, step, about, value in seen:
        question = _asked(examined, about)
        if question is None or not isinstance(value, str):
            continue
        code = _code_of(question, value)
        if code is not None:
            yield _translated(examined, named, step, value, code)
        elif question.kind in _IN_OWN_WORDS and len(examined.service.languages) > 1 and is_worded(value):
            yield examined.finding(
                "words.language-decides",
                FINDS["words.language-decides"],
                step,
                f"{named} asks whether somebody wrote “{value}” in their own words, so the way on hangs on the language"
                f" they write in: make {_small(question_named(question))} a choice with codes.",
            )
    for test in examined.service.tests:
        wanted = test.expect.case or {}
        for given in (test.answers, wanted):
            for step_id, value in given.items():
                question = examined.compiled.steps.get(step_id)
                for said, code in _labels_in(question, value) if question else ():
                    yield _translated(examined, f"The journey test “{test.name}”", step_id, said, code)


def _compared(examined: Examined) -> Iterator[tuple[str, str, tuple[str, str], Json]]:
    """What is compared with which value, in whose name."""
    for place in posed(examined.service):
        for test in tests_in(place.condition):
            if isinstance(test, Test):
                for value in compared(test):
                    if isinstance(value, str):
                        yield place.named, place.step, test.subject, value
    for table in examined.service.decisions:
        for about, value in cells(table):
            if isinstance(value, str):
                yield table_named(table), table.id, about, value


def _asked(examined: Examined, about: tuple[str, str]) -> Question | None:
    """The question whose answer is compared; for a fact, the one that stands in for it."""
    sort, name = about
    if sort == "fact":
        name = examined.compiled.fallbacks.get(name, "")
    return examined.by_id.get(name) if sort in {"answer", "fact"} else None


def _code_of(question: Question, value: str) -> str | None:
    """The code of the option whose label this is; ``None`` where it is a code itself, or no label at all."""
    options = _options(question)
    truths = {"yes": "true", "no": "false"} if question.kind == "yes-no" else {}
    if not truths and any(option.code == value for option in options):
        return None
    said = value.strip().casefold()
    for option in options:
        if said in {each.strip().casefold() for each in option.label.values()} or (truths and said == option.code):
            return truths.get(option.code, option.code)
    return None


def _labels_in(question: Question, value: Json) -> Iterator[tuple[str, str]]:
    """Each label that an answer holds in place of a code, and that code."""
    if isinstance(value, list):
        for each in value:
            yield from _labels_in(question, each)
    elif isinstance(value, dict):
        for inner in question.inner():
            yield from _labels_in(inner, value.get(inner.id))
    elif isinstance(value, str) and value.strip().casefold() not in {"yes", "no", "true", "false"}:
        code = _code_of(question, value)
        if code is not None and code != value:
            yield value, code


def _options(question: Question) -> tuple[Option, ...]:
    return () if question.inner() else tuple(option for box in question.boxes("parts") for option in box.options)


def _translated(examined: Examined, named: str, step: str, value: str, code: str) -> Finding:
    return examined.finding(
        "words.translated-value",
        FINDS["words.translated-value"],
        step,
        f"{named} compares with “{value}”, which is what people read: write the code {listed([code])}, which is the same"
        " in every language.",
    )


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
