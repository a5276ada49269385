"""How far a changed definition reaches: the last month's cases, made again by it. Loaded only after ``house``."""

from datetime import datetime

from django.db import Error

from guildhall.kernel.journey import Compiled
from guildhall.kernel.service import Service
from guildhall.serve.publishing.replays import Radius, Replayed, radius

_NAMED = 20


def reached(definition: Service, at: datetime) -> tuple[str, ...]:
    """The counts, and then the cases by their references; no answer is told. Nothing where there are no tables yet."""
    try:
        found = radius(service=definition.id, draft=Compiled(definition), at=at)
    except Error:
        return ()
    return (_counted(found), *(f"    {_told(each)}" for each in found.changed[:_NAMED]))


def _counted(found: Radius) -> str:
    cases = f"{found.cases}{' newest' if found.more else ''} case{'' if found.cases == 1 else 's'}"
    return (
        f"Of the {cases} of the last 31 days, {found.asked} would be asked something else, "
        f"{found.outcome} would end otherwise and {found.fee} would pay another fee."
    )


def _told(each: Replayed) -> str:
    changed = each.changed
    parts = [
        f"asked too: {', '.join(changed.more)}" if changed.more else "",
        f"no longer asked: {', '.join(changed.less)}" if changed.less else "",
        f"no longer stands: {', '.join(changed.refused)}" if changed.refused else "",
        "ends with {1} and not {0}".format(*changed.outcome) if changed.outcome else "",
        "pays {1} pence and not {0}".format(*changed.fee) if changed.fee else "",
    ]
    return f"{each.reference}: {'; '.join(part for part in parts if part)}"
