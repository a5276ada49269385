"""What became of a promise when it was worked out again: both dates, and the days that made the difference."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from guildhall.kernel.clocks.explaining import Kind, Line
from guildhall.kernel.clocks.local_time import utc
from guildhall.kernel.clocks.reckoning import Reckoning
from guildhall.kernel.clocks.terms import Due

_ORDINARY = frozenset[Kind]({"received", "counted", "due", "out-of-hours", "set-aside", "last-day"})


@dataclass(frozen=True, slots=True)
class Change:
    """An old and a new due date. ``gained`` are the lines that only the new one has, ``lost`` those that only the old one had.

    Ordinary days are left out: nothing but their number changes.
    """

    old: Due | None
    new: Due | None
    gained: tuple[Line, ...]
    lost: tuple[Line, ...]

    @property
    def direction(self) -> Literal["same", "later", "earlier", "stopped", "running"]:
        """Whether it is due later or earlier, has lost its date to a pause, or has one again."""
        if self.new is None:
            return "same" if self.old is None else "stopped"
        if self.old is None:
            return "running"
        if self.old.ends == self.new.ends:
            return "same"
        return "later" if self.new.ends > self.old.ends else "earlier"


def changed(old: Reckoning, new: Reckoning) -> Change:
    """What lies between two reckonings of one obligation."""
    before, after = _telling(old), _telling(new)
    return Change(old.due, new.due, _only(after, before), _only(before, after))


def _telling(reckoning: Reckoning) -> list[Line]:
    return [
        replace(line, at=line.at and utc(line.at), until=line.until and utc(line.until))
        for line in reckoning.explained
        if line.kind not in _ORDINARY
    ]


def _only(lines: Sequence[Line], others: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line not in others)
