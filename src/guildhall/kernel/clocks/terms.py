"""How long something may take, what stops that clock, and by when it is due."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from guildhall.kernel.clocks.local_time import DAY, moment_of, utc
from guildhall.kernel.clocks.opening import Reason

Unit = Literal["hours", "working-minutes", "days", "working-days", "months"]
"""What is counted. Hours really pass, by day and night; working minutes pass while the office is open."""

LONGEST: dict[Unit, int] = {
    "hours": 50_000,
    "working-minutes": 900_000,
    "days": 2_500,
    "working-days": 2_000,
    "months": 80,
}
"""The longest term of each unit: about seven years, so that every calendar can count it."""

Whose = Literal["council", "nation", "any-nation"]
"""Whose working days are counted: the council's, with its own closures; those of its nation; or days that are worked in
every nation of the United Kingdom. What the law sets is not put off by a council's own closures."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long something may take: so many hours, working minutes, calendar days, working days or calendar months.

    ``lands`` says what becomes of a last day that is not worked, in a term of days or months. A pause on one of the grounds
    in ``restarted_by`` begins the term anew when it ends; any other stops it for a while. With ``told_in_time``, an extension
    counts only if the person is told before the term runs out. ``source`` names the rule, as it would be cited.
    """

    count: int
    unit: Unit
    lands: Literal["stays", "next-working-day"] = "stays"
    restarted_by: frozenset[str] = frozenset()
    told_in_time: bool = False
    whose: Whose = "council"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """By when: the local day, and for a term of hours the moment on it (Europe/London). Without a moment, the day's end."""

    day: date
    moment: datetime | None = None

    @property
    def ends(self) -> datetime:
        """The first moment at which it is late, in UTC."""
        return moment_of(self.day + DAY) if self.moment is None else utc(self.moment)


@dataclass(frozen=True, slots=True)
class Pause:
    """A spell in which a clock stands still: since when, until when (``None`` while it lasts), on which ground, and why.

    Raises ``ValueError`` when it ends before it begins.
    """

    since: datetime
    until: datetime | None
    ground: str
    reason: Reason = field(hash=False)

    def __post_init__(self) -> None:
        if self.until is not None and utc(self.until) <= utc(self.since):
            raise ValueError("a pause cannot end before it begins")


@dataclass(frozen=True, slots=True)
class Extension:
    """More time: how much, why, and when the person was told. In the term's own unit it makes the term itself longer."""

    by: Term
    reason: Reason = field(hash=False)
    told_at: datetime
