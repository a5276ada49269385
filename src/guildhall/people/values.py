"""People as the other rooms see them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

PartyKind = Literal["person", "organisation", "unknown"]
ContactKind = Literal["email", "phone", "post"]
ResidenceKind = Literal["fixed", "none", "refuge", "unknown"]
NeedCode = Literal[
    "large-print",
    "braille",
    "audio",
    "easy-read",
    "bsl",
    "interpreter",
    "relay",
    "no-voice",
    "hearing-loop",
    "home-visit",
]
"""``relay``: calls by text relay; ``no-voice``: nobody is to ring them; ``interpreter``: in the language that stands with it."""

NEEDS: tuple[NeedCode, ...] = get_args(NeedCode)


@dataclass(frozen=True, slots=True)
class PartyValue:
    """Somebody the council deals with; `name` is `""` when it is not known."""

    reference: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class ContactValue:
    """One way to reach somebody, as they gave it.

    `safe` is `None` when nobody asked, and `False` when using it could put them in danger. `may_leave_message` is whether
    something may be said to a machine or to whoever else answers; `None` when nobody asked. `id` is its number in this room,
    `of` the party whose it is.
    """

    kind: str
    value: str
    verified_at: datetime | None
    safe: bool | None
    preferred: bool
    may_leave_message: bool | None = None
    id: int = 0
    of: str = ""


@dataclass(frozen=True, slots=True)
class ResidenceValue:
    """Where somebody lives, in one line for each part that is known. No fixed address is an answer: see `near`."""

    kind: str
    lines: tuple[str, ...]
    postcode: str
    uprn: str
    near: str
    since: datetime


@dataclass(frozen=True, slots=True)
class NeedValue:
    """What somebody needs so that we can understand one another."""

    code: str
    language: str
    since: datetime


@dataclass(frozen=True, slots=True)
class BelongingValue:
    """The other end of a belonging: an organisation of a person's, or a person of an organisation's."""

    party: PartyValue
    role: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the council knows of somebody, for one onlooker. All parties that are linked as one person are in it.

    ``parties`` begins with the one that was asked for. ``withheld`` says that addresses and ways of contact stand in the
    record and are not shown, because the person is ``protected`` and the onlooker is not one of those who keep people safe.
    """

    parties: tuple[PartyValue, ...]
    language: str
    born_on: date | None
    contacts: tuple[ContactValue, ...]
    residences: tuple[ResidenceValue, ...]
    needs: tuple[NeedValue, ...]
    belongings: tuple[BelongingValue, ...]
    protected: bool
    withheld: bool

    @property
    def reference(self) -> str:
        """The party that was asked for."""
        return self.parties[0].reference

    @property
    def name(self) -> str:
        """What to call them: the first name that is known."""
        return next((each.name for each in self.parties if each.name), "")

    @property
    def kind(self) -> str:
        """Person, organisation or unknown."""
        return self.parties[0].kind

    @property
    def references(self) -> tuple[str, ...]:
        """Every party's reference."""
        return tuple(each.reference for each in self.parties)


@dataclass(frozen=True, slots=True)
class LookValue:
    """Somebody looked at what is known of a party: an account, when, and on which page."""

    by: str
    page: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody that a search found, and how: by ``name``, by its ``beginning``, by its ``sound``, or by a ``detail``.

    ``lives`` is one line, empty where it is not known or withheld. ``same`` counts the further parties that are the same person.
    """

    reference: str
    kind: str
    name: str
    by: str
    lives: str
    protected: bool
    same: int = 0


@dataclass(frozen=True, slots=True)
class HeldValue:
    """One thing that is kept of somebody, with its reference, its sort, since when, and what it says by name."""

    reference: str
    kind: str
    at: datetime
    said: tuple[tuple[str, str], ...]
