"""How the desk shows what a case has to do with others. Of another team's case it tells no more than anybody may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from guildhall.estate.door import Onlooker, display_names
from guildhall.kernel.kinds.date import in_words
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.desks.cases.lists import team_name, title_of
from guildhall.serve.desks.telling import day_and_time, when
from guildhall.serve.joining import likeness, relations
from guildhall.serve.joining.likeness import Alike
from guildhall.serve.joining.relations import Member, RelationValue
from guildhall.serve.sight import sees_case

_WHO = {"": "the person who reported it"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A case that belongs with another. ``reference`` is empty where whoever looks may not open it."""

    reference: str
    service: str
    team: str
    opened: str
    due: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation as the desk tells it: the cases at its ends, who said so and why, and who took it back."""

    id: int
    ends: tuple[str, ...]
    kind: str
    said: str
    by: str
    when: str
    parted: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """A case that may be the same, with the reasons."""

    code: str
    reference: str
    what: str
    service: str
    team: str
    reasons: tuple[str, ...]


def shown(each: Member, sees: Onlooker, at: datetime) -> Shown:
    """A case as whoever looks may see it."""
    return Shown(
        each.reference if sees_case(sees, each) else "",
        title_of(each.service),
        team_name(each.team),
        when(each.opened_at, at),
        day_and_time(each.due_on, each.due_at),
        each.closed_at is not None,
    )


def suggestions_for(case: CaseValue, sees: Onlooker, at: datetime) -> tuple[Suggested, ...]:
    """The cases that may be the same as one, the likeliest first, each with why."""
    found = likeness.alike_to(case=case, at=at)
    return tuple(_suggested(each, sees, case) for each in found)


def _suggested(each: Alike, sees: Onlooker, case: CaseValue) -> Suggested:
    seen = sees_case(sees, each)
    days = (case.received_on - each.reported_on).days
    apart = (
        "on the same day"
        if days == 0
        else f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'before' if days > 0 else 'after'} it"
    )
    reasons = [
        "somewhere near: of one, only the postcode is known"
        if each.roughly
        else f"{each.metres} metres away"
        if each.metres
        else "at the same place",
        f"reported {apart}, on {in_words(each.reported_on.isoformat(), 'en')}",
        "the same service" if each.same_service else "another service",
        f"the same words: {', '.join(each.words)}" if each.words and seen else "",
    ]
    return Suggested(
        each.code,
        each.reference if seen else "",
        each.said("en"),
        title_of(each.service),
        team_name(each.team),
        tuple(filter(None, reasons)),
    )


def ties(found: Sequence[RelationValue], sees: Onlooker, at: datetime) -> tuple[Tie, ...]:
    """Relations as whoever looks may see them."""
    known = relations.members(cases=[end for each in found for end in (each.one, each.other)]) if found else {}
    names = display_names(
        references={
            who for each in found for who in (each.asserted_by, each.retracted_by) if who.startswith("account/")
        }
    )
    return tuple(
        Tie(
            each.id,
            tuple(_named(known[end], sees) for end in (each.one, each.other)),
            each.kind,
            each.said,
            names.get(each.asserted_by, "") or _WHO.get(each.asserted_by, "staff"),
            when(each.asserted_at, at),
            f"Taken back {when(each.retracted_at, at)} by {names.get(each.retracted_by, 'staff')}"
            + (f": {each.why}" if each.why else "")
            if each.retracted_at
            else "",
        )
        for each in found
    )


def _named(each: Member, sees: Onlooker) -> str:
    return each.reference if sees_case(sees, each) else f"a case of {team_name(each.team)}"
