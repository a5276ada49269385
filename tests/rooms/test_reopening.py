"""Promises of opening a case again: nothing is taken away, the clock is decided, the customer is told."""

from datetime import date, timedelta

import pytest
from tests.rooms.council import AMIR, VERA, WEDNESDAY, finished, in_force

from guildhall.serve.casework import acts, casefile, cases, opening, reopening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.reopening import NotClosed
from guildhall.serve.models import Case, Closure, Message, Obligation, Reopening
from guildhall.serve.obligations.saying import clocks_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

THURSDAY, FRIDAY = WEDNESDAY + timedelta(days=1), WEDNESDAY + timedelta(days=2)


def closed() -> CaseValue:
    live = in_force()
    journey = finished(live, contact_by="email", email="vera@example.org")
    case = opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)
    acts.close(case=case, outcome="done", told="We emptied it.", actor=AMIR, at=THURSDAY)
    return cases.find(reference=case.reference)


def reopen(case: CaseValue, clock: str = "continues", days: int = 0) -> CaseValue:
    reopening.reopen(
        case=case,
        reason="disagreed",
        text="You say that it is still full.",
        clock=clock,  # type: ignore[arg-type]  # a code of the test's
        working_days=days,
        actor=AMIR,
        at=FRIDAY,
    )
    return cases.find(reference=case.reference)


def test_the_old_promise_runs_on_where_it_is_to() -> None:
    case = reopen(closed())
    assert (case.closed_at, case.due_on) == (None, date(2026, 11, 23))
    (clock,) = clocks_of(case=case.id, language="en", at=FRIDAY)
    assert (clock.name, clock.met) == ("promise", False)


def test_a_new_promise_is_given_beside_the_old_one_which_stands_as_done() -> None:
    case = reopen(closed(), "new", 4)
    assert case.due_on == date(2026, 11, 26)
    assert [(each.name, each.met) for each in clocks_of(case=case.id, language="en", at=FRIDAY)] == [
        ("promise", True),
        ("again-1", False),
    ]
    acts.close(case=case, outcome="done", told="Now it is empty.", actor=AMIR, at=FRIDAY)
    reopen(cases.find(reference=case.reference), "new", 5)
    assert [each.met_at is None for each in Obligation.objects.order_by("id")] == [False, False, True]


def test_neither_the_closing_nor_the_opening_is_ever_taken_away() -> None:
    case = reopen(closed())
    assert casefile.closure_of(case=case) is None
    acts.close(case=case, outcome="not-done", told="It was not out.", actor=AMIR, at=FRIDAY)
    last = casefile.closure_of(case=case)
    assert last is not None
    assert last.told == "It was not out."
    assert [each.told for each in Closure.objects.order_by("id")] == ["We emptied it.", "It was not out."]
    assert [each.reason for each in reopening.of_case(case=case)] == ["disagreed"]


def test_the_customer_is_told_why_and_by_when() -> None:
    case = reopen(closed())
    told = Message.objects.filter(case_id=case.id, about="reopened").get().told
    assert told == "You say that it is still full.\n\nIt is due Monday 23 November 2026."
    assert reopening.of_case(case=case)[0].told == told


def test_an_open_case_is_not_opened_again() -> None:
    case = reopen(closed())
    with pytest.raises(NotClosed):
        reopen(case)
    assert Reopening.objects.count() == 1
    assert Case.objects.get().closed_at is None
