"""A case is opened once, says on the day what is promised, and is closed in words the customer is told."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.council import AMIR, MILL_LANE, SERVICES, VERA, WEDNESDAY, finished, in_force
from tests.rooms.test_serve_journeys import statements
from tests.spec.services.shipped import SHIPPED

from guildhall.estate.door import Onlooker
from guildhall.kernel.clocks import local
from guildhall.kernel.model import Json
from guildhall.ledger.door import Verified, verify
from guildhall.people.door import contacts_of, name_of
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import working_calendar
from guildhall.serve.casework import acts, cases, opening, worklists
from guildhall.serve.casework.wanted import Wanted
from guildhall.serve.desks.telling import is_late, left_in_words
from guildhall.serve.models import Case, Message
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live
from guildhall.serve.telling import messages

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ROUNDS = Onlooker("account/rounds", teams=("waste-rounds",))


def opened(**answers: Any) -> cases.CaseValue:
    journey = finished(in_force(), **answers)
    return opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)


@pytest.mark.parametrize("service", SHIPPED)
def test_a_submission_of_any_service_takes_six_statements_with_those_that_load_the_journey(service: str) -> None:
    live = in_force(service)
    steps = live.compiled.steps.items()
    unsaid: dict[str, Json] = {step: None for step, question in steps if not question.required}
    unsaid |= {step: True for step, question in steps if question.kind == "yes-no"}
    counted = {}
    for test in live.service.tests:
        given = unsaid | dict(test.answers)
        begun = journeys.begin(live=live, language="en", channel="web", actor=VERA, answers=given, at=WEDNESDAY)
        outcome = begun.position.outcome
        if outcome is not None and outcome.kind == "submit" and outcome.id not in counted:
            with CaptureQueriesContext(connection) as captured:
                opening.submit(journey=begun.id, actor=VERA, channel="web", at=WEDNESDAY)
            counted[outcome.id] = len(statements(captured))
    assert counted
    assert max(counted.values()) <= 6, counted


def test_submitting_twice_makes_one_case() -> None:
    journey = finished(in_force())
    first = opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)
    second = opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)
    assert first == second
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sixteen_hands_on_one_button_make_one_case() -> None:
    journey = finished(in_force())
    references = []

    def press() -> None:
        references.append(opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY).reference)
        connection.close()

    hands = [threading.Thread(target=press) for _hand in range(16)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert len(references) == 16
    assert len(set(references)) == 1


def test_a_journey_that_is_not_finished_opens_no_case() -> None:
    journey = journeys.begin(
        live=in_force(), language="en", channel="web", actor=VERA, at=WEDNESDAY, answers={"address": MILL_LANE}
    )
    with pytest.raises(opening.NotFinished):
        opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)


def test_a_journey_that_ends_in_advice_opens_no_case() -> None:
    at = WEDNESDAY.replace(day=17, hour=11)
    journey = finished(in_force(), at=at)
    assert journey.position.outcome is not None
    assert journey.position.outcome.id == "wait-for-the-round"
    with pytest.raises(opening.NotFinished):
        opening.submit(journey=journey.id, actor=VERA, channel="web", at=at)


def test_a_case_copies_the_promise_as_it_was_given() -> None:
    case = opened()
    assert case.due_on == date(2026, 11, 23)
    assert case.promise is not None
    assert case.promise["en"] == "We will empty your bin within 3 working days, by 23 November 2026."
    assert "23 Tachwedd 2026" in case.promise["cy"]


def test_a_case_keeps_the_edition_it_began_with() -> None:
    case = opened()
    text = (SERVICES / "missed-bin.yaml").read_text(encoding="utf-8").replace("{workingDays: 3}", "{workingDays: 5}")
    newer = editions.publish(text=text, by="account/designer", at=WEDNESDAY + timedelta(days=1))
    assert editions.current(service="missed-bin") == newer
    assert cases.find(reference=case.reference).live.hash == case.live.hash != newer.hash


def test_a_case_is_found_by_its_reference_however_it_is_typed() -> None:
    case = opened()
    typed = case.reference.replace("-", " ").lower()
    assert cases.find(reference=typed).reference == case.reference
    with pytest.raises(cases.NoSuchCase):
        cases.find(reference="2222-2222; drop table")


def test_a_case_holds_only_the_answers_that_count() -> None:
    live = in_force()
    journey = finished(live, contact_by="email", email="vera@example.org")
    journey = journeys.save(journey=journey, answers={"contact-by": "none"}, channel="web", actor=VERA, at=WEDNESDAY)
    case = opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)
    assert "email" not in case.answers


def test_what_happened_is_in_the_ledger_without_answers_or_names() -> None:
    case = opened(contact_by="email", email="vera@example.org")
    acts.assign(case=case, to="account/amir", team="waste-rounds", actor=AMIR, at=WEDNESDAY)
    acts.note(case=case, text="Gate was locked", shown=False, actor=AMIR, at=WEDNESDAY)
    acts.ask(case=case, question="Is the gate open now?", actor=AMIR, at=WEDNESDAY)
    acts.close(case=case, outcome="done", told="We emptied it.", actor=AMIR, at=WEDNESDAY)
    for_staff = cases.happenings(case=case, audience="staff")
    assert [each.type for each in for_staff] == [
        "case.opened", "case.assigned", "case.noted", "customer.asked", "clock.paused", "due.changed", "case.closed",
    ]  # fmt: skip
    shown = [each.type for each in cases.happenings(case=case, audience="customer")]
    assert shown == ["case.opened", "customer.asked", "clock.paused", "case.closed"]
    assert "Vera" not in repr(for_staff)
    assert "gate" not in repr(for_staff)
    assert isinstance(verify(subject=case.subject), Verified)


def test_the_second_officer_to_close_a_case_is_told() -> None:
    case = opened()
    acts.close(case=case, outcome="done", told="We emptied it.", actor=AMIR, at=WEDNESDAY)
    with pytest.raises(acts.AlreadyClosed):
        acts.close(case=case, outcome="not-done", told="We could not.", actor=AMIR, at=WEDNESDAY)


def test_a_receipt_goes_by_email_to_whoever_asked_for_it_and_once() -> None:
    case = opened(contact_by="email", email="vera@example.org")
    written = messages.receive(reference=case.reference, at=WEDNESDAY)
    assert written is not None
    messages.deliver(message=written.pk, at=WEDNESDAY)
    messages.deliver(message=written.pk, at=WEDNESDAY)
    assert [sent.to for sent in mail.outbox] == [["vera@example.org"]]
    assert case.reference in mail.outbox[0].subject
    assert "by 23 November 2026" in mail.outbox[0].body
    assert "01632 960 100" in mail.outbox[0].body


def test_a_text_message_waits_in_the_outbox_where_it_can_be_seen() -> None:
    case = opened(contact_by="sms", mobile="07700 900 982")
    written = messages.receive(reference=case.reference, at=WEDNESDAY)
    assert written is not None
    messages.deliver(message=written.pk, at=WEDNESDAY)
    assert (written.kind, written.to) == ("sms", "07700 900 982")
    assert Message.objects.get().sent_at is None


def test_nobody_is_written_to_who_did_not_wish_it() -> None:
    case = opened()
    assert messages.receive(reference=case.reference, at=WEDNESDAY) is None


def test_the_customer_becomes_known_by_an_opaque_reference() -> None:
    case = opened(contact_by="email", email="vera@example.org")
    messages.receive(reference=case.reference, at=WEDNESDAY)
    customer = cases.find(reference=case.reference).customer
    assert customer.startswith("party/")
    assert name_of(reference=customer) == "Vera Lind"
    assert {way.value for way in contacts_of(reference=customer)} >= {"vera@example.org"}


def test_a_worklist_asks_the_database_three_times_whatever_its_length() -> None:
    live = in_force()
    for minute in range(7):
        at = WEDNESDAY + timedelta(minutes=minute)
        opening.submit(journey=finished(live, at=at).id, actor=VERA, channel="web", at=at)
    seen: list[str] = []
    after = None
    while True:
        with CaptureQueriesContext(connection) as captured:
            page = worklists.worklist(onlooker=ROUNDS, wanted=Wanted(), at=WEDNESDAY, after=after, limit=3)
        assert len(captured) == 3
        seen += [case.reference for case in page.cases]
        if page.after is None:
            break
        after = page.after
    assert len(seen) == len(set(seen)) == 7


def urgent() -> Live:
    """The missed bin, with a promise of so many hours."""
    text = (SERVICES / "missed-bin.yaml").read_text(encoding="utf-8")
    text = text.replace("{workingDays: 3}", "{hours: 24}").replace(
        "{days} working days, by {date}", "a day, by {time}, {date}"
    )
    return in_force(text=text)


def test_where_hours_are_promised_the_case_keeps_the_moment() -> None:
    case = opening.submit(journey=finished(urgent()).id, actor=VERA, channel="web", at=WEDNESDAY)
    assert case.due_at == WEDNESDAY + timedelta(hours=24)
    assert case.due_on == local(case.due_at).date()
    assert case.promise is not None
    assert case.promise["en"] == "We will empty your bin within a day, by 5:30pm, 19 November 2026."


def test_hours_promised_on_paper_run_from_the_close_of_the_day_it_was_handed_in() -> None:
    journey = finished(urgent())
    case = opening.submit_keyed(
        journey=journey, form={}, illegible=[], missing=[], handed_in_on=date(2026, 11, 13), actor=AMIR, at=WEDNESDAY
    )
    assert case.due_at is not None
    assert local(case.due_at).isoformat() == "2026-11-14T23:59:00+00:00"


def test_a_desk_counts_the_hours_that_are_left_of_a_promise_in_hours() -> None:
    due_at = WEDNESDAY + timedelta(hours=5)
    assert left_in_words(due_at.date(), WEDNESDAY, due_at) == "5 hours left"
    assert left_in_words(due_at.date(), WEDNESDAY + timedelta(hours=6, minutes=30), due_at) == "1 hour late"
    assert is_late(due_at.date(), due_at, WEDNESDAY + timedelta(hours=6))
    assert not is_late(due_at.date(), due_at, WEDNESDAY)


@pytest.mark.parametrize("days", [-1100, -366, -3, -2, 3, 4, 6, 40, 400])
def test_a_desk_counts_the_working_days_of_years_as_if_it_went_through_them_day_by_day(days: int) -> None:
    today, due = WEDNESDAY.date(), WEDNESDAY.date() + timedelta(days=days)
    spell = (min(today, due) + timedelta(days=each + 1) for each in range(abs(days)))
    worked = sum(working_calendar(WEDNESDAY).is_working(day) for day in spell)
    words = f"{worked} working day{'' if worked == 1 else 's'} {'left' if days > 0 else 'late'}"
    assert left_in_words(due, WEDNESDAY) == words


def test_an_imperfect_paper_form_still_opens_a_case_and_says_what_to_ask() -> None:
    journey = journeys.begin(
        live=in_force(), language="en", channel="paper", actor=AMIR, at=WEDNESDAY, answers={"address": MILL_LANE}
    )
    handed_in = date(2026, 11, 13)
    case = opening.submit_keyed(
        journey=journey,
        form={"1.line1": "4 Mill Lane"},
        illegible=["bin"],
        missing=["bin", "name"],
        handed_in_on=handed_in,
        actor=AMIR,
        at=WEDNESDAY,
    )
    assert case.missing == ("bin", "name")
    assert case.received_on == handed_in
    assert case.due_on == date(2026, 11, 18)
    assert [each.type for each in cases.happenings(case=case, audience="staff")] == ["case.opened", "task.set"]
