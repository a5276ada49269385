"""Opening hours: shifts, closures of a part of a day, and both changes of the clocks."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from guildhall.kernel.clocks import (
    Calendar,
    Closure,
    NoWorkingDay,
    Pause,
    Shift,
    Term,
    monday_to_friday,
    reckon,
    weekly,
)

WHY = {"en": "Training"}
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
SPLIT = monday_to_friday(Shift(time(13, 30), time(17)), Shift(time(9), time(12, 30)))


def on(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, UTC)


def sundays(*shifts: Shift) -> Calendar:
    return Calendar(hours=weekly({6: shifts}))


def open_for(calendar: Calendar, day: date) -> timedelta:
    return sum((closes - opens for opens, closes in calendar.open_on(day)), timedelta())


def test_an_office_is_shut_over_lunch() -> None:
    calendar, day = Calendar(hours=SPLIT), date(2026, 1, 5)
    at = [time(9), time(12, 29), time(12, 30), time(13, 29), time(13, 30), time(17)]
    assert [calendar.is_open(on(day, clock)) for clock in at] == [True, True, False, False, True, False]
    assert open_for(calendar, day) == timedelta(hours=7)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 22), 24), (SPRING, 23), (AUTUMN, 25)])
def test_a_desk_that_never_closes_works_as_many_hours_as_the_day_has(day: date, hours: int) -> None:
    always = sundays(Shift(time(), time()))
    assert open_for(always, day) == timedelta(hours=hours)
    assert always.working_time(on(day, time()) - timedelta(days=2), on(day, time()) + timedelta(days=2)) == timedelta(
        hours=hours
    )


def test_a_shift_that_the_clocks_jump_over_is_no_shift() -> None:
    calendar = sundays(Shift(time(1), time(2)))
    assert not calendar.is_working(SPRING)
    assert calendar.is_working(SPRING + timedelta(days=7))
    assert open_for(sundays(Shift(time(1, 30), time(2, 30))), SPRING) == timedelta(minutes=30)


def test_an_hour_that_comes_twice_is_worked_once_by_a_shift_that_ends_in_it() -> None:
    assert open_for(sundays(Shift(time(), time(1, 30))), AUTUMN) == timedelta(hours=1, minutes=30)
    assert open_for(sundays(Shift(time(), time(2))), AUTUMN) == timedelta(hours=3)


def test_a_night_shift_over_midnight_counts_on_through_it() -> None:
    nights = Calendar(hours=weekly({5: [Shift(time(22), time())], 6: [Shift(time(), time(6))]}))
    found = reckon(Term(6 * 60, "working-minutes"), on(date(2026, 10, 24), time(12)), nights)
    assert found.due is not None
    assert found.due.moment == on(AUTUMN, time(3))


@pytest.mark.parametrize(("minutes", "ends"), [(210, time(12, 30)), (215, time(13, 35)), (420, time(17))])
def test_time_that_runs_out_as_the_office_closes_is_due_then_and_not_when_it_opens_again(
    minutes: int, ends: time
) -> None:
    monday = date(2026, 1, 5)
    found = reckon(Term(minutes, "working-minutes"), on(monday, time(7)), Calendar(hours=SPLIT))
    assert found.due is not None
    assert found.due.moment == on(monday, ends)


def test_a_closure_of_a_part_of_a_day_takes_that_part_and_a_day_closed_bit_by_bit_is_closed() -> None:
    day = date(2026, 1, 5)
    morning, afternoon = Closure(day, WHY, until=time(11)), Closure(day, WHY, since=time(11))
    assert open_for(Calendar((morning,), SPLIT), day) == timedelta(hours=5)
    assert not Calendar((morning, afternoon), SPLIT).is_working(day)
    assert Calendar((morning, afternoon), SPLIT).standing(day) == ("closed", WHY)


def test_a_bank_holiday_is_called_by_its_name_though_the_office_is_closed_for_another_reason_too() -> None:
    day, name = date(2026, 4, 6), {"en": "Easter Monday"}
    closures = (Closure(day, name, "bank-holiday"), Closure(day, WHY))
    assert Calendar(closures).standing(day) == Calendar(closures[::-1]).standing(day) == ("bank-holiday", name)


def test_days_that_are_never_worked_are_told_from_weekends() -> None:
    calendar = Calendar(hours=weekly({0: [Shift(time(9), time(17))], 5: [Shift(time(9), time(12))]}))
    days = [calendar.standing(date(2026, 1, day))[0] for day in (5, 7, 10, 11)]
    assert days == ["working", "not-open", "working", "weekend"]


@pytest.mark.parametrize(("opens", "closes"), [(time(17), time(9)), (time(9), time(9))])
def test_a_shift_that_ends_before_it_begins_is_refused(opens: time, closes: time) -> None:
    with pytest.raises(ValueError, match="cannot end at"):
        Shift(opens, closes)


def test_shifts_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        weekly({0: [Shift(time(9), time(13)), Shift(time(12), time(17))]})


def test_a_closure_or_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Closure(date(2026, 1, 5), WHY, since=time(12), until=time(9))
    with pytest.raises(ValueError, match="before it begins"):
        Pause(on(SPRING, time(9)), on(SPRING, time(8)), "clarification", WHY)
    with pytest.raises(ValueError, match="before it begins"):
        Pause(on(SPRING, time(9)), on(SPRING, time(9)), "clarification", WHY)


@pytest.mark.parametrize(
    "term", [Term(1, "working-minutes"), Term(1, "working-days"), Term(900_000, "working-minutes")]
)
def test_an_office_that_never_opens_says_so(term: Term) -> None:
    with pytest.raises(NoWorkingDay):
        reckon(term, on(SPRING, time(9)), Calendar(hours=weekly({})))


def test_an_office_that_opens_one_day_a_year_can_be_counted_by() -> None:
    rare = Calendar(tuple(Closure(date(2026, 1, 1) + timedelta(days=each), WHY) for each in range(3_000)))
    assert rare.add_working_days(date(2026, 1, 1), 1) == date(2034, 3, 20)
    assert rare.add_working_days(date(2034, 3, 20), -1) == date(2025, 12, 31)
