"""Who is the same person, as other rooms ask and say it: links, proposals, and what is put right once a link was taken back."""

from collections.abc import Iterable
from datetime import datetime

from guildhall.ledger.door import Actor
from guildhall.people import identity
from guildhall.people.identity import LinkValue
from guildhall.people.models import Party
from guildhall.people.proposing.by_hand import NotAlike, propose
from guildhall.people.proposing.comparing import go_through, up_to_date
from guildhall.people.proposing.likeness import CODES, Reason
from guildhall.people.proposing.parting import (
    Joined,
    Kept,
    attribute,
    joined,
    kept_between,
    part,
    reviewed,
    said_of,
    to_review,
)
from guildhall.people.proposing.proposals import (
    SAID,
    AlreadyDecided,
    NoSuchProposal,
    ProposalValue,
    Said,
    Side,
    VerdictValue,
    decide,
    may_be,
    proposal,
    proposals,
)
from guildhall.people.register import party_of

__all__ = [
    "CODES",
    "SAID",
    "AlreadyDecided",
    "Joined",
    "Kept",
    "NoSuchProposal",
    "NotAlike",
    "ProposalValue",
    "Reason",
    "Said",
    "Side",
    "VerdictValue",
    "assert_link",
    "attribute",
    "decide",
    "distinguish",
    "go_through",
    "joined",
    "kept_between",
    "links_of",
    "may_be",
    "part",
    "proposal",
    "proposals",
    "propose",
    "retract_link",
    "reviewed",
    "said_of",
    "same_as",
    "to_review",
    "up_to_date",
]


def same_as(*, references: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each reference, those of every party that is the same person, itself first."""
    keys = {each: Party.id_in(each) for each in references}
    same = identity.same_as(keys.values())
    return {
        each: (each, *sorted(f"party/{other.hex}" for other in same[key] if other != key)) for each, key in keys.items()
    }


def assert_link(*, one: str, other: str, reasons: Iterable[str] = (), actor: Actor, at: datetime) -> LinkValue:
    """Say that two parties are one person. Nothing is moved. Raises `OneAndTheSame`, `NoSuchParty`."""
    ends = party_of(one), party_of(other)
    return identity.assert_link(one=ends[0], other=ends[1], reasons=reasons, actor=actor, at=at)


def retract_link(*, link: int, why: str, actor: Actor, at: datetime) -> LinkValue:
    """Take back that two parties are one person: every record is again its own party's. Raises `NoSuchLink`."""
    return identity.retract_link(link=link, why=why, actor=actor, at=at)


def distinguish(*, one: str, other: str, actor: Actor, at: datetime) -> None:
    """Say that two parties are not one person, so that it is not proposed again."""
    ends = party_of(one), party_of(other)
    identity.distinguish(one=ends[0], other=ends[1], actor=actor, at=at)


def links_of(*, references: Iterable[str]) -> tuple[LinkValue, ...]:
    """Every link of these parties that was ever asserted, oldest first."""
    return identity.links_of(parties=[Party.id_in(each) for each in references])
