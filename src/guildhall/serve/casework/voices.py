"""An answer to a consultation: read by an officer, counted by its way in, and put to what it says.

Plan keeps the count and the findings, with the case's reference and nothing else of it.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from guildhall.ledger.door import Actor
from guildhall.plan import door as plan
from guildhall.serve import happened
from guildhall.serve.casework.cases import CaseValue, tell_ledger


def asked(*, case: CaseValue) -> plan.Asking | None:
    """What a case answers: the consultation that was open by its service on the day on which it was received."""
    return plan.asking(service=case.service, on=case.received_on)


def put_to(*, case: CaseValue) -> tuple[str, ...] | None:
    """The findings that a case was put to; ``None`` where nobody has read it yet."""
    return plan.put_to(case=case.subject)


def read(
    *, case: CaseValue, findings: Collection[str], actor: Actor, at: datetime, more: str = "", more_cy: str = ""
) -> None:
    """Count a case and put it to what it says. Said twice, nothing more happens.

    Raises plan's ``NotKept`` (``not-asked``, ``no-such-finding``).
    """
    with transaction.atomic():
        before = put_to(case=case)
        plan.heard(
            service=case.service, on=case.received_on, case=case.subject, channel=case.channel, findings=findings, more=more,
            more_cy=more_cy, actor=actor, at=at,
        )  # fmt: skip
        after, asking = put_to(case=case), asked(case=case)
        if after != before and after is not None and asking is not None:
            told = {"consultation": asking.reference, "findings": len(after)}
            tell_ledger(case, happened.ANSWER_READ.name, actor, at, "staff", told)
