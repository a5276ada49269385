"""Nobody ever pays twice, and a payment that stops half-way loses no case."""

import threading

import pytest
from django.db import connection
from tests.rooms.council import AMIR, VERA, WEDNESDAY, finished, in_force

from guildhall.serve.casework import cases, opening, payments
from guildhall.serve.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def owing(pence: int | None = 6_500) -> str:
    case = opening.submit(journey=finished(in_force()).id, actor=VERA, channel="web", at=WEDNESDAY)
    Case.objects.filter(id=case.id).update(fee=pence)
    return case.reference


def begun(reference: str, method: str = "card") -> payments.PaymentValue:
    return payments.begin(reference=reference, method=method, actor=VERA, at=WEDNESDAY)


def test_beginning_twice_is_one_attempt() -> None:
    reference = owing()
    assert begun(reference).id == begun(reference).id


def test_settling_twice_records_it_once() -> None:
    attempt = begun(owing())
    payments.settle(payment=attempt.id, actor=VERA, at=WEDNESDAY)
    again = payments.settle(payment=attempt.id, actor=VERA, at=WEDNESDAY)
    assert again.settled
    settled = [each for each in payments.of_case(reference=again.case) if each.settled]
    assert len(settled) == 1


def test_another_attempt_is_refused_once_the_fee_is_paid() -> None:
    reference = owing()
    card, link = begun(reference), begun(reference, "card-by-link")
    payments.settle(payment=card.id, actor=VERA, at=WEDNESDAY)
    with pytest.raises(payments.AlreadyPaid):
        payments.settle(payment=link.id, actor=VERA, at=WEDNESDAY)
    with pytest.raises(payments.AlreadyPaid):
        begun(reference)


def test_a_payment_that_stopped_leaves_the_case_and_can_be_made_later() -> None:
    reference = owing()
    stopped = payments.stop(payment=begun(reference).id, actor=VERA, at=WEDNESDAY)
    assert stopped.stopped
    assert cases.find(reference=reference).closed_at is None
    later = begun(reference)
    assert later.id != stopped.id
    assert payments.settle(payment=later.id, actor=VERA, at=WEDNESDAY).settled


def test_cash_is_recorded_with_who_took_it() -> None:
    reference = owing()
    taken = payments.record_in_hand(reference=reference, method="cash", actor=AMIR, at=WEDNESDAY, receipt="B-17")
    assert (taken.amount, taken.method, taken.settled) == (6_500, "cash", True)
    events = cases.happenings(case=cases.find(reference=reference), audience="staff")
    assert ("payment.settled", AMIR) in [(each.type, each.actor) for each in events]


def test_a_fee_is_waived_with_a_reason_and_not_without() -> None:
    reference = owing()
    with pytest.raises(payments.NoReason):
        payments.waive(reference=reference, reason="  ", actor=AMIR, at=WEDNESDAY)
    waived = payments.waive(reference=reference, reason="Our mistake", actor=AMIR, at=WEDNESDAY)
    assert (waived.method, waived.settled, waived.reason) == ("waived", True, "Our mistake")


def test_a_case_without_a_fee_takes_no_money() -> None:
    with pytest.raises(payments.NothingToPay):
        begun(owing(None))


@pytest.mark.django_db(transaction=True)
def test_eight_payments_at_once_settle_one() -> None:
    reference = owing()
    attempts = [begun(reference, method) for method in ("card", "card-by-link", "cash", "cheque")] * 2
    outcomes: list[str] = []

    def pay(attempt: payments.PaymentValue) -> None:
        try:
            payments.settle(payment=attempt.id, actor=VERA, at=WEDNESDAY)
            outcomes.append(attempt.method)
        except payments.AlreadyPaid:
            outcomes.append("refused")
        connection.close()

    hands = [threading.Thread(target=pay, args=[attempt]) for attempt in attempts]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sum(each.settled for each in payments.of_case(reference=reference)) == 1
    assert len({method for method in outcomes if method != "refused"}) == 1
