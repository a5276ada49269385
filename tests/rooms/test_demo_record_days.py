"""The demo council meets on no holiday, in whichever week its year is made."""

from datetime import datetime

import pytest
from tests.rooms.decided import LONDON

from guildhall.decide import models as m
from guildhall.decide.demo.record import open_record
from guildhall.estate.door import calendar, standing_at

pytestmark = pytest.mark.django_db


def test_a_meeting_that_would_stand_on_new_years_day_is_held_on_the_next_working_day() -> None:
    at = datetime(2026, 11, 25, 9, 0, tzinfo=LONDON)
    open_record(at=at)
    with standing_at(at):
        days = calendar(year_from=2025, year_to=2027)
    held = [each.day for each in m.Meeting.objects.order_by("day") if each.day]
    assert [str(each) for each in held if not days.is_working(each)] == []
    assert str(held[0]) == "2026-01-02"


def test_no_meeting_to_come_is_called_for_the_days_round_christmas() -> None:
    at = datetime(2026, 11, 25, 9, 0, tzinfo=LONDON)
    open_record(at=at)
    coming = [str(each.day) for each in m.Meeting.objects.filter(day__gt=at.date()).order_by("day")]
    assert coming == ["2026-12-03", "2026-12-17"]
