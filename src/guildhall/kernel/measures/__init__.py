"""Measures: what is counted, over which periods, and what of it may be shown.

``measure`` is one measure as data, and the views that its SQL may ask; ``periods`` the days, weeks, months and financial years
of the council, in local time; ``figures`` a figure with its uncertainty, and which of them are too small to show.
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

__all__ = [
    "SMALLEST",
    "Column",
    "Dated",
    "Figure",
    "Group",
    "Measure",
    "Period",
    "UnitCost",
    "View",
    "load_costs",
    "load_measure",
    "load_views",
    "period_of",
    "shown",
    "wilson",
    "window",
]
