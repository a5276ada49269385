"""The one place in serve that reads the clock. Views take the time from here and pass it on."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_set_to: ContextVar[datetime | None] = ContextVar("set_to", default=None)


def now() -> datetime:
    """The present moment, in UTC; within ``standing_at``, the moment given there."""
    return _set_to.get() or datetime.now(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at ``moment`` (with its zone): for tests, and for making a council in mid-life."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
