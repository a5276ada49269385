"""A due date says why it is then, in English and Welsh, and says what changed when it is worked out again."""

from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from tests.kernel.clock_worlds import terms
from tests.kernel.test_explained import ASKED, EASTER, STORM
from tests.kernel.test_reckoning import Case, cases

from guildhall.kernel.clocks import (
    POINTS,
    Calendar,
    Closure,
    Extension,
    Pause,
    Point,
    Term,
    changed,
    kept,
    local,
    monday_to_friday,
    read,
    reckon,
)
from guildhall.kernel.clocks.opening import Shift
from guildhall.kernel.clocks.saying import change_in_words, explained_in_words, runs, term_in_words
from guildhall.kernel.clocks.statutory import SUBJECT_ACCESS

MAUNDY_THURSDAY = datetime(2026, 4, 2, 10, tzinfo=UTC)
COMPLEX = {"en": "Two teams must look", "cy": "Rhaid i ddau dîm edrych"}


def test_a_due_date_says_why_in_english() -> None:
    found = reckon(Term(3, "working-days"), MAUNDY_THURSDAY, EASTER)
    assert explained_in_words(found.explained, "en") == (
        "Thursday 2 April 2026: received at 11am.",
        "Friday 3 April 2026: bank holiday, not counted. Good Friday.",
        "Saturday 4 to Sunday 5 April 2026: weekend, not counted.",
        "Monday 6 April 2026: bank holiday, not counted. Easter Monday.",
        "Tuesday 7 to Wednesday 8 April 2026: days 1 to 2.",
        "Thursday 9 April 2026: closed, not counted. A storm.",
        "Friday 10 April 2026: day 3.",
        "Friday 10 April 2026: due by the end of the day.",
    )


def test_a_due_date_says_why_in_welsh() -> None:
    found = reckon(Term(3, "working-days"), MAUNDY_THURSDAY, EASTER)
    assert explained_in_words(found.explained, "cy")[1:5] == (
        "Dydd Gwener 3 Ebrill 2026: gŵyl banc, ddim yn cyfrif. Dydd Gwener y Groglith.",
        "Dydd Sadwrn 4 i ddydd Sul 5 Ebrill 2026: penwythnos, ddim yn cyfrif.",
        "Dydd Llun 6 Ebrill 2026: gŵyl banc, ddim yn cyfrif. Dydd Llun y Pasg.",
        "Dydd Mawrth 7 i ddydd Mercher 8 Ebrill 2026: dyddiau 1 i 2.",
    )


def test_working_hours_pauses_and_more_time_are_said() -> None:
    training = Closure(date(2026, 4, 8), {"en": "Training"}, since=time(15))
    calendar = Calendar((*EASTER.closures, training), EASTER.hours)
    pause = Pause(datetime(2026, 4, 7, 14, tzinfo=UTC), datetime(2026, 4, 8, 8, 30, tzinfo=UTC), "clarification", ASKED)
    more = Extension(Term(150, "working-minutes"), COMPLEX, datetime(2026, 4, 7, 9, tzinfo=UTC))
    found = reckon(Term(570, "working-minutes"), MAUNDY_THURSDAY, calendar, [pause], [more])
    assert explained_in_words(found.explained, "en") == (
        "Thursday 2 April 2026: received at 11am.",
        "Thursday 2 April 2026: 5 hours counted.",
        "Friday 3 April 2026: bank holiday, not counted. Good Friday.",
        "Saturday 4 to Sunday 5 April 2026: weekend, not counted.",
        "Monday 6 April 2026: bank holiday, not counted. Easter Monday.",
        "Tuesday 7 April 2026: paused from 3pm to 5pm. We asked where the tree stands.",
        "Tuesday 7 April 2026: 5 hours counted.",
        "Tuesday 7 April 2026: we said that we need more time: 2 hours 30 minutes of working time. Two teams must look.",
        "Wednesday 8 April 2026: paused from 9am to 9:30am. We asked where the tree stands.",
        "Wednesday 8 April 2026: 2 hours counted.",
        "Wednesday 8 April 2026: due by 11:30am.",
    )


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_pause_that_lasts_is_said(language: str) -> None:
    pause = Pause(datetime(2026, 4, 8, 9, tzinfo=UTC), None, "clarification", ASKED)
    found = reckon(Term(5, "working-days"), MAUNDY_THURSDAY, EASTER, [pause])
    told = explained_in_words(found.explained, language)[-1]
    assert (
        told
        == {
            "en": "Wednesday 8 April 2026: paused since 10am, so there is no due date now. We asked where the tree stands.",
            "cy": "Dydd Mercher 8 Ebrill 2026: wedi'i oedi ers 10am, felly nid oes dyddiad ar hyn o bryd. "
            "Gofynnwyd ble mae'r goeden.",
        }[language]
    )


