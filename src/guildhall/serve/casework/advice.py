"""Advice: another team is asked something about a case, sees the case while it is asked, and answers into its file."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from guildhall.ledger.door import Actor
from guildhall.serve import happened
from guildhall.serve.casework import acts, tasks
from guildhall.serve.casework.cases import CaseValue, tell_ledger
from guildhall.serve.models import Advice, Case

GIVE, READ = "give-advice", "read-advice"
"""The tasks of the team that is asked, and of the one that asked."""


class OwnTeam(ValueError):
    """The team that was asked has the case itself."""

    code = "own-team"


class AlreadyAnswered(ValueError):
    """Somebody of the team answered meanwhile, or the question was withdrawn."""

    code = "already-answered"


@dataclass(frozen=True, slots=True)
class AdviceValue:
    """What a team was asked, by when (a local date), and what it answered, when there is an answer."""

    id: int
    team: str
    question: str
    due_on: date
    by: str
    at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None
    withdrawn_by: str
    withdrawn_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether the answer is still awaited."""
        return self.answered_at is None and self.withdrawn_at is None


def of_case(*, case: CaseValue) -> tuple[AdviceValue, ...]:
    """Everything that other teams were asked about a case, oldest first."""
    return tuple(
        AdviceValue(
            each.pk,
            each.team,
            each.question,
            each.due_on,
            each.by,
            each.at,
            each.answer,
            each.answered_by,
            each.answered_at,
            each.withdrawn_by,
            each.withdrawn_at,
        )
        for each in Advice.objects.filter(case_id=case.id).order_by("at", "id")
    )


def ask(*, case: CaseValue, team: str, question: str, due_on: date, actor: Actor, at: datetime) -> None:
    """Ask another team. It sees the case until it has answered. What it is asked already is not asked twice.

    Raises ``OwnTeam``, and ``AlreadyClosed``.
    """
    if team == case.team:
        raise OwnTeam(team)
    with transaction.atomic():
        acts.still_open(case)
        if Advice.objects.filter(
            case_id=case.id, team=team, question=question, answered_at=None, withdrawn_at=None
        ).exists():
            return
        task = tasks.set_task(case=case, kind=GIVE, words=question, due_on=due_on, team=team, actor=actor, at=at)
        Advice.objects.create(
            case_id=case.id, task_id=task, team=team, question=question, due_on=due_on, by=actor.reference, at=at
        )
        tell_ledger(case, happened.ADVICE_ASKED.name, actor, at, "staff", {"team": team, "due": due_on})


def answer(*, case: CaseValue, advice: int, text: str, actor: Actor, at: datetime) -> None:
    """Answer a question of another team: the words stand in the file, and those who asked have the task to read them.

    Raises ``AlreadyAnswered``.
    """
    with transaction.atomic():
        row = _open(case, advice)
        row.answer, row.answered_by, row.answered_at = text, actor.reference, at
        row.save(update_fields=["answer", "answered_by", "answered_at"])
        acts.finish_task(case=case, task=row.task_id, actor=actor, at=at)
        tell_ledger(case, happened.ADVICE_GIVEN.name, actor, at, "staff", {"team": row.team})
        tasks.set_task(case=case, kind=READ, words="", due_on=None, to=case.assigned_to, actor=Actor("system"), at=at)


def withdraw(*, case: CaseValue, advice: int, actor: Actor, at: datetime) -> None:
    """Take a question back. From then on that team does not see the case for it. Raises ``AlreadyAnswered``."""
    with transaction.atomic():
        row = _open(case, advice)
        row.withdrawn_by, row.withdrawn_at = actor.reference, at
        row.save(update_fields=["withdrawn_by", "withdrawn_at"])
        tasks.withdraw(case=case, task=row.task_id, actor=actor, at=at)
        tell_ledger(case, happened.ADVICE_WITHDRAWN.name, actor, at, "staff", {"team": row.team})


def _open(case: CaseValue, advice: int) -> Advice:
    Case.objects.select_for_update().only("id").get(id=case.id)
    row = Advice.objects.filter(id=advice, case_id=case.id, answered_at=None, withdrawn_at=None).first()
    if row is None:
        raise AlreadyAnswered(advice)
    return row
