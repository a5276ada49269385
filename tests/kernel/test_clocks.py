"""Days counted as a council counts them, checked against counting on one's fingers."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.clocks import Calendar, NoWorkingDay, add_months, local
from guildhall.kernel.scope import Circumstances

EASTER = Calendar(closed=frozenset({date(2026, 4, 3), date(2026, 4, 6)}))
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def counted_on_fingers(calendar: Calendar, start: date, count: int) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        if calendar.is_working(day):
            count -= 1
    return day


@given(days, st.integers(0, 60), st.frozensets(days, max_size=30))
def test_working_days_are_counted_as_on_fingers(start: date, count: int, closed: frozenset[date]) -> None:
    calendar = Calendar(closed=closed)
    end = calendar.add_working_days(start, count)
    assert end == counted_on_fingers(calendar, start, count)
    assert count == 0 or calendar.is_working(end)


@given(days, st.integers(1, 60))
def test_as_many_working_days_back_lead_to_a_working_day_not_after_the_start(start: date, count: int) -> None:
    there = EASTER.add_working_days(start, count)
    back = EASTER.add_working_days(there, -count)
    assert back <= start
    assert EASTER.add_working_days(back, count) == there


def test_three_working_days_from_maundy_thursday_end_after_easter() -> None:
    assert EASTER.add_working_days(date(2026, 4, 2), 3) == date(2026, 4, 9)


def test_a_calendar_that_never_opens_is_said_to() -> None:
    with pytest.raises(NoWorkingDay):
        Calendar(weekdays=frozenset()).add_working_days(date(2026, 4, 2), 1)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
        (date(9999, 11, 30), 1, date(9999, 12, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(start: date, count: int, end: date) -> None:
    assert add_months(start, count) == end


@given(days, st.integers(-240, 240))
def test_a_month_on_is_in_the_next_month(start: date, count: int) -> None:
    end = add_months(start, count)
    assert (end.year - start.year) * 12 + end.month - start.month == count
    assert end.day <= start.day


def test_today_is_the_date_in_london_on_both_sides_of_the_change_of_clocks() -> None:
    assert Circumstances(datetime(2026, 3, 28, 23, 30, tzinfo=UTC)).today == date(2026, 3, 28)
    assert Circumstances(datetime(2026, 3, 29, 23, 30, tzinfo=UTC)).today == date(2026, 3, 30)
    assert Circumstances(datetime(2026, 10, 25, 23, 30, tzinfo=UTC)).today == date(2026, 10, 25)


def test_a_time_without_a_zone_is_london_time() -> None:
    assert local(datetime(2026, 7, 1, 9, 0)).utcoffset() == timedelta(hours=1)  # noqa: DTZ001
    assert local(datetime(2026, 1, 1, 9, 0)).utcoffset() == timedelta(0)  # noqa: DTZ001


def test_the_office_opens_on_the_hour_and_has_closed_on_the_hour() -> None:
    friday = date(2026, 3, 27)
    calendar = Calendar(opens=time(9, 0), closes=time(17, 0))
    at = [
        calendar.is_open(datetime.combine(friday, clock, UTC))
        for clock in (time(8, 59), time(9, 0), time(16, 59), time(17, 0))
    ]
    assert at == [False, True, True, False]
    assert not calendar.is_open(datetime(2026, 3, 28, 10, 0, tzinfo=UTC))
    assert not EASTER.is_open(datetime(2026, 4, 3, 10, 0, tzinfo=UTC))
    assert calendar.is_open(datetime(2026, 7, 1, 8, 30, tzinfo=UTC))
