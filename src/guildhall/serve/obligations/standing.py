"""How the clocks of a case stand: each obligation with its pauses and extensions, and how it is reckoned from them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache

from pydantic import TypeAdapter

from guildhall.estate.door import calendar, words
from guildhall.kernel import clocks
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.clocks import LONDON, Calendar, Due, Reckoning, Term, Unit, kept, local, read, reckon, statutory
from guildhall.serve.models import Case, Extension, Obligation, Pause

PROMISE = "promise"
STATUTORY: Mapping[str, Term] = {
    "subject-access": statutory.SUBJECT_ACCESS,
    "erasure": statutory.ERASURE,
    "freedom-of-information": statutory.FREEDOM_OF_INFORMATION,
    "environmental-information": statutory.ENVIRONMENTAL_INFORMATION,
    "complaint-acknowledged": statutory.COMPLAINT_ACKNOWLEDGED,
    "complaint-stage-1": statutory.COMPLAINT_STAGE_1,
    "complaint-stage-2-acknowledged": statutory.COMPLAINT_STAGE_2_ACKNOWLEDGED,
    "complaint-stage-2": statutory.COMPLAINT_STAGE_2,
}
"""What the law can set for a case, by the names of obligations."""


@dataclass(frozen=True, slots=True)
class More:
    """The most by which something may be put off, and in what it is counted."""

    count: int
    unit: Unit = "working-days"


MOST_MORE: Mapping[str, More] = {
    "subject-access": More(statutory.RIGHTS_MORE.count, "months"),
    "erasure": More(statutory.RIGHTS_MORE.count, "months"),
    "complaint-acknowledged": More(0),
    "complaint-stage-1": More(statutory.COMPLAINT_STAGE_1_MORE.count),
    "complaint-stage-2-acknowledged": More(0),
    "complaint-stage-2": More(statutory.COMPLAINT_STAGE_2_MORE.count),
}
"""The most by which the law or the Ombudsmen's codes let these be put off. What we promised goes by the last that is owed."""

REASONS = ("customer", "another", "access", "weather", "identity", "fee", "clarification", "other")
"""Why a clock may be stopped, by code. What is asked of the customer stops it as ``customer``."""
_STOPPED_BY: Mapping[str, frozenset[str]] = {
    "subject-access": frozenset({"identity", "fee", "clarification"}),
    "erasure": frozenset({"identity"}),
    "freedom-of-information": frozenset({"fee"}),
}
"""What stops a clock that the law sets. A promise of ours is stopped by any of the reasons."""

_TERM = TypeAdapter(Term)


@lru_cache(maxsize=256)
def written(term: Term | None) -> str:
    """A term as JSON, to be kept. Of terms there are few, and of cases many."""
    return canonical_json(_TERM.dump_python(term, mode="json") if term else None)


def moment_of_receipt(*, on: date, now: datetime) -> datetime:
    """The moment at which a paper form counts as received: now if it came today, else when the day of its coming closed."""
    return now if on == local(now).date() else datetime.combine(on, time(23, 59), LONDON)


def calendar_of(term: Term, received: datetime, at: datetime, *, afresh: bool = False) -> Calendar:
    """The calendar by which a term is counted."""
    first, last = years_of(received, at)
    return calendar(year_from=first, year_to=last, whose=term.whose, afresh=afresh)


