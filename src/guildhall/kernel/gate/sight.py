"""What can be seen from one point of a way, and the conditions that are asked there, as formulas.

This is ``kernel.scope`` and ``kernel.tables`` once more, for every answer at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from guildhall.kernel.conditions import All, AnyOf, Condition, Not, Reference, RuleHolds, Test
from guildhall.kernel.gate.logic import Logic, Sort, Truth, Value
from guildhall.kernel.gate.solver import Term
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.kernel.tables import Cell, DecisionTable, Input, Row
from guildhall.kernel.tables import Edition as TableEdition


@dataclass(frozen=True, slots=True)
class Deciding:
    """A row of a table at one point: when it applies, and when it is the one that decides."""

    table: DecisionTable
    edition: TableEdition
    number: int
    row: Row
    applies: Truth
    decides: Term


@dataclass
class Around:
    """What stands round every way: the day, the time, who answers, what can be looked up."""

    today: Term
    time: Term
    is_open: Term
    actor: Term
    facts: Mapping[str, Value]


@dataclass
class Sight:
    """One point of a way. ``answers`` holds those questions that may lie behind it, ``passed`` when each of them does."""

    logic: Logic
    service: Compiled
    around: Around
    answers: Mapping[str, Value]
    passed: Mapping[str, Term]
    _truths: dict[int, tuple[Condition, Truth]] = field(default_factory=dict)
    _rules: dict[str, Truth] = field(default_factory=dict)
    _tables: dict[str, tuple[Deciding, ...]] = field(default_factory=dict)
    _deciding: list[str] = field(default_factory=list)

    def truth(self, condition: Condition) -> Truth:
        """When a condition is true here, and when it is false."""
        found = self._truths.get(id(condition))
        if found is None:
            found = self._truths[id(condition)] = (condition, self._work_out(condition))
        return found[1]

    def holds(self, condition: Condition | None) -> Term:
        return self.logic.always if condition is None else self.truth(condition).yes

    def answer(self, step: str) -> Value:
        return self.answers.get(step, self.logic.nothing)

    def has_passed(self, step: str) -> Term:
        return self.passed.get(step, self.logic.never)

    def fact(self, name: str) -> Value:
        """A fact as looked up; where it could not be, the answer to the question that stands in for it."""
        known = self.looked_up(name)
        fallback = self.service.fallback_of(name)
        if fallback is None:
            return known
        asked = self.answer(fallback)
        if asked.sort == "nothing":
            return known
        either = self.logic.any([known.known, asked.known])
        if asked.sort != known.sort or known.sort in {"list", "items", "thing", "any"}:
            return Value(either, "any")
        return Value(either, known.sort, self.logic.z3.If(known.known, known.term, asked.term))

    def looked_up(self, name: str) -> Value:
        """A fact as looked up, once the answers it is looked up from are given."""
        found = self.around.facts.get(name)
        if found is None:
            return self.logic.nothing
        needed = [self.answer(need).known for need in self.service.needs_of(name)]
        return Value(self.logic.all([found.known, *needed]), found.sort, found.term)

    def operand(self, operand: Json, beside: Sort) -> Value:
        """A value written out, or one that stands elsewhere, with any span of days or months added."""
        if not isinstance(operand, Reference):
            return self.logic.constant(operand, beside)
        if operand.answer is not None:
            value = self.answer(operand.answer)
        elif operand.fact is not None:
            value = self.fact(operand.fact)
        else:
            value = Value(self.logic.always, "date", self.around.today)
        for span, sign in ((operand.plus, 1), (operand.minus, -1)):
            if span is not None:
                value = self.logic.date_moved(value, span, sign)
        return value

    def rows(self, table: str) -> tuple[Deciding, ...]:
        """Every row of every edition of a table, as it stands here. None for a table that asks itself."""
        if table not in self.service.tables or table in self._deciding:
            return ()
        if table not in self._tables:
            self._deciding.append(table)
            self._tables[table] = tuple(self._decisions(self.service.tables[table]))
            self._deciding.pop()
        return self._tables[table]

    def has_asked(self, table: str) -> bool:
        """Whether anything here has asked a table so far."""
        return table in self._tables

    def decision(self, table: str) -> Value:
        """What a table gives here."""
        rows = self.rows(table)
        known = self.logic.any(each.decides for each in rows)
        sorts = {_sort_of(each.row.then) for each in rows}
        if len(sorts) != 1:
            return Value(known, "any" if sorts else "nothing")
        sort = sorts.pop()
        given = [(each.decides, self.logic.constant(each.row.then, sort).term) for each in rows]
        term = given[-1][1]
        for decides, value in reversed(given[:-1]):
            term = self.logic.z3.If(decides, value, term)
        return Value(known, sort, term)

    def inputs_known(self, table: DecisionTable) -> Term:
        """When all that a table asks about is known."""
        return self.logic.all(self.column(each).known for each in table.inputs)

    def column(self, column: Input) -> Value:
        if column.answer is not None:
            return self.answer(column.answer)
        if column.fact is not None:
            return self.fact(column.fact)
        if column.decision is not None:
            return self.decision(column.decision)
        return self._count(str(column.count))

    def _work_out(self, condition: Condition) -> Truth:
        if isinstance(condition, All):
            return self.logic.both(self.truth(part) for part in condition.all)
        if isinstance(condition, AnyOf):
            return self.logic.either(self.truth(part) for part in condition.any)
        if isinstance(condition, Not):
            inner = self.truth(condition.not_)
            return Truth(inner.no, inner.yes)
        if isinstance(condition, RuleHolds):
            return self._rule(condition.rule)
        return self._test(condition)

    def _rule(self, name: str) -> Truth:
        if name not in self.service.rules:
            return self.logic.unknown
        if name not in self._rules:
            self._rules[name] = self.logic.unknown  # while it is worked out: what leads back to itself is unknown
            self._rules[name] = self.truth(self.service.rules[name])
        return self._rules[name]

    def _test(self, test: Test) -> Truth:
        sort, name = test.subject
        operator, operand = test.operator
        value = self._subject(sort, name)
        if operator == "answered":
            return self._answered(sort, name, value, operand)
        if operator == "is_one_of":
            return self.logic.either(
                self.logic.compare("is_", value, self.operand(each, value.sort)) for each in operand
            )
        return self.logic.compare(operator, value, self.operand(operand, value.sort))

    def _subject(self, sort: str, name: str) -> Value:
        looks = {"answer": self.answer, "fact": self.fact, "decision": self.decision, "count": self._count}
        if sort in looks:
            return looks[sort](name)
        always, around = self.logic.always, self.around
        return {
            "kind": Value(always, "words", around.actor),
            "date": Value(always, "date", around.today),
            "time": Value(always, "time", around.time),
            "open": Value(always, "truth", around.is_open),
        }.get(name, self.logic.nothing)  # parity: the channel is never known to a rule

    def _answered(self, sort: str, name: str, value: Value, wanted: Json) -> Truth:
        logic = self.logic
        blank = logic.never
        if sort in {"answer", "count"}:
            blank = self.has_passed(name)
        elif sort == "fact":
            blank = logic.all(self.has_passed(need) for need in self.service.needs_of(name))
        missing = logic.all([logic.no(value.known), blank])
        return Truth(value.known, missing) if wanted else Truth(missing, value.known)

    def _count(self, name: str) -> Value:
        """How many things are in a list, or how many codes were chosen; none once the question was passed by."""
        items, passed, none = self.answer(name), self.has_passed(name), self.logic.z3.IntVal(0)
        if items.sort == "nothing":
            return Value(passed, "number", none)
        if items.sort not in {"items", "list"}:
            return Value(self.logic.all([passed, self.logic.no(items.known)]), "number", none)
        if items.sort == "items":
            return Value(passed, "number", self.logic.z3.If(items.known, items.term, none))
        chosen = self.logic.z3.Sum([self.logic.z3.If(held, 1, 0) for held in items.term.values()])
        return Value(passed, "number", self.logic.z3.If(items.known, chosen, none))

    def _decisions(self, table: DecisionTable) -> list[Deciding]:
        logic = self.logic
        found = []
        editions = sorted(table.editions, key=lambda edition: edition.from_)
        for place, edition in enumerate(editions):
            days = [self.around.today >= edition.from_.toordinal() * 2 + 1]
            if place + 1 < len(editions):
                days.append(self.around.today < editions[place + 1].from_.toordinal() * 2 + 1)
            truths = [self._row(table, row) for row in edition.rows]
            for number, (row, truth) in enumerate(zip(edition.rows, truths, strict=True)):
                others = truths[:number] if table.hit == "first" else truths[:number] + truths[number + 1 :]
                alone = [other.no if table.hit == "first" else logic.no(other.yes) for other in others]
                decides = logic.named(f"{table.id}.{number}", logic.all([*days, truth.yes, *alone]))
                found.append(Deciding(table, edition, number, row, truth, decides))
        return found

    def _row(self, table: DecisionTable, row: Row) -> Truth:
        if len(row.when) > len(table.inputs):
            return self.logic.unknown
        return self.logic.both(
            self.cell(cell, self.column(column))
            for cell, column in zip(row.when, table.inputs, strict=False)
            if cell is not None
        )

    def cell(self, cell: Cell, value: Value) -> Truth:
        tests = []
        for operator in ("is_", "is_one_of", "contains", "at_least", "less_than", "before", "after"):
            operand = getattr(cell, operator)
            if operand is None:
                continue
            if operator == "is_one_of":
                members = (self.logic.compare("is_", value, self.operand(each, value.sort)) for each in operand)
                tests.append(self.logic.either(members))
            else:
                tests.append(self.logic.compare(operator, value, self.operand(operand, value.sort)))
        return self.logic.both(tests)


def _sort_of(given: Json) -> Sort:
    return "truth" if isinstance(given, bool) else "number" if isinstance(given, int | Decimal) else "words"
