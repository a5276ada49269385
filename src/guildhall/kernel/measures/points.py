"""The points of a trend: which days each covers, so that nothing small follows from any two of them.

A figure for each day's last twelve months would tell, beside that of the day before, what came and what fell out in between. So:

- a point covers whole months; where a month is too small to show, it is told together with the next, until it is not;
- by a part, points cover whole quarters of the financial year, each of them some points of the whole;
- what covers more is the sum of points that are shown, and a part that is withheld in one of them is withheld in it.

So no figure can be had by taking one from another that could not be had by adding up what is shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from guildhall.kernel.clocks import add_months
from guildhall.kernel.measures.figures import Figure, Group, shown, small


class Span(NamedTuple):
    """The days from the first to the last, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Point:
    """What a measure came to over a span of days (local, both included), whole and by its parts."""

    first: date
    last: date
    whole: Figure
    parts: tuple[Figure, ...] = ()


def months_told(months: Iterable[tuple[date, Group]]) -> Iterator[Span]:
    """The spans of the whole: each month, by its first day and in their order, or some that are told together.

    What is still too small at the end is told with the months to come.
    """
    first, together = None, Group(None, 0)
    for month, group in months:
        first = first or month
        together = _added(together, group)
        if not small(together):
            yield Span(first, _end(month))
            first, together = None, Group(None, 0)


def quarters_told(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans by parts: those of the whole that end with a quarter, or go beyond its end, taken together."""
    first = None
    for span in spans:
        first = first or span.first
        if _quarter(span.last + timedelta(days=1)) > _quarter(first):
            yield Span(first, span.last)
            first = None


def newest(spans: Sequence[Span], months: int) -> Span | None:
    """The newest spans that lie in so many months, taken together: at least the last. Nothing where there is none."""
    if not spans:
        return None
    last = spans[-1].last
    since = add_months(last.replace(day=1), 1 - months)
    within = list(takewhile(lambda each: each.first >= since, reversed(spans)))
    return Span(within[-1].first if within else spans[-1].first, last)


def added_up(
    kind: str, whole: Group, parts: Sequence[Group], points: Iterable[Point]
) -> tuple[Figure, tuple[Figure, ...]]:
    """The whole and its parts over several points, as they may be shown: nothing that is withheld in one of the points."""
    points = tuple(points)
    hidden = {each.part for point in points for each in point.parts if each.withheld}
    together, told = shown(kind, whole, parts)
    if any(point.whole.withheld for point in points):
        together = withheld(together)
    return together, tuple(withheld(each) if each.part in hidden else each for each in told)


def withheld(figure: Figure) -> Figure:
    """A figure of which nothing is shown but that it is withheld."""
    return Figure(figure.part, None, None, withheld=True)


def _added(one: Group, other: Group) -> Group:
    hits = None if other.hits is None else (one.hits or 0) + other.hits
    return replace(one, count=one.count + other.count, hits=hits)


def _end(month: date) -> date:
    return add_months(month, 1) - timedelta(days=1)


def _quarter(day: date) -> int:
    """The quarters of a financial year end with June, September, December and March: those of the calendar."""
    return day.year * 4 + (day.month - 1) // 3
