"""Worklists: the cases of teams, a stretch at a time, each stretch found in as many statements whatever its length."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import F, Q, QuerySet

from guildhall.estate.door import Onlooker
from guildhall.kernel.clocks import local
from guildhall.people.door import guarded_among
from guildhall.serve.casework.enquiries import READ_REPLY
from guildhall.serve.casework.wanted import DUE, NO_DATE, RECEIVED, Order, Span, Wanted
from guildhall.serve.models import Case, Enquiry, Task
from guildhall.serve.sight import cases_seen, works_on_case

SOON = ("three-quarters", "due-today")
"""The points of escalation at which a team was told that a case is due soon."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A case as a worklist shows it. The earliest date is that of all the cases with which it is joined as one ``matter``."""

    id: int
    reference: str
    service: str
    channel: str
    opened_at: datetime
    earliest_on: date | None
    earliest_at: datetime | None
    matter: str
    paused_at: datetime | None
    reached: str
    assigned_to: str
    team: str
    closed_at: datetime | None


COLUMNS = tuple(column.name for column in fields(Listed))
"""What a worklist reads of a case."""


@dataclass(frozen=True, slots=True)
class Worklist:
    """One stretch of a list, and where the next begins (``None`` at the end)."""

    cases: tuple[Listed, ...]
    after: str | None


def worklist(
    *, onlooker: Onlooker, wanted: Wanted, at: datetime, after: str | None = None, limit: int = 50
) -> Worklist:
    """A stretch of what is wanted, as its onlooker sees it; ``after`` is what the stretch before gave.

    One statement beside that of the rule of sight; two where open cases are wanted, because with them stand those to which the
    customer replied after they were closed, until somebody has read it. Two more where a ward is wanted: that a case is found by
    its ward tells where it is, so that whoever is protected is not found by it but by those who do the work there.
    """
    order, chosen = _order(wanted), _narrowed(onlooker=onlooker, wanted=wanted, at=at)
    parts = [_in_state(chosen, wanted, at)]
    if wanted.state == "open":
        parts.append(_replied_to(chosen))
    found = _stretch([_beyond(each, order, after) if after else each for each in parts], order, limit)
    return replace(found, cases=_known_where(found.cases, onlooker)) if wanted.ward else found


def _known_where(cases: tuple[Listed, ...], onlooker: Onlooker) -> tuple[Listed, ...]:
    """Those of these cases of which an onlooker may know where they are."""
    only_read = [each.id for each in cases if not works_on_case(onlooker, each)]
    if onlooker.safeguards or not only_read:
        return cases
    customers = dict(Case.objects.filter(id__in=only_read).exclude(customer="").values_list("id", "customer"))
    guarded = guarded_among(references=customers.values())
    return tuple(each for each in cases if customers.get(each.id) not in guarded)


def cases_of(*, onlooker: Onlooker, customers: Sequence[str], limit: int = 50) -> Worklist:
    """The open cases of some customers, as far as an onlooker sees them, soonest due first; and those with a reply to read."""
    rows = Case.objects.filter(cases_seen(onlooker), customer__in=customers)
    return _stretch([rows.filter(closed_at=None), _replied_to(rows)], "due", limit)


def _narrowed(*, onlooker: Onlooker, wanted: Wanted, at: datetime) -> QuerySet[Case]:
    """The cases that an onlooker sees and that are wanted, whatever their state."""
    rows = Case.objects.filter(cases_seen(onlooker))
    exact = {name: getattr(wanted, name) for name in ("team", "service", "ward", "channel")}
    rows = rows.filter(**{name: code for name, code in exact.items() if code})
    if wanted.whose:
        rows = rows.filter(assigned_to=onlooker.account if wanted.whose == "mine" else "")
    if wanted.due == NO_DATE:
        rows = rows.filter(earliest_on=None)
    elif wanted.due:
        rows = _within(rows, "earliest_on", DUE[wanted.due], at)
    if wanted.received:
        rows = _within(rows, "received_on", RECEIVED[wanted.received], at)
    return rows


