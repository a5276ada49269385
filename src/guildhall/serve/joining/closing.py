"""What is done on one case of a matter and holds for all: closed together, and told to every reporter."""

from datetime import datetime

from django.db import transaction

from guildhall.estate.door import Onlooker
from guildhall.kernel.canonical import canonical_json
from guildhall.ledger.door import Actor
from guildhall.serve import happened
from guildhall.serve.casework import acts, cases, ending
from guildhall.serve.casework.cases import CaseValue, tell_ledger
from guildhall.serve.joining import relations
from guildhall.serve.joining.relations import Member
from guildhall.serve.joining.ruling import held
from guildhall.serve.models import Case, Task
from guildhall.serve.sight import works_on_case
from guildhall.serve.telling import news

JOINED_CLOSED = "joined-closed"
"""The task that is set on a joined case of another team: see whether it is done too."""

MANY = 50
"""How many joined cases are counted: where there are more, that is all that is said of them."""


def close(*, case: CaseValue, outcome: str, told: str, rest: Onlooker | None, actor: Actor, at: datetime) -> None:
    """Close a case, and the open ones joined with it as far as ``rest`` works on them, in the same words: all or none.

    Every reporter is told by their own way. A joined case of others, or one on which an answer is owed, is left open, and its
    team is set the task to see to it. Without ``rest`` this case alone is closed. Raises ``AlreadyClosed`` and ``AnswerOwed``.
    """
    with transaction.atomic():
        matter = held(case.id).matter
        acts.close(case=case, outcome=outcome, told=told, actor=actor, at=at)
        for each in _open_in(matter, case) if rest else ():
            found = cases.find(reference=each.reference)
            if rest and works_on_case(rest, each) and not ending.owed(case=found):
                acts.close(case=found, outcome=outcome, told=told, actor=actor, at=at)
            elif not Task.objects.filter(case_id=each.id, kind=JOINED_CLOSED, done_at=None, withdrawn_at=None).exists():
                Task.objects.create(case_id=each.id, kind=JOINED_CLOSED, steps=canonical_json([]), set_at=at)
                tell_ledger(found, happened.TASK_SET.name, actor, at, "staff", {"kind": JOINED_CLOSED})


def tell(*, case: CaseValue, text: str, rest: Onlooker | None, actor: Actor, at: datetime) -> None:
    """Tell the reporter of a case some news, and those of the open ones joined with it on which ``rest`` works: all or none.

    Without ``rest`` the reporter of this case alone is told.
    """
    with transaction.atomic():
        matter = held(case.id).matter
        news.tell(case=case, text=text, actor=actor, at=at)
        for each in _open_in(matter, case) if rest else ():
            if rest and works_on_case(rest, each):
                news.tell(case=cases.find(reference=each.reference), text=text, actor=actor, at=at)


def many_open(case: CaseValue) -> int:
    """How many open cases are joined with one; past ``MANY`` it stays one more. One statement, none for a case alone."""
    if not case.matter:
        return 0
    return Case.objects.filter(matter=case.matter, closed_at=None).exclude(id=case.id)[: MANY + 1].count()


def _open_in(matter: str, besides: CaseValue) -> tuple[Member, ...]:
    found = relations.matter_of(case=besides.id, matter=matter)
    return tuple(each for each in found if each.closed_at is None)
