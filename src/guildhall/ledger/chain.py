"""The hash chain of one subject: how a link is made, and how a chain is checked. Pure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from guildhall.ledger.values import EventValue

BEGINNING = "0" * 64
"""What stands for "the link before" in the first link."""


@dataclass(frozen=True, slots=True)
class Verified:
    """All is as it was recorded: how many links, and the newest hash."""

    count: int
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Something is not as it was recorded: at which place, and in what way.

    `why` is `altered`, `out-of-order`, `missing` or `unsigned`.
    """

    at: int
    why: str


@dataclass(frozen=True, slots=True)
class HeadValue:
    """Where a chain ends: its newest number and hash."""

    sequence: int
    hash: str


def link(event: EventValue) -> str:
    """The hash of an event: SHA-256 over all it says, in one fixed JSON form."""
    says = {
        "id": str(event.id),
        "subject": event.subject,
        "sequence": event.sequence,
        "type": event.type,
        "at": moment(event.at),
        "actor": [event.actor.kind, event.actor.reference],
        "on_behalf_of": event.on_behalf_of,
        "visibility": event.visibility,
        "data": dict(event.data),
        "previous": event.previous,
    }
    return sha256(_WRITER.encode(says).encode("ascii")).hexdigest()


_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True)
"""The one fixed form. Made once."""


def moment(at: datetime) -> str:
    """A moment as it is hashed: UTC, always with six digits of the second."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def verify(events: Iterable[EventValue], head: HeadValue | None) -> Verified | Broken:
    """Check a whole chain, oldest first, against its head."""
    count, previous = 0, BEGINNING
    for expected, event in enumerate(events, start=1):
        if event.sequence != expected:
            return Broken(expected, "missing")
        if event.previous != previous:
            return Broken(expected, "out-of-order")
        if link(event) != event.hash:
            return Broken(expected, "altered")
        count, previous = expected, event.hash
    end = head or HeadValue(0, BEGINNING)
    if end.sequence != count:
        return Broken(min(end.sequence, count) + 1, "missing")
    return Verified(count, previous) if end.hash == previous else Broken(count, "altered")
