"""Terms that the law sets, held against what the law and its regulators say."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from guildhall.kernel.bank_holidays import NATIONS, bank_holidays
from guildhall.kernel.clocks import ALL_DAY, Calendar, Closure, Extension, Pause, Reckoning, Term, reckon
from guildhall.kernel.clocks.statutory import (
    COMPLAINT_ACKNOWLEDGED,
    COMPLAINT_STAGE_1,
    COMPLAINT_STAGE_2,
    FREEDOM_OF_INFORMATION,
    SUBJECT_ACCESS,
)

YEARS = range(2017, 2029)
ENGLAND = Calendar(bank_holidays(YEARS), ALL_DAY)
ANY_NATION = Calendar(bank_holidays(YEARS, NATIONS), ALL_DAY)
WHY = {"en": "We need to know more"}


def at(written: str, clock: time = time(12)) -> datetime:
    return datetime.combine(date.fromisoformat(written), clock, UTC)


def due_on(found: Reckoning) -> str | None:
    return found.due.day.isoformat() if found.due else None


def pause(ground: str, since: str, until: str | None) -> Pause:
    return Pause(at(since, time(16)), at(until, time(9)) if until else None, ground, WHY)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2018-09-03", "2018-10-03"),  # the Information Commissioner's own example
        ("2026-01-31", "2026-03-02"),  # the last day of February, a Saturday
        ("2024-01-31", "2024-02-29"),
        ("2026-03-03", "2026-04-07"),  # Good Friday, and the weekend and the Monday after it
        ("2026-11-25", "2026-12-29"),  # Christmas Day, Boxing Day and its substitute
        ("2026-10-01", "2026-11-02"),  # a Sunday
    ],
)
def test_a_subject_access_request_is_due_on_the_corresponding_date_or_the_next_working_day(
    received: str, due: str
) -> None:
    assert due_on(reckon(SUBJECT_ACCESS, at(received), ENGLAND)) == due


def test_its_month_begins_when_we_know_who_asks() -> None:
    waiting = reckon(SUBJECT_ACCESS, at("2026-09-03"), ENGLAND, [pause("identity", "2026-09-04", None)])
    assert waiting.due is None
    known = reckon(SUBJECT_ACCESS, at("2026-09-03"), ENGLAND, [pause("identity", "2026-09-04", "2026-09-15")])
    assert due_on(known) == "2026-10-15"


def test_what_was_asked_twice_begins_the_month_with_the_later_answer() -> None:
    asked = [pause("identity", "2026-09-04", "2026-09-15"), pause("fee", "2026-09-07", "2026-09-09")]
    assert due_on(reckon(SUBJECT_ACCESS, at("2026-09-03"), ENGLAND, asked)) == "2026-10-15"


def test_days_from_asking_what_is_meant_to_the_answer_do_not_count() -> None:
    """Data Protection Act 2018, section 54(3C): the day of asking and the day of the answer are both left out."""
    found = reckon(SUBJECT_ACCESS, at("2026-09-03"), ENGLAND, [pause("clarification", "2026-09-07", "2026-09-09")])
    assert due_on(found) == "2026-10-06"


@pytest.mark.parametrize(("told", "due"), [("2026-03-02", "2026-04-30"), ("2026-03-03", "2026-03-02")])
def test_two_further_months_run_from_the_beginning_and_only_if_told_within_the_first(told: str, due: str) -> None:
    longer = Extension(Term(2, "months"), WHY, at(told))
    assert due_on(reckon(SUBJECT_ACCESS, at("2026-01-31"), ENGLAND, (), [longer])) == due


@pytest.mark.parametrize(
    ("told", "due"), [("2026-05-07T22:59+00:00", "2026-07-07"), ("2026-05-07T23:00+00:00", "2026-05-07")]
)
def test_more_time_is_told_in_time_until_the_last_midnight(told: str, due: str) -> None:
    """Before the end of the period: midnight in London, where it is summer."""
    longer = Extension(Term(2, "months"), WHY, datetime.fromisoformat(told))
    assert due_on(reckon(SUBJECT_ACCESS, at("2026-04-07"), ENGLAND, (), [longer])) == due


def test_a_bank_holiday_in_any_nation_puts_off_freedom_of_information_and_a_closure_of_ours_does_not() -> None:
    """Freedom of Information Act 2000, section 10(6): 2 January and St Patrick's Day count as days off in England too."""
    assert due_on(reckon(FREEDOM_OF_INFORMATION, at("2026-03-02"), ANY_NATION)) == "2026-03-31"
    assert due_on(reckon(FREEDOM_OF_INFORMATION, at("2026-03-02"), ENGLAND)) == "2026-03-30"
    assert not ANY_NATION.is_working(date(2026, 1, 2))


