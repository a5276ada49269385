"""What lies in a case's file: notes, messages, tasks, and where each answer came from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from guildhall.kernel.canonical import read_json
from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.casework import attachments
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Closure, KeyedForm, Note, Task


@dataclass(frozen=True, slots=True)
class NoteValue:
    """What an officer wrote. A note that is ``shown`` is for the customer too; one that was taken back is ``struck`` out."""

    text: str
    shown: bool
    by: str
    at: datetime
    struck: bool


@dataclass(frozen=True, slots=True)
class TaskValue:
    """Something to do on a case, about some of its steps, by ``due_on`` (a local date). ``to`` is an account, ``team`` a code."""

    id: int
    kind: str
    steps: tuple[str, ...]
    set_at: datetime
    done_at: datetime | None
    done_by: str
    words: str = ""
    to: str = ""
    team: str = ""
    due_on: date | None = None
    set_by: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""

    @property
    def is_over(self) -> bool:
        """Whether it was done, or is not to be done any more."""
        return self.done_at is not None or self.withdrawn_at is not None


@dataclass(frozen=True, slots=True)
class ClosureValue:
    """How a case ended, and the words the customer was told."""

    outcome: str
    told: str
    by: str
    at: datetime


def notes_of(*, case: CaseValue, at: Collection[datetime]) -> tuple[NoteValue, ...]:
    """The notes of these moments, oldest first. One statement, none where there is no moment."""
    rows = Note.objects.filter(case_id=case.id, at__in=at).order_by("at", "id") if at else ()
    return tuple(NoteValue(each.text, each.shown, each.by, each.at, each.taken_back_at is not None) for each in rows)


def is_noted(*, case: CaseValue, text: str, by: str) -> bool:
    """Whether somebody wrote this note on the case already, and it was not taken back."""
    return Note.objects.filter(case_id=case.id, text=text, by=by, taken_back_at=None).exists()


def tasks_of(*, case: CaseValue) -> tuple[TaskValue, ...]:
    """Every task, oldest first."""
    return _tasks(Task.objects.filter(case_id=case.id))


def open_tasks_of(*, case: CaseValue) -> tuple[TaskValue, ...]:
    """Every task that is still to be done, oldest first."""
    return _tasks(Task.objects.filter(case_id=case.id, done_at=None, withdrawn_at=None))


def _tasks(rows: QuerySet[Task]) -> tuple[TaskValue, ...]:
    return tuple(
        TaskValue(
            each.pk,
            each.kind,
            tuple(read_json(each.steps)),
            each.set_at,
            each.done_at,
            each.done_by,
            each.words,
            each.to,
            each.team,
            each.due_on,
            each.set_by,
            each.withdrawn_at,
            each.withdrawn_by,
        )
        for each in rows.order_by("set_at", "id")
    )


def closure_of(*, case: CaseValue) -> ClosureValue | None:
    """How the case was closed last; ``None`` while it is open, or open again."""
    row = Closure.objects.filter(case_id=case.id, reopening=None).order_by("-at", "-id").first()
    return ClosureValue(row.outcome, row.told, row.by, row.at) if row else None


def illegible_in(*, case: CaseValue) -> tuple[str, ...]:
    """The steps that could not be read on a paper form; none where there was no form."""
    row = KeyedForm.objects.filter(journey_id=case.journey).values_list("illegible", flat=True).first()
    return tuple(read_json(row)) if row else ()


def documents_in(*, case: CaseValue) -> tuple[str, ...]:
    """The references of the files among a case's answers, in order, then of those that came later."""
    later = attachments.attached_to(case=case).values()
    return tuple(dict.fromkeys([*_documents(dict(case.answers)), *(file for files in later for file in files)]))


def document_opened(*, case: CaseValue, document: str, actor: Actor, at: datetime) -> None:
    """Write down that a document of a case was opened, and by whom."""
    record(
        subject=case.subject,
        type=happened.DOCUMENT_OPENED.name,
        actor=actor,
        at=at,
        visibility="staff",
        data={"document": document},
    )


def _documents(value: Json) -> list[str]:
    if isinstance(value, dict):
        return [found for each in value.values() for found in _documents(each)]
    if isinstance(value, list):
        return [found for each in value for found in _documents(each)]
    return [value] if isinstance(value, str) and value.startswith("file/") else []
