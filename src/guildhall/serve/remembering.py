"""What this process remembers, so that a page can tell of it and ask the database nothing.

It is read anew whenever what is in force is, each day, and after five minutes, because something else may have changed.
"""

from collections.abc import Callable
from datetime import date, datetime
from time import monotonic
from typing import Generic, TypeVar

from guildhall.kernel.clocks import local
from guildhall.serve.publishing import editions

FRESH_FOR = 300.0
"""Seconds for which something is remembered, by a clock that never goes back."""


Known = TypeVar("Known")


class Remembering(Generic[Known]):
    """Something that ``read`` gives for a moment, remembered with what was in force then and on which day."""

    def __init__(self, read: Callable[[datetime], Known]) -> None:
        self._read = read
        self._held: tuple[object, date, float, Known] | None = None

    def at(self, at: datetime) -> Known:
        """What is known at a moment. No statement, but for the first time and whenever it is read anew."""
        of, day = editions.reading(), local(at).date()
        held = self._held
        if held is None or held[0] is not of or held[1] != day or monotonic() - held[2] > FRESH_FOR:
            self._held = held = (of, day, monotonic(), self._read(at))
        return held[3]