def test_a_month_that_is_too_short_and_a_weekend_at_its_end_are_said() -> None:
    found = reckon(SUBJECT_ACCESS, datetime(2026, 1, 31, 12, tzinfo=UTC), EASTER)
    assert explained_in_words(found.explained, "en") == (
        "Saturday 31 January 2026: received at 12pm.",
        "Sunday 1 to Saturday 28 February 2026: days 1 to 28.",
        "Saturday 28 February 2026: this month is too short, so its last day counts.",
        "Saturday 28 February 2026: not a working day, so there is time until the next one.",
        "Sunday 1 March 2026: weekend, not counted.",
        "Monday 2 March 2026: due by the end of the day.",
    )


def test_a_month_that_has_the_day_is_said_without_more() -> None:
    found = reckon(SUBJECT_ACCESS, datetime(2026, 1, 12, 12, tzinfo=UTC), EASTER)
    assert explained_in_words(found.explained, "en")[1:] == (
        "Tuesday 13 January 2026 to Thursday 12 February 2026: days 1 to 31.",
        "Thursday 12 February 2026: due by the end of the day.",
    )


def test_days_closed_for_two_reasons_are_said_apart() -> None:
    closures = (
        Closure(date(2026, 4, 7), STORM),
        Closure(date(2026, 4, 8), COMPLEX),
        Closure(date(2026, 4, 9), COMPLEX),
    )
    found = reckon(Term(1, "days", lands="next-working-day"), datetime(2026, 4, 6, 9, tzinfo=UTC), Calendar(closures))
    assert explained_in_words(found.explained, "en")[2:4] == (
        "Tuesday 7 April 2026: not a working day, so there is time until the next one. A storm.",
        "Wednesday 8 to Thursday 9 April 2026: closed, not counted. Two teams must look.",
    )
    days = reckon(Term(1, "working-days"), datetime(2026, 4, 6, 9, tzinfo=UTC), Calendar(closures))
    assert explained_in_words(days.explained, "en")[1] == "Tuesday 7 April 2026: closed, not counted. A storm."


@settings(deadline=None, max_examples=40)
@given(cases(), terms)
def test_everything_that_can_happen_can_be_said_in_both_languages_and_no_day_is_lost(case: Case, term: Term) -> None:
    found = reckon(term, *case)
    for language in ("en", "cy"):
        told = explained_in_words(found.explained, language)
        assert all(line.endswith(".") and "{" not in line for line in told)
    days = {line.day.toordinal() for line in found.explained}
    said = {
        day for run in runs(found.explained) for day in range(run.first.day.toordinal(), run.last.day.toordinal() + 1)
    }
    assert days == said


def test_when_a_day_is_closed_the_old_promise_and_the_new_are_said_with_the_reason() -> None:
    before = Calendar(EASTER.closures[:2], EASTER.hours)
    old, new = (reckon(Term(3, "working-days"), MAUNDY_THURSDAY, calendar) for calendar in (before, EASTER))
    found = changed(read(kept(old)), new)
    assert found.direction == "later"
    assert change_in_words(found, "en") == (
        "It was due on Thursday 9 April 2026. It is now due on Friday 10 April 2026.",
        "Thursday 9 April 2026: closed, not counted. A storm.",
    )
    assert change_in_words(changed(new, old), "cy") == (
        "Y dyddiad gwreiddiol oedd Dydd Gwener 10 Ebrill 2026. Y dyddiad nawr yw Dydd Iau 9 Ebrill 2026.",
        "Nid yw hyn yn wir bellach: Dydd Iau 9 Ebrill 2026: ar gau, ddim yn cyfrif. Storm.",
    )


