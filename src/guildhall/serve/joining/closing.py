"""What is done on one case of a matter and holds for all: closed together, and told to every reporter."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from guildhall.estate.door import Onlooker
from guildhall.kernel.canonical import canonical_json
from guildhall.ledger.door import Actor
from guildhall.serve import happened
from guildhall.serve.casework import acts, cases
from guildhall.serve.casework.acts import AlreadyClosed
from guildhall.serve.casework.cases import CaseValue, tell_ledger
from guildhall.serve.joining import relations
from guildhall.serve.joining.relations import Member
from guildhall.serve.models import Task
from guildhall.serve.sight import works_on_case
from guildhall.serve.telling import news

JOINED_CLOSED = "joined-closed"
"""The task that is set on a joined case of another team: see whether it is done too."""


def close_rest(
    *, case: CaseValue, outcome: str, told: str, onlooker: Onlooker, actor: Actor, at: datetime
) -> tuple[Member, ...]:
    """Close the open cases that are joined with one, in the same words; every reporter is told by their own way.

    One on which whoever closes does not work is left open, and its team is set the task to see to it. Gives those closed.
    """
    closed = []
    with transaction.atomic():
        for each in open_rest(case):
            found = cases.find(reference=each.reference)
            if works_on_case(onlooker, each):
                with suppress(AlreadyClosed):  # somebody else's hand was quicker
                    acts.close(case=found, outcome=outcome, told=told, actor=actor, at=at)
                    closed.append(each)
            elif not Task.objects.filter(case_id=each.id, kind=JOINED_CLOSED, done_at=None, withdrawn_at=None).exists():
                Task.objects.create(case_id=each.id, kind=JOINED_CLOSED, steps=canonical_json([]), set_at=at)
                tell_ledger(found, happened.TASK_SET.name, actor, at, "staff", {"kind": JOINED_CLOSED})
    return tuple(closed)


def tell_rest(*, case: CaseValue, text: str, onlooker: Onlooker, actor: Actor, at: datetime) -> tuple[Member, ...]:
    """Tell the reporters of the cases joined with one the same news, as far as whoever tells it works on them."""
    with transaction.atomic():
        told = [each for each in open_rest(case) if works_on_case(onlooker, each)]
        for each in told:
            news.tell(case=cases.find(reference=each.reference), text=text, actor=actor, at=at)
    return tuple(told)


def open_rest(case: CaseValue) -> tuple[Member, ...]:
    """The open cases that are joined with one."""
    return tuple(each for each in relations.matter_of(case=case.id, matter=case.matter) if each.closed_at is None)
