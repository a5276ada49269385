"""The path of a decision: where it stands, since when and why, worked out from its dated facts by the day that is asked about.

Nothing here is typed by anybody, and nothing is stored. A fact that cannot be so (a call-in after the decision had effect) changes
nothing and is told as a breach: what happened is recorded as it happened, and what follows from it is worked out. A fact of a later
day never changes what was said of an earlier one.

The executive's decision has effect when the time to call it in is over, at once where it is exempt or not subject to call-in, and
when it is confirmed after a call-in. A recommendation has none until Council resolves it, and one to another body none until what
that body decides has effect, which may be called in itself. Council's own has it when resolved.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from guildhall.kernel.authority.facts import Fact, FactKind, in_order
from guildhall.kernel.authority.following import next_after
from guildhall.kernel.authority.noticing import late_notices
from guildhall.kernel.authority.values import Breach, BreachCode, Name, Path, Status, Step, Terms, Why
from guildhall.kernel.clocks.calendar import Calendar
from guildhall.kernel.clocks.clear_days import effective_from

_BEFORE: dict[FactKind, Name] = {
    "planned": "planned",
    "key-notice-published": "noticed",
    "private-notice-published": "noticed",
    "private-notice-repeated": "noticed",
    "general-exception-published": "noticed",
    "special-urgency-agreed": "noticed",
    "private-urgency-agreed": "noticed",
    "agenda-published": "agenda-published",
    "agenda-urgency-agreed": "agenda-published",
    "considered": "considered",
    "deferred": "deferred",
}
"""What comes before a decision, and where it stands then."""

_COUNCILS = frozenset[FactKind](
    {
        "planned",
        "agenda-published",
        "agenda-urgency-agreed",
        "considered",
        "deferred",
        "withdrawn",
        "recommended",
        "recommended-elsewhere",
        "resolved",
        "adopted",
        "adoption-effective",
        "not-adopted",
        "notice-published",
        "carried-out",
        "superseded",
        "revoked",
    }
)
"""The facts of the path of Council and its committees, which may recommend to it: no notices of key decisions, and no call-in."""


def path(facts: Iterable[Fact], on: date, terms: Terms, calendar: Calendar) -> Path:
    """Where a decision stands at the end of a local day, by the facts up to that day, by the council's duties and calendar.

    Raises ``NoWorkingDay`` when the calendar has none for ten years.
    """
    walk = _Walk(terms, calendar)
    for fact in in_order({fact for fact in facts if fact.on <= on}):
        walk.pass_to(fact.on)
        walk.take(fact)
    walk.pass_to(on)
    return walk.found()


@dataclass(slots=True)
class _Walk:
    """One decision gone through fact by fact, in the order in which they happened."""

    terms: Terms
    calendar: Calendar
    known: list[Fact] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    stands: Step | None = None
    decided: Step | None = None
    recommended: bool = False
    elsewhere: bool = False
    adopted: bool = False
    resolved: bool = False
    exempt: bool = False
    called_in: bool = False
    window: date | None = None
    due: date | None = None
    why: Why = "call-in-ended"
    effective: date | None = None
    ended: date | None = None
    early: Fact | None = None

    def pass_to(self, day: date) -> None:
        """Let the days go by until this one: what has effect by then, has it since its own day."""
        if self.due is None or self.due > day:
            return
        self.effective, self.due = self.due, None
        self._stand("effective", self.effective, self.why)
        if self.early is not None:
            self._stand("carried-out", self.effective, "carried-out", self.early.cites)

    def take(self, fact: Fact) -> None:
        """Let one thing happen."""
        if self.ended is not None:
            self._breach("after-its-end", fact)
        elif self.terms.maker == "council" and fact.kind not in _COUNCILS:
            self._breach("not-on-this-path", fact)
        else:
            self.known.append(fact)
            _ACTS.get(fact.kind, _Walk.before)(self, fact)

    def found(self) -> Path:
        """What there is to say at the end."""
        stands, status = self.stands, None
        if stands is not None:
            following = next_after(stands.name, self.due, self.known, self.terms, self.calendar)
            status = Status(stands.name, stands.since, stands.why, stands.cites, tuple(following))
        return Path(status, tuple(self.steps), tuple(self.breaches), self.effective, self.due, self.ended)

    def before(self, fact: Fact) -> None:
        if self.decided or self.resolved:
            self._breach("noticed-after-deciding", fact)
        elif self.recommended:
            self._note(_BEFORE[fact.kind], fact)
        else:
            self._come_to(_BEFORE[fact.kind], fact)

    def decide(self, fact: Fact) -> None:
        if self.recommended or self.decided:
            self._breach("decided-and-recommended" if self.recommended else "decided-twice", fact)
            return
        self._come_to("decided", fact)
        self.decided = self.stands
        self.breaches.extend(late_notices(fact, self.known, self.terms, self.calendar))
        if not self.terms.call_in:
            self._have_effect(fact.on, "not-subject-to-call-in")
        elif self.exempt:
            self._have_effect(fact.on, "call-in-exempted")

    def recommend(self, fact: Fact) -> None:
        if self.decided:
            self._breach("decided-and-recommended", fact)
        if self.effective is None:
            elsewhere = fact.kind == "recommended-elsewhere"
            self._come_to("recommended-elsewhere" if elsewhere else "recommended", fact)
            self.elsewhere = elsewhere and (self.elsewhere or not self.recommended)
            self.recommended, self.due = True, None

    def resolve(self, fact: Fact) -> None:
        if self.resolved:
            self._breach("decided-twice", fact)
        elif not self._is_before_council or self.called_in or self.elsewhere:
            self._breach("not-before-council", fact)
        else:
            self._come_to("resolved", fact)
            self.resolved = True
            if self.terms.maker == "council":
                self.breaches.extend(late_notices(fact, self.known, self.terms, self.calendar))
            self._have_effect(fact.on, "resolved")

    def adopt(self, fact: Fact) -> None:
        """The body to which it was recommended decided so. Whether that has effect yet is told by the path of its own decision."""
        if self.adopted:
            self._breach("decided-twice", fact)
        elif not self.elsewhere or self.called_in:
            self._breach("not-before-council", fact)
        else:
            self._come_to("adopted", fact)
            self.adopted = True

    def bring_into_effect(self, fact: Fact) -> None:
        """What the body decided to which it was recommended has effect, and so has this."""
        if self.elsewhere and self.adopted:
            self.resolved = True
            self._have_effect(fact.on, fact.kind)
        else:
            self._breach("not-before-council", fact)

    def decline(self, fact: Fact) -> None:
        if self._is_before_council and not (self.resolved or self.adopted):
            self._end("not-adopted", fact)
        else:
            self._breach("not-before-council", fact)

    def exempt_it(self, fact: Fact) -> None:
        if self.effective or self.called_in or not self.terms.call_in:
            self._breach("exemption-without-effect", fact)
            return
        self.exempt = True
        self._note("call-in-exempt", fact)
        if self.decided:
            self._have_effect(fact.on, "call-in-exempted")

    def publish(self, fact: Fact) -> None:
        if not (self.decided or self.resolved or self.recommended):
            self._breach("notice-before-decision", fact)
            return
        self._note("notice-published", fact)
        if self.decided and not self.recommended and self.effective is None and self.window is None:
            duty = self.terms.duties["call-in"]
            self.window = effective_from(fact.on, duty.count or 0, duty.reading, self.calendar)
            if not self.called_in:
                self._open(fact)

    def call_in(self, fact: Fact) -> None:
        if not self.terms.call_in or self.recommended:
            self._breach("not-subject-to-call-in", fact)
        elif not self.decided:
            self._breach("called-in-before-decision", fact)
        elif self.effective:
            self._breach("called-in-late", fact)
        elif not self.called_in:
            self._come_to("called-in", fact)
            self.called_in, self.due = True, None

    def release(self, fact: Fact) -> None:
        """The call-in is found not to be valid, or is taken back: what is left of the time goes on."""
        if not self._was_called_in(fact):
            return
        if self.window:
            self._open(fact)
        elif self.decided:
            self._stand("decided", self.decided.since, fact.kind, fact.cites)

    def refer(self, fact: Fact) -> None:
        if self.called_in:
            self._come_to("referred-back" if fact.kind == "referred-back" else "referred-to-council", fact)
        else:
            self._breach("no-call-in", fact)

    def confirm(self, fact: Fact) -> None:
        if self._was_called_in(fact):
            self._come_to("confirmed", fact)
            self._have_effect(fact.on, "confirmed")

    def carry_out(self, fact: Fact) -> None:
        if self.effective:
            self._come_to("carried-out", fact)
        else:
            self.early = self.early or fact
            self._breach("carried-out-before-effect", fact)

    def supersede(self, fact: Fact) -> None:
        self._end("superseded", fact)

    def revoke(self, fact: Fact) -> None:
        if self.decided or self.resolved or self.recommended:
            self._end("revoked", fact)
        else:
            self._breach("nothing-to-revoke", fact)

    def withdraw(self, fact: Fact) -> None:
        if self.decided or self.resolved or self.adopted:
            self._breach("withdrawn-after-deciding", fact)
        else:
            self._end("withdrawn", fact)

    @property
    def _is_before_council(self) -> bool:
        return self.recommended or self.terms.maker == "council"

    def _was_called_in(self, fact: Fact) -> bool:
        """End the call-in where there is one; otherwise say that there is none."""
        if not self.called_in:
            self._breach("no-call-in", fact)
            return False
        self.called_in = False
        return True

    def _open(self, fact: Fact) -> None:
        """The time to call it in runs until the day before the window's."""
        if self.window and not self.recommended:
            self._come_to("call-in-open", fact)
            self._have_effect(max(self.window, fact.on), "call-in-ended")

    def _have_effect(self, day: date, why: Why) -> None:
        """Nothing recommended has effect until Council resolved it."""
        if self.resolved or not self.recommended:
            self.due, self.why = day, why

    def _end(self, name: Name, fact: Fact) -> None:
        self._come_to(name, fact)
        self.ended, self.due, self.called_in = fact.on, None, False

    def _come_to(self, name: Name, fact: Fact) -> None:
        self._stand(name, fact.on, fact.kind, fact.cites)

    def _stand(self, name: Name, since: date, why: Why, cites: str = "") -> None:
        self.stands = Step(name, since, why, cites)
        self.steps.append(self.stands)

    def _note(self, name: Name, fact: Fact) -> None:
        """Something happened that does not change where the decision stands."""
        self.steps.append(Step(name, fact.on, fact.kind, fact.cites))

    def _breach(self, code: BreachCode, fact: Fact) -> None:
        self.breaches.append(Breach(code, fact.on, "", fact.cites))


_ACTS: Mapping[FactKind, Callable[[_Walk, Fact], None]] = {
    "withdrawn": _Walk.withdraw,
    "call-in-exempted": _Walk.exempt_it,
    "recommended": _Walk.recommend,
    "recommended-elsewhere": _Walk.recommend,
    "resolved": _Walk.resolve,
    "adopted": _Walk.adopt,
    "adoption-effective": _Walk.bring_into_effect,
    "not-adopted": _Walk.decline,
    "decided": _Walk.decide,
    "notice-published": _Walk.publish,
    "called-in": _Walk.call_in,
    "call-in-rejected": _Walk.release,
    "call-in-withdrawn": _Walk.release,
    "referred-back": _Walk.refer,
    "referred-to-council": _Walk.refer,
    "confirmed": _Walk.confirm,
    "carried-out": _Walk.carry_out,
    "superseded": _Walk.supersede,
    "revoked": _Walk.revoke,
}
