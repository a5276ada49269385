"""Enquiries: what the customer was asked about a case, and what they answered."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.contacts import interactions
from guildhall.serve.joining.ruling import held
from guildhall.serve.models import Enquiry, Task
from guildhall.serve.obligations.acting import NothingWaits, resume

LONGEST = 4000
READ_REPLY = "read-reply"
"""The task that an answer sets where it comes after the case was closed."""


@dataclass(frozen=True, slots=True)
class EnquiryValue:
    """One question to the customer, and the reply when there is one."""

    id: int
    question: str
    asked_at: datetime
    reply: str
    replied_at: datetime | None


def of_case(*, case: CaseValue) -> tuple[EnquiryValue, ...]:
    """Everything that was asked about a case, oldest first."""
    return _values(Enquiry.objects.filter(case_id=case.id))


def at_moments(*, case: CaseValue, at: Collection[datetime]) -> tuple[EnquiryValue, ...]:
    """What was asked about a case, or answered, at these moments, oldest first. One statement, none where there is no moment."""
    rows = Enquiry.objects.filter(Q(at__in=at) | Q(replied_at__in=at), case_id=case.id)
    return _values(rows) if at else ()


def _values(rows: QuerySet[Enquiry]) -> tuple[EnquiryValue, ...]:
    return tuple(
        EnquiryValue(each.pk, each.question, each.at, each.reply, each.replied_at) for each in rows.order_by("at")
    )


def reply(*, case: CaseValue, enquiry: int, text: str, channel: str, actor: Actor, at: datetime) -> None:
    """Keep the customer's reply. The first one stands; what belongs to another case changes nothing.

    Where the clock stood still for it, the customer is told that it runs again and until when. Whoever wrote an email is not: a
    machine never answers one, and the day stands where they follow their case. Where the case is closed by now, nobody would look: a
    task puts the reply before the team.
    """
    with transaction.atomic():
        closed = held(case.id).closed_at
        kept = Enquiry.objects.filter(id=enquiry, case_id=case.id, replied_at=None).update(reply=text, replied_at=at)
        if kept:
            record(
                subject=case.subject,
                type=happened.CUSTOMER_REPLIED.name,
                actor=actor,
                at=at,
                visibility="customer",
                data={"channel": channel},
            )
            interactions.beside(
                channel=channel,
                reason=interactions.REPLIED,
                party=case.customer,
                case=case.reference,
                service=case.service,
                actor=actor,
                at=at,
            )
            if not Enquiry.objects.filter(case_id=case.id, replied_at=None).exists():
                with suppress(NothingWaits):
                    resume(case=case.id, reason="customer", actor=actor, at=at, tell=channel != "email")
        if kept and closed is not None:
            Task.objects.create(case_id=case.id, kind=READ_REPLY, set_at=at)
            record(
                subject=case.subject,
                type=happened.TASK_SET.name,
                actor=actor,
                at=at,
                visibility="staff",
                data={"kind": READ_REPLY},
            )
