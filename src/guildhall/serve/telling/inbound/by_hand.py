"""An email from an address that nobody knows, put on its case, or with whoever wrote it, by one of us who read it; and taken off.

Its sender is known by that no better than before: nothing is sent to that address, and what comes from it next waits in the inbox.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from guildhall.kernel.canonical import read_json
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.casework import acts
from guildhall.serve.casework.cases import CaseValue, tell_ledger, value_of
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Arrival, Case, Note, Task
from guildhall.serve.telling import notices

BY_HAND, OF_SOMEBODY = "by-hand", "person"
"""What such an email became: it stands on a case, or with a person and on no case of theirs."""

TASK = "read-email"
TAKEN_OFF = "An email was put on this case by mistake, and taken off again."
"""What is left of the note. Its words were about something else."""


class NotWaiting(ValueError):
    """The email does not wait in the inbox: somebody has dealt with it, or a machine put it where it belongs."""

    code = "not-waiting"


class NoCase(ValueError):
    """The case was erased meanwhile: nothing is put on it."""

    code = "no-case"


class NotByHand(ValueError):
    """Nobody has put the email on a case, or with a person, by hand."""

    code = "not-by-hand"


def put(*, arrival: int, case: CaseValue, actor: Actor, at: datetime) -> None:
    """Put a waiting email on a case: as a note for staff, with its files and a task to read it. Raises ``NotWaiting``, ``NoCase``.

    The case is held meanwhile, so that it is not erased in the same moment.
    """
    with transaction.atomic():
        onto = Case.objects.select_for_update().filter(id=case.id, erased_at=None).first()
        if onto is None:
            raise NoCase(case.reference)
        row = Arrival.objects.select_for_update().filter(id=arrival, became="unknown", dealt_with_at=None).first()
        if row is None:
            raise NotWaiting(str(arrival))
        row.became, row.case_id, row.dealt_with_at, row.dealt_with_by = BY_HAND, case.id, at, actor.reference
        row.save(update_fields=["became", "case", "dealt_with_at", "dealt_with_by"])
        acts.note(case=case, text=_as_note(row), shown=False, actor=actor, at=at)
        notices.set_task(onto, TASK, at)
        tell_ledger(case, happened.EMAIL_ARRIVED.name, actor, at, "staff", {"became": BY_HAND})
        if row.interaction_id is not None:
            files = bool(read_json(row.files))
            interactions.tie(contact=row.interaction_id, case=case.reference, service=case.service, news=files)


def give(*, arrival: int, party: str, actor: Actor, at: datetime) -> None:
    """Put a waiting email with whoever wrote it, where it is about no case: the contact that it was is theirs. Raises ``NotWaiting``."""
    with transaction.atomic():
        rows = Arrival.objects.select_for_update().filter(id=arrival, became="unknown", dealt_with_at=None)
        row = rows.filter(interaction__isnull=False).first()
        if row is None or row.interaction_id is None:
            raise NotWaiting(str(arrival))
        row.became, row.dealt_with_at, row.dealt_with_by = OF_SOMEBODY, at, actor.reference
        row.save(update_fields=["became", "dealt_with_at", "dealt_with_by"])
        interactions.tie(contact=row.interaction_id, party=party)
        _tell(row.interaction_id, OF_SOMEBODY, actor, at)


def take_back(*, arrival: int, actor: Actor, at: datetime) -> None:
    """Somebody else wrote it: it waits again, and nobody knows whose it is. Raises ``NotByHand``."""
    with transaction.atomic():
        row = Arrival.objects.select_for_update().filter(id=arrival, became=OF_SOMEBODY).first()
        if row is None or row.interaction_id is None:
            raise NotByHand(str(arrival))
        row.became, row.dealt_with_at, row.dealt_with_by = "unknown", None, ""
        row.save(update_fields=["became", "dealt_with_at", "dealt_with_by"])
        interactions.untie(contact=row.interaction_id)
        _tell(row.interaction_id, row.became, actor, at)


def take_off(*, arrival: int, actor: Actor, at: datetime) -> None:
    """Take an email off the case that somebody put it on: it waits again, and its words stand there no more.

    The task to read it goes with it, unless another email is to be read by the same task. Raises ``NotByHand``.
    """
    with transaction.atomic():
        on = Arrival.objects.filter(id=arrival, became=BY_HAND).values("case")
        list(Case.objects.select_for_update().filter(id__in=on).values_list("id"))
        rows = Arrival.objects.select_for_update(of=("self",)).select_related("case")
        row = rows.filter(id=arrival, became=BY_HAND).first()
        if row is None or row.case is None or row.dealt_with_at is None:
            raise NotByHand(str(arrival))
        case, put_by, put_at = row.case, row.dealt_with_by, row.dealt_with_at
        row.became, row.case, row.dealt_with_at, row.dealt_with_by = "unknown", None, None, ""
        row.save(update_fields=["became", "case", "dealt_with_at", "dealt_with_by"])
        notes = Note.objects.filter(case=case, by=put_by, at=put_at, text=_as_note(row), taken_back_at=None)
        if notes.update(text=TAKEN_OFF, taken_back_at=at, taken_back_by=actor.reference):
            tell_ledger(value_of(case), happened.NOTE_TAKEN_BACK.name, actor, at, "staff", {})
        if row.interaction_id is not None:
            interactions.untie(contact=row.interaction_id)
        task = Task.objects.filter(case=case, kind=TASK, set_at__lte=put_at, done_at=None, withdrawn_at=None).first()
        if task is not None and not _others_to_read(task):
            Task.objects.filter(id=task.pk).update(withdrawn_at=at, withdrawn_by=actor.reference)
            tell_ledger(value_of(case), happened.TASK_WITHDRAWN.name, actor, at, "staff", {"kind": TASK})


def _tell(contact: int, became: str, actor: Actor, at: datetime) -> None:
    """Tell of the contact what the email became. Whose it is stands with the contact alone, and goes with it."""
    subject, event = f"contact/{contact}", happened.EMAIL_ARRIVED.name
    record(subject=subject, type=event, actor=actor, at=at, visibility="staff", data={"became": became})


def _others_to_read(task: Task) -> bool:
    """Whether another email came to the case since the task was set, which it is to be read by as well."""
    came = Q(became="note", at__gte=task.set_at) | Q(became=BY_HAND, dealt_with_at__gte=task.set_at)
    return Arrival.objects.filter(came, case=task.case_id).exists()


def _as_note(row: Arrival) -> str:
    said = f"By email, from an address that we do not know as theirs: {row.text or '(no words)'}"
    files = len(read_json(row.files))
    return f"{said}\n\nFiles: {files}, in the inbox of the outbox." if files else said
