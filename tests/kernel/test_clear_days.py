"""Clear days: published dates reproduced, counting equal to a slow count, and what never happens whatever the calendar."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhall.kernel.bank_holidays import in_england
from guildhall.kernel.clocks import Calendar, Closure, closed_on
from guildhall.kernel.clocks.clear_days import READINGS, ReadingName, days_between, effective_from, latest_notice, shown
from guildhall.kernel.clocks.clear_days_said import working_in_words

PUBLISHED = Path(__file__).parents[3] / "shared/data/clear-days.json"
ENGLAND = Calendar(in_england(range(2010, 2029)))
HOLIDAYS = in_england((2020, 2021))
DAY = timedelta(days=1)
WHY = {"en": "A storm", "cy": "Storm"}

readings = st.sampled_from(list(READINGS))
numbers = st.integers(0, 30)
dates = st.dates(date(2020, 11, 1), date(2021, 5, 10))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """England's bank holidays, and closures of a council anywhere near."""
    return Calendar(HOLIDAYS + tuple(Closure(day, WHY) for day in draw(st.lists(dates, max_size=30))))


def on(written: str) -> date:
    return date.fromisoformat(written)


def test_every_date_that_councils_published_is_reproduced() -> None:
    assert PUBLISHED.is_file(), f"{PUBLISHED} is missing: the published dates lie beside the repository, in shared/data"
    wrong = [case["name"] for case in json.loads(PUBLISHED.read_text())["cases"] if found(case) != case["expect"]]
    assert wrong == []


def found(case: dict[str, Any]) -> str | int:
    reading: ReadingName = case["reading"]
    if case["duty"] == "days_between":
        return days_between(on(case["notice"]), on(case["event"]), reading, ENGLAND)
    if case["duty"] == "latest_notice":
        return latest_notice(on(case["event"]), case["days"], reading, ENGLAND).isoformat()
    return effective_from(on(case["published"]), case["days"], reading, ENGLAND).isoformat()


@pytest.mark.parametrize(
    ("meeting", "days", "reading", "latest"),
    [
        ("2026-11-27", 5, "working", "2026-11-19"),  # a Friday: the Thursday of the week before
        ("2026-11-27", 5, "saturdays_in", "2026-11-20"),
        ("2026-11-27", 5, "calendar", "2026-11-21"),
        ("2027-01-05", 5, "working", "2026-12-23"),  # over Christmas: 24, 29, 30, 31 and 4 January count
        ("2026-11-27", 0, "working", "2026-11-26"),
    ],
)
def test_the_latest_notice_by_each_reading(meeting: str, days: int, reading: ReadingName, latest: str) -> None:
    assert latest_notice(on(meeting), days, reading, ENGLAND) == on(latest)


def test_what_is_published_on_a_sunday_counts_as_given_on_monday() -> None:
    assert days_between(on("2019-12-01"), on("2019-12-09"), "working", ENGLAND) == 4
    assert effective_from(on("2019-12-01"), 5, "working", ENGLAND) == on("2019-12-10")
    assert days_between(on("2019-12-01"), on("2019-12-09"), "calendar", ENGLAND) == 7


def test_a_meeting_on_or_before_the_day_of_notice_has_no_clear_days() -> None:
    assert [days_between(on("2026-11-24"), on(day), "calendar", ENGLAND) for day in ("2026-11-23", "2026-11-24")] == [
        0,
        0,
    ]
    assert days_between(on("2026-11-24"), on("2026-11-25"), "calendar", ENGLAND) == 0


def test_fewer_clear_days_than_none_are_refused() -> None:
    with pytest.raises(ValueError, match="fewer"):
        latest_notice(on("2026-11-24"), -1, "working", ENGLAND)
    with pytest.raises(ValueError, match="fewer"):
        effective_from(on("2026-11-24"), -1, "working", ENGLAND)