@settings(deadline=None, max_examples=40)
@given(cases(), terms)
def test_what_is_worked_out_again_alike_has_not_changed(case: Case, term: Term) -> None:
    found = reckon(term, *case)
    change = changed(read(kept(found)), reckon(term, *case))
    assert (change.direction, change.gained, change.lost) == ("same", (), ())


def test_a_pause_takes_the_date_away_and_its_end_gives_another() -> None:
    since = datetime(2026, 4, 8, 9, tzinfo=UTC)
    lasts, over = (
        Pause(since, until, "clarification", ASKED) for until in (None, datetime(2026, 4, 13, 9, tzinfo=UTC))
    )
    first, second, third = (
        reckon(Term(5, "working-days"), MAUNDY_THURSDAY, EASTER, stopped) for stopped in ([], [lasts], [over])
    )
    assert change_in_words(changed(first, second), "en")[0] == (
        "It was due on Tuesday 14 April 2026. It is paused, so there is no due date now."
    )
    assert change_in_words(changed(second, third), "en")[0] == "It was paused. It is now due on Friday 17 April 2026."
    assert change_in_words(changed(second, second), "cy") == ("Mae wedi'i oedi o hyd.",)


def test_points_are_told_as_the_term_is_used_up() -> None:
    found = reckon(Term(4, "working-days"), MAUNDY_THURSDAY, EASTER)
    assert [(each.point, local(each.moment).isoformat()) for each in found.escalations] == [
        ("three-quarters", "2026-04-10T00:00:00+01:00"),
        ("due-today", "2026-04-13T00:00:00+01:00"),
        ("overdue", "2026-04-14T00:00:00+01:00"),
    ]


def test_a_share_of_working_time_falls_in_working_time_and_a_time_before_is_counted_back() -> None:
    half = Point("half", share=Fraction(1, 2))
    ahead = Point("two-days-ahead", before=2)
    hours_ahead = Point("an-hour-ahead", before=1, unit="hours")
    calendar = Calendar(EASTER.closures, monday_to_friday(Shift(time(9), time(12)), Shift(time(13), time(16))))
    found = reckon(Term(12 * 60, "working-minutes"), MAUNDY_THURSDAY, calendar, points=(half, ahead, hours_ahead))
    assert [(each.point, local(each.moment).isoformat()) for each in found.escalations] == [
        ("two-days-ahead", "2026-04-02T00:00:00+01:00"),
        ("half", "2026-04-07T11:00:00+01:00"),
        ("an-hour-ahead", "2026-04-08T10:00:00+01:00"),
    ]


@settings(deadline=None)
@given(cases(most_extensions=0), terms)
def test_three_quarters_come_before_the_end_and_the_end_before_it_is_late(case: Case, term: Term) -> None:
    found = reckon(term, *case)
    at = {each.point: each.moment.astimezone(UTC) for each in found.escalations}
    if found.due is None:
        assert not {"due-today", "overdue"} & set(at)
    else:
        assert set(at) == {point.name for point in POINTS}
        assert at["overdue"] == found.due.ends
        assert at["due-today"] <= at["overdue"]
        assert at["three-quarters"] <= at["overdue"]


@pytest.mark.parametrize(
    ("term", "english", "welsh"),
    [
        (Term(1, "working-days"), "1 working day", "1 diwrnod gwaith"),
        (Term(20, "working-days"), "20 working days", "20 diwrnod gwaith"),
        (Term(1, "months"), "1 month", "1 mis"),
        (Term(450, "working-minutes"), "7 hours 30 minutes of working time", "7 awr 30 munud o amser gwaith"),
        (Term(61, "working-minutes"), "1 hour 1 minute of working time", "1 awr 1 munud o amser gwaith"),
    ],
)
def test_a_term_is_said(term: Term, english: str, welsh: str) -> None:
    assert (term_in_words(term, "en"), term_in_words(term, "cy")) == (english, welsh)


def test_a_reason_in_one_language_is_said_in_that() -> None:
    closed = Closure(date(2026, 4, 3), {"en": STORM["en"]})
    found = reckon(Term(1, "working-days"), MAUNDY_THURSDAY, Calendar((closed,)))
    assert "Dydd Gwener 3 Ebrill 2026: ar gau, ddim yn cyfrif. A storm." in explained_in_words(found.explained, "cy")
