"""The ledger's door: record what happened, read it back, prove that nobody altered it.

An event says that something happened: to what (`subject`, such as `case/7QX4-M3KD`), when, by
whom and for whom. It holds codes, references, numbers, dates and yes/no only. Answers and names
have no field to go into: `declare` gives each type of event its fields, and `record` refuses
everything else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from guildhall.estate.door import Visibility
from guildhall.ledger import carrying, chain, checkpoints, keeping, kinds
from guildhall.ledger.carrying import Told, Waiting
from guildhall.ledger.chain import Broken, Verified, moment
from guildhall.ledger.guards import lay as lay_guards
from guildhall.ledger.guards import lift as lift_guards
from guildhall.ledger.kinds import (
    CODE,
    DATE,
    FOREIGN_CODE,
    HASH,
    NUMBER,
    REFERENCE,
    TIME,
    YES_NO,
    EventType,
    Field,
    NotDeclared,
    NotRecordable,
    one_of,
)
from guildhall.ledger.values import Actor, Entry, EventValue, Value

__all__ = [
    "CODE",
    "DATE",
    "FOREIGN_CODE",
    "HASH",
    "NUMBER",
    "REFERENCE",
    "TIME",
    "YES_NO",
    "Actor",
    "Broken",
    "Entry",
    "EventType",
    "EventValue",
    "Field",
    "NotDeclared",
    "NotRecordable",
    "Told",
    "Value",
    "Verified",
    "Visibility",
    "Waiting",
    "carry_anew",
    "declare",
    "histories",
    "history",
    "lay_guards",
    "lift_guards",
    "moment",
    "one_of",
    "record",
    "record_all",
    "set_carried",
    "stories",
    "stretch",
    "verify",
    "verify_checkpoints",
    "waiting",
]


def declare(name: str, **fields: Field) -> EventType:
    """Declare a type of event, once, at the top of a module: `declare("case.opened", due=DATE)`.

    The name is `thing.happened`, in the past tense. Every field may be left out when recording;
    an underscore in a field's name is written as it is. Raises `ValueError` on a second, different
    declaration of the same name.
    """
    return kinds.declare(name, fields)


def record(
    *,
    subject: str,
    type: str,  # noqa: A002 (the word that CloudEvents has for it)
    actor: Actor,
    at: datetime,
    on_behalf_of: str = "",
    visibility: Visibility = "staff",
    data: Mapping[str, Value] | None = None,
    first: bool = False,
) -> EventValue:
    """Add one event to a subject's chain.

    Call it inside the transaction that changes the record it speaks of. `at` has a time zone.
    `first=True` says that the subject is new: two SQL statements; otherwise three, with the
    subject's head locked until the transaction ends.
    Raises `NotDeclared` (unknown type) or `NotRecordable` (a field or value that may not be kept).
    """
    entry = Entry(type, actor, at, on_behalf_of, visibility, data or {})
    return keeping.record(subject, [entry], first=first)[0]


def record_all(*, subject: str, entries: Sequence[Entry], first: bool = False) -> tuple[EventValue, ...]:
    """Add several events to one subject's chain, in order, for the price of one."""
    return keeping.record(subject, entries, first=first)


def history(*, subject: str, audience: Visibility) -> tuple[EventValue, ...]:
    """What happened to a subject, oldest first, as far as `audience` may see it."""
    return keeping.history([subject], audience).get(subject, ())


def histories(*, subjects: Iterable[str], audience: Visibility) -> dict[str, tuple[EventValue, ...]]:
    """The history of each of several subjects, in one question to the database."""
    return keeping.history(subjects, audience)


def stretch(
    *, subject: str, audience: Visibility, before: int | None = None, limit: int
) -> tuple[tuple[EventValue, ...], int | None]:
    """The newest that happened to a subject, oldest first, as far as `audience` may see it; and where what happened before it ends.

    `before` is what the last stretch gave; `None` begins at the newest, and is given where nothing is left. One statement.
    """
    return keeping.stretch(subject, audience, before=before, limit=limit)


def verify(*, subject: str) -> Verified | Broken:
    """Check a subject's whole chain: nothing changed, removed, added or put in another order."""
    return chain.verify(keeping.links(subject), keeping.head(subject))


def verify_checkpoints(*, public_key: bytes) -> Verified | Broken:
    """Check every signed checkpoint (raw Ed25519 public key) and that its events still stand."""
    return checkpoints.verify(public_key=public_key)


def waiting(*, limit: int) -> tuple[Waiting, ...]:
    """Subjects of whom something has happened that was not carried yet to where events are counted, in their order."""
    return carrying.waiting(limit)


def stories(*, subjects: Iterable[str], only: str = "") -> Iterator[Told]:
    """All that happened to each of these subjects, oldest first, as far as it can be counted; `only` one type of event."""
    return carrying.stories(subjects, only)


def set_carried(*, carried: Iterable[Waiting]) -> None:
    """Mark what was carried. Call it inside the transaction that records where it was carried to.

    What happened to a subject meanwhile stays waiting.
    """
    carrying.set_carried(carried)


def carry_anew() -> None:
    """Let everything wait to be carried, as if nothing ever was."""
    carrying.carry_anew()
