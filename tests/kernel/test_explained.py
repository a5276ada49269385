"""Every due date explains itself, day by day, and what the days counted adds up."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from tests.kernel.clock_worlds import terms
from tests.kernel.test_reckoning import Case, cases

from guildhall.kernel.clocks import (
    Calendar,
    Closure,
    Extension,
    Pause,
    Reckoning,
    Shift,
    Term,
    add_months,
    kept,
    local,
    monday_to_friday,
    read,
    reckon,
)
from guildhall.kernel.clocks.statutory import SUBJECT_ACCESS

STORM = {"en": "A storm", "cy": "Storm"}
GOOD_FRIDAY = {"en": "Good Friday", "cy": "Dydd Gwener y Groglith"}
EASTER_MONDAY = {"en": "Easter Monday", "cy": "Dydd Llun y Pasg"}
EASTER = Calendar(
    (
        Closure(date(2026, 4, 3), GOOD_FRIDAY, "bank-holiday"),
        Closure(date(2026, 4, 6), EASTER_MONDAY, "bank-holiday"),
        Closure(date(2026, 4, 9), STORM),
    ),
    monday_to_friday(Shift(time(9), time(12, 30)), Shift(time(13, 30), time(17))),
)
ASKED = {"en": "We asked where the tree stands", "cy": "Gofynnwyd ble mae'r goeden"}


def amount(reckoning: Reckoning, more: list[Extension]) -> timedelta:
    """What the term comes to, with the extensions that were told and counted."""
    told = [line.by for line in reckoning.explained if line.kind == "extended" and line.by]
    restarts = [line.day for line in reckoning.explained if line.kind == "restarted"]
    term, begins = reckoning.term, max([local(reckoning.received).date(), *restarts])
    whole = Term(term.count + sum(each.count for each in told if each.unit == term.unit), term.unit)
    return sum((_of(each, begins) for each in (whole, *(each for each in told if each.unit != term.unit))), timedelta())


def _of(term: Term, begins: date) -> timedelta:
    if term.unit == "months":
        return add_months(begins, term.count) - begins
    in_time = {"hours": timedelta(hours=1), "working-minutes": timedelta(minutes=1)}
    return term.count * in_time.get(term.unit, timedelta(days=1))


@settings(deadline=None)
@given(cases(ends=True), terms)
def test_what_the_days_counted_adds_up_to_the_term(case: Case, term: Term) -> None:
    received, calendar, stopped, more = case
    if term.unit != "months":
        more = [each for each in more if each.by.unit != "months"]
    else:
        more = [each for each in more if each.by.unit == "months"]
    found = reckon(term, received, calendar, stopped, more)
    assert sum((line.counted for line in found.explained), timedelta()) == amount(found, more)


@settings(deadline=None)
@given(cases(), terms)
def test_an_explanation_begins_with_receipt_and_ends_with_the_due_day_or_what_it_waits_for(
    case: Case, term: Term
) -> None:
    received, calendar, stopped, more = case
    found = reckon(term, received, calendar, stopped, more)
    first, last = found.explained[0], found.explained[-1]
    assert (first.kind, first.day) == ("received", local(received).date())
    if found.due is None:
        assert found.waiting is not None
        assert (last.kind, last.reason) == ("waiting", found.waiting.reason)
    else:
        assert (last.kind, last.day, last.at) == ("due", found.due.day, found.due.moment)


@settings(deadline=None)
@given(cases(most_extensions=0, ends=True), terms)
def test_no_day_is_left_out_and_none_is_told_out_of_turn(case: Case, term: Term) -> None:
    received, calendar, stopped, _ = case
    days = [line.day for line in reckon(term, received, calendar, stopped).explained]
    assert days == sorted(days)
    assert set(days) == {days[0] + timedelta(days=each) for each in range((days[-1] - days[0]).days + 1)}


@settings(deadline=None)
@given(cases(), terms)
def test_a_reckoning_can_be_kept_and_read_back(case: Case, term: Term) -> None:
    found = reckon(term, *case)
    again = read(kept(found))
    assert kept(again) == kept(found)
    assert [line.reason for line in again.explained] == [line.reason for line in found.explained]


def told(reckoning: Reckoning) -> list[tuple[int, str, int | None]]:
    return [(line.day.day, line.kind, line.number) for line in reckoning.explained]


def test_working_days_round_easter_are_told_one_by_one() -> None:
    found = reckon(Term(3, "working-days"), datetime(2026, 4, 2, 10, tzinfo=UTC), EASTER)
    assert told(found) == [
        (2, "received", None),
        (3, "bank-holiday", None),
        (4, "weekend", None),
        (5, "weekend", None),
        (6, "bank-holiday", None),
        (7, "counted", 1),
        (8, "counted", 2),
        (9, "closed", None),
        (10, "counted", 3),
        (10, "due", None),
    ]
    assert [line.reason for line in found.explained if line.reason] == [GOOD_FRIDAY, EASTER_MONDAY, STORM]


def test_hours_over_a_lunch_break_and_a_pause_are_told_with_their_length() -> None:
    pause = Pause(datetime(2026, 4, 7, 14, tzinfo=UTC), datetime(2026, 4, 8, 8, 30, tzinfo=UTC), "clarification", ASKED)
    found = reckon(Term(8 * 60, "working-minutes"), datetime(2026, 4, 7, 9, tzinfo=UTC), EASTER, [pause])
    assert [(line.day.day, line.kind, line.counted) for line in found.explained] == [
        (7, "received", timedelta()),
        (7, "paused", timedelta()),
        (7, "counted", timedelta(hours=4)),
        (8, "paused", timedelta()),
        (8, "counted", timedelta(hours=4)),
        (8, "due", timedelta()),
    ]
    assert found.due is not None
    assert found.due.moment == datetime(2026, 4, 8, 13, 30, tzinfo=UTC)


def test_an_afternoon_closed_is_told_with_its_hours() -> None:
    training = Closure(date(2026, 4, 7), {"en": "Training"}, since=time(13, 0))
    found = reckon(
        Term(240, "working-minutes"), datetime(2026, 4, 7, 8, tzinfo=UTC), Calendar((training,), EASTER.hours)
    )
    shut = next(line for line in found.explained if line.kind == "closed")
    assert (shut.at, shut.until) == (datetime(2026, 4, 7, 12, 30, tzinfo=UTC), datetime(2026, 4, 7, 16, tzinfo=UTC))
    assert found.due is not None
    assert found.due.moment == datetime(2026, 4, 8, 8, 30, tzinfo=UTC)


def test_while_a_pause_lasts_there_is_no_due_date_and_it_is_said_so() -> None:
    pause = Pause(datetime(2026, 4, 8, 9, tzinfo=UTC), None, "clarification", ASKED)
    found = reckon(Term(5, "working-days"), datetime(2026, 4, 2, 10, tzinfo=UTC), EASTER, [pause])
    assert found.due is None
    assert found.waiting == pause
    assert told(found)[-1] == (8, "waiting", None)


@pytest.mark.parametrize(
    ("term", "since"),
    [
        (Term(1, "working-days"), datetime(2026, 4, 8, 9, tzinfo=UTC)),
        (Term(5, "days"), datetime(2026, 4, 8, 9, tzinfo=UTC)),
        (Term(7 * 60, "working-minutes"), datetime(2026, 4, 7, 10, tzinfo=UTC)),
        (Term(24, "hours"), datetime(2026, 4, 3, 10, tzinfo=UTC)),
    ],
)
def test_a_pause_that_begins_when_the_term_has_run_out_changes_nothing(term: Term, since: datetime) -> None:
    pause = Pause(since, None, "clarification", ASKED)
    received = datetime(2026, 4, 2, 10, tzinfo=UTC)
    assert reckon(term, received, EASTER, [pause]) == reckon(term, received, EASTER)


def test_proof_of_who_asks_begins_the_month_anew_and_the_days_before_are_set_aside() -> None:
    pause = Pause(datetime(2026, 4, 2, 9, tzinfo=UTC), datetime(2026, 4, 4, 9, tzinfo=UTC), "identity", ASKED)
    found = reckon(SUBJECT_ACCESS, datetime(2026, 3, 31, 9, tzinfo=UTC), EASTER, [pause])
    assert told(found)[:5] == [
        (31, "received", None),
        (1, "set-aside", None),
        (2, "paused", None),
        (3, "paused", None),
        (4, "paused", None),
    ]
    assert told(found)[5] == (4, "restarted", None)
    assert found.due is not None
    assert found.due.day == date(2026, 5, 4)


def test_more_time_is_told_on_the_day_the_person_was_told() -> None:
    extension = Extension(Term(2, "working-days"), {"en": "Two teams must look"}, datetime(2026, 4, 7, 9, tzinfo=UTC))
    found = reckon(Term(1, "working-days"), datetime(2026, 4, 2, 10, tzinfo=UTC), EASTER, (), [extension])
    assert [each for each in told(found) if each[0] >= 7] == [
        (7, "counted", 1),
        (7, "extended", None),
        (8, "counted", 2),
        (9, "closed", None),
        (10, "counted", 3),
        (10, "due", None),
    ]
