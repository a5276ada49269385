"""The figures that pages show, from what was worked out when events were carried: each in one statement, and no file is asked.

What is withheld is withheld so that nothing small follows from any two of these figures (``kernel.measures.points``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import QuerySet

from guildhall.kernel.clocks import add_months
from guildhall.kernel.measures import Group, Measure, Point, added_up, shown
from guildhall.understand import laid
from guildhall.understand.asking import NotByThat
from guildhall.understand.counting import broken_down
from guildhall.understand.models import Rolled, Rollup


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
    return _latest(measure, list(_rows(measure, by)))


def latest_of_all() -> Mapping[str, Latest | None]:
    """The newest figure of every measure, by its name and in their order. One statement."""
    rows = Rollup.objects.filter(grain="month", by="").select_related("rolled").order_by("last_day", "id")
    held: defaultdict[str, list[Rollup]] = defaultdict(list)
    for each in rows:
        held[each.rolled.measure].append(each)
    return {name: _latest(measure, held[name]) for name, measure in laid.measures().items()}


def published() -> Iterator[tuple[Measure, str, str, Point]]:
    """Every figure that pages show of any measure, with its span: the whole by ``month``, its parts by ``quarter``, and the ``newest``
    of each, which pages show first. One statement.
    """
    rows = Rollup.objects.select_related("rolled")
    held: defaultdict[tuple[str, str], list[Rollup]] = defaultdict(list)
    for each in rows.order_by("last_day", "by", "id"):
        held[each.rolled.measure, f"{each.grain} {each.by}"].append(each)
    for name, measure in laid.measures().items():
        yield from _with_the_newest(measure, "", "month", held[name, "month "])
        for by in measure.by:
            both = sorted(
                [*held[name, "quarter "], *held[name, f"quarter {by}"]],
                key=lambda each: (each.last_day, each.by, each.pk),
            )
            yield from _with_the_newest(measure, by, "quarter", both)


def as_of() -> tuple[tuple[str, datetime], ...]:
    """When each measure was worked out last."""
    return tuple(Rolled.objects.order_by("measure").values_list("measure", "made_at"))


def _with_the_newest(
    measure: Measure, by: str, span: str, rows: Sequence[Rollup]
) -> Iterator[tuple[Measure, str, str, Point]]:
    for point in _points(measure, (each for each in rows if not each.latest)):
        yield measure, span, by, point
    if (told := _latest(measure, rows)) is not None:
        yield measure, "newest", by, told.point


def _latest(measure: Measure, rows: Sequence[Rollup]) -> Latest | None:
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
