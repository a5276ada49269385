"""Laws of what was promised: where it stands follows from figures and days alone, and has its reason in both languages."""

from datetime import date, timedelta
from decimal import Decimal
from string import Formatter
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.planning.proving import NAMES, REASONS, Point, Proof, Status, Why, proof
from guildhall.kernel.planning.strategy import Baseline, Promise

TODAY = date(2026, 11, 30)
BY = date(2027, 3, 31)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
POINTS = st.lists(st.builds(Point, DAYS, st.none() | st.integers(0, 100).map(Decimal)), max_size=9)


def _share(target: int = 95, by: date | None = BY, direction: str = "up", baseline: Baseline | None = None) -> Promise:
    return Promise.model_validate(
        {
            "kind": "share",
            "measure": "promise-kept",
            "direction": direction,
            "target": target,
            "by": by,
            "baseline": baseline,
        }
    )


def _event(kind: str, by: date | None = BY) -> Promise:
    return Promise.model_validate({"kind": kind, "by": by, "said": {"en": "It is there."}})


def _points(*values: int | None) -> list[Point]:
    """A figure for each of the months up to this one."""
    first = TODAY.year * 12 + TODAY.month - len(values)
    months = [divmod(first + place, 12) for place in range(len(values))]
    return [
        Point(date(year, month + 1, 28), None if value is None else Decimal(value))
        for (year, month), value in zip(months, values, strict=True)
    ]


@pytest.mark.parametrize(
    ("values", "by", "direction", "why", "status"),
    [
        ([90, 95], BY, "up", "reached", "met"),
        ([90, 94], BY, "up", "nearer", "on-the-way"),
        ([90, 89], BY, "up", "wrong-way", "late"),
        ([90, 90], BY, "up", "no-nearer", "late"),
        ([90, 99], BY, "down", "wrong-way", "late"),
        ([99, 96], BY, "down", "nearer", "on-the-way"),
        ([99, 95], BY, "down", "reached", "met"),
        ([90, 94], TODAY, "up", "nearer", "on-the-way"),
        ([90, 94], TODAY - timedelta(days=1), "up", "past-its-day", "late"),
        ([90, 96], TODAY - timedelta(days=1), "up", "reached", "met"),
        ([90, None], BY, "up", "too-few", "not-known"),
        ([90, None], TODAY - timedelta(days=1), "up", "too-few", "not-known"),
        ([None, 90], BY, "up", "one-figure", "not-known"),
        ([90], None, "up", "one-figure", "not-known"),
        ([], BY, "up", "nothing-yet", "not-known"),
        ([], TODAY - timedelta(days=1), "up", "never-measured", "late"),
    ],
)
def test_a_number_stands_where_its_figures_and_its_day_say(
    values: list[int | None], by: date | None, direction: str, why: Why, status: Status
) -> None:
    told = proof(_share(by=by, direction=direction), _points(*values), TODAY)
    assert (told.why, told.status) == (why, status)


def test_a_figure_is_held_beside_the_same_month_of_the_year_before_then_the_baseline_then_the_first() -> None:
    start = Baseline.model_validate(
        {"value": 80, "unit": {"en": "%"}, "on": "2026-01-31", "source": {"en": "A report"}}
    )
    year = _points(94, *[99] * 11, 93)
    assert proof(_share(baseline=start), year, TODAY).then == year[0]
    assert proof(_share(baseline=start), year, TODAY).why == "wrong-way"
    assert proof(_share(baseline=start), year[1:], TODAY).then == Point(start.on, Decimal(80))
    assert proof(_share(baseline=start), year[1:], TODAY).why == "nearer"
    assert proof(_share(), year[1:], TODAY).then == year[1]
    hidden = _points(None, 91, *[99] * 10, 93)
    assert proof(_share(), hidden, TODAY).then == hidden[1]
    assert proof(_share(), hidden, hidden[-1].on).why == "nearer"  # a figure counts from the end of its own last day


