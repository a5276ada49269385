"""What was made so far of the demo council's year, by the names that its file gives it, and when things were done."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from guildhall.decide import models as m
from guildhall.decide.keeping.publishing import publish
from guildhall.estate.door import calendar
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.ledger.door import Actor

CLERK = Actor("system")
_THURSDAY = 3
_CHRISTMAS = (12, 20)
"""The month and day from which nobody meets until the new year."""


@dataclass
class Year:
    """The year as it grows. ``monday`` is of the week in which it is made, ``until`` the moment: nothing is done later."""

    monday: date
    until: datetime
    bodies: dict[str, m.Organization] = field(default_factory=dict)
    posts: dict[str, m.Post] = field(default_factory=dict)
    people: dict[str, m.Person] = field(default_factory=dict)
    matters: dict[str, m.Matter] = field(default_factory=dict)
    plans: dict[str, m.PlanEntry] = field(default_factory=dict)
    decisions: dict[str, m.Decision] = field(default_factory=dict)
    delegation: m.Delegation | None = None
    minutes: dict[str, m.Minutes] = field(default_factory=dict)
    asked: m.ScrutinyRecommendation | None = None
    called_in: m.CallIn | None = None
    use: m.DelegationUse | None = None

    def day(self, week: int, weekday: int | None = None) -> date:
        """A day so many weeks from now; where nothing else is said a Thursday, or the first working day after a holiday on it.

        No council calls a meeting for the days before Christmas or between the years: one that is to come is a week or two sooner.
        """
        if weekday is not None:
            return self.monday + timedelta(weeks=week, days=weekday)
        day = self.monday + timedelta(weeks=week, days=_THURSDAY)
        while week > 0 and (day.month, day.day) >= _CHRISTMAS:
            day -= timedelta(weeks=1)
        days = calendar(year_from=day.year, year_to=day.year + 1)
        while not days.is_working(day):
            day += timedelta(days=1)
        return day

    def moment(self, week: int, weekday: int | None = None, hour: int = 10) -> datetime:
        """A moment of that day, in local time."""
        return moment_of(self.day(week, weekday), timedelta(hours=hour))

    def by(self, at: datetime) -> dict[str, Any]:
        """Who does it, and when: never later than now."""
        return {"actor": CLERK, "at": min(at, self.until)}

    def publish(self, row: Any, at: datetime, reason: str = "") -> None:
        """Publish a record."""
        publish(reference=row.reference, reason=reason, **self.by(at))
        row.refresh_from_db()
