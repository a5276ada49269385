"""Enquiries: what the customer was asked about a case, and what they answered; and what they are told of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.cases import CaseValue
from guildhall.serve.models import Closure, Enquiry, Note

LONGEST = 4000


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
    rows = Enquiry.objects.filter(case_id=case.id).order_by("at")
    return tuple(EnquiryValue(each.pk, each.question, each.at, each.reply, each.replied_at) for each in rows)


def told(*, case: CaseValue) -> tuple[tuple[datetime, str], ...]:
    """What staff wrote for the customer to read: notes that are shown, and the words in which a case was closed."""
    notes = Note.objects.filter(case_id=case.id, shown=True).values_list("at", "text")
    closures = Closure.objects.filter(case_id=case.id).values_list("at", "told")
    return tuple(sorted([*notes, *closures]))


def reply(*, case: CaseValue, enquiry: int, text: str, channel: str, actor: Actor, at: datetime) -> None:
    """Keep the customer's reply. The first one stands; what belongs to another case changes nothing."""
    with transaction.atomic():
        kept = Enquiry.objects.filter(id=enquiry, case_id=case.id, replied_at=None).update(
            reply=text[:LONGEST], replied_at=at
        )
        if kept:
            record(
                subject=case.subject,
                type=happened.CUSTOMER_REPLIED.name,
                actor=actor,
                at=at,
                visibility="customer",
                data={"channel": channel},
            )