def test_the_working_names_each_day_in_both_languages() -> None:
    stormy = Calendar((*ENGLAND.closures, Closure(on("2019-04-16"), WHY)))
    days = shown(on("2019-04-14"), on("2019-04-23"), "working", stormy)
    assert working_in_words(days, "en") == (
        "Sunday 14 April 2019: the day of notice, not counted.",
        "Monday 15 April 2019: the next day that is open, so the notice counts as given on it. Not counted.",
        "Tuesday 16 April 2019: closed, not counted. A storm.",
        "Wednesday 17 April 2019 to Thursday 18 April 2019: clear days 1 to 2.",
        "Friday 19 April 2019: bank holiday, not counted. Good Friday.",
        "Saturday 20 April 2019 to Sunday 21 April 2019: weekend, not counted.",
        "Monday 22 April 2019: bank holiday, not counted. Easter Monday.",
        "Tuesday 23 April 2019: the day itself, not counted.",
    )
    welsh = working_in_words(days, "cy")
    assert welsh[2:4] == (
        "Dydd Mawrth 16 Ebrill 2019: ar gau, ddim yn cyfrif. Storm.",
        "Dydd Mercher 17 Ebrill 2019 i ddydd Iau 18 Ebrill 2019: diwrnodau clir 1 i 2.",
    )


def counts(day: date, reading: ReadingName, calendar: Calendar) -> bool:
    """Whether one day counts, looked at on its own."""
    shut = {each.day for each in calendar.closures}
    return day.weekday() < {"working": 5, "saturdays_in": 6, "calendar": 7}[reading] and (
        reading == "calendar" or day not in shut
    )


def slowly(notice: date, event: date, reading: ReadingName, calendar: Calendar) -> int:
    while reading == "working" and not counts(notice, reading, calendar):
        notice += DAY
    found, day = 0, notice + DAY
    while day < event:
        found += counts(day, reading, calendar)
        day += DAY
    return found


@settings(max_examples=30)
@given(dates, st.integers(-5, 60), readings, calendars())
def test_counting_is_a_slow_count_and_its_working_adds_up(
    notice: date, length: int, reading: ReadingName, calendar: Calendar
) -> None:
    event = notice + timedelta(days=length)
    number = days_between(notice, event, reading, calendar)
    assert number == slowly(notice, event, reading, calendar)
    days = shown(notice, event, reading, calendar)
    assert [day.number for day in days if day.kind == "counted"] == list(range(1, number + 1))
    assert [day.day for day in days] == [notice + timedelta(days=each) for each in range(max(length, 0) + 1)]


@settings(max_examples=30)
@given(dates, numbers, readings, calendars())
def test_the_latest_notice_is_the_last_day_that_leaves_enough(
    event: date, number: int, reading: ReadingName, calendar: Calendar
) -> None:
    latest = latest_notice(event, number, reading, calendar)
    assert latest < event
    assert slowly(latest, event, reading, calendar) >= number
    assert reading != "working" or counts(latest, reading, calendar)
    later = [latest + timedelta(days=each) for each in range(1, (event - latest).days)]
    assert all(slowly(day, event, reading, calendar) < number or not counts(day, reading, calendar) for day in later)


@settings(max_examples=30)
@given(dates, numbers, readings, calendars())
def test_what_is_published_has_effect_on_the_first_day_after_enough(
    published: date, number: int, reading: ReadingName, calendar: Calendar
) -> None:
    effect = effective_from(published, number, reading, calendar)
    assert slowly(published, effect, reading, calendar) == number
    assert number == 0 or slowly(published, effect - DAY, reading, calendar) == number - 1


@settings(max_examples=30)
@given(dates, numbers, readings, calendars(), dates)
def test_a_closure_never_makes_a_notice_later_nor_an_effect_sooner(
    day: date, number: int, reading: ReadingName, calendar: Calendar, shut: date
) -> None:
    more = Calendar(calendar.closures + closed_on([shut]))
    assert latest_notice(day, number, reading, more) <= latest_notice(day, number, reading, calendar)
    assert effective_from(day, number, reading, more) >= effective_from(day, number, reading, calendar)


@settings(max_examples=30)
@given(dates, st.integers(0, 20), numbers, readings, calendars())
def test_a_later_meeting_is_never_noticed_sooner_and_more_days_never_later(
    day: date, more: int, number: int, reading: ReadingName, calendar: Calendar
) -> None:
    latest = latest_notice(day, number, reading, calendar)
    assert latest <= latest_notice(day + timedelta(days=more), number, reading, calendar)
    assert latest >= latest_notice(day, number + more, reading, calendar)


@settings(max_examples=30)
@given(dates, numbers, calendars())
def test_a_stricter_reading_always_keeps_a_looser_one(day: date, number: int, calendar: Calendar) -> None:
    working, saturdays, every = (latest_notice(day, number, reading, calendar) for reading in READINGS)
    assert working <= saturdays <= every
