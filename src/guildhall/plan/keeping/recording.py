"""What every act of this room does: refuse with a code and a box, tell the ledger."""

from datetime import datetime

from guildhall.ledger.door import Actor, EventType, Value, record


class NotKept(ValueError):
    """An act was refused: nothing was changed. ``code`` says why, ``box`` which part of it is amiss, ``about`` what of that."""

    def __init__(self, code: str, box: str = "", about: str = "") -> None:
        super().__init__(": ".join(filter(None, (code, box, about))))
        self.code, self.box, self.about = code, box, about


def tell(subject: str, event: EventType, actor: Actor, at: datetime, *, first: bool = False, **data: Value) -> None:
    """Tell the ledger what happened to a strategy or a consultation. Staff may know that it did; everybody else sees what is published."""
    record(subject=subject, type=event.name, actor=actor, at=at, visibility="staff", data=data, first=first)


def needed(text: str, box: str) -> str:
    """The text without space around it. Raises ``NotKept`` where nothing is left."""
    kept = text.strip()
    if not kept:
        raise NotKept("missing", box)
    return kept
