"""What goes into the ledger and what comes out of it, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from guildhall.estate.door import Visibility

Value = str | int | bool | date | None
"""A code, a reference, a number, a yes or no, a date, a moment with its zone, or not known."""

ActorKind = Literal["resident", "helper", "staff", "partner", "system"]

SPECIFICATION = "1.0"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: what they were, and an opaque reference such as `account/…` or `party/…`.

    The reference is `""` for a resident whom we do not know, or for the system itself.
    """

    kind: ActorKind
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event that is about to be recorded. `at` has a time zone."""

    type: str
    actor: Actor
    at: datetime
    on_behalf_of: str
    visibility: Visibility
    data: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class EventValue:
    """An event as it was recorded. `at` is in UTC; dates and moments in `data` are ISO texts."""

    id: UUID
    subject: str
    sequence: int
    type: str
    at: datetime
    actor: Actor
    on_behalf_of: str
    visibility: Visibility
    data: Mapping[str, str | int | bool | None]
    previous: str
    hash: str

    def as_cloudevent(self, *, source: str) -> dict[str, Any]:
        """The event in the JSON form of CloudEvents 1.0; `source` names the council's ledger.

        Extension attributes are lower case without separators, as the specification asks.
        """
        made = {
            "specversion": SPECIFICATION,
            "id": str(self.id),
            "source": source,
            "type": self.type,
            "subject": self.subject,
            "time": self.at.isoformat().replace("+00:00", "Z"),
            "datacontenttype": "application/json",
            "data": dict(self.data),
            "sequence": str(self.sequence),
            "actorkind": self.actor.kind,
            "actor": self.actor.reference,
            "onbehalfof": self.on_behalf_of,
            "visibility": self.visibility,
            "previoushash": self.previous,
            "hash": self.hash,
        }
        return {name: value for name, value in made.items() if value != ""}
