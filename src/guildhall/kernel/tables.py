"""Decision tables: fees, eligibility, routing and priority, in force from a date, row by row."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr, model_validator

from guildhall.kernel.conditions import OPERATORS, Operand
from guildhall.kernel.model import Code, Json, Model, Text
from guildhall.kernel.scope import Scope, Truth, compare, count_of, every


class Input(Model):
    """A column: the answer, fact, decision or count that its cells ask about."""

    answer: Code | None = None
    fact: Code | None = None
    decision: Code | None = None
    count: Code | None = None
    label: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> "Input":
        if sum(each is not None for each in (self.answer, self.fact, self.decision, self.count)) != 1:
            raise ValueError("a column asks about one thing: write one of answer, fact, decision or count")
        return self

    def look(self, scope: Scope) -> Json:
        if self.answer is not None:
            return scope.answer(self.answer)
        if self.fact is not None:
            return scope.fact(self.fact)
        if self.decision is not None:
            return scope.decision(self.decision)
        return count_of(str(self.count), scope)


class Cell(Model):
    """A test of one column. Several operators in a cell must all hold: ``{atLeast: 2, lessThan: 5}``."""

    is_: Operand | None = None
    is_one_of: tuple[Operand, ...] | None = None
    contains: Operand | None = None
    at_least: Operand | None = None
    less_than: Operand | None = None
    before: Operand | None = None
    after: Operand | None = None

    @cached_property
    def tests(self) -> tuple[Callable[[Json, Scope], Truth], ...]:
        """The cell's operators as functions of the value in its column."""
        named = ((name, getattr(self, name)) for name in OPERATORS[:-1])
        return tuple(compare(name, operand) for name, operand in named if operand is not None)

    def ask(self, value: Json, scope: Scope) -> Truth:
        return every(test(value, scope) for test in self.tests)


class Row(Model):
    """One rule of a table: a cell for each column (an empty cell holds for anything) and what follows."""

    when: tuple[Cell | None, ...]
    then: StrictBool | StrictInt | StrictStr
    reason: Text | None = None


class Edition(Model):
    """The rows in force from a date until the next edition's."""

    from_: date
    set_by: str | None = Field(None, description="the decision that set it: decision/2026-02-FC-7")
    rows: tuple[Row, ...]


class DecisionTable(Model):
    """A decision as rows. A fee is in whole pence; a promise in working days; routing names a team by its code."""

    id: Code
    title: Text
    gives: Literal["fee", "eligibility", "routing", "priority", "promise", "value"]
    hit: Literal["unique", "first"] = "unique"
    inputs: tuple[Input, ...] = ()
    editions: tuple[Edition, ...]

    def in_force(self, day: date) -> Edition | None:
        """The edition in force on ``day`` (a local date), or ``None`` before the first."""
        return max((each for each in self.editions if each.from_ <= day), key=lambda each: each.from_, default=None)

    def row(self, scope: Scope) -> Row | None:
        """The row that applies today, or ``None`` when none does or it cannot be told.

        With hit policy ``unique`` two rows that apply are a fault in the table, and nothing is decided. With ``first``, a
        row that cannot be told stops the search: a later one must not be taken in its place.
        """
        edition = self.in_force(scope.around.today)
        if edition is None:
            return None
        looked = [column.look(scope) for column in self.inputs]
        found: Row | None = None
        for row in edition.rows:
            truth = _applies(row, looked, scope)
            if self.hit == "first" and truth is not False:
                return row if truth else None
            if truth:
                if found is not None:
                    return None
                found = row
        return found


def _applies(row: Row, looked: list[Json], scope: Scope) -> Truth:
    if len(row.when) > len(looked):
        return None
    return every(cell.ask(value, scope) for cell, value in zip(row.when, looked, strict=False) if cell is not None)
