"""Promises about working days."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from guildhall.estate import calendars, door

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    calendars.forget()


@pytest.mark.django_db
def test_bank_holidays_in_england_are_known_those_for_one_year_too() -> None:
    calendar = door.calendar(year_from=2023, year_to=2026)
    assert not calendar.is_working(date(2026, 12, 25))
    assert not calendar.is_working(date(2026, 12, 28))  # Boxing Day falls on a Saturday
    assert not calendar.is_working(date(2023, 5, 8))  # the coronation
    assert calendar.is_working(date(2026, 3, 17))  # St Patrick's day, a holiday elsewhere


@pytest.mark.django_db
def test_a_day_the_council_closes_is_known_at_once() -> None:
    christmas_eve = date(2026, 12, 24)
    assert door.calendar(year_from=2026, year_to=2026).is_working(christmas_eve)
    door.close_on(day=christmas_eve, reason="Closed for Christmas")
    assert not door.calendar(year_from=2026, year_to=2026).is_working(christmas_eve)


@pytest.mark.django_db
def test_one_office_closing_does_not_close_the_council() -> None:
    day = date(2026, 6, 2)
    door.close_on(day=day, reason="New roof", office="westmere-library")
    assert door.calendar(year_from=2026, year_to=2026).is_working(day)


@pytest.mark.django_db
def test_closing_the_same_day_twice_is_harmless() -> None:
    day = date(2026, 6, 2)
    door.close_on(day=day, reason="Storm")
    door.close_on(day=day, reason="Storm and flood")
    assert not door.calendar(year_from=2026, year_to=2026).is_working(day)


@pytest.mark.django_db
def test_a_calendar_in_memory_costs_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    door.calendar(year_from=2026, year_to=2027)
    with django_assert_num_queries(0):
        door.calendar(year_from=2026, year_to=2027)
