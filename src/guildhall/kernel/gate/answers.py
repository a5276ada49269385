"""Answers that are not given yet: for each question what it may hold, when it is asked, and when no answer could stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from guildhall.kernel.conditions import Operand
from guildhall.kernel.domain import Dates, Domain, Items, Number, Several, Truth, Words
from guildhall.kernel.gate.logic import Logic, Sort, Value
from guildhall.kernel.gate.sight import Sight
from guildhall.kernel.gate.solver import Term
from guildhall.kernel.gate.ways import Place
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.kernel.patterns import Undecided
from guildhall.kernel.question import AllRefused, Question, Refused
from guildhall.kernel.scope import Circumstances, Scope

EARLIEST, LATEST = date(1900, 1, 1).toordinal() * 2, date(2199, 12, 31).toordinal() * 2 + 1
"""The dates that an answer may have, in half days."""
SCALE = 100
"""A decimal with no number of places is chosen to two."""
BARE = datetime(2026, 1, 1, tzinfo=UTC)
"""When words are judged that no moment changes."""


_WORDS = frozenset(Question.model_fields) - {"kind"}


@dataclass(frozen=True, slots=True)
class Asking:
    """A question at a place: when it is relevant, when it is asked, and when an answer to it can stand."""

    question: Question
    place: Place
    here: Term
    relevant: Term
    asked: Term
    possible: Term
    sight: Sight
    inside: str = ""
    """The group it stands in; empty for a question by itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking came to: the question with those inside it, and when nobody gets past it."""

    all: tuple[Asking, ...]
    held: Term


@dataclass
class Answers:
    """The answers of one definition, each under its question's name; inside a group, under the group's and its own."""

    service: Compiled
    logic: Logic
    undecided: dict[str, str] = field(default_factory=dict)
    """Questions whose pattern could not be worked out, by name."""
    _values: dict[str, Value] = field(default_factory=dict)
    _items: dict[str, Value] = field(default_factory=dict)

    def value(self, step: str) -> Value:
        """The answer that counts for a question; for a repeating group, how many items there are."""
        return self._values[step] if step in self._values else self._new(step, self.service.steps[step])

    def inner(self, name: str) -> Value:
        """The answer to a question inside a group, in the one item that is looked at."""
        return self._values[name]

    def named(self) -> Mapping[str, Value]:
        return self._values

    def ask(self, question: Question, place: Place, here: Term, sight: Sight) -> Asked:
        """Ask a question at a place."""
        logic, z3 = self.logic, self.logic.z3
        value = self.value(question.id)
        relevant = sight.holds(question.show_when)
        known = self._known_by_fact(question, sight)
        told = self._told(question, sight)
        open_ = logic.all([here, relevant, logic.no(known)])
        asked = logic.named(f"asked {question.id}", logic.all([open_, logic.no(told.known)]))
        if told.sort != "nothing":
            logic.given.append(z3.Implies(logic.all([open_, told.known]), z3.And(value.known, value.term == told.term)))
        logic.given.append(z3.Implies(logic.all([here, z3.Or(logic.no(relevant), known)]), logic.no(value.known)))
        inner, possible = self._inside(question, place, asked, value, sight)
        logic.given.append(z3.Implies(asked, self._answered(question, value, sight, possible)))
        held = logic.all([asked, logic.no(possible)]) if question.required else logic.never
        own = Asking(question, place, here, relevant, asked, possible, sight)
        return Asked((own, *inner), held)

    def close(self, askings: Iterable[Asking]) -> None:
        """Nobody has answered what was never passed."""
        logic = self.logic
        here: dict[str, list[Term]] = {}
        for asking in askings:
            if not asking.inside:
                here.setdefault(asking.question.id, []).append(asking.here)
        for step, places in here.items():
            logic.given.append(logic.z3.Implies(self.value(step).known, logic.any(places)))
        for step in (self.service.steps.keys() & self._values.keys()) - here.keys():
            logic.given.append(logic.no(self.value(step).known))
        self._leave_out_what_is_refused()

    def _leave_out_what_is_refused(self) -> None:
        """Free words are never those that the question would refuse, or would write otherwise."""
        logic = self.logic
        written = logic.written
        free = {
            self._values[step.id].term.get_id(): step
            for step in self.service.steps.values()
            if step.id in self._values and step.domain() == Words()
        }
        bare = Scope(Circumstances(BARE))
        for value, other in logic.compared.values():
            question = free.get(value.get_id())
            if question is None or not logic.z3.is_int_value(other):
                continue
            try:
                stands = question.settle(written[other.as_long()], bare) == written[other.as_long()]
            except (Refused, AllRefused):
                stands = False
            if not stands:
                logic.given.append(value != other)

    def _answered(self, question: Question, value: Value, sight: Sight, possible: Term) -> Term:
        """What is so of an answer to a question that is asked: it stands; where it is required and one can, it is given."""
        logic, z3 = self.logic, self.logic.z3
        parts = [z3.Implies(value.known, z3.And(possible, self._fits(question, value, sight)))]
        if question.required and not question.inner():
            parts.append(z3.Implies(possible, value.known))
        return logic.all(parts)

    def _known_by_fact(self, question: Question, sight: Sight) -> Term:
        facts = self.service.stands_in_for.get(question.id, ())
        if not facts:
            return self.logic.never
        return self.logic.all(sight.looked_up(fact).known for fact in facts)

    def _told(self, question: Question, sight: Sight) -> Value:
        """What tells the answer already, where it can stand here."""
        if (told := question.satisfied_by) is None:
            return self.logic.nothing
        source = sight.answer(told.answer) if told.answer is not None else sight.fact(str(told.fact))
        value = self.value(question.id)
        if source.sort != value.sort or source.sort in {"nothing", "list", "any"}:
            return self.logic.nothing
        other = told.answer or self.service.fallback_of(str(told.fact))
        alike = _limits(self.service.steps.get(other or "")) == _limits(question)
        stands = self.logic.always if alike else self.logic.either_way(source.known).yes
        if source.term is None:  # two things with parts: that one stands for the other is all that is told
            return Value(self.logic.all([source.known, stands]), source.sort, value.term)
        fits = self._fits(question, Value(source.known, source.sort, source.term), sight)
        return Value(self.logic.all([source.known, fits, stands]), source.sort, source.term)

    def _inside(
        self, question: Question, place: Place, asked: Term, value: Value, sight: Sight
    ) -> tuple[list[Asking], Term]:
        """The questions inside a group, and when an answer can stand."""
        if not question.inner():
            return [], self._possible(question, sight)
        return self._group(Asking(question, place, asked, asked, asked, self.logic.always, sight), question.id, value)

    def _group(self, outer: Asking, name: str, value: Value) -> tuple[list[Asking], Term]:
        """The questions inside a group that is asked, of one item; and when an answer to the group can stand."""
        group, place, asked, sight = outer.question, outer.place, outer.asked, outer.sight
        logic, z3 = self.logic, self.logic.z3
        filled = logic.named(f"filled {name}", logic.all([asked, z3.Bool(f"fills {name}")]))
        within = dict(sight.answers)
        passed = dict(sight.passed)
        found: list[Asking] = []
        possibles: list[Term] = []
        holds_some: list[Term] = []
        for step in group.inner():
            inner_sight = Sight(logic, self.service, sight.around, dict(within), dict(passed))
            inner_name = f"{name}.{step.id}"
            held = self._values.get(inner_name) or self._new(inner_name, step)
            relevant = inner_sight.holds(step.show_when)
            inner_asked = logic.named(f"asked {inner_name}", logic.all([filled, relevant]))
            logic.given.append(z3.Implies(z3.And(asked, logic.no(inner_asked)), logic.no(held.known)))
            if step.inner():
                within_it = Asking(step, place, inner_asked, relevant, inner_asked, logic.always, inner_sight)
                deeper, possible = self._group(within_it, inner_name, held)
                found += deeper
            else:
                possible = self._possible(step, inner_sight)
            logic.given.append(z3.Implies(inner_asked, self._answered(step, held, inner_sight, possible)))
            found.append(Asking(step, place, asked, relevant, inner_asked, possible, inner_sight, name))
            if step.required:
                possibles.append(z3.Or(logic.no(relevant), possible))
            holds_some.append(held.known)
            within[step.id], passed[step.id] = held, logic.always
        can = logic.named(f"possible {name}", logic.all([*possibles, self._enough(group)]))
        if group.required and not self._may_be_empty(group):
            logic.given.append(z3.Implies(z3.And(asked, can), z3.Bool(f"fills {name}")))
        some = logic.any(holds_some)
        logic.given.append(z3.Implies(asked, value.known == z3.And(filled, some)))
        return found, can

    def _enough(self, group: Question) -> Term:
        domain = group.domain()
        enough = not isinstance(domain, Items) or domain.least <= domain.most
        return self.logic.always if enough else self.logic.never

    def _may_be_empty(self, group: Question) -> bool:
        domain = group.domain()
        return isinstance(domain, Items) and domain.least == 0

    def _possible(self, question: Question, sight: Sight) -> Term:
        """When an answer can stand at all."""
        logic, domain = self.logic, question.domain()
        if isinstance(domain, Number | Dates):
            least, most = (
                sight.operand(bound, _sort(domain)) if bound is not None else logic.nothing
                for bound in bounds_of(domain)
            )
            if least.sort == most.sort == _sort(domain):
                return logic.no(logic.z3.And(least.known, most.known, least.term > most.term))
            return logic.always
        if isinstance(domain, Words | Several):
            try:
                return logic.always if question.example() is not None else logic.never
            except Undecided as undecided:
                self.undecided[question.id] = str(undecided)
        return logic.always

    def _fits(self, question: Question, value: Value, sight: Sight) -> Term:
        """When a value stands as an answer here."""
        logic, z3, domain = self.logic, self.logic.z3, question.domain()
        if isinstance(domain, Truth):
            return value.term if domain.agreed else logic.always
        if isinstance(domain, Words):
            return (
                logic.always if domain.codes is None else logic.any(value.term == logic.word(c) for c in domain.codes)
            )
        if isinstance(domain, Several):
            return self._some(domain, value)
        if isinstance(domain, Items):
            return z3.And(value.term >= max(domain.least, 1), value.term <= domain.most)
        if isinstance(domain, Number | Dates):
            least, most = bounds_of(domain)
            outside = [
                logic.compare(operator, value, sight.operand(bound, value.sort)).yes
                for operator, bound in (("less_than", least), ("after", most))
                if bound is not None
            ]
            return logic.no(logic.any(outside))
        return logic.always

    def _some(self, domain: Several, value: Value) -> Term:
        logic, z3 = self.logic, self.logic.z3
        held: Mapping[str, Term] = value.term
        parts = [logic.any(held.values())]
        if domain.most is not None and domain.most < len(held):
            parts.append(z3.AtMost(*held.values(), domain.most))
        for code in domain.alone:
            parts += [z3.Implies(held[code], logic.no(other)) for name, other in held.items() if name != code]
        return logic.all(parts)

    def _new(self, name: str, question: Question) -> Value:
        """A value that is not known yet."""
        z3, logic, domain = self.logic.z3, self.logic, question.domain()
        known = z3.Bool(f"has {name}")
        value = Value(known, "thing")
        if isinstance(domain, Truth):
            value = Value(known, "truth", z3.Bool(f"answer {name}"))
        elif isinstance(domain, Words):
            value = Value(known, "words", z3.Int(f"answer {name}"))
            logic.given.append(value.term >= 0)
        elif isinstance(domain, Number):
            whole = z3.Int(f"answer {name}")
            scale = 1 if domain.whole else scale_of(question)
            value = Value(known, "number", whole if scale == 1 else z3.ToReal(whole) / scale)
        elif isinstance(domain, Dates):
            term = z3.Int(f"answer {name}")
            logic.given += [term >= EARLIEST, term <= LATEST, term % 2 == (0 if domain.months else 1)]
            value = Value(known, "date", term)
        elif isinstance(domain, Several):
            value = Value(known, "list", {code: z3.Bool(f"answer {name} {code}") for code in domain.codes})
        elif isinstance(domain, Items):
            value = Value(known, "items", z3.Int(f"answer {name}"))
        self._values[name] = value
        return value


def _limits(question: Question | None) -> Json:
    """What a question asks of an answer, its words aside: two that ask alike take the same answers."""
    if question is None:
        return None
    return question.model_dump(exclude=set(_WORDS))


def bounds_of(domain: Domain) -> tuple[Operand | None, Operand | None]:
    """The least and the most that a domain allows, where it sets any."""
    if isinstance(domain, Number):
        return domain.least, domain.most
    return (domain.first, domain.last) if isinstance(domain, Dates) else (None, None)


def scale_of(question: Question) -> int:
    """Into how many parts one is divided, for a number that need not be whole."""
    places = getattr(question, "places", None)
    return SCALE if places is None else int(10**places)


def _sort(domain: Domain) -> Sort:
    return "number" if isinstance(domain, Number) else "date"
