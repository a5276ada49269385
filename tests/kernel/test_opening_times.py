"""Promises about when a place is open, held against the same looked up minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.kernel.clock_worlds import calendars, moments, shifts
from tests.kernel.slow_clock import SlowClock

from guildhall.kernel.clocks import Calendar, Closure, OpeningTimes, Shift, local, weekly

STEP = timedelta(minutes=5)
LIBRARY = weekly({1: (Shift(time(10), time(13)), Shift(time(14), time(17))), 5: (Shift(time(10), time(12)),)})
CHRISTMAS = Closure(date(2026, 12, 25), {"en": "Christmas Day"}, "bank-holiday")


@st.composite
def places(draw: st.DrawFn, near: date) -> OpeningTimes:
    days = st.integers(-2, 5).map(lambda ahead: near + timedelta(days=ahead))
    others = draw(st.dictionaries(days, shifts().map(tuple), max_size=3))
    return OpeningTimes(draw(calendars(near)), others)


def open_slowly(place: OpeningTimes, day: date) -> frozenset[datetime]:
    """The steps of a local day at which a place is open, on fingers."""
    own = place.others.get(day)
    calendar = place.calendar if own is None else Calendar(hours=weekly({day.weekday(): own}))
    return SlowClock(calendar).open_steps(day)


@settings(deadline=None, max_examples=60)
@given(st.data(), moments())
def test_a_place_is_open_and_opens_next_as_looked_up_step_by_step(data: st.DataObject, moment: datetime) -> None:
    place = data.draw(places(moment.date()))
    steps = [moment + STEP * number for number in range(3 * 288)]
    days = {local(each).date() for each in steps}
    slow = frozenset().union(*(open_slowly(place, day) for day in days))
    assert {each for each in steps if place.at(each)} == slow & set(steps)
    coming = place.after(moment)
    assume(coming is not None and coming[0] <= steps[-1])
    assert coming is not None
    assert coming[0] > moment
    assert place.at(coming[0]) == coming
    assert place.at(coming[1]) != coming
    between = [each for each in steps if each < coming[0]]
    now = place.at(moment)
    assert not any(place.at(each) for each in between if now is None or each >= now[1])


@settings(deadline=None, max_examples=60)
@given(st.data(), moments(), st.integers(5, 90))
def test_the_times_offered_lie_within_the_openings_and_never_overlap(
    data: st.DataObject, moment: datetime, minutes: int
) -> None:
    place, day = data.draw(places(moment.date())), moment.date()
    slots = place.slots(day, minutes)
    assert all(end - begin == timedelta(minutes=minutes) for begin, end in slots)
    assert all(any(opens <= begin and end <= closes for opens, closes in place.on(day)) for begin, end in slots)
    assert len(slots) == sum((closes - opens) // timedelta(minutes=minutes) for opens, closes in place.on(day))
    assert all(one[1] <= other[0] for one, other in pairwise(slots))


def test_lunch_closes_a_place_and_the_afternoon_opens_it_again() -> None:
    place = OpeningTimes(Calendar(hours=LIBRARY))
    lunch = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
    assert place.at(lunch) is None
    assert place.after(lunch) == (lunch + timedelta(hours=1), lunch + timedelta(hours=4))


def test_a_day_of_its_own_comes_before_the_week_and_before_a_bank_holiday() -> None:
    friday, tuesday = date(2026, 12, 25), date(2026, 11, 24)
    place = OpeningTimes(Calendar((CHRISTMAS,), LIBRARY), {friday: (Shift(time(9), time(10)),), tuesday: ()})
    assert place.on(friday) == ((datetime(2026, 12, 25, 9, tzinfo=UTC), datetime(2026, 12, 25, 10, tzinfo=UTC)),)
    assert place.on(tuesday) == ()


def test_a_place_that_never_opens_has_no_next_opening() -> None:
    assert OpeningTimes(Calendar(hours=weekly({}))).after(datetime(2026, 11, 22, tzinfo=UTC)) is None


def test_an_appointment_lasts() -> None:
    with pytest.raises(ValueError, match="0 minutes"):
        OpeningTimes(Calendar(hours=LIBRARY)).slots(date(2026, 11, 24), 0)
