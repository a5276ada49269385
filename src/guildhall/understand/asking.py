"""Asking for figures: a measure, as all stood by the end of a local day, whole or by one of its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guildhall.kernel.clocks import local
from guildhall.kernel.measures import Figure, Group, Measure, shown, window
from guildhall.understand import laid
from guildhall.understand.carrying import counted_through, files
from guildhall.understand.engine import Engine, opened
from guildhall.understand.models import Aside

_SUMS = {
    "count": "COUNT(*), NULL, NULL, NULL, NULL",
    "share": "COUNT(*), COUNT(*) FILTER (WHERE hit), NULL, NULL, NULL",
    "mean": "COUNT(*), NULL, SUM(top), SUM(bottom), NULL",
    "duration": "COUNT(*), NULL, NULL, NULL, QUANTILE_DISC(seconds, 0.5)",
}
"""What is asked of the rows of a measure, by its kind: count, hits, top, bottom, median."""


class NotByThat(ValueError):
    """A measure is not broken down by this."""

    code = "not-by-that"


@dataclass(frozen=True, slots=True)
class Answer:
    """A measure's figure for a window of days (local, both included), its parts, and how far the events were counted.

    ``through`` is the last day that was carried whole or in part, ``aside`` how many events were kept aside, ever.
    """

    measure: Measure
    first: date
    last: date
    whole: Figure
    by: str
    parts: tuple[Figure, ...]
    through: date | None
    aside: int


def answer(*, name: str, on: date, by: str = "") -> Answer:
    """The figure of a measure as all stood by the end of a day. Raises ``NoSuchMeasure``, ``NotByThat``."""
    measure = laid.measure(name)
    if by and by not in measure.by:
        raise NotByThat(by)
    with opened() as engine:
        engine.lay(laid.views(), files(), laid.unit_costs(), on)
        first, last = window(on, measure.months)
        whole = asked(engine, measure, first, last)[0]
        parts = asked(engine, measure, first, last, by=by) if by else ()
    if by in measure.of_all:
        parts = [Group(each.part, whole.count, each.hits) for each in parts if each.part is not None]
    told, broken = shown(measure.kind, whole, parts)
    through = counted_through()
    return Answer(
        measure, first, last, told, by, broken, local(through).date() if through else None, Aside.objects.count()
    )


def asked(engine: Engine, measure: Measure, first: date, last: date, *, by: str = "") -> Sequence[Group]:
    """What the engine counts for a window: the whole, or each part that has rows, by its code, what has none last."""
    part = f'"{by}"' if by else "CAST(NULL AS VARCHAR)"
    grouped = "GROUP BY 1 ORDER BY 1 NULLS LAST" if by else ""
    found = engine.rows(
        f"SELECT {part}, {_SUMS[measure.kind]} FROM ({measure.sql}) AS m WHERE day BETWEEN ? AND ? {grouped}",  # noqa: S608
        (first, last),
    )
    return [_group(row) for row in found]


def _group(row: Sequence[Any]) -> Group:
    part, *counted = row
    count, hits, top, bottom, median = (None if each is None else int(each) for each in counted)
    return Group(part, count or 0, hits, top, bottom, median)
