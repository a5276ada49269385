"""Worklists: the cases of teams, a stretch at a time, each stretch found in one statement whatever its length."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Literal

from django.db.models import F, Q, QuerySet

from guildhall.estate.door import Onlooker
from guildhall.serve.casework.enquiries import READ_REPLY
from guildhall.serve.models import Case, Task
from guildhall.serve.sight import cases_seen

Order = Literal["due", "age", "closed"]
"""Soonest due first, with what has no promise after; oldest first; or the last closed first. Joined cases go by the soonest."""

Reached = Literal["", "soon", "late"]
REACHED: Mapping[Reached, tuple[str, ...]] = {"late": ("overdue",), "soon": ("three-quarters", "due-today")}
"""What was told to a team of its cases, by the points of escalation that each has reached last."""


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


@dataclass(frozen=True, slots=True)
class Worklist:
    """One stretch of a list, and where the next begins (``None`` at the end)."""

    cases: tuple[Listed, ...]
    after: str | None


def worklist(
    *,
    onlooker: Onlooker,
    team: str = "",
    customers: Sequence[str] | None = None,
    assigned_to: str | None = None,
    service: str = "",
    order: Order = "age",
    reached: Reached = "",
    after: str | None = None,
    limit: int = 50,
) -> Worklist:
    """A stretch of a worklist as its onlooker sees it; ``after`` is what the stretch before gave. One statement.

    ``team`` and ``customers`` are those whose cases are wanted; ``reached`` those that are due soon, or late. In the order
    ``closed`` stand closed cases, in the others open ones, and those to which the customer replied after they were closed,
    until somebody has read it.
    """
    unread = Task.objects.filter(kind=READ_REPLY, done_at=None).values("case_id")
    wanted = Q(closed_at__isnull=False) if order == "closed" else Q(closed_at=None) | Q(id__in=unread)
    rows = Case.objects.filter(cases_seen(onlooker), wanted)
    if team:
        rows = rows.filter(team=team)
    if customers is not None:
        rows = rows.filter(customer__in=customers)
    if assigned_to is not None:
        rows = rows.filter(assigned_to=assigned_to)
    if reached:
        rows = rows.filter(reached__in=REACHED[reached])
    if service:
        rows = rows.filter(service=service)
    if after:
        rows = _beyond(rows, order, after)
    columns = [column.name for column in fields(Listed)]
    found = [Listed(**each) for each in _in_order(rows, order).values(*columns)[: limit + 1]]
    more = found[limit - 1] if len(found) > limit else None
    return Worklist(tuple(found[:limit]), _mark(more, order) if more else None)


def _in_order(rows: QuerySet[Case], order: Order) -> QuerySet[Case]:
    if order == "due":
        return rows.order_by(F("earliest_on").asc(nulls_last=True), "id")
    return rows.order_by("-closed_at", "-id") if order == "closed" else rows.order_by("opened_at", "id")


def _mark(last: Listed, order: Order) -> str:
    """Where a stretch ended: the value it is ordered by, and the case's number among equals."""
    value = {"due": last.earliest_on, "age": last.opened_at, "closed": last.closed_at}[order]
    return f"{value.isoformat() if value else ''}~{last.id}"


def _beyond(rows: QuerySet[Case], order: Order, after: str) -> QuerySet[Case]:
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
    if order == "closed":
        return rows.filter(closed_at__lte=moment).exclude(closed_at=moment, id__gte=last)
    return rows.filter(opened_at__gte=moment).exclude(opened_at=moment, id__lte=last)


def _due_beyond(rows: QuerySet[Case], day: date | None, last: int) -> QuerySet[Case]:
    if day is None:
        return rows.filter(earliest_on=None, id__gt=last)
    return rows.filter(Q(earliest_on__gt=day) | Q(earliest_on=day, id__gt=last) | Q(earliest_on=None))
