"""When the council's calendar changes, every open promise that runs through that day is worked out again.

A closure is recorded, or taken back, together with a task, which goes through the open cases in stretches, each case in a
transaction of its own. Whoever is promised another date is told of it. Doing it again changes nothing: what would be due on the
same day is left alone.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from guildhall.estate.door import ClosureValue, Onlooker, close_on, closure_on, take_back_closure, words
from guildhall.kernel.clocks import Calendar, Due
from guildhall.kernel.clocks.saying import day_in_full, due_in_full
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened, outbox
from guildhall.serve.clock import now
from guildhall.serve.joining.ruling import held
from guildhall.serve.models import Case, Obligation
from guildhall.serve.obligations.moving import move, rooted, settle, soonest
from guildhall.serve.obligations.standing import PROMISE, Owed, calendar_of, owed_on, owed_on_each, told_due
from guildhall.serve.sight import cases_seen
from guildhall.serve.telling import messages
from guildhall.serve.telling.notices import language_of

STRETCH = 200
MOST_FORESEEN = 2000
"""Open cases that a preview looks through. Beyond, it says that there are more."""
AGAIN = timedelta(minutes=6)
"""After this, every process has read the changed calendar: what was promised by the old one meanwhile is seen to as well."""
HOUSE = Actor("system")


class NoSuchClosure(LookupError):
    """There is no such closure, or it was taken back already."""

    code = "no-such-closure"


@dataclass(frozen=True, slots=True)
class Change:
    """What became otherwise: ``before`` gives the calendar of something owed as it was, ``why`` is told in each language."""

    before: Callable[[Owed, Calendar], Calendar]
    why: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Moves:
    """What a closure would change: how many promises would move from which date to which; ``more`` were not looked at."""

    moves: tuple[tuple[Due, Due, int], ...]
    more: bool

    @property
    def count(self) -> int:
        """How many promises would move."""
        return sum(many for _old, _new, many in self.moves)


def foreseen(*, closure: ClosureValue, onlooker: Onlooker, at: datetime) -> Moves:
    """What recording this closure would change, of the cases that the onlooker sees. Nothing is recorded. Six statements at most."""
    if closure.office:
        return Moves((), more=False)
    return _foreseen(onlooker, closure.day, closure_on(day=closure.day), closure, at)


def foreseen_without(*, closure: ClosureValue, onlooker: Onlooker, at: datetime) -> Moves:
    """What taking this closure back would change, of the cases that the onlooker sees. Nothing is taken back. Five statements at most."""
    if closure.office:
        return Moves((), more=False)
    return _foreseen(onlooker, closure.day, closure, None, at)


def _foreseen(
    onlooker: Onlooker, day: date, was: ClosureValue | None, comes: ClosureValue | None, at: datetime
) -> Moves:
    rows = list(touched(day).filter(cases_seen(onlooker))[: MOST_FORESEEN + 1])
    owed = owed_on_each(rows[:MOST_FORESEEN])
    moves: Counter[tuple[Due, Due]] = Counter()
    for each in owed.values():
        standing = [one for one in each if one.row.met_at is None]
        due = {one.row.name: one.reckoned(_changed(one, _working(one, at), was, comes)).due for one in standing}
        first = min((one for one in due.values() if one), key=lambda one: one.ends, default=None)
        promised = next((one.due for one in standing if one.row.name == PROMISE), None)
        for old, new in ((soonest(standing), first), (promised, due.get(PROMISE))):
            if old and new and old != new:
                moves[old, new] += 1
                break
    listed = sorted(moves.items(), key=lambda each: (each[0][0].ends, each[0][1].ends))
    return Moves(tuple((old, new, many) for (old, new), many in listed), more=len(rows) > MOST_FORESEEN)


def record_closure(*, closure: ClosureValue, actor: Actor, at: datetime) -> None:
    """Close the council, or one office, on a day or a part of it; and have every open promise worked out again.

    Raises ``ValueError`` when it would end before it begins.
    """
    with transaction.atomic():
        was = closure_on(day=closure.day, office=closure.office)
        close_on(
            day=closure.day,
            reason=closure.reason,
            office=closure.office,
            since=closure.since,
            until=closure.until,
            reason_cy=closure.reason_cy,
        )
        record(
            subject=f"closure/{closure.day.isoformat()}",
            type=happened.CLOSURE_RECORDED.name,
            actor=actor,
            at=at,
            visibility="staff",
            data={"whole": closure.since is None and closure.until is None, "council": not closure.office},
        )
        if not closure.office:
            _recompute(closure.day, was, at)


def take_back(*, closure: int, because: str, actor: Actor, at: datetime) -> ClosureValue:
    """Say that a closure, by its number, was recorded by mistake; and have every open promise worked out again.

    It stays on record, with who took it back, when and why. Raises ``NoSuchClosure``.
    """
    with transaction.atomic():
        was = take_back_closure(closure=closure, by=actor.reference, because=because, at=at)
        if was is None:
            raise NoSuchClosure(closure)
        subject, kind = f"closure/{was.day.isoformat()}", happened.CLOSURE_TAKEN_BACK.name
        data: dict[str, bool | str | int | date | None] = {"council": not was.office}
        record(subject=subject, type=kind, actor=actor, at=at, visibility="staff", data=data)
        if not was.office:
            _recompute(was.day, was, at)
        return was


def _recompute(day: date, was: ClosureValue | None, at: datetime) -> None:
    """Have it done now, and once more when every process has read the changed calendar."""
    before = was.to_json() if was else None
    recompute.enqueue(day=day.isoformat(), was=before)
    recompute.using(run_after=at + AGAIN).enqueue(day=day.isoformat(), was=before)


@task()
def recompute(*, day: str, was: dict[str, str] | None, after: int = 0) -> None:
    """Do what ``record_closure`` and ``take_back`` ask for: one stretch, and then the next. ``was`` is how the day was closed before."""
    last = work_out_again(
        day=date.fromisoformat(day), was=ClosureValue.read(was) if was else None, after=after, at=now()
    )
    if last:
        recompute.enqueue(day=day, was=was, after=last)


def work_out_again(*, day: date, was: ClosureValue | None, after: int = 0, at: datetime) -> int:
    """Work out again what is due on a day or later, of the next stretch of cases. Gives the last id, or 0 at the end."""

    def change() -> Change:
        stands = closure_on(day=day)
        return Change(
            lambda owed, working: _changed(owed, working, stands, was), lambda said: because(stands, was, said)
        )

    return go_through(day=day, change=change, after=after, at=at)


def go_through(*, day: date, change: Callable[[], Change], after: int, at: datetime) -> int:
    """Work out again what is due on a day or later, of the next stretch of cases, because of a change. Gives the last id, or 0."""
    stretch = list(touched(day, after).order_by("id").values_list("id", flat=True)[:STRETCH])
    for case in stretch:
        _again(case, change(), at)
    return stretch[-1] if len(stretch) == STRETCH else 0


def _again(case: int, change: Change, at: datetime) -> None:
    with transaction.atomic():
        row = held(case)
        moved, first, promise = False, told_due(row), None
        for each in owed_on(row) if row.closed_at is None else ():
            if each.row.met_at is not None or each.due is None:
                continue
            working = _working(each, at, afresh=True)
            new = each.reckoned(working)
            if new.due == each.due:
                continue
            old = each.told(change.before(each, working))
            move(row, rooted(each, old), old, new, ("calendar", HOUSE, at))
            moved, promise = True, new.due if each.row.name == PROMISE else promise
        if moved:
            settle(row, at)
            now_first = told_due(row)
            due = now_first if now_first != first else promise
            if due is not None:
                _tell_customer(row, due, change, at)


def _tell_customer(row: Case, due: Due, change: Change, at: datetime) -> None:
    """Write the new date to the customer, by their own way. Each date is told once: what is worked out again alike moves nothing.

    It is the first by which something is due, where that has moved; else what we promised, which is later.
    """
    language = language_of(row)
    written = messages.write(case=row, about="moved", at=at, text=told_of(change.why(language), due, language))
    if written is not None:
        outbox.message_written(message=written.pk)


def told_of(why: str, due: Due, language: str) -> str:
    """What the customer of a promise that moves is told: why, and until when. Word for word as it goes."""
    now_due = words("serve").say("clock-now-due", language, new=due_in_full(due, language))
    return f"{why} {now_due}".strip()


def because(stands: ClosureValue | None, was: ClosureValue | None, language: str) -> str:
    """Why a promise moves: the day on which we are closed, or on which we are open after all."""
    said, closure = words("serve"), stands or was
    if closure is None:
        return ""
    day = day_in_full(closure.day, language)
    if stands is None:
        return said.say("clock-told-open", language, day=day)
    reason = stands.closure.reason
    return said.say("clock-told-closed", language, day=day, reason=reason.get(language, reason["en"]).rstrip("."))


def touched(day: date, after: int = 0) -> QuerySet[Case]:
    """The open cases that have a date which a change of this day can move: any of their dates, not only the first.

    What waits is worked out when it runs again. ``after`` is the id of the last that was gone through. Both sorts of dates are
    found by their indexes: of what was closed, met or due before, nothing is read.
    """
    due = Case.objects.filter(due_on__gte=day, closed_at=None, id__gt=after).values("id")
    owed = Obligation.objects.filter(due_on__gte=day, met_at=None, case__gt=after).values("case")
    return Case.objects.filter(id__in=due.union(owed), closed_at=None).order_by("due_on", "id")


def _working(owed: Owed, at: datetime, *, afresh: bool = False) -> Calendar:
    return calendar_of(owed.term, owed.row.received_at, at, afresh=afresh)


def _changed(owed: Owed, working: Calendar, gone: ClosureValue | None, come: ClosureValue | None) -> Calendar:
    """A calendar with one closure of the council's taken away and another put in its place; that of the law stays."""
    if owed.term.whose != "council":
        return working
    left = tuple(each for each in working.closures if gone is None or each != gone.closure)
    return Calendar(left + ((come.closure,) if come else ()), working.hours)
