"""By when a meeting's papers have to be out: the kernel's plan, by this council's calendar and for this meeting's business."""

from collections.abc import Mapping
from datetime import date

from guildhall.decide import models as m
from guildhall.estate.door import calendar, council
from guildhall.kernel.clocks.duties import Body
from guildhall.kernel.clocks.planning import Business, Plan, plan

BODIES: Mapping[Body, str] = {
    "executive": "the executive, or a committee of it",
    "council": "Full Council",
    "committee": "another committee",
}
"""Who meets, as the law tells them apart."""


def plan_for(day: date, business: Business) -> Plan:
    """Every deadline of a meeting on a day, by the council's own calendar."""
    return plan(day, business, council().duties, calendar(year_from=day.year - 1, year_to=day.year + 1))


def sort_of(body: m.Organization) -> Body:
    """What a body is in the eyes of these duties. A sub-committee of the executive is of the executive."""
    under = body.parent if body.kind == "sub-committee" else None
    kind = under.kind if under is not None else body.kind
    return kind if kind in {"executive", "council"} else "committee"  # type: ignore[return-value]  # one of them
