"""News of a case: told to the customer now, by the way they chose, and kept where they and staff can read it again."""

from datetime import datetime

from django.db import transaction

from guildhall.ledger.door import Actor, record
from guildhall.serve import happened, outbox
from guildhall.serve.casework import acts
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Case
from guildhall.serve.telling import messages


def tell(*, case: CaseValue, text: str, actor: Actor, at: datetime) -> None:
    """Write something to the customer, who asked nothing. The words stand on the case as a note that they may read."""
    with transaction.atomic():
        acts.note(case=case, text=text, shown=True, actor=actor, at=at)
        written = messages.write(case=Case.objects.get(id=case.id), about="notice", at=at, text=text)
        if written is not None:
            record(subject=case.subject, type=happened.CUSTOMER_TOLD.name, actor=actor, at=at, visibility="customer")
            outbox.message_written(message=written.pk)