def test_a_season_is_held_beside_itself_also_in_a_leap_year() -> None:
    points = [
        Point(date(2028, 1, 31), Decimal(99)), Point(date(2028, 2, 29), Decimal(80)), Point(date(2029, 2, 28), Decimal(85)),
    ]  # fmt: skip
    assert proof(_share(by=None), points, date(2029, 3, 5)).then == points[1]


@pytest.mark.parametrize("kind", ["milestone", "yes-or-no"])
def test_what_happens_is_judged_by_its_day(kind: str) -> None:
    day = timedelta(days=1)
    assert proof(_event(kind), (), BY).why == "to-come"
    assert proof(_event(kind), (), BY + day).why == "not-done"
    assert proof(_event(kind), (), TODAY, done=TODAY).why == "done"
    assert proof(_event(kind), (), BY + day, done=BY).why == "done"
    assert proof(_event(kind), (), BY + day, done=BY + day).why == "done-late"
    assert proof(_event(kind), (), TODAY, done=TODAY + day).why == "to-come"  # noted for a day that has not come


def test_what_has_no_day_or_was_not_read_is_not_known() -> None:
    told = proof(_event("yes-or-no", by=None), (), TODAY)
    assert (told.why, told.status) == ("no-day", "not-known")
    unread = Promise.model_validate({"said": {"en": "Nine in ten within two days"}})
    assert proof(unread, _points(90, 99), TODAY).why == "unread"


def test_a_reason_has_the_figures_and_the_days_that_it_rests_on() -> None:
    told = proof(_share(), _points(90, 89), TODAY)
    assert told.reason("en") == "It goes the wrong way: 90% on Wednesday 28 October 2026, and 89% now."
    assert told.reason("cy") == "Mae’n mynd y ffordd anghywir: 90% ar ddydd Mercher 28 Hydref 2026, a 89% nawr."
    number = Promise.model_validate(
        {
            "kind": "number",
            "measure": "cost",
            "direction": "down",
            "target": 5,
            "unit": {"en": "pence", "cy": "ceiniog"},
        }
    )
    assert proof(number, _points(1200), TODAY).reason("cy").startswith("Un ffigur sydd hyd yma, 1,200 ceiniog,")


def test_every_status_and_every_reason_has_words_in_both_languages_that_name_the_same() -> None:
    assert set(NAMES) == set(get_args(Status))
    assert set(REASONS) == set(get_args(Why))
    for text in (*NAMES.values(), *REASONS.values()):
        assert set(text) == {"en", "cy"}
        named = [sorted(hole for _, hole, _, _ in Formatter().parse(each) if hole) for each in text.values()]
        assert named[0] == named[1]


@given(points=POINTS, on=DAYS, direction=st.sampled_from(["up", "down"]))
def test_what_comes_later_and_the_order_in_which_it_is_told_change_nothing(
    points: list[Point], on: date, direction: str
) -> None:
    promise = _share(direction=direction)
    days = {each.on: each for each in points}
    told = proof(promise, days.values(), on)
    assert told == proof(promise, [days[day] for day in sorted(days, reverse=True)], on)
    assert told == proof(promise, [each for each in days.values() if each.on <= on], on)


@given(points=POINTS, on=DAYS)
def test_a_promise_to_rise_stands_as_its_mirror_that_is_to_fall(points: list[Point], on: date) -> None:
    mirrored = [Point(each.on, None if each.value is None else 100 - each.value) for each in points]
    assert proof(_share(95), points, on).why == proof(_share(5, direction="down"), mirrored, on).why


@given(points=POINTS, on=DAYS)
def test_nothing_past_its_day_is_on_the_way_and_what_is_met_reaches_its_target(points: list[Point], on: date) -> None:
    told: Proof = proof(_share(), points, on)
    if on > BY:
        assert told.status != "on-the-way"
    newest = max((each for each in points if each.on <= on), key=lambda each: each.on, default=None)
    reaches = newest is not None and newest.value is not None and newest.value >= 95
    unsure = len({each.on for each in points}) < len(points)
    assert unsure or (told.status == "met") == reaches
