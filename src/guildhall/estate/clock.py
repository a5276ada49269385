"""The one place in the house that reads the clock. Rooms with views have a `clock` of their own that hands this one on."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_set_to: ContextVar[datetime | None] = ContextVar("set_to", default=None)
_set_for_all: list[datetime] = []


def now() -> datetime:
    """The present moment, in UTC; within ``standing_at`` or ``standing_for_all_at``, the moment given there."""
    return _set_to.get() or (_set_for_all[-1] if _set_for_all else datetime.now(UTC))


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at ``moment`` (with its zone) for this thread: for tests, and for making a council in mid-life."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)


@contextmanager
def standing_for_all_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at ``moment`` (with its zone) in every thread: for tests with a server of their own."""
    _set_for_all.append(moment)
    try:
        yield
    finally:
        _set_for_all.pop()
