"""Tasks that officers set, for themselves, a colleague or a team; and the one list of what is to be done."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.db import transaction
from django.db.models import F, Q, QuerySet

from guildhall.estate.door import Onlooker
from guildhall.kernel.clocks import Term, due
from guildhall.ledger.door import Actor
from guildhall.serve import happened
from guildhall.serve.answering.journeys import working_calendar
from guildhall.serve.casework.cases import CaseValue, tell_ledger
from guildhall.serve.models import Case, Task
from guildhall.serve.sight import cases_seen

KINDS = ("do", "ring-customer", "check-document", "chase")
"""What an officer may set, by code. Other kinds are set by what happens on a case."""
MOST_DAYS = 60
MOMENT = timedelta(seconds=30)
"""Within this, the same task by the same hand is one button pressed twice."""

Whose = Literal["", "mine", "team"]
"""All that is mine or my teams'; what was given to me; what nobody of my teams has been given yet."""


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do, as a list of tasks shows it. ``to`` is an account; ``team`` whose it is, the case's where none is named."""

    id: int
    kind: str
    words: str
    to: str
    team: str
    due_on: date | None
    set_by: str
    set_at: datetime
    case: str
    service: str


def working_day(*, days: int, at: datetime) -> date:
    """The local date so many working days from now, by the council's own calendar."""
    return due(Term(days, "working-days"), at, working_calendar(at)).day


def set_task(
    *,
    case: CaseValue,
    kind: str,
    words: str,
    due_on: date | None,
    actor: Actor,
    at: datetime,
    to: str = "",
    team: str = "",
) -> int:
    """Set a task on a case, for an account, a team, or the case's own team. Gives its number; pressing twice sets one."""
    said = {"case_id": case.id, "kind": kind, "words": words, "to": to, "team": team, "set_by": actor.reference}
    with transaction.atomic():
        Case.objects.select_for_update().only("id").get(id=case.id)
        standing = Task.objects.filter(**said, done_at=None, withdrawn_at=None, set_at__gt=at - MOMENT).first()
        if standing is not None:
            return standing.pk
        made = Task.objects.create(**said, due_on=due_on, set_at=at)
        tell_ledger(case, happened.TASK_SET.name, actor, at, "staff", {"kind": kind})
        return made.pk


def withdraw(*, case: CaseValue, task: int, actor: Actor, at: datetime) -> None:
    """Say that a task is not to be done any more. What is done or withdrawn already stays as it is."""
    with transaction.atomic():
        left = Task.objects.filter(id=task, case_id=case.id, done_at=None, withdrawn_at=None)
        kind = left.values_list("kind", flat=True).first()
        if left.update(withdrawn_at=at, withdrawn_by=actor.reference):
            tell_ledger(case, happened.TASK_WITHDRAWN.name, actor, at, "staff", {"kind": kind})


def theirs(*, onlooker: Onlooker, case: CaseValue) -> frozenset[int]:
    """The open tasks of a case that are whoever looks' own, or their teams'. They may do these, whosever the case is."""
    rows = Task.objects.filter(case_id=case.id, done_at=None, withdrawn_at=None)
    return frozenset(rows.filter(Q(to=onlooker.account) | _of_teams(onlooker)).values_list("id", flat=True))


def to_do(
    *, onlooker: Onlooker, whose: Whose = "", after: str = "", limit: int = 50
) -> tuple[tuple[Todo, ...], str | None]:
    """A stretch of what is to be done by whoever looks and by their teams, soonest due first; and where the next begins.

    Only on cases that they see. One statement. A mark that is none changes nothing.
    """
    rows = Task.objects.filter(done_at=None, withdrawn_at=None, case__in=Case.objects.filter(cases_seen(onlooker)))
    mine, teams = Q(to=onlooker.account), _of_teams(onlooker)
    rows = rows.filter({"mine": mine, "team": teams}.get(whose, mine | teams))
    day, _, number = after.partition("~")
    with suppress(ValueError, OverflowError):
        last, until = int(number), date.fromisoformat(day) if day else None
        if abs(last) < 2**63:
            rows = _beyond(rows, until, last)
    ordered = rows.order_by(F("due_on").asc(nulls_last=True), "id").select_related("case")
    found = list(ordered[: limit + 1])
    more = found[limit - 1] if len(found) > limit else None
    mark = f"{more.due_on.isoformat() if more.due_on else ''}~{more.pk}" if more else None
    return tuple(map(_todo, found[:limit])), mark


def _of_teams(onlooker: Onlooker) -> Q:
    """What was given to nobody by name, and is a team's of theirs: by the task's own word, else as the case's."""
    if onlooker.works is None:
        return Q(to="")
    return Q(to="") & (
        Q(team__in=[each for each in onlooker.works if each]) | Q(team="", case__team__in=onlooker.works)
    )


def _beyond(rows: QuerySet[Task], until: date | None, last: int) -> QuerySet[Task]:
    if until is None:
        return rows.filter(due_on=None, id__gt=last)
    return rows.filter(Q(due_on__gt=until) | Q(due_on=until, id__gt=last) | Q(due_on=None))


def _todo(row: Task) -> Todo:
    return Todo(
        row.pk,
        row.kind,
        row.words,
        row.to,
        row.team or row.case.team,
        row.due_on,
        row.set_by,
        row.set_at,
        row.case.reference,
        row.case.service,
    )
