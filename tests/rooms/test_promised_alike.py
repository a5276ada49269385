"""Promises about what is promised on one day: remembered for all that comes on it, it is what each would be promised alone."""

from datetime import datetime, timedelta

import pytest
from tests.rooms.browsing import publish

from guildhall.kernel.clocks import LONDON, Term, reckon
from guildhall.kernel.journey import Position
from guildhall.serve.answering.journeys import working_calendar
from guildhall.serve.obligations.promising import promised_by

pytestmark = pytest.mark.django_db
TERMS = [
    Term(3, "working-days"),
    Term(10, "days", lands="next-working-day"),
    Term(1, "months"),
    Term(4, "hours"),
    Term(90, "working-minutes"),
]
DAYS = [
    datetime(2026, 11, 20, tzinfo=LONDON),
    datetime(2026, 10, 25, tzinfo=LONDON),
    datetime(2026, 12, 24, tzinfo=LONDON),
]
"""A Friday, the day on which the clocks go back, and the day before Christmas."""
HOURS = [timedelta(), timedelta(hours=8, minutes=29), timedelta(hours=17, minutes=1), timedelta(hours=23, minutes=59)]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.unit)
def test_whatever_the_hour_at_which_something_comes_it_is_promised_what_is_reckoned_for_it(term: Term) -> None:
    outcome = next(each for each in publish("missed-bin").service.outcomes if each.promise)
    for received in (day + since for day in DAYS for since in HOURS):
        told = promised_by(outcome, Position(promised=term), received)
        alone = reckon(term, received, working_calendar(received))
        assert (told.due, told.look_at) == (alone.due, min(each.moment for each in alone.escalations))
