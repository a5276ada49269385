"""Every condition in a definition, where it stands; and what it asks about, through rules and tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from guildhall.kernel.conditions import OPERATORS, All, AnyOf, Condition, Not, Reference, RuleHolds, Test
from guildhall.kernel.gate.named import in_quotes, outcome_named, page_named, question_named
from guildhall.kernel.model import Json
from guildhall.kernel.saying import every_question
from guildhall.kernel.service import Rule, Service
from guildhall.kernel.tables import DecisionTable

Named = tuple[str, str]
"""Something asked about: its sort (answer, fact, decision, count, actor, channel, now) and its name."""


@dataclass(frozen=True, slots=True)
class Posed:
    """A condition, the part it stands in, and what a designer calls that part. ``rule`` is the rule that it defines."""

    condition: Condition
    step: str
    named: str
    rule: Rule | None = None


def posed(service: Service) -> Iterator[Posed]:
    """Every condition of rules, questions, ways out of pages and outcomes."""
    for rule in service.rules:
        yield Posed(rule.when, rule.id, f"The rule {in_quotes(rule.sentence, rule.id)}", rule)
    for question in every_question(service.steps):
        if question.show_when is not None:
            yield Posed(question.show_when, question.id, question_named(question))
    for page in service.pages:
        for route in page.next or ():
            if route.when is not None:
                yield Posed(route.when, page.id, page_named(page))
    for outcome in service.outcomes:
        if outcome.when is not None:
            yield Posed(outcome.when, outcome.id, outcome_named(outcome))


def tests_in(condition: Condition) -> Iterator[Test | RuleHolds]:
    """The single questions that a condition is made of."""
    left = [condition]
    while left:
        each = left.pop()
        if isinstance(each, All):
            left += reversed(each.all)
        elif isinstance(each, AnyOf):
            left += reversed(each.any)
        elif isinstance(each, Not):
            left.append(each.not_)
        else:
            yield each


def compared(test: Test) -> tuple[Json, ...]:
    """The values that a test compares with."""
    operator, operand = test.operator
    return tuple(operand) if operator == "is_one_of" else () if operator == "answered" else (operand,)


def cells(table: DecisionTable) -> Iterator[tuple[Named, Json]]:
    """Each value that a table's cells compare with, and what its column asks about."""
    columns = [each.subject for each in table.inputs]
    for edition in table.editions:
        for row in edition.rows:
            for about, cell in zip(columns, row.when, strict=False):
                for name in OPERATORS[:-1] if cell is not None else ():
                    held = getattr(cell, name)
                    for value in held if isinstance(held, tuple) else (held,):
                        if value is not None:
                            yield about, value


class Leaning:
    """What conditions read, directly or through rules and tables."""

    def __init__(self, service: Service) -> None:
        self._rules: Mapping[str, Condition] = {rule.id: rule.when for rule in reversed(service.rules)}
        self._tables = {table.id: table for table in reversed(service.decisions)}

    def of(self, condition: Condition) -> set[Named]:
        """All that a condition reads: answers, facts, tables, the actor, the channel, the time."""
        found: set[Named] = set()
        self._follow(condition, found)
        return found

    def of_table(self, table: str) -> set[Named]:
        """All that a table reads."""
        found: set[Named] = set()
        self._reach(("decision", table), found)
        return found

    def _follow(self, condition: Condition, found: set[Named]) -> None:
        for test in tests_in(condition):
            if isinstance(test, RuleHolds):
                self._reach(("rule", test.rule), found)
            else:
                self._reach(test.subject, found)
                for value in compared(test):
                    self._refer(value, found)

    def _reach(self, about: Named, found: set[Named]) -> None:
        if about in found:
            return
        found.add(about)
        sort, name = about
        if sort == "rule" and name in self._rules:
            self._follow(self._rules[name], found)
        elif sort == "decision" and name in self._tables:
            for part in self._tables[name].inputs:
                self._reach(part.subject, found)
            for _about, value in cells(self._tables[name]):
                self._refer(value, found)

    def _refer(self, value: Json, found: set[Named]) -> None:
        for about in referred(value):
            self._reach(about, found)


def referred(value: object) -> Iterator[Named]:
    """The answer or fact that a value stands for, where it stands for one."""
    if isinstance(value, Reference):
        if value.answer is not None:
            yield "answer", value.answer
        elif value.fact is not None:
            yield "fact", value.fact


def bounds(question: BaseModel) -> Iterator[Named]:
    """The answers and facts that a question's least, most, earliest or latest hang on."""
    for name in type(question).model_fields:
        yield from referred(getattr(question, name))
