"""Laws of measures: when something counts, how sure a share is, and what is too small to show."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.loading import Unreadable
from guildhall.kernel.measures import (
    SMALLEST,
    Group,
    load_costs,
    load_measure,
    load_views,
    period_of,
    shown,
    wilson,
    window,
)

SOUND = """
name: asked
title: {en: Asked, cy: Gofynnwyd}
question: {en: How many asked?, cy: Faint a ofynnodd?}
kind: count
unit: number
direction: up
owner: head-of-customer-services
fresh: hour
caveat: {en: None is named., cy: Ni enwir neb.}
sql: SELECT day, channel, ward, service FROM contacts
"""
GROUPS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Group("x", max(pair), min(pair))), max_size=7
)


# Periods


@pytest.mark.parametrize(
    ("moment", "day", "week", "month", "year"),
    [
        ("2026-03-31T22:59:59+00:00", "2026-03-31", "2026-03-30", "2026-03-01", 2025),
        ("2026-03-31T23:00:00+00:00", "2026-04-01", "2026-03-30", "2026-04-01", 2026),
        ("2026-12-31T23:59:00+00:00", "2026-12-31", "2026-12-28", "2026-12-01", 2026),
        ("2026-10-25T00:30:00+00:00", "2026-10-25", "2026-10-19", "2026-10-01", 2026),
    ],
)
def test_a_moment_lies_in_the_periods_that_the_wall_shows(
    moment: str, day: str, week: str, month: str, year: int
) -> None:
    told = period_of(datetime.fromisoformat(moment))
    assert (told.day.isoformat(), told.week.isoformat(), told.month.isoformat(), told.financial_year) == (
        day,
        week,
        month,
        year,
    )


def test_a_day_has_23_hours_when_the_clocks_go_forward_and_25_when_they_go_back() -> None:
    year = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(365 * 24)]
    days = [period_of(each).day for each in year]
    assert (days.count(date(2026, 3, 29)), days.count(date(2026, 10, 25)), days.count(date(2026, 5, 4))) == (23, 25, 24)


def test_twelve_months_end_with_their_day() -> None:
    assert window(date(2026, 3, 31), 12) == (date(2025, 4, 1), date(2026, 3, 31))
    assert window(date(2024, 2, 29), 12)[0] == date(2023, 3, 1)


# Uncertainty


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [
        (15, 148, "0.0624", "0.1605"),
        (1, 29, "0.0061", "0.1718"),
        (0, 20, "0.0000", "0.1611"),
        (81, 263, "0.2553", "0.3662"),
    ],
)
def test_the_interval_of_a_share_is_that_of_the_literature(hits: int, count: int, low: str, high: str) -> None:
    """The examples of R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, method 3."""
    assert wilson(hits, count) == (Decimal(low), Decimal(high))


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_between_nothing_and_all(pair: tuple[int, int]) -> None:
    hits, count = pair
    low, high = wilson(hits, count)
    assert 0 <= low <= (Decimal(hits) / count).quantize(Decimal("0.0001")) <= high <= 1


# What is too small


def test_fewer_than_five_are_not_shown_and_it_is_said() -> None:
    whole, _ = shown("count", Group(None, SMALLEST - 1))
    assert (whole.withheld, whole.value, whole.count) == (True, None, None)
    assert not shown("count", Group(None, SMALLEST))[0].withheld


@pytest.mark.parametrize(("hits", "count"), [(4, 100), (96, 100), (0, 100)])
def test_a_share_of_few_or_of_all_but_few_is_not_shown(hits: int, count: int) -> None:
    assert shown("share", Group(None, count, hits))[0].withheld
    assert not shown("share", Group(None, count, 50))[0].withheld


def test_what_a_total_would_give_away_is_withheld_with_its_smallest_neighbour() -> None:
    parts = [Group("web", 80), Group("phone", 3), Group("paper", 12), Group("counter", 30)]
    whole, told = shown("count", Group(None, 125), parts)
    assert not whole.withheld
    assert [each.part for each in told if each.withheld] == ["phone", "paper"]


@given(GROUPS)
def test_nothing_small_follows_from_what_is_shown(parts: list[Group]) -> None:
    whole = Group(None, sum(each.count for each in parts), sum(each.hits or 0 for each in parts))
    total, told = shown("share", whole, parts)
    hidden = [each for each, figure in zip(parts, told, strict=True) if figure.withheld]
    for each, figure in zip(parts, told, strict=True):
        assert figure.withheld or (figure.count == each.count and not _small([each]))
    if hidden and not total.withheld:
        assert len(hidden) > 1
        assert not _small(hidden)


def _small(groups: list[Group]) -> bool:
    count, hits = sum(each.count for each in groups), sum(each.hits or 0 for each in groups)
    return min(count, hits, count - hits) < SMALLEST


# Files


def test_a_sound_file_is_a_measure() -> None:
    assert load_measure(SOUND, "asked.yaml").by == ("channel", "ward", "service")


def test_a_file_says_every_fault_at_once_with_its_line() -> None:
    wrong = SOUND.replace("kind: count", "kind: guess").replace(", cy: Gofynnwyd", "").replace("SELECT", "DELETE")
    with pytest.raises(Unreadable) as unreadable:
        load_measure(wrong + "colour: red\n", "asked.yaml")
    told = [str(each) for each in unreadable.value.faults]
    assert [each.split(" ")[0] for each in told] == [f"asked.yaml:{line}:" for line in (3, 5, 11, 12)]
    assert "cy is missing" in told[0]


@pytest.mark.parametrize("sql", ["SELECT 1; DROP TABLE events", "SELECT 1 -- and more", "COPY events TO 'x'"])
def test_a_measure_asks_one_question_and_changes_nothing(sql: str) -> None:
    with pytest.raises(Unreadable):
        load_measure(SOUND.replace("SELECT day, channel, ward, service FROM contacts", f'"{sql}"'), "asked.yaml")


def test_what_is_no_list_is_refused() -> None:
    for load in (load_views, load_costs):
        with pytest.raises(Unreadable):
            load("[]", "here.yaml")
    with pytest.raises(Unreadable):
        load_costs("unitCosts: [{channel: web, source: x, costs: []}]", "here.yaml")
