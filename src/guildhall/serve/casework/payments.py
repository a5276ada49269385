"""Payments: one interface to whoever takes the money, and a record of every attempt.

The case is there before the money, so a payment that stops half-way loses nothing. The database allows one settled payment for
each case, so that nobody ever pays twice. Amounts are whole pence. No card number is ever seen here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse

from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.models import Case, Payment

IN_HAND = ("cash", "cheque")
"""Methods where staff have the money before them when they record it."""


class AlreadyPaid(ValueError):
    """The fee of this case is settled: nothing more is to be paid."""

    code = "already-paid"


class NothingToPay(ValueError):
    """This case has no fee."""

    code = "nothing-to-pay"


class NoReason(ValueError):
    """A fee was to be waived without saying why."""

    code = "no-reason"


class NoSuchPayment(LookupError):
    """There is no such payment."""

    code = "no-such-payment"


@dataclass(frozen=True, slots=True)
class PaymentValue:
    """An attempt to pay, in pence, and how it stands."""

    id: UUID
    case: str
    amount: int
    method: str
    settled: bool
    stopped: bool
    reason: str


class Provider(Protocol):
    """Whoever takes card payments."""

    name: str

    def page_for(self, *, payment: PaymentValue, language: str) -> str:
        """The address of the page on which the customer pays. Nothing is charged twice for one payment's id."""


class Sandbox:
    """The embedded provider: a page of our own, plainly marked, on which nobody's money moves."""

    name = "sandbox"

    def page_for(self, *, payment: PaymentValue, language: str) -> str:
        """The sandbox's page for a payment."""
        return reverse("serve:pay", kwargs={"lang": language, "payment": payment.id})


PROVIDER: Provider = Sandbox()


def begin(*, reference: str, method: str, actor: Actor, at: datetime) -> PaymentValue:
    """Begin to pay a case's fee. An attempt by the same method that is still open is taken up again.

    Raises ``NothingToPay`` and ``AlreadyPaid``.
    """
    with transaction.atomic():
        case = _locked(reference)
        row = case.payments.filter(method=method, settled_at=None, stopped_at=None).first()
        if row is None:
            row = Payment.objects.create(
                case=case, amount=case.fee or 0, method=method, begun_at=at, begun_by=actor.reference
            )
            _tell(case, happened.PAYMENT_BEGUN.name, actor, at, method=method, amount=row.amount)
        return _value(row, case)


def settle(*, payment: UUID, actor: Actor, at: datetime, provider_reference: str = "") -> PaymentValue:
    """Record that the money is there. Saying it twice records it once.

    Raises ``NoSuchPayment``; ``AlreadyPaid`` when another attempt was settled first, so that the money can be given back.
    """
    with transaction.atomic():
        row = _payment(payment)
        case = _locked(row.case.reference, may_be_paid=row.settled_at is not None)
        row.refresh_from_db()
        if row.settled_at is None:
            row.settled_at, row.provider_reference, row.stopped_at = at, provider_reference, None
            _save_settled(row)
            _tell(case, happened.PAYMENT_SETTLED.name, actor, at, method=row.method, amount=row.amount)
        return _value(row, case)


def stop(*, payment: UUID, actor: Actor, at: datetime) -> PaymentValue:
    """Record that an attempt came to nothing. The case stays, and can be paid later."""
    with transaction.atomic():
        row = _payment(payment)
        if row.settled_at is None and row.stopped_at is None:
            row.stopped_at = at
            row.save(update_fields=["stopped_at"])
            _tell(row.case, happened.PAYMENT_STOPPED.name, actor, at, method=row.method)
        return _value(row, row.case)


def record_in_hand(*, reference: str, method: str, actor: Actor, at: datetime, receipt: str = "") -> PaymentValue:
    """Record cash or a cheque taken by staff. Raises ``NothingToPay`` and ``AlreadyPaid``."""
    with transaction.atomic():
        begun = begin(reference=reference, method=method, actor=actor, at=at)
        return settle(payment=begun.id, actor=actor, at=at, provider_reference=receipt)


def waive(*, reference: str, reason: str, actor: Actor, at: datetime) -> PaymentValue:
    """Let a fee go, with the reason. Raises ``NoReason``, ``NothingToPay`` and ``AlreadyPaid``."""
    if not reason.strip():
        raise NoReason(reference)
    with transaction.atomic():
        case = _locked(reference)
        row = Payment(
            case=case,
            amount=case.fee or 0,
            method="waived",
            begun_at=at,
            begun_by=actor.reference,
            settled_at=at,
            reason=reason.strip(),
        )
        _save_settled(row)
        _tell(case, happened.FEE_WAIVED.name, actor, at, amount=row.amount)
        return _value(row, case)


def find(*, payment: UUID) -> PaymentValue:
    """A payment by its id. Raises ``NoSuchPayment``."""
    row = _payment(payment)
    return _value(row, row.case)


def of_case(*, reference: str) -> tuple[PaymentValue, ...]:
    """Every attempt to pay a case's fee, oldest first."""
    rows = Payment.objects.select_related("case").filter(case__reference=reference).order_by("begun_at")
    return tuple(_value(row, row.case) for row in rows)


def _locked(reference: str, *, may_be_paid: bool = False) -> Case:
    case = Case.objects.select_for_update().get(reference=reference)
    if not case.fee:
        raise NothingToPay(reference)
    if not may_be_paid and case.payments.filter(settled_at__isnull=False).exists():
        raise AlreadyPaid(reference)
    return case


def _payment(payment: UUID) -> Payment:
    row = Payment.objects.select_related("case").filter(id=payment).first()
    if row is None:
        raise NoSuchPayment(str(payment))
    return row


def _save_settled(row: Payment) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise AlreadyPaid(row.case.reference) from None


def _tell(case: Case, kind: str, actor: Actor, at: datetime, **data: str | int) -> None:
    subject = f"case/{case.reference}"
    record(subject=subject, type=kind, actor=actor, at=at, visibility="customer", data=data)


def _value(row: Payment, case: Case) -> PaymentValue:
    return PaymentValue(
        row.id,
        case.reference,
        row.amount,
        row.method,
        row.settled_at is not None,
        row.stopped_at is not None,
        row.reason,
    )
