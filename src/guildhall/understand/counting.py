"""What the engine counts of a measure: over a span of days, in each month, whole or part by part; nothing is withheld yet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from guildhall.kernel.clocks import add_months
from guildhall.kernel.measures import Group, Measure
from guildhall.understand.engine import Engine

_SUMS = {
    "count": "COUNT(*), NULL, NULL, NULL, NULL",
    "share": "COUNT(*), COUNT(*) FILTER (WHERE hit), NULL, NULL, NULL",
    "mean": "COUNT(*), NULL, SUM(top), SUM(bottom), NULL",
    "duration": "COUNT(*), NULL, NULL, NULL, QUANTILE_DISC(seconds, 0.5)",
}
"""What is asked of the rows of a measure, by its kind: count, hits, top, bottom, median."""


def asked(engine: Engine, measure: Measure, first: date, last: date, *, by: str = "") -> Sequence[Group]:
    """What the engine counts for a window: the whole, or each part that has rows, by its code, what has none last."""
    part = f'"{by}"' if by else "CAST(NULL AS VARCHAR)"
    grouped = "GROUP BY 1 ORDER BY 1 NULLS LAST" if by else ""
    found = engine.rows(
        f"SELECT {part}, {_SUMS[measure.kind]} FROM ({measure.sql}) AS m WHERE day BETWEEN ? AND ? {grouped}",  # noqa: S608
        (first, last),
    )
    return [_group(row) for row in found]


def months_of(engine: Engine, measure: Measure, until: date) -> Sequence[tuple[date, Group]]:
    """What the engine counts in each month up to a day, from the first in which there is anything; also in those without."""
    found = engine.rows(
        f"SELECT CAST(DATE_TRUNC('month', day) AS DATE), {_SUMS[measure.kind]} FROM ({measure.sql}) AS m "  # noqa: S608
        "WHERE day <= ? GROUP BY 1 ORDER BY 1",
        (until,),
    )
    counted = {month: _group((None, *row)) for month, *row in found}
    months, month = [], min(counted, default=None)
    while month is not None and month <= until:
        months.append((month, counted.get(month, Group(None, 0, 0 if measure.kind == "share" else None))))
        month = add_months(month, 1)
    return months


def broken_down(measure: Measure, by: str, whole: Group, parts: Sequence[Group]) -> Sequence[Group]:
    """The parts of a whole as the measure means them: of what stands in ``of_all`` a share is of all rows."""
    if by not in measure.of_all:
        return parts
    return [Group(each.part, whole.count, each.hits) for each in parts if each.part is not None]


def _group(row: Sequence[Any]) -> Group:
    part, *counted = row
    count, hits, top, bottom, median = (None if each is None else int(each) for each in counted)
    return Group(part, count or 0, hits, top, bottom, median)
