"""Conditions as formulas: true, false and unknown, over answers that are not given yet.

A value is what it is and whether it is known at all. A test is a pair of formulas, one for when it is true and one for when
it is false; where neither holds it is unknown. This follows ``kernel.scope`` case by case: what that does with values, this
says of all values at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from guildhall.kernel.clocks import Calendar, NoWorkingDay, add_months
from guildhall.kernel.conditions import Span
from guildhall.kernel.gate.solver import Term
from guildhall.kernel.model import Json

Sort = Literal["truth", "number", "words", "date", "time", "list", "items", "thing", "any", "nothing"]
"""What a value can be compared with. ``any`` is a value whose sort is not told: every test of it may go either way."""

_ORDERED = frozenset({"number", "date", "time"})
_WRITTEN = frozenset({"words", "date", "time"})
"""Sorts that are all kept as text, so that the kernel compares one with another letter by letter."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value: when it is known, its sort, and its term. A list's term is a truth for each code it may hold.

    A date's term counts half days, so that a month stands just before its first day, as its name does before the day's.
    """

    known: Term
    sort: Sort
    term: Any = None


@dataclass(frozen=True, slots=True)
class Truth:
    """When something is true and when it is false. Never both."""

    yes: Term
    no: Term


@dataclass(frozen=True, slots=True)
class Moved:
    """A date so many working days or months from another: its term lies within bounds, and is made exact when it matters."""

    start: Term
    span: Span
    sign: int
    term: Term


@dataclass
class Logic:
    """The language of formulas for one definition."""

    z3: Any
    calendar: Calendar
    words: dict[str, int] = field(default_factory=dict)
    given: list[Term] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    compared: dict[tuple[int, int], tuple[Term, Term]] = field(default_factory=dict)
    """Words that are compared with one another, by the prover's own numbers for them."""
    _moves: dict[tuple[int, Span, int], Moved] = field(default_factory=dict)
    _fresh: int = 0

    @cached_property
    def never(self) -> Term:
        return self.z3.BoolVal(False)

    @cached_property
    def always(self) -> Term:
        return self.z3.BoolVal(True)

    @cached_property
    def nothing(self) -> Value:
        return Value(self.never, "nothing")

    @cached_property
    def unknown(self) -> Truth:
        return Truth(self.never, self.never)

    def all(self, parts: Iterable[Term]) -> Term:
        """All of these. What is so always, or never, is left out or decides: most formulas are short for that."""
        held = [part for part in parts if part is not self.always]
        if any(part is self.never for part in held):
            return self.never
        return self.z3.And(held) if len(held) > 1 else held[0] if held else self.always

    def any(self, parts: Iterable[Term]) -> Term:
        """At least one of these."""
        held = [part for part in parts if part is not self.never]
        if any(part is self.always for part in held):
            return self.always
        return self.z3.Or(held) if len(held) > 1 else held[0] if held else self.never

    def no(self, part: Term) -> Term:
        """The opposite."""
        if part is self.always or part is self.never:
            return self.never if part is self.always else self.always
        return self.z3.Not(part)

    def both(self, parts: Iterable[Truth]) -> Truth:
        held = list(parts)
        return Truth(self.all(each.yes for each in held), self.any(each.no for each in held))

    def either(self, parts: Iterable[Truth]) -> Truth:
        held = list(parts)
        return Truth(self.any(each.yes for each in held), self.all(each.no for each in held))

    def named(self, name: str, formula: Term) -> Term:
        """Give a formula a name of its own, so that it is written once and can be looked up in a model."""
        if formula is self.always or formula is self.never:
            return formula
        self._fresh += 1
        found = self.z3.Bool(f"{name}#{self._fresh}")
        self.given.append(found == formula)
        return found

    def word(self, written: str) -> Term:
        """The number that stands for a text. Numbers beyond those given out stand for texts that nobody named."""
        return self.z3.IntVal(self.words.setdefault(written, len(self.words)))

    def constant(self, written: Json, beside: Sort) -> Value:
        """A value written out, as it compares with a value of the sort ``beside``."""
        if isinstance(written, bool):
            return Value(self.always, "truth", self.always if written else self.never)
        if isinstance(written, int | Decimal):
            whole = written == int(written)
            return Value(
                self.always, "number", self.z3.IntVal(int(written)) if whole else self.z3.RealVal(str(written))
            )
        if not isinstance(written, str):
            return self.nothing
        counted = halves(written) if beside == "date" else minutes_of(written) if beside == "time" else None
        if counted is not None:
            return Value(self.always, beside, self.z3.IntVal(counted))
        return Value(self.always, "any" if beside in {"date", "time"} else "words", self.word(written))

    @property
    def written(self) -> Mapping[int, str]:
        """The texts by the numbers that stand for them."""
        return {number: written for written, number in self.words.items()}

    def is_compared(self, term: Term, written: str) -> bool:
        """Whether anything compares this value with a text, so that it matters which of the two it is."""
        return (term.get_id(), self.word(written).get_id()) in self.compared

    def compare(self, operator: str, value: Value, other: Value) -> Truth:
        """Compare two values as ``scope.compare`` does."""
        known = self.all([value.known, other.known])
        if "any" in (value.sort, other.sort) or (value.sort != other.sort and {value.sort, other.sort} <= _WRITTEN):
            return self.either_way(known)
        if operator == "contains" and value.sort == "list":
            return self._contains(known, value, other)
        if value.sort != other.sort or value.sort == "nothing":
            return self.unknown
        same = operator in {"is_", "contains"}
        return self._same(known, value, other) if same else self._ordered(operator, known, value, other)

    def date_moved(self, start: Value, span: Span, sign: int) -> Value:
        """A date with a span of days or months added or taken off."""
        if start.sort != "date":
            return Value(start.known, "any") if start.sort == "any" else self.nothing
        if span.days is not None:
            return Value(start.known, "date", start.term + 2 * sign * span.days)
        key = (start.term.get_id(), span, sign)
        if key not in self._moves:
            self._fresh += 1
            found = self.z3.Int(f"moved#{self._fresh}")
            least, most = _bounds(span)
            step = (found - start.term) * sign
            self.given += [step >= 2 * least, step <= 2 * most]
            self._moves[key] = Moved(start.term, span, sign, found)
            self.moved.append(self._moves[key])
        return Value(start.known, "date", self._moves[key].term)

    def exactly(self, moved: Moved, start: int) -> Term | None:
        """What a moved date is when it starts from ``start`` (in half days): a formula, or ``None`` where it is no date."""
        day = exact_move(start, moved.span, moved.sign, self.calendar)
        return None if day is None else self.z3.Implies(moved.start == start, moved.term == day)

    def _ordered(self, operator: str, known: Term, value: Value, other: Value) -> Truth:
        if value.sort not in _ORDERED:
            return self.either_way(known) if value.sort == "words" else self.unknown
        left, right = value.term, other.term
        so = {"at_least": left >= right, "after": left > right}.get(operator, left < right)
        return Truth(self.all([known, so]), self.all([known, self.no(so)]))

    def _same(self, known: Term, value: Value, other: Value) -> Truth:
        if value.sort in {"list", "items", "thing"}:
            return self.either_way(known)
        if value.sort == "words":
            self.compared[value.term.get_id(), other.term.get_id()] = (value.term, other.term)
        same = value.term == other.term
        return Truth(self.all([known, same]), self.all([known, self.no(same)]))

    def _contains(self, known: Term, value: Value, other: Value) -> Truth:
        if other.sort != "words":
            return self.unknown
        held: Mapping[str, Term] = value.term
        ins = self.any(self.all([truth, self.word(code) == other.term]) for code, truth in held.items())
        return Truth(self.all([known, ins]), self.all([known, self.no(ins)]))

    def either_way(self, known: Term) -> Truth:
        """A test of which nothing is told but when it can be made."""
        self._fresh += 1
        so, not_so = self.z3.Bools(f"so#{self._fresh} not-so#{self._fresh}")
        return Truth(self.z3.And(known, so), self.z3.And(known, not_so, self.no(so)))


