"""The figures that pages show, from what was worked out when events were carried: each in one statement, and no file is asked.

What is withheld is withheld so that nothing small follows from any two of these figures (``kernel.measures.points``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from guildhall.kernel.clocks import add_months
from guildhall.kernel.measures import Group, Measure, Point, added_up, shown
from guildhall.understand import laid
from guildhall.understand.asking import NotByThat
from guildhall.understand.counting import broken_down
from guildhall.understand.models import Rollup


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest figure of a measure that pages show, as all stood by the end of the day ``as_of`` (local).

    Its ``point`` covers up to so many months as the measure says, all of them over.
    """

    measure: Measure
    point: Point
    as_of: date


def trend(*, name: str, until: date, months: int = 24, by: str = "") -> tuple[Point, ...]:
    """A measure over the months up to a day that are over, oldest first; by a part, over quarters.

    What was too small in one month is told together with the next. A month that is over may yet change: a case that is opened
    again was not closed in it. Empty where nothing was worked out. Raises ``NoSuchMeasure``, ``NotByThat``.
    """
    measure = _measure(name, by)
    rows = _rows(measure, by).filter(latest=False, last_day__lte=until, last_day__gt=add_months(until, -months))
    return _points(measure, rows)


def latest(*, name: str, by: str = "") -> Latest | None:
    """The newest figure of a measure and its parts. Nothing where none was worked out, or all is too little to show.

    Raises ``NoSuchMeasure``, ``NotByThat``.
    """
    measure = _measure(name, by)
    rows = list(_rows(measure, by))
    points = _points(measure, (each for each in rows if not each.latest))
    over = [each for each in rows if each.latest]
    if not over:
        return None
    first, last = over[0].first_day, over[0].last_day
    within = [each for each in points if each.first >= first]
    whole, parts = _groups(measure, over)
    return Latest(measure, Point(first, last, *added_up(measure.kind, whole, parts, within)), over[0].rolled.until)


def _measure(name: str, by: str) -> Measure:
    measure = laid.measure(name)
    if by and by not in measure.by:
        raise NotByThat(by)
    return measure


def _rows(measure: Measure, by: str) -> QuerySet[Rollup]:
    """What was worked out of the whole and of these parts, oldest first, each whole before its parts."""
    rows = Rollup.objects.filter(rolled=measure.name, grain="quarter" if by else "month", by__in={"", by})
    return rows.select_related("rolled").order_by("last_day", "by", "id")


def _points(measure: Measure, rows: Iterable[Rollup]) -> tuple[Point, ...]:
    found = []
    for (first, last), told in groupby(rows, key=lambda each: (each.first_day, each.last_day)):
        found.append(Point(first, last, *shown(measure.kind, *_groups(measure, tuple(told)))))
    return tuple(found)


def _groups(measure: Measure, rows: Sequence[Rollup]) -> tuple[Group, Sequence[Group]]:
    whole, *parts = [
        Group(each.part or None, each.count, each.hits, each.top, each.bottom, each.median) for each in rows
    ]
    return whole, broken_down(measure, rows[-1].by, whole, parts)
