"""The places as this process remembers them, so that a page can tell of them and ask the database nothing.

They are read anew whenever what is in force is, each day, and after five minutes, because a closure may have come.
"""

from datetime import date, datetime
from time import monotonic

from guildhall.kernel.clocks import local
from guildhall.serve.places.known import PlaceValue, places
from guildhall.serve.publishing import editions

FRESH_FOR = 300.0
"""Seconds for which they are remembered."""


class _Memory:
    """What was read, with what was in force and on which day, and when by a clock that never goes back."""

    def __init__(self) -> None:
        self.places: tuple[PlaceValue, ...] = ()
        self.of: object = None
        self.day: date | None = None
        self.read_at = 0.0


_memory = _Memory()


def remembered(*, at: datetime) -> tuple[PlaceValue, ...]:
    """Every place of help, by name. No statement, but for the first time and whenever they are read anew: four at most."""
    of, day = editions.reading(), local(at).date()
    if _memory.of is not of or _memory.day != day or monotonic() - _memory.read_at > FRESH_FOR:
        _memory.places, _memory.of, _memory.day, _memory.read_at = places(at=at), of, day, monotonic()
    return _memory.places
