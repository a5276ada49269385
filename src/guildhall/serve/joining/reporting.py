"""Opening a case whose reporter says that it is the same as one there is: opened as any other, and joined with it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guildhall.ledger.door import Actor
from guildhall.serve.casework import opening
from guildhall.serve.casework.cases import CaseValue, find
from guildhall.serve.joining import likeness, relations
from guildhall.serve.joining.relations import NotOpen, OneMatter

THE_REPORTER_SAID = "Whoever reported it said that it is the same."


def submit(*, journey: UUID, same: str, actor: Actor, channel: str, at: datetime, code: str | None = None) -> CaseValue:
    """Open the case of a finished journey, and join it with the one that ``same`` names, where that may be the same.

    ``same`` is the code of a suggestion, or empty. One that is no longer suggested joins nothing, and the case is opened all
    the same: being the same as another changes no promise, no outcome and no answer. Raises as ``opening.submit`` does.
    """
    if not same:
        return opening.submit(journey=journey, code=code, actor=actor, channel=channel, at=at)
    with transaction.atomic():
        case = opening.submit(journey=journey, code=code, actor=actor, channel=channel, at=at)
        if not case.matter and join_as_told(case=case, same=same, actor=actor, at=at):
            return find(reference=case.reference)
        return case


def join_as_told(*, case: CaseValue, same: str, actor: Actor, at: datetime, said: str = THE_REPORTER_SAID) -> bool:
    """Join a case just opened with the one that a suggestion's code names, and keep who ``said`` so; whether it was."""
    suggested = likeness.alike(live=case.live, answers=case.answers, at=at, besides=case.id)
    other = next((each for each in suggested if each.code == same), None)
    if other is None:
        return False
    try:
        relations.join(one=case.id, other=other.id, said=said, actor=actor, at=at)
    except (OneMatter, NotOpen):
        return False
    return True
