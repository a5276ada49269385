"""Putting a case under a rule of the law, whose term runs beside what we promised."""

from datetime import datetime

from django.db import transaction

from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.joining.ruling import held
from guildhall.serve.models import Obligation
from guildhall.serve.obligations.moving import rooted, settle
from guildhall.serve.obligations.standing import STATUTORY, Owed, calendar_of, kept_text, owed_on, written


def owe(*, case: int, name: str, received: datetime, actor: Actor, at: datetime) -> None:
    """Put a case under a rule of the law, one of ``STATUTORY``, counted from ``received``. Saying it twice changes nothing."""
    with transaction.atomic():
        row = held(case)
        if Obligation.objects.filter(case=row, name=name).exists():
            return
        for each in owed_on(
            row
        ):  # a promise without a row goes by the case's own date, which may not be its own from now on
            rooted(each, each.told(calendar_of(each.term, each.row.received_at, at)))
        term = STATUTORY[name]
        fresh = Obligation(
            case=row, name=name, kind="statutory", term=written(term), received_at=received, reckoned_at=at
        )
        reckoning = Owed(fresh).reckoned(calendar_of(term, received, at))
        if reckoning.due:
            fresh.due_on, fresh.due_at = reckoning.due.day, reckoning.due.moment
        fresh.reckoning = kept_text(reckoning)
        fresh.save()
        record(
            subject=f"case/{row.reference}",
            type=happened.OBLIGATION_BEGUN.name,
            actor=actor,
            at=at,
            visibility="customer",
            data={"owed": name, "due": fresh.due_on},
        )
        settle(row, at)
