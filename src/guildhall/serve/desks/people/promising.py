"""What somebody is promised beside their cases: that we call them back, and that a place expects them."""

from dataclasses import dataclass
from datetime import datetime

from guildhall.estate.door import Onlooker
from guildhall.people.door import Portrait
from guildhall.serve.contacts import callbacks as kept
from guildhall.serve.desks.callbacks import windows
from guildhall.serve.desks.cases.lists import title_of
from guildhall.serve.desks.telling import when
from guildhall.serve.places import expected

FEW = 10
"""How many of each are shown."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: its number or reference, by when, about what, and how it stands."""

    key: str
    due: str
    about: str
    case: str
    late: bool = False


def callbacks(person: Portrait, sees: Onlooker, at: datetime) -> tuple[Promise, ...]:
    """The calls back that are still to be made, the soonest first. One statement."""
    return tuple(
        Promise(
            str(each.id),
            windows.window(each, at),
            title_of(each.service) if each.service else "",
            each.case,
            late=each.closes_at < at,
        )
        for each in kept.of_parties(parties=person.references, onlooker=sees, limit=FEW)
    )


def appointments(person: Portrait, sees: Onlooker, at: datetime) -> tuple[Promise, ...]:
    """When and where they are expected, the soonest first. Of whoever is protected, those alone who keep people safe are told:
    a reference or a time would lead to the place. Two statements at most.
    """
    if person.protected and not sees.safeguards:
        return ()
    held = expected.of_parties(parties=person.references, onlooker=sees, at=at, limit=FEW)
    return tuple(Promise(reference, when(starts, at), place, case) for reference, starts, place, case in held)
