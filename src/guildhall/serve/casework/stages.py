"""A complaint put under the terms of its stage: the first that are owed begin here.

A complaint just opened is put under them by the worker, from the row of its opening; until then it stands under what it was
promised, which is as long as both terms of its stage together.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from guildhall.ledger.door import Actor
from guildhall.serve import happened
from guildhall.serve.casework.cases import CaseValue, find, tell_ledger
from guildhall.serve.joining.ruling import held
from guildhall.serve.models import ComplaintStage
from guildhall.serve.obligations import owing
from guildhall.serve.obligations.standing import moment_of_receipt

ACKNOWLEDGED: Mapping[int, str] = {1: "complaint-acknowledged", 2: "complaint-stage-2-acknowledged"}
ANSWERED: Mapping[int, str] = {1: "complaint-stage-1", 2: "complaint-stage-2"}
"""The terms of each stage, by the names under which they are owed."""


def take_up(*, reference: str, at: datetime) -> None:
    """Put a case under the terms of its stage from when it was received, where it is a complaint. Twice changes nothing."""
    case = find(reference=reference)
    begins = case.live.compiled.outcomes[case.outcome].complaint
    if begins is None:
        return
    with transaction.atomic():
        held(case.id)
        if not ComplaintStage.objects.filter(case_id=case.id).exists():
            received = moment_of_receipt(on=case.received_on, now=case.opened_at)
            number = {"stage-1": 1, "stage-2": 2}[begins]
            begin(case=case, number=number, because="", channel=case.channel, actor=Actor("system"), of=received, at=at)


def begin(
    *, case: CaseValue, number: int, because: str, channel: str, actor: Actor, of: datetime, at: datetime
) -> None:
    """Begin a stage that was asked for at the moment ``of``. To be called in the transaction of what begins it."""
    ComplaintStage.objects.create(
        case_id=case.id, number=number, because=because, channel=channel, begun_by=actor.reference, begun_at=of
    )
    owing.owe(case=case.id, name=ACKNOWLEDGED[number], received=of, actor=actor, at=at)
    told = {"stage": number, "channel": channel}
    tell_ledger(case, happened.COMPLAINT_BEGUN.name, actor, at, "customer", told)
