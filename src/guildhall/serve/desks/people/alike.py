"""Who may be the same person as somebody, and by which link another record is theirs."""

from dataclasses import dataclass
from datetime import datetime

from guildhall.estate.door import Onlooker
from guildhall.people.door import Portrait, links_of, sameness


@dataclass(frozen=True, slots=True)
class MayBe:
    """Another record that may be theirs: what it is called, and the number of the proposal."""

    proposal: int
    name: str
    lives: str


def may_be(person: Portrait, onlooker: Onlooker, at: datetime) -> tuple[MayBe, ...]:
    """The records that may be theirs, the likeliest first. Whoever is new, or changed, is looked for now."""
    sameness.up_to_date(references=person.references, at=at)
    found = sameness.may_be(references=person.references, onlooker=onlooker, at=at)
    others = ((each.id, each.other if each.one.reference in person.references else each.one) for each in found)
    return tuple(MayBe(number, side.name, (side.homes or ("",))[0]) for number, side in others)


def joined_by(person: Portrait) -> dict[str, int]:
    """By which link each further record is theirs; of somebody withheld, none. One statement."""
    found: dict[str, int] = {}
    for link in links_of(references=person.references) if len(person.references) > 1 and not person.withheld else ():
        if link.retracted_at is None:
            for end in (link.one, link.other):
                found.setdefault(end, link.id)
    return found
