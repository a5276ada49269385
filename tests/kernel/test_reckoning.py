"""Due dates, held against the same counted slowly, day by day and five minutes by five minutes."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernel.clock_worlds import calendars, extensions, moments, pauses, terms, terms_in_time
from tests.kernel.slow_clock import SlowClock, slowly, steps_of

from guildhall.kernel.clocks import Calendar, Due, Extension, Pause, Term, local, reckon

FAR = datetime.max.replace(tzinfo=UTC)
Case = tuple[datetime, Calendar, list[Pause], list[Extension]]


@st.composite
def cases(draw: st.DrawFn, *, most_pauses: int = 4, most_extensions: int = 2, ends: bool = False) -> Case:
    received = draw(moments())
    return (
        received,
        draw(calendars(received.date())),
        draw(st.lists(pauses(received, ends=ends), max_size=most_pauses)),
        draw(st.lists(extensions(received), max_size=most_extensions)),
    )


def ends(due: Due | None) -> datetime:
    """When it is due, as something that can be compared; a clock that stands still is due last of all."""
    return due.ends if due else FAR


@settings(deadline=None)
@given(cases(most_pauses=0, most_extensions=0), terms)
def test_any_calendar_gives_due_dates_as_counted_slowly(case: Case, term: Term) -> None:
    received, calendar, _, _ = case
    assert reckon(term, received, calendar).due == slowly(term, received, calendar)


@settings(deadline=None)
@given(cases(), terms)
def test_pauses_and_extensions_give_due_dates_as_counted_slowly(case: Case, term: Term) -> None:
    received, calendar, stopped, more = case
    assert reckon(term, received, calendar, stopped, more).due == slowly(term, received, calendar, stopped, more)


@settings(deadline=None)
@given(moments(), st.data())
def test_a_day_is_worked_and_open_as_counted_slowly(moment: datetime, data: st.DataObject) -> None:
    day = moment.date()
    calendar = data.draw(calendars(day))
    slow = SlowClock(calendar)
    for each in (day + timedelta(days=ahead) for ahead in range(4)):
        assert {step for step in steps_of(each) if calendar.is_open(step)} == slow.open_steps(each)
        assert calendar.is_working(each) == slow.is_working(each)


@settings(deadline=None)
@given(cases(), terms, st.integers(0, 5_000))
def test_what_comes_later_is_never_due_sooner(case: Case, term: Term, minutes: int) -> None:
    """Save that a month from a longer month is the longer: what comes in while such a clock stands is left out."""
    received, calendar, stopped, more = case
    later = received + timedelta(minutes=minutes)
    if term.unit == "months":
        stopped = [pause for pause in stopped if local(pause.since).date() > local(later).date()]
    if any(each.by.unit == "months" for each in more):
        more = []
    sooner, after = (reckon(term, at, calendar, stopped, more).due for at in (received, later))
    assert ends(sooner) <= ends(after)


@settings(deadline=None)
@given(cases(), terms, st.data())
def test_a_pause_never_brings_the_due_date_forward(case: Case, term: Term, data: st.DataObject) -> None:
    received, calendar, stopped, more = case
    another = data.draw(pauses(received))
    if term.told_in_time or any(each.by.unit == "months" for each in more):
        more = []
    without = reckon(term, received, calendar, stopped, more).due
    assert ends(without) <= ends(reckon(term, received, calendar, [*stopped, another], more).due)


@settings(deadline=None)
@given(cases(most_extensions=0), terms, st.integers(1, 60))
def test_an_extension_never_brings_the_due_date_forward(case: Case, term: Term, count: int) -> None:
    received, calendar, stopped, _ = case
    longer = Extension(Term(count, term.unit), {"en": "It is complex"}, received)
    assert ends(reckon(term, received, calendar, stopped).due) <= ends(
        reckon(term, received, calendar, stopped, [longer]).due
    )


@settings(deadline=None)
@given(cases(ends=True, most_extensions=0), terms)
def test_the_same_pause_told_twice_counts_once(case: Case, term: Term) -> None:
    received, calendar, stopped, _ = case
    once, twice = (reckon(term, received, calendar, each).due for each in (stopped, [*stopped, *stopped]))
    assert once == twice


@settings(deadline=None)
@given(cases(most_pauses=0), st.data())
def test_a_pause_while_the_office_is_closed_costs_nothing_in_working_time(case: Case, data: st.DataObject) -> None:
    received, calendar, _, more = case
    term = data.draw(st.sampled_from([Term(600, "working-minutes"), Term(4, "working-days")]))
    more = [each for each in more if each.by.unit in {"working-minutes", "working-days"}]
    closed = _closed_spell(received, calendar, data.draw(st.integers(0, 6)))
    assert reckon(term, received, calendar, closed, more).due == reckon(term, received, calendar, (), more).due


def _closed_spell(received: datetime, calendar: Calendar, which: int) -> Sequence[Pause]:
    """A pause from a closing to the next opening."""
    spells = [spell for ahead in range(40) for spell in calendar.open_on(received.date() + timedelta(days=ahead))]
    between = [(closes, opens) for (_, closes), (opens, _) in pairwise(spells) if closes < opens]
    return [Pause(*between[which], "clarification", {"en": "We asked"})] if which < len(between) else []


@settings(deadline=None)
@given(cases(), terms_in_time)
def test_the_clock_in_which_a_moment_is_written_makes_no_difference(case: Case, term: Term) -> None:
    received, calendar, stopped, more = case
    assert reckon(term, received, calendar, stopped, more) == reckon(term, local(received), calendar, stopped, more)
