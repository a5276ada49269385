"""Laws of the points of a trend: each is of whole months and not small, and what covers more adds up what is shown."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.clocks import add_months
from guildhall.kernel.measures import Group, Point, Span, added_up, months_told, newest, quarters_told, shown
from guildhall.kernel.measures.figures import small

WARDS = ("east", "north", "west", None)
CELL = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (max(pair), min(pair)))
YEARS = st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=40)
Year = list[tuple[tuple[int, int], ...]]
JANUARY = date(2024, 1, 1)


def months(counts: list[int]) -> list[tuple[date, Group]]:
    return [(add_months(JANUARY, place), Group(None, count)) for place, count in enumerate(counts)]


def test_a_month_that_is_too_small_is_told_with_the_next() -> None:
    told = list(months_told(months([9, 2, 1, 3, 7, 4])))
    assert told == [
        Span(date(2024, 1, 1), date(2024, 1, 31)),
        Span(date(2024, 2, 1), date(2024, 4, 30)),
        Span(date(2024, 5, 1), date(2024, 5, 31)),
    ]


def test_parts_are_told_by_quarters_that_are_made_of_what_is_told_of_the_whole() -> None:
    told = list(months_told(months([9, 9, 4, 4, 9, 9, 9, 9, 9, 9])))
    assert list(quarters_told(told)) == [
        Span(date(2024, 1, 1), date(2024, 4, 30)),
        Span(date(2024, 5, 1), date(2024, 6, 30)),
        Span(date(2024, 7, 1), date(2024, 9, 30)),
    ]


@pytest.mark.parametrize(("many", "first"), [(12, date(2024, 6, 1)), (3, date(2025, 3, 1)), (1, date(2025, 5, 1))])
def test_the_newest_covers_as_many_months_as_the_measure_and_no_more(many: int, first: date) -> None:
    told = list(months_told(months([9] * 17)))
    assert newest(told, many) == Span(first, date(2025, 5, 31))
    assert newest([], many) is None


def test_the_newest_is_at_least_the_last_that_is_told() -> None:
    [told] = months_told(months([1] * 5))
    assert newest([told], 1) == told


@given(YEARS)
def test_what_is_told_of_the_whole_is_whole_months_in_a_row_of_which_none_is_small(year: Year) -> None:
    told = list(months_told((month, _together(year[place : place + 1])) for place, month in _months(year)))
    for one, other in pairwise(told):
        assert other.first == one.last + timedelta(days=1)
    for span in told:
        assert span.first.day == 1
        assert (span.last + timedelta(days=1)).day == 1
        assert not small(_together(_within(year, span)))


@given(YEARS, st.integers(1, 24))
def test_all_that_is_shown_over_more_is_the_sum_of_what_is_shown_of_less(year: Year, many: int) -> None:
    quarters = list(
        quarters_told(months_told((month, _together(year[place : place + 1])) for place, month in _months(year)))
    )
    points = [Point(*span, *shown("share", _together(rows := _within(year, span)), _wards(rows))) for span in quarters]
    over = newest(quarters, many)
    if over is None:
        return
    rows, within = _within(year, over), [each for each in points if each.first >= over.first]
    whole, parts = added_up("share", _together(rows), _wards(rows), within)
    assert whole.count == sum(each.whole.count or 0 for each in within)
    for figure in parts:
        if not figure.withheld:
            of_part = [each for point in within for each in point.parts if each.part == figure.part]
            assert not [each for each in of_part if each.withheld]
            assert figure.count == sum(each.count or 0 for each in of_part)


def _months(year: Year) -> list[tuple[int, date]]:
    return [(place, add_months(JANUARY, place)) for place in range(len(year))]


def _within(year: Year, span: Span) -> Year:
    return [year[place] for place, month in _months(year) if span.first <= month <= span.last]


def _together(rows: Year) -> Group:
    cells = [cell for row in rows for cell in row]
    return Group(None, sum(count for count, _ in cells), sum(hits for _, hits in cells))


def _wards(rows: Year) -> list[Group]:
    found = [
        Group(ward, sum(row[place][0] for row in rows), sum(row[place][1] for row in rows))
        for place, ward in enumerate(WARDS)
    ]
    return [each for each in found if each.count]