def test_a_fees_notice_stops_it_from_the_day_it_is_given_to_the_day_it_is_paid() -> None:
    """Section 10(2). The whole of both days is left out, whatever the hour."""
    late = Pause(at("2026-06-05", time(19)), at("2026-06-09", time(6)), "fee", WHY)
    plain = reckon(FREEDOM_OF_INFORMATION, at("2026-06-01"), ANY_NATION)
    paid = reckon(FREEDOM_OF_INFORMATION, at("2026-06-01"), ANY_NATION, [late])
    assert (due_on(plain), due_on(paid)) == ("2026-06-30", "2026-07-03")


def test_complaints_run_as_the_ombudsmens_codes_say() -> None:
    acknowledged = reckon(COMPLAINT_ACKNOWLEDGED, at("2026-03-31"), ENGLAND)
    assert due_on(acknowledged) == "2026-04-09"
    assert due_on(reckon(COMPLAINT_STAGE_1, at("2026-04-09"), ENGLAND)) == "2026-04-23"
    longer = Extension(Term(10, "working-days"), WHY, at("2026-04-20"))
    assert due_on(reckon(COMPLAINT_STAGE_1, at("2026-04-09"), ENGLAND, (), [longer])) == "2026-05-08"
    late = Extension(Term(10, "working-days"), WHY, at("2026-04-24"))
    assert due_on(reckon(COMPLAINT_STAGE_1, at("2026-04-09"), ENGLAND, (), [late])) == "2026-04-23"
    assert due_on(reckon(COMPLAINT_STAGE_2, at("2026-04-30"), ENGLAND)) == "2026-06-01"


@pytest.mark.parametrize(
    ("nation", "worked", "kept"),
    [
        ("england", "2026-03-17", "2026-08-31"),
        ("wales", "2026-08-03", "2026-04-06"),
        ("scotland", "2026-04-06", "2026-01-02"),
        ("northern-ireland", "2026-08-03", "2026-07-13"),
    ],
)
def test_each_nation_keeps_its_own_bank_holidays(nation: str, worked: str, kept: str) -> None:
    calendar = Calendar(bank_holidays([2026], [nation]))  # type: ignore[list-item]
    assert calendar.is_working(date.fromisoformat(worked))
    assert not calendar.is_working(date.fromisoformat(kept))


def test_a_bank_holiday_is_called_by_its_name_in_both_languages_and_by_where_it_is_kept() -> None:
    named = {each.day: each.reason for each in bank_holidays([2023, 2026], NATIONS)}
    assert named[date(2026, 12, 28)] == {
        "en": "Boxing Day (substitute day)",
        "cy": "Gŵyl San Steffan (diwrnod amgen)",
    }
    assert named[date(2026, 11, 30)] == {"en": "St Andrew’s Day (Scotland)", "cy": "Dydd Sant Andreas (yr Alban)"}
    assert named[date(2023, 5, 8)] == {"en": "Coronation of Charles III"}
    assert named[date(2023, 1, 2)]["cy"] == ("Dydd Calan (diwrnod amgen); 2 Ionawr (yr Alban)")


def test_an_early_closing_makes_no_day_off() -> None:
    half = Closure(date(2026, 12, 24), WHY, since=time(12))
    calendar = Calendar((half, *bank_holidays([2026, 2027])))
    assert calendar.is_working(date(2026, 12, 24))
    assert calendar.add_working_days(date(2026, 12, 23), 2) == date(2026, 12, 29)
    assert calendar.working_time(at("2026-12-24", time()), at("2026-12-27")) == timedelta(hours=3, minutes=30)
