"""Promises of the demo council to which something happened: one that took more time, one whose clock stands, those late."""

from datetime import datetime, timedelta

from django.db.models import F

from guildhall.kernel.clocks import Term, local
from guildhall.ledger.door import Actor
from guildhall.serve.models import Case, Message
from guildhall.serve.obligations import acting, watching
from guildhall.serve.obligations.standing import PROMISE

_MORE = Term(2, "working-days")
_WHY = "More reached us than usual, and we are behind."


def move_some(*, until: datetime, officer: Actor) -> None:
    """Let a promise take more time the day before ``until``, stop the clock of another, and see what is late or due soon."""
    at = until - timedelta(hours=4)
    running = Case.objects.filter(closed_at=None, due_on__gte=local(until).date(), opened_at__lt=at, paused_at=None)
    ids = list(running.exclude(term="null").order_by("due_on", "id").values_list("id", flat=True)[:2])
    for case, moved in zip(ids, (_extended, _stopped), strict=False):
        moved(case, officer, at)
    Message.objects.filter(case_id__in=ids, kind="email", sent_at=None).update(sent_at=F("rendered_at"))
    watching.escalate(at=until)


def _extended(case: int, officer: Actor, at: datetime) -> None:
    acting.extend(case=case, name=PROMISE, by=_MORE, reason=_WHY, actor=officer, at=at)


def _stopped(case: int, officer: Actor, at: datetime) -> None:
    acting.pause(case=case, reason="weather", actor=officer, at=at, tell=True)
