"""Promises about working days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.db import transaction
from pydantic import ValidationError
from pytest_django import DjangoAssertNumQueries, Settings

from guildhall.estate import calendars, door
from guildhall.estate.council import council
from guildhall.estate.models import Closure

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    calendars.forget()
    yield
    council.cache_clear()
    calendars.forget()


def profile(settings: Settings, folder: Path, days: str) -> None:
    """Let the council be another: the demo council's profile, with other words on when it is open."""
    written = (Path(door.__file__).parent / "council.yaml").read_text(encoding="utf-8")
    before, after = written.split("nation: england", 1)
    rest = after.split("# Whether a service is published", 1)[1]
    (folder / "council.yaml").write_text(f"{before}{days}\n#{rest}", encoding="utf-8")
    settings.COUNCIL = str(folder / "council.yaml")
    council.cache_clear()


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


CHRISTMAS_EVE = date(2026, 12, 24)


def is_open_on_christmas_eve() -> bool:
    return door.calendar(year_from=2026, year_to=2026).is_working(CHRISTMAS_EVE)


@pytest.mark.django_db
def test_a_closure_that_is_undone_was_never_in_the_calendar_of_anybody_else() -> None:
    assert is_open_on_christmas_eve()
    with transaction.atomic():
        door.close_on(day=CHRISTMAS_EVE, reason="Closed for Christmas")
        assert not is_open_on_christmas_eve()
        transaction.set_rollback(True)
    assert is_open_on_christmas_eve()


@pytest.mark.django_db(transaction=True)
def test_a_closure_that_stands_is_known_from_then_on_and_read_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    assert is_open_on_christmas_eve()
    with transaction.atomic():
        door.close_on(day=CHRISTMAS_EVE, reason="Closed for Christmas")
        with transaction.atomic():
            assert not is_open_on_christmas_eve()
    with django_assert_num_queries(1):
        assert not is_open_on_christmas_eve()
        assert not is_open_on_christmas_eve()
    with transaction.atomic():
        Closure.objects.all().delete()
        assert is_open_on_christmas_eve()
        transaction.set_rollback(True)
    with django_assert_num_queries(0):
        assert not is_open_on_christmas_eve()


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


@pytest.mark.django_db
def test_a_council_keeps_the_bank_holidays_of_its_nation_and_its_own_hours(settings: Settings, tmp_path: Path) -> None:
    profile(
        settings,
        tmp_path,
        """nation: scotland
opening_hours:
  monday: ["09:00-12:30", "13:30-17:00"]
  saturday: ["09:00-12:00"]
closures:
  - {day: 2026-11-23, since: "15:00", reason: {en: Staff training, cy: Hyfforddiant staff}}
""",
    )
    calendar = door.calendar(year_from=2026, year_to=2026)
    assert not calendar.is_working(date(2026, 11, 30))  # St Andrew's Day, a Monday
    assert calendar.is_working(date(2026, 11, 28))
    open_at = [calendar.is_open(datetime(2026, 11, 23, hour, 45, tzinfo=UTC)) for hour in (11, 12, 13, 15)]
    assert open_at == [True, False, True, False]


@pytest.mark.parametrize(
    "hours", ['["17:00-09:00"]', '["09:00-13:00", "12:00-17:00"]', '["nine to five"]', '["09:00"]', '"09:00-17:00"']
)
def test_hours_that_cannot_be_are_refused(settings: Settings, tmp_path: Path, hours: str) -> None:
    profile(settings, tmp_path, f"opening_hours: {{monday: {hours}}}")
    with pytest.raises(ValidationError, match="opening_hours"):
        council()


def test_a_profile_that_does_not_say_is_open_from_half_past_eight_to_five_in_england(
    settings: Settings, tmp_path: Path
) -> None:
    said = council().hours
    profile(settings, tmp_path, "")
    assert (council().nation, council().hours) == ("england", said)


@pytest.mark.django_db
def test_our_own_closures_put_off_nothing_that_the_law_sets() -> None:
    christmas_eve, st_andrews_day = date(2026, 12, 24), date(2026, 11, 30)
    door.close_on(day=christmas_eve, reason="Closed for Christmas")
    nation = door.calendar(year_from=2026, year_to=2026, whose="nation")
    anywhere = door.calendar(year_from=2026, year_to=2026, whose="any-nation")
    assert not door.calendar(year_from=2026, year_to=2026).is_working(christmas_eve)
    assert nation.is_working(christmas_eve)
    assert anywhere.is_working(christmas_eve)
    assert nation.is_working(st_andrews_day)
    assert not anywhere.is_working(st_andrews_day)


@pytest.mark.django_db
def test_a_closure_is_known_with_its_reason() -> None:
    door.close_on(day=date(2026, 6, 2), reason="Storm")
    assert door.calendar(year_from=2026, year_to=2026).standing(date(2026, 6, 2)) == ("closed", {"en": "Storm"})
    standing = door.calendar(year_from=2026, year_to=2026).standing(date(2026, 12, 25))
    assert standing == ("bank-holiday", {"en": "Christmas Day", "cy": "Dydd Nadolig"})


@pytest.mark.django_db
def test_an_afternoon_closed_is_known_with_its_reason_and_leaves_the_day_a_working_day() -> None:
    day = date(2026, 6, 2)
    door.close_on(day=day, since=time(14), reason="Storm", reason_cy="Storm fawr")
    calendar = door.calendar(year_from=2026, year_to=2026)
    assert calendar.is_working(day)
    assert [calendar.is_open(datetime(2026, 6, 2, hour, 30, tzinfo=UTC)) for hour in (12, 13)] == [True, False]
    assert [each.reason for each in calendar.closed_in_part(day)] == [{"en": "Storm", "cy": "Storm fawr"}]
    door.close_on(day=day, reason="Storm")
    assert not door.calendar(year_from=2026, year_to=2026).is_working(day)


@pytest.mark.django_db
def test_a_closure_that_would_end_before_it_begins_is_refused_and_not_kept() -> None:
    day = date(2026, 6, 2)
    with pytest.raises(ValueError, match="before it begins"):
        door.close_on(day=day, since=time(14), until=time(9), reason="Storm")
    assert door.calendar(year_from=2026, year_to=2026).standing(day) == ("working", None)
