"""Who may not speak or vote at an item, by what they declared there; and what happened all the same, for the monitoring officer.

A declaration says of which item it is; one made of a meeting as a whole stops nobody, for nobody can tell which item it means.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.keeping.recording import tell
from guildhall.kernel.authority import voting
from guildhall.kernel.authority.refusing import Refused
from guildhall.kernel.authority.voting import Act, Count
from guildhall.ledger.door import Actor

PECUNIARY = "disclosable-pecuniary"
VOTED = ("yes", "no")
"""An abstention is not taken for a vote."""
VOTING = ("chair", "member", "substitute")
"""As what somebody is at a meeting who may vote there."""
_CHOICES: Mapping[str, voting.Choice] = {"yes": "for", "no": "against", "abstain": "abstain"}
_CAME_TO: Mapping[str, voting.Outcome] = {"pass": "carried", "fail": "lost"}
SECTIONS = {"vote": "31(4)(b)", "discuss": "31(4)(a)"}
_CODES = {"vote": "31-4-b", "discuss": "31-4-a"}
_SAYS = {
    "vote": "Voted on an item in which they declared a disclosable pecuniary interest. No dispensation is on record.",
    "discuss": "Took part in an item in which they declared a disclosable pecuniary interest. No dispensation is on record.",
}


@dataclass(frozen=True, slots=True)
class Stopped:
    """Whom the law stops, by which declaration, and why."""

    declaration: m.Declaration
    act: Act
    reason: Refused


def stopped(*, item: m.AgendaItem, people: Collection[m.Person], act: Act, on: date) -> tuple[Stopped, ...]:
    """Whoever of these may not discuss an item, or vote on it, on a day. A personal interest stops nobody."""
    declared = m.Declaration.objects.filter(item=item, person__in=people, kind=PECUNIARY)
    return tuple(_stopped(declared.select_related("person", "item").order_by("id"), act, on))


def impossible(
    *, meeting: m.Meeting, count: Count, names: Mapping[m.Person, str], casting: bool, result: str, greater: bool
) -> tuple[Refused, ...]:
    """Everything in which a vote cannot have been as it is told: its numbers, who was there, a casting vote, what came of it.

    Where nobody's attendance is noted yet, nothing is said of who was there.
    """
    there = m.Attendance.objects.filter(meeting=meeting, status="present", capacity__in=VOTING)
    present = set(there.values_list("person__reference", flat=True))
    found: list[Refused | None] = []
    if present:
        cast = [voting.Vote(who.reference, _CHOICES[option]) for who, option in names.items() if option in _CHOICES]
        found += voting.disagreements(count, cast if names else None, present)
    if casting:
        found.append(voting.casting_refused(count, "for" if result == "pass" else "against"))
    if result in _CAME_TO:
        found.append(voting.result_refused(count, _CAME_TO[result], casting=casting, greater=greater))
    return tuple(filter(None, found))


def names(found: Iterable[Stopped]) -> dict[str, str]:
    """What those who are stopped are called, by their references."""
    return {
        each.declaration.person.reference: f"{each.declaration.person.style} {each.declaration.person.name}".strip()
        for each in found
    }


def report(*, found: Iterable[Stopped], votes: Collection[m.Vote], actor: Actor, at: datetime) -> None:
    """It happened: tell the monitoring officer, once of each vote. To be called in the transaction that records it."""
    cast = {each.person_id: each for each in votes}
    for each in found:
        declaration = each.declaration
        vote = cast.get(declaration.person_id) if each.act == "vote" else None
        section = SECTIONS[each.act]
        _, new = m.Concern.objects.get_or_create(
            person=declaration.person, item=declaration.item, vote=vote, section=section,
            defaults={
                "declaration": declaration, "says": _SAYS[each.act], "reported_at": at, "reported_by": actor.reference,
            },
        )  # fmt: skip
        if new:
            told: dict[str, Any] = {
                "person": declaration.person.reference,
                "section": _CODES[each.act],
                "vote": each.act == "vote",
            }
            tell(declaration, happened.CONCERN_REPORTED, actor, at, **told)


def look_back(*, declaration: m.Declaration, on: date, actor: Actor, at: datetime) -> None:
    """A declaration was entered after what it bears on: report a vote that was recorded before, and that they took part."""
    if declaration.item is None:
        return
    if declaration.participated:
        found = stopped(item=declaration.item, people=[declaration.person], act="discuss", on=on)
        report(found=[each for each in found if each.declaration == declaration], votes=(), actor=actor, at=at)
    cast = m.Vote.objects.filter(
        person=declaration.person, option__in=VOTED, event__motion__item=declaration.item
    ).order_by("id")
    for vote in cast:
        found = stopped(item=declaration.item, people=[declaration.person], act="vote", on=on)
        report(found=[each for each in found if each.declaration == declaration], votes=[vote], actor=actor, at=at)


def _stopped(declared: Iterable[m.Declaration], act: Act, on: date) -> Iterator[Stopped]:
    for each in declared:
        member, item = each.person.reference, each.item.reference if each.item else ""
        reason = voting.stopped(
            member, item, act, on,
            interests=[voting.Interest(member, item, "disclosable-pecuniary")], dispensations=_dispensations(each),
        )  # fmt: skip
        if reason is not None:
            yield Stopped(each, act, reason)


def _dispensations(declaration: m.Declaration) -> Iterator[voting.Dispensation]:
    """Those that cover what was declared: the one it relies on, and any for the same entry of the register."""
    covers = Q(pk=declaration.dispensation_id)
    if declaration.interest_id is not None:
        covers |= Q(interest=declaration.interest_id)
    for each in m.Dispensation.objects.filter(covers, person=declaration.person_id):
        allows = frozenset[Act]({"discuss", "vote"} if each.may_vote else {"discuss"})
        yield voting.Dispensation(declaration.person.reference, each.granted_on, each.until, allows)
