"""Escalation: when three quarters of a term are used, when it is due today, and when it is late, its team is told.

Each point is recorded once, and stands on the worklist and in the hall. Nothing said there is personal.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from guildhall.estate.door import do_again
from guildhall.ledger.door import Actor, Entry, record_all
from guildhall.serve import happened
from guildhall.serve.clock import now
from guildhall.serve.joining.ruling import held
from guildhall.serve.models import Case, Escalated
from guildhall.serve.obligations.moving import settle
from guildhall.serve.obligations.standing import calendar_of, owed_on

EVERY = timedelta(minutes=5)
STRETCH = 200


def escalate(*, at: datetime) -> int:
    """Record every point that has been reached on every open case, each in a transaction of its own. Gives how many cases."""
    last, looked = 0, 0
    while stretch := list(_to_look_at(at).filter(id__gt=last).values_list("id", flat=True)[:STRETCH]):
        for case in stretch:
            _escalate(case, at)
        last, looked = stretch[-1], looked + len(stretch)
    return looked


@task()
def look_round() -> None:
    """Do so now, and again in a few minutes."""
    at = now()
    do_again(task=look_round, at=at + EVERY)
    escalate(at=at)


def _to_look_at(at: datetime) -> QuerySet[Case]:
    return Case.objects.filter(closed_at=None, look_at__lte=at).order_by("id")


def _escalate(case: int, at: datetime) -> None:
    with transaction.atomic():
        row = held(case)
        if row.closed_at is not None or row.look_at is None or row.look_at > at:
            return
        recorded = set(Escalated.objects.filter(case=row).values_list("name", "point", "moment"))
        reached = [
            (each.row.name, point.point, point.moment)
            for each in owed_on(row)
            if each.row.met_at is None
            for point in each.told(calendar_of(each.term, each.row.received_at, at)).escalations
            if point.moment <= at
        ]
        fresh = [each for each in reached if each not in recorded]
        Escalated.objects.bulk_create(
            Escalated(case=row, name=name, point=point, moment=moment, at=at, told=row.team)
            for name, point, moment in fresh
        )
        if fresh:
            entries = [
                Entry(happened.DUE_ESCALATED.name, Actor("system"), at, "", "staff", {"owed": name, "point": point})
                for name, point, _moment in fresh
            ]
            record_all(subject=f"case/{row.reference}", entries=entries)
        settle(row, at)
