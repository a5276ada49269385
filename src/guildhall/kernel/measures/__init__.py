"""Measures: what is counted, over which periods, and what of it may be shown.

``measure`` is one measure as data, and the views that its SQL may ask; ``periods`` the days, weeks, months and financial years
of the council, in local time; ``figures`` a figure with its uncertainty, and which of them are too small to show; ``points`` which
days the figures of a trend cover, so that nothing small follows from two of them.
"""

from guildhall.kernel.measures.figures import SMALLEST, Figure, Group, shown, wilson
from guildhall.kernel.measures.measure import (
    Column,
    Dated,
    Measure,
    UnitCost,
    View,
    load_costs,
    load_measure,
    load_views,
)
from guildhall.kernel.measures.periods import Period, period_of, window
from guildhall.kernel.measures.points import Point, Span, added_up, months_told, newest, quarters_told

__all__ = [
    "SMALLEST",
    "Column",
    "Dated",
    "Figure",
    "Group",
    "Measure",
    "Period",
    "Point",
    "Span",
    "UnitCost",
    "View",
    "added_up",
    "load_costs",
    "load_measure",
    "load_views",
    "months_told",
    "newest",
    "period_of",
    "quarters_told",
    "shown",
    "wilson",
    "window",
]
