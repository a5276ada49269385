"""What a draft holds, as far as it can be read: its questions, facts, tables and rules, and what may be asked about each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from guildhall.kernel.kinds import KINDS, AnyQuestion
from guildhall.kernel.kinds.date import Day
from guildhall.kernel.model import Json
from guildhall.kernel.question import AllRefused, Question, Refused
from guildhall.kernel.saying import every_question
from guildhall.kernel.scope import Circumstances, Scope

Sorted = Literal["truth", "code", "codes", "number", "date", "time", "words"]
Choices = tuple[tuple[str, str], ...]

_ANY_QUESTION: TypeAdapter[Any] = TypeAdapter(AnyQuestion)
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_YES_OR_NO: Choices = (("yes", "Yes"), ("no", "No"))
_PEOPLE: Choices = (("resident", "Resident"), ("helper", "Helper"), ("staff", "Staff"))
_TRUTHS = {"yes": True, "no": False, "true": True, "false": False}
DAY = Day(id="day", kind="date", label={"en": "Day"})


@dataclass(frozen=True, slots=True)
class Sort:
    """What sort of value a subject has, the values to choose from where they are listed, and the question it answers."""

    is_a: Sorted
    options: Choices = ()
    question: Question | None = None

    def read(self, typed: str) -> Json:
        """A value as it was typed. What makes no sense is kept as it was typed."""
        written = typed.strip()
        if not written:
            return None
        if self.is_a == "truth":
            return _TRUTHS.get(written.casefold(), written)
        if self.is_a in {"code", "codes", "time"}:
            return written
        if self.question is not None:
            return self._by_its_question(written)
        if self.is_a == "date":
            return settled(DAY, written, written)
        return number(written) if self.is_a == "number" else plain(written)

    def written(self, value: Json) -> str:
        """A value as somebody would type it."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if self.question is not None and self.is_a not in {"truth", "code", "codes"}:
            try:
                return str(self.question.write(value, "line").get("", value))
            except Refused:
                return str(value)
        if self.is_a == "words" and isinstance(value, str) and plain(value) != value:
            return f'"{value}"'
        return str(value)

    def _by_its_question(self, written: str) -> Json:
        question = self.question
        assert question is not None
        read = number(written) if self.is_a == "number" and question.kind != "money" else written
        return settled(question, question.read({"": written}), read)


WORDS = Sort("words")


def settled(question: Question, value: Json, otherwise: Json) -> Json:
    """A value in its canonical form; ``otherwise`` where the question will not have it."""
    try:
        return question.check(value, Scope(Circumstances(_LONG_AGO)))
    except (Refused, AllRefused):
        return otherwise


def number(written: str) -> Json:
    """A number that was typed, exactly; else the text."""
    try:
        found = Decimal(written.replace(",", "").removeprefix("£"))
    except InvalidOperation:
        return written
    if not found.is_finite() or abs(found.adjusted()) > 30:
        return written
    return int(found) if found == found.to_integral_value() and "." not in written else found


def plain(written: str) -> Json:
    """A value of no known sort: yes or no, a whole number, or words; words in quotation marks are always words."""
    if len(written) > 1 and written[0] == written[-1] == '"':
        return written[1:-1]
    if written.casefold() in _TRUTHS:
        return _TRUTHS[written.casefold()]
    return int(written) if written.removeprefix("-").isascii() and written.removeprefix("-").isdecimal() else written


