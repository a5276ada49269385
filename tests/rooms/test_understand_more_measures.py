"""Promises of the measures beside those of the national standard: each is what a slow count of the records gives."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.rooms.acquainted import ASHA
from tests.rooms.complained import acknowledged, complaint
from tests.rooms.council import AMIR, MILL_LANE, MISSED_BIN, NOWHERE_KNOWN, VERA, WEDNESDAY, in_force
from tests.rooms.measured import HARBOUR, LATER, begun, carry, sent, told, worked
from tests.rooms.ringing import SECRET, Switchboard

from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor
from guildhall.serve.casework import acts, cases, complaints, opening, payments, reopening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.clock import standing_at
from guildhall.serve.contacts import calls, interactions
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import (
    Appointment,
    Call,
    Case,
    Closure,
    ComplaintStage,
    Interaction,
    Journey,
    Payment,
    Reopening,
)
from guildhall.serve.places import appointments
from guildhall.serve.places.expected import Purpose, Whom
from guildhall.serve.places.known import place

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday", "measured")]
DAY = timedelta(days=1)


def reported(number: int, *, at: datetime) -> CaseValue:
    """One of many missed bins, from one ward or the other."""
    return sent(in_force(), at=at, place=MILL_LANE if number % 2 else HARBOUR)


def test_every_contact_counts_by_its_way_in_and_what_was_sent_with_help_is_known() -> None:
    for number in range(8):
        case = reported(number, at=WEDNESDAY + number * DAY)
        interactions.log(channel="phone", reason="progress", case=case.reference, called="V", actor=ASHA, at=LATER)
    helper = Actor("helper", "account/grace")
    for number in range(6):
        sent(in_force(), at=WEDNESDAY + number * DAY, actor=helper)
    carry()
    assert told("contacts", "channel") == {"phone": (0, 8), "web": (0, 14)}
    assert Interaction.objects.filter(direction="in").count() == 22
    assert told("assisted-share") == {None: (6, 14)}


def test_a_journey_that_ends_by_another_way_than_it_began_has_changed_midway() -> None:
    live = in_force()
    for number in range(5):
        at = WEDNESDAY + timedelta(minutes=number)
        journey = begun(live, at=at, **_whole(at))
        with standing_at(at):
            opening.submit(journey=journey.id, actor=ASHA, channel="phone", at=at)
            worked(at)
    for number in range(7):
        reported(number, at=WEDNESDAY)
    begun(live, at=WEDNESDAY, address=MILL_LANE)
    worked(LATER)
    carry()
    assert told("change-midway", "channel") == {"phone": (5, 5), "web": (0, 8)}


def _whole(at: datetime) -> dict[str, Any]:
    answers = MISSED_BIN | {"collection-day": (at - DAY).date().isoformat()}
    return {key.replace("-", "_"): value for key, value in answers.items()}


def test_of_what_was_closed_it_is_known_how_much_took_one_contact_and_what_was_opened_again() -> None:
    for number in range(12):
        case = reported(number, at=WEDNESDAY)
        if number % 3 == 0:
            interactions.log(
                channel="phone", reason="progress", case=case.reference, called="V", actor=ASHA, at=WEDNESDAY + DAY
            )
        if number % 6:
            acts.close(case=case, outcome="done", told="It is done.", actor=AMIR, at=WEDNESDAY + 2 * DAY)
        if number % 4 == 1:
            late = 40 if number == 9 else 5
            closed = cases.find(reference=case.reference)
            reopening.reopen(
                case=closed, reason="disagreed", text="Still full.", clock="continues", working_days=0, actor=AMIR,
                at=WEDNESDAY + late * DAY,
            )  # fmt: skip
    carry(LATER + 9 * DAY)
    again = [each.case_id for each in Reopening.objects.all()]
    closed_still = [each.case for each in Closure.objects.select_related("case") if each.case_id not in again]
    asked_about = {each.case for each in Interaction.objects.filter(reason="progress")}
    one = sum(each.reference not in asked_about for each in closed_still)
    assert told("first-contact-resolution", until=LATER + 9 * DAY) == {None: (one, len(closed_still))}
    soon = [each for each in Reopening.objects.all() if each.at < WEDNESDAY + 30 * DAY]
    assert told("reopened", until=LATER + 9 * DAY) == {None: (len(soon), Closure.objects.count())}
    assert (one, len(closed_still), len(soon)) == (6, 7, 2)


def test_how_long_callers_wait_and_are_spoken_with_is_the_middle_call(settings: Any) -> None:
    settings.CALLS_SECRET = SECRET
    line = Switchboard()
    for number, (waited, spoken) in enumerate([(5, 60), (20, 300), (35, 200), (90, 30), (400, None)]):
        line.tell("newCall", f"call-{number}", later=1000 * number)
        if spoken is not None:
            line.tell("answer", f"call-{number}", later=1000 * number + waited, agent="204")
        line.tell("hangup", f"call-{number}", later=1000 * number + waited + (spoken or 0), agent="204")
        if spoken is not None:
            over = WEDNESDAY + timedelta(seconds=1000 * number + waited + spoken + 20)
            calls.take(call=Call.objects.get(key=f"call-{number}").pk, account=ASHA.reference, at=over)
            interactions.log(channel="phone", reason="opening-hours", actor=ASHA, at=over)
    carry()
    answered = [(each.rang_at, each.answered_at) for each in Call.objects.all()]
    spans = sorted((taken - rang).seconds for rang, taken in answered if rang and taken)
    assert told("waiting-time", "channel") == {"phone": (spans[1], 4)}
    assert told("handling-time", "channel") == {"phone": (60, 4)}


def test_what_is_sent_while_the_counters_are_closed_is_known_by_the_clock_on_the_wall() -> None:
    for number in range(40):
        reported(number, at=WEDNESDAY + number * timedelta(hours=1, minutes=47))
    carry()
    rows = [local(each.opened_at) for each in Case.objects.all()]
    closed = sum(each.weekday() > 4 or not 9 <= each.hour < 17 for each in rows)
    assert told("out-of-hours") == {None: (closed, 40)}
    assert 0 < closed < 40


def test_a_journey_that_ends_in_advice_is_a_success_and_no_case() -> None:
    live = in_force()
    for number in range(6):
        at = (WEDNESDAY + DAY).replace(hour=11, minute=number)
        begun(live, at=at, address=NOWHERE_KNOWN, bin="general", collection_day=at.date().isoformat())
    for number in range(7):
        reported(number, at=WEDNESDAY)
    worked(LATER)
    carry()
    assert Journey.objects.count() == 13
    assert told("ended-in-advice") == {None: (6, 13)}
    assert told("completion") == {None: (13, 13)}


def test_a_payment_that_was_begun_counts_once_and_as_paid_when_the_money_is_there() -> None:
    for number in range(10):
        case = reported(number, at=WEDNESDAY)
        Case.objects.filter(id=case.id).update(fee=6_500)
        attempt = payments.begin(reference=case.reference, method="card", actor=VERA, at=WEDNESDAY)
        if number % 3 == 0:
            payments.stop(payment=attempt.id, actor=VERA, at=WEDNESDAY + DAY)
            attempt = payments.begin(reference=case.reference, method="card", actor=VERA, at=WEDNESDAY + 2 * DAY)
        if number % 2 == 0:
            payments.settle(payment=attempt.id, actor=VERA, at=WEDNESDAY + 3 * DAY)
    carry()
    paid = Payment.objects.exclude(settled_at=None).values("case").distinct().count()
    assert told("payments-completed") == {None: (paid, 10)}
    assert paid == 5


def test_of_the_answers_to_complaints_those_count_as_upheld_that_found_us_at_fault() -> None:
    for outcome in ("upheld", "partly", "not-upheld", "not-upheld"):
        case = acknowledged(complaint())
        complaints.answer(case=case, outcome=outcome, text="We looked at it.", actor=AMIR, at=WEDNESDAY + 5 * DAY)
    carry()
    at_fault = ComplaintStage.objects.filter(outcome__in=["upheld", "partly"]).count()
    assert told("complaints-upheld") == {None: (at_fault, 4)}
    assert at_fault == 2


def test_of_the_appointments_whose_time_has_passed_those_count_as_kept_to_which_somebody_came() -> None:
    open_places(at=WEDNESDAY)
    where = place(slug="the-guildhall", at=WEDNESDAY)
    for number in range(7):
        starts = (WEDNESDAY + DAY).replace(hour=10 + number // 2, minute=30 * (number % 2))
        booked = appointments.book(
            place=where, starts_at=starts, whom=Whom(called=f"Caller {number}"), purpose=Purpose(), channel="phone",
            actor=ASHA, at=WEDNESDAY, instead_of="",
        )  # fmt: skip
        if number:
            appointments.seen(reference=booked.reference, came=number % 3 > 0, actor=ASHA, at=starts)
    carry()
    came = Appointment.objects.exclude(kept_at=None).count()
    assert told("appointments-kept") == {None: (came, 6)}
    assert came == 4
