"""Decision tables: fees, eligibility, routing and priority, in force from a date, row by row."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr, model_validator

from guildhall.kernel.conditions import OPERATORS, Operand
from guildhall.kernel.model import Code, Json, Model, Text
from guildhall.kernel.scope import Look, Scope, Truth, compare, every, look_at

Ask = Callable[[Json, Scope], Truth]
"""A question put to the value of one column."""


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

    @property
    def subject(self) -> tuple[str, str]:
        """What it asks about: its sort (``answer``, ``fact``...) and its name."""
        asked = {"answer": self.answer, "fact": self.fact, "decision": self.decision, "count": self.count}
        return next((sort, name) for sort, name in asked.items() if name is not None)

    @cached_property
    def look(self) -> Look:
        """How its value is found."""
        return look_at(*self.subject)


class Cell(Model):
    """A test of one column. Several operators in a cell must all hold: ``{atLeast: 2, lessThan: 5}``."""

    is_: Operand | None = None
    is_one_of: tuple[Operand, ...] | None = None
    contains: Operand | None = None
    at_least: Operand | None = None
    less_than: Operand | None = None
    before: Operand | None = None
    after: Operand | None = None

    def tests(self) -> tuple[Ask, ...]:
        """The cell's operators as functions of the value in its column."""
        named = ((name, getattr(self, name)) for name in OPERATORS[:-1])
        return tuple(compare(name, operand) for name, operand in named if operand is not None)


class Row(Model):
    """One rule of a table: a cell for each column (an empty cell holds for anything) and what follows."""

    when: tuple[Cell | None, ...]
    then: StrictBool | StrictInt | StrictStr
    reason: Text | None = None

    @cached_property
    def tests(self) -> tuple[tuple[int, Ask], ...]:
        """All that its cells ask, each with the place of its column."""
        return tuple((place, test) for place, cell in enumerate(self.when) if cell for test in cell.tests())

    def applies(self, looked: list[Json], scope: Scope) -> Truth:
        """Whether it applies to the values of the columns; unknown where it has more cells than there are columns."""
        if len(self.when) > len(looked):
            return None
        return every(test(looked[place], scope) for place, test in self.tests)


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
        return next((each for each in self._newest_first if each.from_ <= day), None)

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
            truth = row.applies(looked, scope)
            if self.hit == "first" and truth is not False:
                return row if truth else None
            if truth:
                if found is not None:
                    return None
                found = row
        return found

    @cached_property
    def _newest_first(self) -> list[Edition]:
        return sorted(self.editions, key=attrgetter("from_"), reverse=True)
