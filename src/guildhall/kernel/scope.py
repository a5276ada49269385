"""What is known at one point of a journey, and conditions compiled into functions that ask it.

A compiled condition gives ``True``, ``False`` or ``None`` for unknown (Kleene's three values). Only ``True`` opens a way;
so a blank answer, a fact that cannot be looked up, or a comparison that makes no sense never counts as a "no".
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property, partial
from typing import Protocol

from guildhall.kernel.clocks import Calendar, NoWorkingDay, add_months, local
from guildhall.kernel.conditions import All, AnyOf, Condition, Not, Reference, RuleHolds, Span, Test
from guildhall.kernel.model import Json

Truth = bool | None


@dataclass(frozen=True)
class Circumstances:
    """What stands round a journey: when, by which channel, by whom, and what the council already knows.

    ``now`` has a zone (an unzoned moment is Europe/London). ``facts`` holds only what is known; a missing fact is unknown.
    """

    now: datetime
    channel: str = "web"
    actor: str = "resident"
    facts: Mapping[str, Json] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)

    @cached_property
    def today(self) -> date:
        """The local date."""
        return local(self.now).date()


@dataclass(slots=True)
class Scope:
    """What a condition may see: the answers that count so far, and which steps have been passed."""

    around: Circumstances
    values: dict[str, Json] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)
    service: "Rulebook | None" = None
    outer: "Scope | None" = None
    deciding: list[str] = field(default_factory=list)
    """The tables being worked out just now, so that one which asks itself is unknown and does not run for ever."""
    worked_out: dict[tuple[str, str], Json] = field(default_factory=dict)
    """What rules and tables gave, so that none is worked out twice while nothing it leans on has changed."""

    def inside(self) -> "Scope":
        """A scope for one item of a group: it sees its own answers first, then those outside."""
        return Scope(self.around, service=self.service, outer=self)

    def holds(self, condition: Condition) -> bool:
        """Say whether a condition is true here. One that is unknown does not hold."""
        ask = self.service.ask(condition) if self.service else compiled(condition, {})
        return ask(self) is True

    def answer(self, step: str) -> Json:
        """The answer that counts for ``step``, or ``None`` when blank, not relevant or not yet reached."""
        found = self.values.get(step)
        return self.outer.answer(step) if found is None and self.outer and step not in self.passed else found

    def go_past(self, step: str, counted: Json = None) -> None:
        """Leave a question behind, with the answer that counts for it if there is one."""
        if counted is not None:
            self.values[step] = counted
        self.passed.add(step)
        for leaner in self.service.leaning_on(step) if self.service else tuple(self.worked_out):
            self.worked_out.pop(leaner, None)

    def has_passed(self, step: str) -> bool:
        return step in self.passed or bool(self.outer and self.outer.has_passed(step))

    def fact(self, name: str) -> Json:
        """The fact as looked up; where it could not be, the answer to the question that stands in for it.

        It is known only once the answers it is looked up from have been given, however early somebody passes it in.
        """
        known = self.looked_up(name)
        fallback = self.service.fallback_of(name) if known is None and self.service else None
        return self.answer(fallback) if fallback else known

    def looked_up(self, name: str) -> Json:
        """The fact as looked up, without what stands in for it."""
        known = self.around.facts.get(name)
        if known is not None and self.service:
            for need in self.service.needs_of(name):
                if self.answer(need) is None:
                    return None
        return known

    def may_be_looked_up(self, name: str) -> bool:
        """Whether the questions that a fact is looked up from lie behind us, answered or not."""
        return all(map(self.has_passed, self.service.needs_of(name))) if self.service else True

    def decision(self, name: str) -> Json:
        """What a decision table gives here, or ``None`` when it cannot be told."""
        return self.service.decide(name, self) if self.service else None

    def once(self, sort: str, name: str, work_out: Callable[[], Json]) -> Json:
        """Work something out, or remember it: nothing that it leans on has changed since."""
        named = (sort, name)
        if named not in self.worked_out:
            self.worked_out[named] = work_out()
        return self.worked_out[named]


class Rulebook(Protocol):
    """What a scope asks of the service it stands in: its rules, its decision tables, its facts."""

    def ask(self, condition: Condition) -> "Ask": ...

    def decide(self, name: str, scope: Scope) -> Json: ...

    def fallback_of(self, fact: str) -> str | None: ...

    def needs_of(self, fact: str) -> tuple[str, ...]: ...

    def leaning_on(self, step: str) -> tuple[tuple[str, str], ...]: ...


Ask = Callable[[Scope], Truth]
Look = Callable[[Scope], Json]


def compiled(condition: Condition, rules: Mapping[str, Condition], made: dict[str, Ask] | None = None) -> Ask:
    """Turn a condition into a function. A rule that is missing, or that leads back to itself, is always unknown.

    ``made`` holds the functions of rules made so far, so that each rule is made once.
    """
    made = {} if made is None else made
    if isinstance(condition, All):
        return _all_of([compiled(part, rules, made) for part in condition.all])
    if isinstance(condition, AnyOf):
        return _any_of([compiled(part, rules, made) for part in condition.any])
    if isinstance(condition, Not):
        return _negated(compiled(condition.not_, rules, made))
    if isinstance(condition, RuleHolds):
        return _rule(condition.rule, rules, made)
    return _test(condition)


def _rule(name: str, rules: Mapping[str, Condition], made: dict[str, Ask]) -> Ask:
    if name not in rules:
        return _unknown
    if name not in made:
        made[name] = _unknown  # while it is being made: what leads back to itself is unknown
        ask = compiled(rules[name], rules, made)
        made[name] = lambda scope: scope.once("rule", name, lambda: ask(scope))
    return made[name]


def compare(operator: str, operand: Json) -> Callable[[Json, Scope], Truth]:
    """Turn an operator and its operand into a function of the value asked about: ``atLeast 3`` of 5 is true.

    Unknown when either side is missing, or when the two are not of one sort (a word against a number).
    """
    if operator == "is_one_of":
        members = [value_of(each) for each in operand]
        return lambda value, scope: None if value is None else _any_equal(value, [look(scope) for look in members])
    if operator == "is_" and not isinstance(operand, Reference):
        return _equal_to(operand)
    relation = _RELATIONS[operator]
    if not isinstance(operand, Reference):
        return lambda value, _scope: None if value is None else relation(value, operand)
    other = value_of(operand)

    def ask(value: Json, scope: Scope) -> Truth:
        reference = other(scope)
        return None if value is None or reference is None else relation(value, reference)

    return ask


def value_of(operand: Json) -> Look:
    """Turn an operand into a function that finds its value, with any span of days or months added."""
    if not isinstance(operand, Reference):
        return lambda _scope: operand
    if operand.answer is not None:
        source: Look = partial(_answer, operand.answer)
    elif operand.fact is not None:
        source = partial(_fact, operand.fact)
    else:
        source = _today
    spans = [(operand.plus, 1), (operand.minus, -1)]
    moves = [(span, sign) for span, sign in spans if span is not None]
    return (lambda scope: _moved(source(scope), moves, scope.around.calendar)) if moves else source


def look_at(sort: str, name: str) -> Look:
    """Turn what is asked about, such as ``answer`` and its name, into a function that finds its value."""
    return _SUBJECTS[sort](name)


def _test(test: Test) -> Ask:
    sort, name = test.subject
    operator, operand = test.operator
    if operator == "answered":
        return partial(_answered, sort, name, operand)
    look = look_at(sort, name)
    ask = compare(operator, operand)
    return lambda scope: ask(look(scope), scope)


def _answered(sort: str, name: str, wanted: bool, scope: Scope) -> Truth:
    if look_at(sort, name)(scope) is not None:
        return wanted
    if sort == "fact":
        return (not wanted) if scope.may_be_looked_up(name) else None
    return (not wanted) if sort in {"answer", "count"} and scope.has_passed(name) else None


def _answer(name: str, scope: Scope) -> Json:
    return scope.answer(name)


def _fact(name: str, scope: Scope) -> Json:
    return scope.fact(name)


def _today(scope: Scope) -> Json:
    return scope.around.today.isoformat()


def count_of(name: str, scope: Scope) -> Json:
    """How many items a repeating group holds: none once it was passed by, unknown before."""
    items = scope.answer(name)
    if items is None:
        return 0 if scope.has_passed(name) else None
    return len(items) if isinstance(items, list) else None


def _clock(name: str, scope: Scope) -> Json:
    if name == "date":
        return _today(scope)
    if name == "open":
        return scope.around.calendar.is_open(scope.around.now)
    return local(scope.around.now).strftime("%H:%M")


_SUBJECTS: dict[str, Callable[[str], Look]] = {
    "answer": lambda name: partial(_answer, name),
    "fact": lambda name: partial(_fact, name),
    "decision": lambda name: lambda scope: scope.decision(name),
    "count": lambda name: partial(count_of, name),
    "actor": lambda _name: lambda scope: scope.around.actor,
    "channel": lambda _name: lambda _scope: None,  # parity: the channel is never known to a rule
    "now": lambda name: partial(_clock, name),
}


_SORTS: dict[type, str] = {bool: "truth", int: "number", str: "words", list: "list", dict: "object"}


def _sort(value: Json) -> str | None:
    """What can be compared with what: words with words, numbers with numbers. NaN with nothing."""
    sort = _SORTS.get(type(value))
    return "number" if sort is None and isinstance(value, Decimal) and value.is_finite() else sort


def _equal(left: Json, right: Json) -> Truth:
    sort = _sort(left)
    return bool(left == right) if sort is not None and sort == _sort(right) else None


def _equal_to(known: Json) -> Callable[[Json, Scope], Truth]:
    """The same as ``_equal`` where one side is written in the definition: most questions are of this kind."""
    sort = _sort(known)
    return lambda value, _scope: bool(value == known) if sort is not None and _sort(value) == sort else None


def _any_equal(value: Json, members: list[Json]) -> Truth:
    return _kleene_any([_equal(value, member) if member is not None else None for member in members])


def _contains(value: Json, member: Json) -> Truth:
    return _kleene_any([_equal(each, member) for each in value]) if isinstance(value, list) else _equal(value, member)


def _ordered(value: Json, other: Json) -> int | None:
    sort = _sort(value)
    if sort not in {"number", "words"} or sort != _sort(other):
        return None
    return int(value > other) - int(value < other)


def _at_least(value: Json, other: Json) -> Truth:
    order = _ordered(value, other)
    return None if order is None else order >= 0


def _less_than(value: Json, other: Json) -> Truth:
    order = _ordered(value, other)
    return None if order is None else order < 0


def _after(value: Json, other: Json) -> Truth:
    order = _ordered(value, other)
    return None if order is None else order > 0


_RELATIONS: dict[str, Callable[[Json, Json], Truth]] = {
    "is_": _equal,
    "contains": _contains,
    "at_least": _at_least,
    "less_than": _less_than,
    "before": _less_than,
    "after": _after,
}


def _moved(start: Json, moves: list[tuple[Span, int]], calendar: Calendar) -> Json:
    try:
        day = date.fromisoformat(start)
        for span, sign in moves:
            if span.working_days is not None:
                day = calendar.add_working_days(day, sign * span.working_days)
            elif span.months is not None:
                day = add_months(day, sign * span.months)
            else:
                day += timedelta(days=sign * (span.days or 0))
    except (TypeError, ValueError, OverflowError, NoWorkingDay):
        return None
    return day.isoformat()


def _unknown(_scope: Scope) -> Truth:
    return None


def _kleene_any(truths: list[Truth]) -> Truth:
    if True in truths:
        return True
    return None if None in truths else False


def every(truths: Iterable[Truth]) -> Truth:
    """True where all are; false as soon as one is; else unknown."""
    known: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            known = None
    return known


def _all_of(parts: list[Ask]) -> Ask:
    return lambda scope: every(part(scope) for part in parts)


def _any_of(parts: list[Ask]) -> Ask:
    def ask(scope: Scope) -> Truth:
        answer: Truth = False
        for part in parts:
            truth = part(scope)
            if truth is True:
                return True
            if truth is None:
                answer = None
        return answer

    return ask


def _negated(part: Ask) -> Ask:
    def ask(scope: Scope) -> Truth:
        truth = part(scope)
        return None if truth is None else not truth

    return ask
