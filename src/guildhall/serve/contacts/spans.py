"""How long a contact took: until somebody answered, while they spoke, and what was done for it afterwards (the wrap-up)."""

from datetime import datetime, timedelta

from guildhall.serve.models import Interaction

Spans = tuple[timedelta | None, timedelta | None, timedelta | None]


def spans_of(row: Interaction) -> Spans:
    """How long it waited, was spoken and was worked for afterwards; ``None`` for what is not known."""
    return between(row.began, row.answered), between(row.answered, row.ended), between(row.ended, row.wrapped)


def between(one: datetime | None, other: datetime | None) -> timedelta | None:
    """How long it was between two moments; nothing where the second came first: it was wrapped up while they spoke."""
    return max(other - one, timedelta()) if one and other else None


def seconds(span: timedelta | None) -> int | None:
    """A span in whole seconds, as an event tells of it."""
    return None if span is None else round(span.total_seconds())
