"""What every act of this room does: refuse with a code and a box, tell the ledger."""

from datetime import datetime

from guildhall.decide.models.record import Cited
from guildhall.ledger.door import Actor, EventType, Value, record


class NotRecorded(ValueError):
    """An act was refused: nothing was changed. ``code`` says why, ``box`` which part of it is amiss."""

    def __init__(self, code: str, box: str = "") -> None:
        super().__init__(f"{code}: {box}" if box else code)
        self.code, self.box = code, box


def tell(row: Cited, event: EventType, actor: Actor, at: datetime, *, first: bool = False, **data: Value) -> None:
    """Tell the ledger what happened to a record. Staff may know that it did; everybody else knows what is published."""
    record(
        subject=row.reference, type=event.name, actor=actor, at=at, visibility="staff", data=data, first=first
    )  # fmt: skip


def reference_of(row: Cited | None) -> str | None:
    """What an event names a record by; nothing where there is none."""
    return row.reference if row else None


def needed(text: str, box: str) -> str:
    """The text without space around it. Raises ``NotRecorded`` where nothing is left."""
    kept = text.strip()
    if not kept:
        raise NotRecorded("missing", box)
    return kept