def _in_state(rows: QuerySet[Case], wanted: Wanted, at: datetime) -> QuerySet[Case]:
    if wanted.state == "closed":
        return rows.filter(closed_at__isnull=False)
    rows, today = rows.filter(closed_at=None), local(at).date()
    passed = Q(earliest_at__lt=at) | Q(earliest_at=None, earliest_on__lt=today)
    match wanted.state:
        case "waiting":
            return rows.filter(id__in=Enquiry.objects.filter(replied_at=None).values("case_id"))
        case "late":
            return rows.filter(passed, earliest_on__lte=today)
        case "soon":
            told = Q(reached__in=SOON) | Q(earliest_on=today)
            return rows.filter(told, earliest_on__gte=today).exclude(earliest_at__isnull=False, earliest_at__lt=at)
        case _:
            return rows


def _replied_to(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Of these cases, those that are closed and to which the customer replied since; nobody has read it yet."""
    unread = Task.objects.filter(kind=READ_REPLY, done_at=None, withdrawn_at=None).values("case_id")
    return rows.filter(closed_at__isnull=False, id__in=unread)


def _within(rows: QuerySet[Case], column: str, span: Span, at: datetime) -> QuerySet[Case]:
    today, (first, last) = local(at).date(), span
    if first is not None:
        rows = rows.filter(**{f"{column}__gte": today + timedelta(days=first)})
    if last is not None:
        rows = rows.filter(**{f"{column}__lte": today + timedelta(days=last)})
    return rows


def _stretch(parts: Sequence[QuerySet[Case]], order: Order | None, limit: int) -> Worklist:
    ordered = [[Listed(**each) for each in _in_order(rows, order).values(*COLUMNS)[: limit + 1]] for rows in parts]
    backwards = order in {None, "newest"}
    cases = list(islice(merge(*ordered, key=lambda each: _place(each, order), reverse=backwards), limit + 1))
    more = cases[limit - 1] if len(cases) > limit else None
    return Worklist(tuple(cases[:limit]), _mark(more, order) if more else None)


def _order(wanted: Wanted) -> Order | None:
    """How a list stands: as it is wanted, or ``None`` for closed cases, the last closed first."""
    return None if wanted.state == "closed" else wanted.order


def _in_order(rows: QuerySet[Case], order: Order | None) -> QuerySet[Case]:
    if order is None:
        return rows.order_by("-closed_at", "-id")
    if order == "due":
        return rows.order_by(F("earliest_on").asc(nulls_last=True), "id")
    return rows.order_by("opened_at", "id") if order == "oldest" else rows.order_by("-opened_at", "-id")


def _place(each: Listed, order: Order | None) -> tuple[Any, ...]:
    """Where a case stands in an order: the same as the database says, with what has no date last."""
    if order == "due":
        return (each.earliest_on is None, each.earliest_on or date.max, each.id)
    return (each.closed_at if order is None else each.opened_at, each.id)


def _mark(last: Listed, order: Order | None) -> str:
    """Where a stretch ended: the value it is ordered by, and the case's number among equals."""
    value = last.closed_at if order is None else last.earliest_on if order == "due" else last.opened_at
    return f"{value.isoformat() if value else ''}~{last.id}"


def _beyond(rows: QuerySet[Case], order: Order | None, after: str) -> QuerySet[Case]:
    """The rows after a mark; a mark that is none changes nothing."""
    value, _, number = after.partition("~")
    try:
        last = int(number)
        if order == "due":
            return _due_beyond(rows, date.fromisoformat(value) if value else None, last)
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            return rows
    except ValueError:
        return rows
    if order == "oldest":
        return rows.filter(opened_at__gte=moment).exclude(opened_at=moment, id__lte=last)
    column = "closed_at" if order is None else "opened_at"
    return rows.filter(**{f"{column}__lte": moment}).exclude(**{column: moment, "id__gte": last})


def _due_beyond(rows: QuerySet[Case], day: date | None, last: int) -> QuerySet[Case]:
    if day is None:
        return rows.filter(earliest_on=None, id__gt=last)
    return rows.filter(Q(earliest_on__gt=day) | Q(earliest_on=day, id__gt=last) | Q(earliest_on=None))
