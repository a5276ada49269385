"""People as the other rooms see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

PartyKind = Literal["person", "organisation", "unknown"]
ContactKind = Literal["email", "phone", "post"]


@dataclass(frozen=True, slots=True)
class PartyValue:
    """Somebody the council deals with; `name` is `""` when it is not known."""

    reference: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class ContactValue:
    """One way to reach somebody, as they gave it.

    `safe` is `None` when nobody asked, and `False` when using it could put them in danger.
    """

    kind: str
    value: str
    verified_at: datetime | None
    safe: bool | None
    preferred: bool
