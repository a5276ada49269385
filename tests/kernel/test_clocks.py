"""Days counted as a council counts them, checked against counting on one's fingers."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.clocks import (
    LONDON,
    LONGEST,
    Calendar,
    Due,
    NoWorkingDay,
    Shift,
    Term,
    Unit,
    add_months,
    closed_on,
    due,
    local,
    monday_to_friday,
    weekly,
)
from guildhall.kernel.scope import Circumstances

EASTER = Calendar(closed_on([date(2026, 4, 3), date(2026, 4, 6)]))
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
    calendar = Calendar(closed_on(closed))
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
        Calendar(hours=weekly({})).add_working_days(date(2026, 4, 2), 1)


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


@pytest.mark.parametrize("zone", [None, LONDON])
def test_a_time_that_the_clocks_jump_over_is_shown_as_the_clock_on_the_wall_shows_it(zone: tzinfo | None) -> None:
    shown = local(datetime(2026, 3, 29, 1, 30, tzinfo=zone))
    assert (shown.hour, shown.minute, shown.utcoffset()) == (2, 30, timedelta(hours=1))
    assert shown == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_time_without_a_zone_is_london_time() -> None:
    assert local(datetime(2026, 7, 1, 9, 0)).utcoffset() == timedelta(hours=1)  # noqa: DTZ001
    assert local(datetime(2026, 1, 1, 9, 0)).utcoffset() == timedelta(0)  # noqa: DTZ001


moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(moments, st.integers(0, LONGEST["hours"]))
def test_promised_hours_are_hours_that_pass_whatever_the_clocks_do(received: datetime, count: int) -> None:
    found = due(Term(count, "hours"), received, EASTER)
    assert found.moment is not None
    assert found.moment - received == timedelta(hours=count)
    assert found.day == found.moment.date() == local(found.moment).date()


@given(moments, st.sampled_from(["days", "working-days", "months"]), st.integers(0, 60))
def test_promised_days_last_until_a_days_end_and_do_not_depend_on_the_hour(
    received: datetime, unit: Unit, count: int
) -> None:
    found = due(Term(count, unit), received, EASTER)
    morning = local(received).replace(hour=9)
    assert found == due(Term(count, unit), morning, EASTER)
    assert found.moment is None
    assert found.day >= local(received).date()


@given(moments, st.integers(0, 200))
def test_working_days_promised_are_those_of_the_calendar_and_days_are_every_day(received: datetime, count: int) -> None:
    today = local(received).date()
    assert due(Term(count, "working-days"), received, EASTER).day == counted_on_fingers(EASTER, today, count)
    assert due(Term(count, "days"), received, EASTER).day == today + timedelta(days=count)


@given(moments, moments, st.sampled_from(["hours", "days", "working-days", "months"]), st.integers(0, 60))
def test_who_asks_first_is_promised_no_later(one: datetime, other: datetime, unit: Unit, count: int) -> None:
    first, second = (due(Term(count, unit), each, EASTER) for each in sorted((one, other)))
    assert (first.day, first.moment or one) <= (second.day, second.moment or one)


@pytest.mark.parametrize("unit", list(LONGEST))
@given(received=moments)
def test_the_longest_promise_can_be_counted(unit: Unit, received: datetime) -> None:
    assert due(Term(LONGEST[unit], unit), received, EASTER).day.year < 2040


@pytest.mark.parametrize(
    ("received", "until"),
    [
        ("2026-03-28T12:00:00+00:00", "2026-03-29T13:00:00+01:00"),
        ("2026-10-24T12:00:00+01:00", "2026-10-25T11:00:00+00:00"),
        ("2026-10-25T00:30:00+01:00", "2026-10-25T23:30:00+00:00"),
        ("2026-12-31T18:00:00+00:00", "2027-01-01T18:00:00+00:00"),
    ],
)
def test_twenty_four_hours_are_twenty_four_when_the_clocks_change(received: str, until: str) -> None:
    found = due(Term(24, "hours"), datetime.fromisoformat(received), EASTER)
    assert found.moment == datetime.fromisoformat(until)
    assert found.moment.isoformat() == until


def test_what_is_received_late_in_summer_counts_from_the_local_day() -> None:
    received = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert due(Term(1, "days"), received, EASTER) == Due(date(2026, 7, 2))
    assert due(Term(0, "working-days"), received, EASTER) == Due(date(2026, 7, 1))


def test_the_office_opens_on_the_hour_and_has_closed_on_the_hour() -> None:
    friday = date(2026, 3, 27)
    calendar = Calendar(hours=monday_to_friday(Shift(time(9, 0), time(17, 0))))
    at = [
        calendar.is_open(datetime.combine(friday, clock, UTC))
        for clock in (time(8, 59), time(9, 0), time(16, 59), time(17, 0))
    ]
    assert at == [False, True, True, False]
    assert not calendar.is_open(datetime(2026, 3, 28, 10, 0, tzinfo=UTC))
    assert not EASTER.is_open(datetime(2026, 4, 3, 10, 0, tzinfo=UTC))
    assert calendar.is_open(datetime(2026, 7, 1, 8, 30, tzinfo=UTC))