class Known:
    """What stands in a draft."""

    def __init__(self, document: Json) -> None:
        self.document: dict[str, Json] = document if isinstance(document, dict) else {}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        found = self.document.get("languages", ["en"])
        listed = [each for each in found if isinstance(each, str)] if isinstance(found, list) else []
        return tuple(dict.fromkeys(listed)) or ("en",)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question that can be read, those inside groups too."""
        found: dict[str, Question] = {}
        for step in self.listed("steps"):
            question = question_of(step)
            for each in every_question((question,)) if question else ():
                found.setdefault(each.id, each)
        return found

    def listed(self, name: str) -> list[dict[str, Json]]:
        """The parts of one sort, in order: steps, outcomes, facts."""
        held = self.document.get(name)
        return [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []

    def choices(self, refers: str) -> Choices:
        """What a field may name: each part's code, and what it is called."""
        if refers == "places":
            return (*self._pages(), *self.choices("outcomes"))
        if refers == "pages":
            return self._pages()
        return tuple((code, called(each)) for each in self._deep(refers) if (code := str(each.get("id", ""))))

    def subjects(self) -> tuple[tuple[str, Choices], ...]:
        """What a condition may ask about, in groups."""
        questions = [(f"answer:{code}", label) for code, label in self.choices("steps")]
        repeats = [
            (f"count:{each['id']}", f"How many: {called(each)}")
            for each in self._deep("steps")
            if each.get("kind") == "repeat" and each.get("id")
        ]
        groups: tuple[tuple[str, list[tuple[str, str]]], ...] = (
            ("Questions", [*questions, *repeats]),
            ("Facts", [(f"fact:{code}", label) for code, label in self.choices("facts")]),
            ("Rules", [(f"rule:{code}", label) for code, label in self.choices("rules")]),
            ("Tables", [(f"decision:{code}", label) for code, label in self.choices("decisions")]),
            ("Now", [("now:date", "Today"), ("now:time", "The time"), ("now:open", "Whether the offices are open")]),
            ("Who", [("actor:kind", "Who answers")]),
        )
        return tuple((group, tuple(listed)) for group, listed in groups if listed)

    def sort_of(self, subject: str) -> Sort:
        """What may be said of a subject such as ``answer:bin``."""
        sort, _, name = subject.partition(":")
        if sort == "answer":
            return self.sort_of_answer(name)
        if sort == "fact":
            return self._sort_of_fact(name)
        if sort == "decision":
            return self._sort_of_table(name)
        fixed = {
            "count:": Sort("number"),
            "actor:kind": Sort("code", _PEOPLE),
            "now:date": Sort("date"),
            "now:time": Sort("time"),
            "now:open": Sort("truth", _YES_OR_NO),
            "rule:": Sort("truth"),
        }
        return fixed.get(subject) or fixed.get(f"{sort}:") or WORDS

    def sort_of_answer(self, step: str) -> Sort:
        found = self.questions.get(step)
        return sort_of_question(found) if found else WORDS

    def _sort_of_fact(self, name: str) -> Sort:
        fact = next((each for each in self.listed("facts") if each.get("id") == name), {})
        values = fact.get("values")
        if isinstance(values, list) and values:
            return Sort("code", tuple((str(each), str(each)) for each in values))
        fallback = fact.get("fallback")
        step = fallback.get("ask") if isinstance(fallback, dict) else None
        return self.sort_of_answer(str(step)) if step else WORDS

    def _sort_of_table(self, name: str) -> Sort:
        table = next((each for each in self.listed("decisions") if each.get("id") == name), {})
        given = [
            row.get("then") for edition in _objects(table.get("editions")) for row in _objects(edition.get("rows"))
        ]
        if given and all(isinstance(each, bool) for each in given):
            return Sort("truth", _YES_OR_NO)
        if given and all(isinstance(each, int) for each in given):
            return Sort("number")
        words = dict.fromkeys(each for each in given if isinstance(each, str))
        return Sort("code", tuple((each, each) for each in words)) if words and len(words) == len(set(given)) else WORDS

    def _pages(self) -> Choices:
        declared = {str(each.get("id")): called(each) for each in self.listed("pages") if each.get("id")}
        for step in self.listed("steps"):
            page = str(step.get("page") or step.get("id") or "")
            if page:
                declared.setdefault(page, called(step) if not step.get("page") else page)
        return tuple(declared.items())

    def _deep(self, name: str) -> Iterator[dict[str, Json]]:
        for each in self.listed(name):
            yield each
            if name == "steps" and isinstance(each.get("steps"), list):
                yield from Known({"steps": each["steps"]})._deep("steps")


def called(part: Mapping[str, Json]) -> str:
    """What a part of a definition is called in English; its code where it has no words yet."""
    for key in ("label", "title", "sentence", "name"):
        text = part.get(key)
        if isinstance(text, dict):
            text = text.get("en") or next(iter(text.values()), "")
        if isinstance(text, str) and text.strip():
            return text.strip()
    return str(part.get("id") or "No words yet")


def question_of(step: Json) -> Question | None:
    """A question as far as it can be read; ``None`` where it is no question yet."""
    try:
        found: Question = _ANY_QUESTION.validate_python(step)
    except (ValidationError, RecursionError):
        return None
    return found


def sort_of_question(question: Question) -> Sort:
    """What may be said of a question's answer, from the schema that its own kind gives."""
    schema = question.as_schema()
    listed: Choices = tuple((each.code, called({"label": each.label, "id": each.code})) for each in _options(question))
    if schema.get("type") == "boolean" or question.kind == "declaration":
        return Sort("truth", _YES_OR_NO, question)
    if "enum" in schema:
        return Sort("code", listed, question)
    if schema.get("type") == "array" and listed:
        return Sort("codes", listed, question)
    if schema.get("type") in {"integer", "number"}:
        return Sort("number", (), question)
    if question.kind == "date":
        return Sort("date", (), question)
    return Sort("words", (), question if schema.get("type") == "string" else None)


def sort_of_kind(step: Mapping[str, Json]) -> Sort:
    """What sort of value a question has while it is still being written."""
    kind = str(step.get("kind"))
    whole = question_of(step) or question_of({"id": "x", "label": {"en": "x"}, "kind": kind})
    return sort_of_question(whole) if whole else WORDS


def kinds() -> Choices:
    """Every kind of question, with its name in words."""
    return tuple((kind, kind.replace("-", " ").capitalize()) for kind in sorted(KINDS))


def _objects(held: Json) -> list[dict[str, Json]]:
    return [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []


def _options(question: Question) -> tuple[Any, ...]:
    found: tuple[Any, ...] = getattr(question, "options", ())
    return found
