"""Documents that a customer said they would send later: a task keeps them from being forgotten."""

from datetime import datetime

from django.db import transaction

from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.models import Case
from guildhall.serve.publishing import editions

KIND = "await-evidence"


def await_documents(*, reference: str, at: datetime) -> None:
    """Set the task to wait for what was promised with a case just opened, if anything was. Doing it twice sets one."""
    case = Case.objects.get(reference=reference)
    steps = editions.of_hash(edition=case.edition_id).compiled.steps
    later = [
        step
        for step, value in read_json(case.answers).items()
        if step in steps and steps[step].kind == "evidence" and (value or {}).get("later")
    ]
    if not later or case.tasks.filter(kind=KIND).exists():
        return
    with transaction.atomic():
        case.tasks.create(kind=KIND, steps=canonical_json(later), set_at=at)
        record(
            subject=f"case/{reference}",
            type=happened.TASK_SET.name,
            actor=Actor("system"),
            at=at,
            visibility="staff",
            data={"kind": KIND},
        )
