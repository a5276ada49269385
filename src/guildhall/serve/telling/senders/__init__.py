"""Senders: one file for each way in which a message leaves the house. What has no sender waits in the outbox."""

from guildhall.serve.models import Message
from guildhall.serve.telling.senders import notify, smtp
from guildhall.serve.telling.senders.answers import NotNow, NotSent, Sender, Sent

__all__ = ["NotNow", "NotSent", "Sender", "Sent", "goes_out", "sender_of"]

BY_HAND = frozenset({"braille", "audio", "easy-read"})
"""Formats that somebody makes: no machine sends them."""


def sender_of(message: Message) -> Sender | None:
    """What sends this message; ``None`` where it waits in the outbox for somebody to see to it."""
    return None if message.format in BY_HAND else _of_kind(message.kind)


def goes_out(kind: str) -> bool:
    """Whether messages of this kind go out by themselves."""
    return _of_kind(kind) is not None


def _of_kind(kind: str) -> Sender | None:
    if kind in {"call", "otherwise"}:
        return None
    return next((each for each in (notify.sender(kind), smtp.sender(kind)) if each), None)
