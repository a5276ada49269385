"""Escalation: when three quarters of a term are used, when it is due today, and when it is late, its team is told.

Each point is recorded once, and stands on the worklist and in the hall; where the council's profile says how, the team is written to.
Nothing said there is personal.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from guildhall.estate.door import council, do_again, words
from guildhall.kernel.model import words as in_language
from guildhall.ledger.door import Actor, Entry, record_all
from guildhall.serve import happened, outbox
from guildhall.serve.clock import now
from guildhall.serve.joining.ruling import held
from guildhall.serve.models import Case, Escalated
from guildhall.serve.obligations.moving import POINTS, settle
from guildhall.serve.obligations.standing import calendar_of, owed_on
from guildhall.serve.publishing import editions
from guildhall.serve.telling.notices import to_staff

EVERY = timedelta(minutes=5)
STRETCH = 200
Reached = tuple[str, str, datetime]
"""What is owed, by name, with a point of its term and the moment of that."""


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
        further = _further(fresh, [each for each in reached if each in recorded])
        settle(row, at)
        if further:
            _tell_the_team(row, further, at)


def _further(fresh: Collection[Reached], known: Collection[Reached]) -> str:
    """The furthest point that anything owed has come to and had not come to before; empty where none has."""
    far = {name: max(POINTS.index(point) for of, point, _ in known if of == name) for name, _, _ in known}
    found = [place for name, point, _ in fresh if (place := POINTS.index(point)) > far.get(name, -1)]
    return POINTS[max(found)] if found else ""


def _tell_the_team(case: Case, point: str, at: datetime) -> None:
    """Write to the team of a case which point its time has come to, where the council's profile says how."""
    service = editions.of_hash(edition=case.edition_id).service.title
    told = {
        "how": words("serve").say(f"due-{point}", "en"),
        "what": in_language(service, "en"),
        "reference": case.reference,
    }
    for message in to_staff(about="due", holes=told, places=council().teams.get(case.team, {}), at=at):
        outbox.message_written(message=message.pk)
