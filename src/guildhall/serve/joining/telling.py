"""What the reporters of cases are told when these become one matter, and when they do not belong together after all."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from guildhall.estate.door import words
from guildhall.kernel.clocks.saying import due_in_full
from guildhall.serve.models import Case, CaseRelation, Message
from guildhall.serve.obligations.standing import told_due
from guildhall.serve.telling import messages
from guildhall.serve.telling.notices import language_of

First = tuple[date | None, datetime | None]
"""The earliest date of a matter as its cases hold it: a local date, and the moment on it where hours were given."""


def learns(*, matter: str, was: First, now: First) -> bool:
    """Whether a join tells the reporter of a case something new: that others reported the same, or that another date holds.

    ``matter`` is the one to which their case belonged before, ``was`` and ``now`` the date that held and holds.
    """
    return not matter or was != now


def tell_reporters(*, relation: int, parted: bool, cases: Iterable[int] | None, at: datetime) -> tuple[Message, ...]:
    """Write to the reporters, each in their own language and by their own way. Gives what is to be sent.

    Of a join those are told whose ``cases`` these are, as far as they are open still; of a parting those of both cases.
    """
    row = CaseRelation.objects.select_related("one", "other").get(id=relation)
    joined = Case.objects.filter(id__in=cases, closed_at=None).order_by("id") if cases is not None else None
    found = []
    for case in (row.one, row.other) if joined is None else joined:
        if case.closed_at is None and not case.customer:
            messages.receive(reference=case.reference, at=at)
            case.refresh_from_db()
        written = messages.write(case=case, about="notice", at=at, text=said_of(case, parted=parted))
        found += [written] if written else []
    return tuple(found)


def said_of(case: Case, *, parted: bool) -> str:
    """What the reporter of a case is told, with the date that holds now."""
    language = language_of(case)
    first = Case(due_on=case.earliest_on, due_at=case.earliest_at)
    due = told_due(case if parted else first)
    parts = [words("serve").say("parted-told" if parted else "joined-told", language)]
    if due is not None:
        key = "parted-told-due" if parted else "joined-told-due"
        parts.append(words("serve").say(key, language, date=due_in_full(due, language)))
    return " ".join(parts)


def foreseen(*, one: int, other: int) -> tuple[First, tuple[tuple[Case, str], ...]]:
    """The date that would hold, were two cases joined, and what would be told: each case to whose reporter it is news, with the
    text. Nothing is written.
    """
    ends = _matter(tuple(Case.objects.filter(id__in=(one, other))))
    dates = [told_due(Case(due_on=each.earliest_on, due_at=each.earliest_at)) for each in ends]
    first = min((due for due in dates if due), key=lambda due: due.ends, default=None)
    now: First = (first.day, first.moment) if first else (None, None)
    told = []
    for each in ends:
        was = (each.earliest_on, each.earliest_at)
        each.earliest_on, each.earliest_at = now
        if learns(matter=each.matter, was=was, now=now):
            told.append((each, said_of(each, parted=False)))
    return now, tuple(told)


def _matter(ends: tuple[Case, ...]) -> list[Case]:
    """Two cases, with the open ones that either is joined with."""
    joined = Q(matter__in={each.matter for each in ends} - {""}, closed_at=None)
    return list(Case.objects.filter(Q(id__in=[each.pk for each in ends]) | joined).order_by("id"))
