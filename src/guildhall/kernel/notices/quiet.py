"""Quiet hours: when nobody is disturbed with what can wait."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of, utc

_LONGEST = 8
"""Days within which something must be allowed to go: a week without any would hold it for ever."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """From ``since`` in the evening until ``until`` in the morning, and the whole of some weekdays (Monday is 0). Local times."""

    since: time
    until: time
    days: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.until >= self.since:
            raise ValueError("Quiet hours end in the morning, before they begin again in the evening")
        if len(self.days) == 7:
            raise ValueError("Quiet hours leave a day of the week on which something may be sent")


def quiet_until(at: datetime, quiet: Quiet) -> datetime | None:
    """When the quiet that reigns at a moment ends, in UTC; ``None`` where there is none."""
    here = local(at)
    if here.weekday() not in quiet.days and quiet.until <= here.time() < quiet.since:
        return None
    for ahead in range(_LONGEST + 1):
        day = here.date() + timedelta(days=ahead)
        ends = moment_of(day, timedelta(hours=quiet.until.hour, minutes=quiet.until.minute))
        if day.weekday() not in quiet.days and ends > utc(at):
            return ends
    raise ValueError("No end of the quiet was found")
