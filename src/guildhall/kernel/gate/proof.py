"""A proof about one definition: questions put to the prover, and faults shown with answers that really lead to them.

Whatever the prover says can go wrong is tried with the kernel itself before it is told. What it says and the kernel does
not confirm, and what it cannot settle, is not proved; it is never called fine.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from guildhall.kernel.clocks import Calendar, local
from guildhall.kernel.domain import Dates, Number, Several, Truth, Words
from guildhall.kernel.gate.answers import scale_of
from guildhall.kernel.gate.finding import Counterexample
from guildhall.kernel.gate.logic import Logic, Value, written_date
from guildhall.kernel.gate.solver import Solver, Term, load
from guildhall.kernel.gate.world import World, world_of
from guildhall.kernel.journey import Compiled, Position, step
from guildhall.kernel.kinds.repeat import Repeat
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question
from guildhall.kernel.scope import Circumstances

Confirms = Callable[[Position, Circumstances], bool]
"""Says whether the kernel came to the fault: where it got to with the answers, and what stood round them."""

_REFINED = 6
"""How often dates that were moved are made exact before a fault is given up as not proved."""


class NotProved(Exception):  # named for what happened
    """Something that could be neither shown nor ruled out."""

    code = "not-proved"


@dataclass
class Proof:
    """What is known of a definition as at a moment. ``at`` has a zone."""

    service: Compiled
    at: datetime
    calendar: Calendar
    _reached: dict[str, Counterexample | None] = field(default_factory=dict)
    _journeys: list[Any] = field(default_factory=list)
    """Models that the prover gave: journeys by which all that is given is so."""

    @cached_property
    def logic(self) -> Logic:
        return Logic(load(), self.calendar)

    @cached_property
    def world(self) -> World:
        """Every journey at once. Raises ``TooManyWays``."""
        return world_of(self.service, self.logic)

    @cached_property
    def _solver(self) -> Solver:
        _ = self.world
        return Solver(self.logic.z3)

    def can_be(self, *formulas: Term) -> bool:
        """Say whether these can be so together on some journey. Raises ``NotProved``."""
        self._take_what_is_given()
        answer = self._solver.can_be(formulas)
        if answer is None:
            raise NotProved
        return answer

    def possible(self, goals: Mapping[str, Term]) -> Iterator[str]:
        """Give the names of those goals that can be so on some journey, each shown by one. Raises ``NotProved``.

        Journeys that showed other goals are looked at first, for as long as nothing more is taken as given.
        """
        self._take_what_is_given()
        left = dict(goals)
        for model in self._journeys:
            yield from _taken_out(left, model)
        named = {name: self.logic.named(f"goal {name}", goal) for name, goal in left.items()}
        self._solver.take(*self.logic.given)  # names, which no journey found so far speaks against
        self.logic.given.clear()
        while named and self.can_be(self.logic.any(named.values())):
            self._journeys.append(self._solver.model())
            yield from _taken_out(named, self._journeys[-1])

    def shown(self, confirms: Confirms, *formulas: Term) -> Counterexample | None:
        """Give answers that lead to where all of these are so, confirmed by the kernel; ``None`` where nothing does.

        Of all that would do, those are taken in which it is now, a resident answers and nothing can be looked up.
        Raises ``NotProved``.
        """
        if not self.can_be(*formulas):
            return None
        unconfirmed = False
        for plainest in self._plainest_first:
            for _ in range(_REFINED):
                if not self.can_be(*formulas, *plainest):
                    break
                model = self._solver.model()
                example = self._example(model)
                around = self.around(example)
                if confirms(self._arrived(example, around), around):
                    return example
                unconfirmed = True
                if not self._refined(model):
                    break
        if unconfirmed:
            raise NotProved
        return None

    def reaching(self, page: str) -> Counterexample | None:
        """Answers with which somebody comes to a page, to look at what stands there; ``None`` where nobody does."""
        if page not in self._reached:
            visited = self.world.visited.get(page, self.logic.never)
            try:
                self._reached[page] = self.shown(lambda at, _around: page in at.visited, visited)
            except NotProved:
                self._reached[page] = None
        return self._reached[page]

    def arrived(self, example: Counterexample) -> Position:
        """Where the kernel gets to with these answers; a question with none is left blank."""
        return self._arrived(example, self.around(example))

    def around(self, example: Counterexample) -> Circumstances:
        """What stands round the answers of an example."""
        now = local(datetime.fromisoformat(example.now)) if example.now else self.at
        return Circumstances(now, "web", example.actor or "resident", example.facts, self.calendar)

    def _arrived(self, example: Counterexample, around: Circumstances) -> Position:
        blank: dict[str, Json] = dict.fromkeys(self.service.steps)
        return step(self.service, blank | dict(example.answers), around)

    def _take_what_is_given(self) -> None:
        if self.logic.given:
            self._journeys.clear()
            self._solver.take(*self.logic.given)
            self.logic.given.clear()

    @cached_property
    def _plainest_first(self) -> tuple[Sequence[Term], ...]:
        """What to ask of an example, the plainest first."""
        around = self.world.around
        resident = around.actor == self.logic.word("resident")
        unknown = [self.logic.no(fact.known) for fact in around.facts.values()]
        now, soon = self._moment(self.at), self.logic.any(map(self._moment, self._moments))
        return ((now, resident, *unknown), (now, resident), (now,), (soon, resident, *unknown), (soon,), ())

    def _moment(self, moment: datetime) -> Term:
        around, here = self.world.around, local(moment)
        return self.logic.z3.And(
            around.today == here.date().toordinal() * 2 + 1,
            around.time == here.hour * 60 + here.minute,
            around.is_open == self.calendar.is_open(here),
        )

    @cached_property
    def _moments(self) -> list[datetime]:
        """Moments of the week to come, day and night, at which an office may be open or closed."""
        here = local(self.at)
        hours = sorted({time(0, 5), time(6), time(11), time(23, 55), *self.calendar.changes()})
        days = [here.date() + timedelta(days=ahead) for ahead in range(8)]
        return [datetime.combine(day, hour, here.tzinfo) for day in days for hour in hours]

    def _refined(self, model: Any) -> bool:
        """Make moved dates exact that the last example was wrong about. Says whether there were any."""
        before = len(self.logic.given)
        for moved in self.logic.moved:
            start = model.eval(moved.start, model_completion=True).as_long()
            exact = self.logic.exactly(moved, start)
            if exact is not None and not _is_so(model, exact):
                self.logic.given.append(exact)
        return len(self.logic.given) > before

    def _example(self, model: Any) -> Counterexample:
        asked = {name for name, formula in self._asked.items() if _is_so(model, formula)}
        reading = _Reading(self.logic, model, self.world.answers.named(), asked)
        answers = {
            question.id: reading.answer(question, question.id)
            for question in self.service.steps.values()
            if question.id in asked and _is_so(model, self.world.answers.value(question.id).known)
        }
        return Counterexample(answers, self._facts(reading), self._now(model), self._actor(model))

    @cached_property
    def _asked(self) -> Mapping[str, Term]:
        return self.world.asked()

    def _facts(self, reading: "_Reading") -> dict[str, Json]:
        found = {}
        for fact, value in self.world.around.facts.items():
            if _is_so(reading.model, value.known):
                fallback = self.service.fallback_of(fact)
                found[fact] = reading.fact(value, self.service.steps.get(fallback or ""))
        return found

    def _now(self, model: Any) -> str | None:
        around = self.world.around
        day, minutes = (model.eval(each, model_completion=True).as_long() for each in (around.today, around.time))
        here = local(self.at)
        if (day // 2, minutes) == (here.toordinal(), here.hour * 60 + here.minute):
            return None
        return datetime.combine(date.fromordinal(day // 2), time(*divmod(minutes, 60))).isoformat(timespec="minutes")

    def _actor(self, model: Any) -> str | None:
        actors = {number: word for word, number in self.logic.words.items()}
        found = actors.get(model.eval(self.world.around.actor, model_completion=True).as_long())
        return None if found == "resident" else found


@dataclass
class _Reading:
    """A model of the prover, read as answers that a person could give."""

    logic: Logic
    model: Any
    values: Mapping[str, Value]
    asked: Iterable[str]

    def answer(self, question: Question, name: str) -> Json:
        value = self.values[name]
        if question.inner():
            return self._group(question, name, value)
        return self._single(question, value, name)

    def fact(self, value: Value, like: Question | None) -> Json:
        """A fact's value; of one whose sort is not told, something that no condition names."""
        if value.sort == "words":
            return self._word(value, like)
        if value.sort == "truth":
            return _is_so(self.model, value.term)
        if value.sort == "number":
            return self._number(value.term)
        if value.sort == "date":
            return written_date(self._whole(value.term), months=False)
        return like.example() if like is not None else "something"

    def _group(self, question: Question, name: str, value: Value) -> Json:
        item = {
            inner.id: self.answer(inner, f"{name}.{inner.id}")
            for inner in question.inner()
            if f"{name}.{inner.id}" in self.asked and _is_so(self.model, self.values[f"{name}.{inner.id}"].known)
        }
        return [item] * self._whole(value.term) if isinstance(question, Repeat) else item

    def _single(self, question: Question, value: Value, name: str) -> Json:
        domain = question.domain()
        if isinstance(domain, Truth):
            return _is_so(self.model, value.term)
        if isinstance(domain, Words):
            return self._word(value, question)
        if isinstance(domain, Number):
            return self._number(value.term) if domain.whole else self._scaled(question, name)
        if isinstance(domain, Dates):
            return written_date(self._whole(value.term), months=domain.months)
        if isinstance(domain, Several):
            return [code for code, held in value.term.items() if _is_so(self.model, held)]
        return question.example()

    def _word(self, value: Value, like: Question | None) -> Json:
        number = self._whole(value.term)
        written = self.logic.written.get(number)
        free = like is not None and like.domain() == Words()
        if written is not None and (not free or self.logic.is_compared(value.term, written)):
            return written
        return like.example(number) if like is not None else f"something {number}"

    def _scaled(self, question: Question, name: str) -> Json:
        return Decimal(self._whole(self.logic.z3.Int(f"answer {name}"))) / scale_of(question)

    def _number(self, term: Term) -> Json:
        held = self.model.eval(term, model_completion=True)
        if self.logic.z3.is_int_value(held):
            return held.as_long()
        return Decimal(held.numerator_as_long()) / Decimal(held.denominator_as_long())

    def _whole(self, term: Term) -> int:
        return int(self.model.eval(term, model_completion=True).as_long())


def _taken_out(goals: dict[str, Term], journey: Any) -> list[str]:
    """Take the goals that are so on a journey out of those that are left."""
    found = [name for name, goal in goals.items() if _is_so(journey, goal)]
    for name in found:
        del goals[name]
    return found


def _is_so(model: Any, formula: Term) -> bool:
    return bool(model.eval(formula, model_completion=True).decl().name() == "true")