def halves(written: str) -> int | None:
    """A date or a month in half days; ``None`` for what is neither."""
    try:
        return date.fromisoformat(written).toordinal() * 2 + 1 if len(written) == 10 else _month(written)
    except ValueError:
        return None


def written_date(half_days: int, *, months: bool) -> str:
    """The way back from ``halves``."""
    day = date.fromordinal(half_days // 2).isoformat()
    return day[:7] if months else day


def minutes_of(written: str) -> int | None:
    """A time of day (09:30) in minutes; ``None`` for what is none."""
    hours, colon, minutes = written.partition(":")
    if not colon or len(written) != 5 or not (hours + minutes).isdecimal():
        return None
    return int(hours) * 60 + int(minutes)


def exact_move(start: int, span: Span, sign: int, calendar: Calendar) -> int | None:
    """Where a span leads from a date in half days; ``None`` beyond the calendar."""
    try:
        day = date.fromordinal(start // 2)
        if span.working_days is not None:
            day = calendar.add_working_days(day, sign * span.working_days)
        elif span.months is not None:
            day = add_months(day, sign * span.months)
        else:
            day += timedelta(days=sign * (span.days or 0))
    except (ValueError, OverflowError, NoWorkingDay):
        return None
    return day.toordinal() * 2 + 1


def _month(written: str) -> int | None:
    return date.fromisoformat(f"{written}-01").toordinal() * 2 if len(written) == 7 else None


def _bounds(span: Span) -> tuple[int, int]:
    """The fewest and the most days that a span can be: a year may have eight bank holidays, a council's closures more."""
    if span.months is not None:
        least, most = sorted((28 * span.months, 31 * span.months))
        return least, most
    days = span.working_days or 0
    return (days, days * 2 + 40) if days >= 0 else (days * 2 - 40, days)
