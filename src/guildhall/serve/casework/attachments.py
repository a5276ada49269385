"""Documents that come after a case was opened, by post or over the counter: kept for the step that had promised them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from guildhall.estate.door import Refused, store_all_files
from guildhall.kernel.canonical import read_json
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.casework import acts
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.promised import KIND
from guildhall.serve.models import Attachment, Case

CAME_BY = ("paper", "counter")
"""How such a document comes: by post, or over the counter."""


def attached_to(*, case: CaseValue) -> Mapping[str, tuple[str, ...]]:
    """The references of the documents that came later, by the step that had promised them, oldest first."""
    found: dict[str, tuple[str, ...]] = {}
    for step, file in Attachment.objects.filter(case_id=case.id).order_by("at", "id").values_list("step", "file"):
        found[step] = (*found.get(step, ()), file)
    return found


def awaited(*, case: CaseValue) -> tuple[str, ...]:
    """The steps whose documents were promised and have not come. One statement where none were, otherwise two."""
    task = Case(pk=case.id).tasks.filter(kind=KIND, done_at=None).first()
    if task is None:
        return ()
    come = attached_to(case=case)
    return tuple(step for step in read_json(task.steps) if step not in come)


def attach(
    *, case: CaseValue, step: str, sent: Iterable[tuple[bytes, str]], channel: str, actor: Actor, at: datetime
) -> Refused | None:
    """Keep what came for a step, each its content and its name; where nothing is awaited any more, the task is done.

    Gives why a file was refused, in which case none is attached. What is not awaited, or has come already, changes nothing.
    """
    with transaction.atomic():
        Case.objects.select_for_update().only("id").get(id=case.id)
        if step not in awaited(case=case):
            return None
        stored = store_all_files(sent=sent, by=actor.reference, channel=channel)
        if isinstance(stored, Refused):
            return stored
        for file in stored:
            Attachment.objects.create(case_id=case.id, step=step, file=file, by=actor.reference, at=at)
            record(
                subject=case.subject,
                type=happened.DOCUMENT_ATTACHED.name,
                actor=actor,
                at=at,
                visibility="customer",
                data={"document": file, "channel": channel},
            )
        if stored and not awaited(case=case):
            task = Case(pk=case.id).tasks.get(kind=KIND, done_at=None)
            acts.finish_task(case=case, task=task.pk, actor=actor, at=at)
        return None
