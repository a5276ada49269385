"""Scrutiny is answered in time, and what it was promised is done; where that stands follows from the days alone."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.authority.answering import Answer, stage
from guildhall.kernel.clocks.duties import duties
from guildhall.kernel.clocks.planning import respond_by

MADE = date(2026, 3, 5)
DUE = respond_by(MADE, duties()["scrutiny-response"])
GIVEN = date(2026, 4, 20)


def test_two_months_begin_with_the_day_on_which_it_was_received() -> None:
    assert date(2026, 5, 4) == DUE
    assert stage(DUE, [], DUE) == "awaits-response"
    assert stage(DUE, [], date(2026, 5, 5)) == "response-overdue"
    assert stage(None, [], date(2030, 1, 1)) == "awaits-response"


def test_a_response_ends_the_wait_from_its_own_day() -> None:
    said = [Answer(GIVEN)]
    assert [stage(DUE, said, day) for day in (date(2026, 4, 19), GIVEN)] == ["awaits-response", "answered"]


def test_what_was_promised_is_awaited_then_overdue_until_it_is_done() -> None:
    promised = Answer(GIVEN, action=True, due_on=date(2026, 6, 30), done_on=date(2026, 7, 2))
    days = (date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 2))
    assert [stage(DUE, [promised], day) for day in days] == ["action-awaited", "action-overdue", "done"]
    assert stage(DUE, [promised, Answer(GIVEN, action=True)], days[2]) == "action-awaited"


@given(st.dates(MADE, date(2027, 1, 1)), st.dates(MADE, date(2027, 1, 1)))
def test_once_answered_it_is_never_again_without_an_answer(given_on: date, on: date) -> None:
    waits = stage(DUE, [Answer(given_on)], on) in {"awaits-response", "response-overdue"}
    assert waits == (on < given_on)