def years_of(received: datetime, at: datetime) -> tuple[int, int]:
    """The years of a calendar by which a term is counted: from the year before it began to two years from ``at``."""
    first = local(received).year
    return first - 1, max(first, local(at).year) + 2


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed on a case. The row of a promise to which nothing has happened is not in the database."""

    row: Obligation
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()

    @property
    def term(self) -> Term:
        """How long it may take."""
        return _TERM.validate_python(read_json(self.row.term))

    @property
    def due(self) -> Due | None:
        """By when, as it was told last."""
        return told_due(self.row)

    @property
    def is_kept(self) -> bool:
        """Whether it has a row in the database."""
        return not self.row._state.adding

    def stopped_by(self, reason: str) -> bool:
        """Whether this reason stops its clock."""
        return self.row.kind == "target" or reason in _STOPPED_BY.get(self.row.name, ())

    def reckoned(self, working: Calendar) -> Reckoning:
        """By when it is due, and why, from all that is recorded."""
        stops = [_stop(each) for each in self.pauses if each.until is None or each.until > each.since]
        more = [_more(each) for each in self.extensions if each.notified_at or not self.term.told_in_time]
        return reckon(self.term, self.row.received_at, working, stops, more)

    def told(self, working: Calendar) -> Reckoning:
        """The reckoning as it was told last. ``working`` is the calendar as it was then.

        For a promise to which nothing has happened it is made once more. Where that gives another date than was told, the
        date stands as it was told, without its days.
        """
        if self.is_kept:
            return read(read_json(self.row.reckoning))
        found, due = self.reckoned(working), self.due
        if found.due == due or due is None:
            return found
        lines = (*found.explained[:1], clocks.Line(due.day, "due", at=due.moment))
        return replace(found, due=due, explained=lines)


def more_left(owed: Iterable[Owed], name: str) -> More | None:
    """By how much something owed may still be put off; ``None`` where nothing sets an end to that.

    What was taken counts whether they were told of it or not: it may yet be told.
    """
    here = {each.row.name: each for each in owed}
    rules = [MOST_MORE[each] for each in here if each in MOST_MORE]
    if (name != PROMISE and name not in MOST_MORE) or not rules:
        return None
    most = rules[-1] if name == PROMISE else MOST_MORE[name]
    taken = [read_json(each.term) for each in here[name].extensions]
    return More(max(0, most.count - sum(int(each["count"]) for each in taken if each["unit"] == most.unit)), most.unit)


def owed_on(case: Case) -> tuple[Owed, ...]:
    """All that is owed on a case, the promise first. Three statements at most."""
    return owed_on_each([case])[case.pk]


def owed_on_each(cases: Iterable[Case]) -> dict[int, tuple[Owed, ...]]:
    """All that is owed on each of some cases, by their ids. Three statements at most, however many they are."""
    here = {each.pk: each for each in cases}
    rows = list(Obligation.objects.filter(case_id__in=here).order_by("id"))
    ids = [row.pk for row in rows]
    pauses, extensions = defaultdict(list), defaultdict(list)
    for pause in Pause.objects.filter(obligation_id__in=ids).order_by("since", "id") if ids else ():
        pauses[pause.obligation_id].append(pause)
    for extension in Extension.objects.filter(obligation_id__in=ids).order_by("at", "id") if ids else ():
        extensions[extension.obligation_id].append(extension)
    found: dict[int, list[Owed]] = {key: [] for key in here}
    for row in rows:
        found[row.case_id].append(Owed(row, tuple(pauses[row.pk]), tuple(extensions[row.pk])))
    for key, each in found.items():
        if here[key].term != "null" and not any(one.row.name == PROMISE for one in each):
            each.insert(0, _untouched(here[key]))
        each.sort(key=lambda one: one.row.name != PROMISE)
    return {key: tuple(each) for key, each in found.items()}


def kept_text(reckoning: Reckoning) -> str:
    """A reckoning as it is kept."""
    return canonical_json(kept(reckoning))


def told_due(row: Obligation | Case) -> Due | None:
    """By when, as a row says it."""
    return Due(row.due_on, local(row.due_at) if row.due_at else None) if row.due_on else None


def why_paused(pause: Pause) -> dict[str, str]:
    """Why a clock was stopped, in each language; what was written freely stands after it as it was written."""
    said = words("serve").both(f"clock-reason-{pause.reason}")
    return {language: f"{text} {pause.words}".strip() for language, text in said.items()}


def _untouched(case: Case) -> Owed:
    """The promise of a case as its own columns tell it."""
    row = Obligation(
        case=case,
        name=PROMISE,
        kind="target",
        term=case.term,
        received_at=moment_of_receipt(on=case.received_on, now=case.opened_at),
        due_on=case.due_on,
        due_at=case.due_at,
        reckoned_at=case.opened_at,
        met_at=case.closed_at,
    )
    return Owed(row)


def _stop(row: Pause) -> clocks.Pause:
    return clocks.Pause(row.since, row.until, row.reason, why_paused(row))


def length_of(row: Extension) -> Term:
    """How much more time was taken."""
    return _TERM.validate_python(read_json(row.term))


def _more(row: Extension) -> clocks.Extension:
    return clocks.Extension(length_of(row), {"en": row.reason}, row.notified_at or row.at)
