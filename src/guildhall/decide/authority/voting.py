"""Who may not speak or vote at an item, by what they declared there or the register holds; and what happened all the same.

A declaration says of which item it is; one made of a meeting as a whole stops nobody, for nobody can tell which item it means. An
entry of the register stops whoever it is about where it was found to bear on the item (``m.Bearing``), declared or not.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

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
CAST = (*VOTED, "abstain")
"""What is counted of a vote. Whoever does not vote, or is absent, may be named in one that is not taken by name."""
VOTING = ("chair", "member", "substitute")
"""As what somebody is at a meeting who may vote there."""
_CHOICES: Mapping[str, voting.Choice] = {"yes": "for", "no": "against", "abstain": "abstain"}
_CAME_TO: Mapping[str, voting.Outcome] = {"pass": "carried", "fail": "lost"}
SECTIONS = {"vote": "31(4)(b)", "discuss": "31(4)(a)"}
_CODES = {"vote": "31-4-b", "discuss": "31-4-a"}
_DID: Mapping[str, str] = {
    "pecuniary-interest-vote": "Voted on an item",
    "pecuniary-interest-unnamed": "Was there when a vote was taken without names, and is recorded neither as having left nor as "
    "not voting, on an item",
    "pecuniary-interest-discussion": "Took part in an item",
}
_DECLARED = "in which they declared a disclosable pecuniary interest."
_BEARS = "on which a disclosable pecuniary interest of theirs in the register was found to bear, and which they did not declare there."
_NONE_GRANTED = "No dispensation is on record."


@dataclass(frozen=True, slots=True)
class Stopped:
    """Whom the law stops at an item, by what they declared or by an entry of the register that bears on it, and why."""

    person: m.Person
    item: m.AgendaItem
    by: m.Declaration | m.Bearing
    act: Act
    reason: Refused

    @property
    def says(self) -> str:
        """What the monitoring officer reads where it happened."""
        found = _DECLARED if isinstance(self.by, m.Declaration) else _BEARS
        return f"{_DID[self.reason.code]} {found} {_NONE_GRANTED}"


def stopped(
    *, item: m.AgendaItem, people: Collection[m.Person], act: Act, on: date, named: bool = True
) -> tuple[Stopped, ...]:
    """Whoever of these may not discuss an item, or vote on it, on a day. A personal interest stops nobody."""
    return tuple(_stopped(_interests(item, people), item, act, on, named))


def stopped_unnamed(
    *, item: m.AgendaItem, on: date, taken_at: datetime | None, apart: Collection[m.Person]
) -> tuple[Stopped, ...]:
    """Whom a vote without names stops: who has such an interest, was there, and is recorded neither as having left nor as not voting.

    ``apart`` are those of whom something else is recorded. Whoever declared was there, unless their attendance says otherwise.
    """
    found = _interests(item)
    out = {each.pk for each in apart}
    out |= {
        who.pk for who, by in found if isinstance(by, m.Declaration) and (by.left_the_room or by.participated is False)
    }
    noted = {each.person_id: each for each in m.Attendance.objects.filter(meeting=item.meeting_id)} if found else {}
    there = [
        (who, by)
        for who, by in found
        if who.pk not in out
        and _was_there(noted.get(who.pk), taken_at, unnoted=not noted or isinstance(by, m.Declaration))
    ]
    return tuple(_stopped(there, item, "vote", on, named=False))


def impossible(
    *,
    meeting: m.Meeting,
    count: Count,
    names: Mapping[m.Person, str],
    casting: bool,
    result: str,
    majority: voting.Majority,
) -> tuple[Refused, ...]:
    """Everything in which a vote cannot have been as it is told: its numbers, who was there, a casting vote, what came of it.

    Where nobody's attendance is noted yet, nothing is said of who was there.
    """
    there = m.Attendance.objects.filter(meeting=meeting, status="present", capacity__in=VOTING)
    present = set(there.values_list("person__reference", flat=True))
    found: list[Refused | None] = []
    if present:
        cast = [voting.Vote(who.reference, _CHOICES[option]) for who, option in names.items() if option in _CHOICES]
        found += voting.disagreements(count, cast or None, present)
    if casting:
        found.append(voting.casting_refused(count, "for" if result == "pass" else "against"))
    if result in _CAME_TO:
        members = _members(meeting) if majority.endswith("-of-members") else 0
        found.append(
            voting.result_refused(count, _CAME_TO[result], casting=casting, majority=majority, members=members)
        )
    return tuple(filter(None, found))


def _members(meeting: m.Meeting) -> int:
    """How many members its body had on the day, as far as the record knows."""
    held = m.Membership.objects.filter(organization=meeting.organization_id, post=None).exclude(role="substitute")
    if meeting.day is not None:
        held = held.filter(Q(since=None) | Q(since__lte=meeting.day), Q(until=None) | Q(until__gte=meeting.day))
    return held.values("person").distinct().count()


def names(found: Iterable[Stopped]) -> dict[str, str]:
    """What those who are stopped are called, by their references."""
    return {each.person.reference: f"{each.person.style} {each.person.name}".strip() for each in found}


def hold(item: m.AgendaItem) -> None:
    """Let what is declared and voted at an item be entered one after another, so that each finds the other. In a transaction."""
    m.AgendaItem.objects.select_for_update().get(pk=item.pk)


def report(
    *, found: Iterable[Stopped], votes: Collection[m.Vote], actor: Actor, at: datetime, anew: bool = False
) -> None:
    """It happened: tell the monitoring officer, once of each vote. To be called in the transaction that records it, which holds the item.

    ``anew``: it happened just now, so that what was seen to of an earlier vote at the item does not stand for it.
    """
    cast = {each.person_id: each for each in votes}
    for each in found:
        vote = cast.get(each.person.pk) if each.act == "vote" else None
        section = SECTIONS[each.act]
        told_of = m.Concern.objects.filter(person=each.person, item=each.item, vote=vote, section=section)
        if (told_of.filter(seen_at=None) if anew else told_of).exists():
            continue
        declaration = each.by if isinstance(each.by, m.Declaration) else None
        m.Concern.objects.create(
            person=each.person, item=each.item, vote=vote, section=section, declaration=declaration, says=each.says,
            reported_at=at, reported_by=actor.reference,
        )  # fmt: skip
        told: dict[str, Any] = {
            "person": each.person.reference,
            "section": _CODES[each.act],
            "vote": each.act == "vote",
        }
        tell(declaration or each.person, happened.CONCERN_REPORTED, actor, at, **told)


def look_back(*, by: m.Declaration | m.Bearing, on: date, actor: Actor, at: datetime, elsewhere: bool = False) -> None:
    """An interest was entered after what it bears on: report a vote that was recorded before, and that they took part.

    Of a vote without names in a record from ``elsewhere``, nobody knows who cast it.
    """
    item, person = by.item, by.person if isinstance(by, m.Declaration) else by.interest.person
    if item is None:
        return
    told: dict[str, Any] = {"actor": actor, "at": at}
    if isinstance(by, m.Declaration) and by.participated:
        report(found=_by(by, stopped(item=item, people=[person], act="discuss", on=on)), votes=(), **told)
    for event in m.VoteEvent.objects.filter(motion__item=item).prefetch_related("votes__person").order_by("id"):
        votes = list(event.votes.all())
        if event.casting_id == person.pk or any(each.person == person and each.option in VOTED for each in votes):
            theirs = [each for each in votes if each.person == person and each.option in VOTED]
            report(found=_by(by, stopped(item=item, people=[person], act="vote", on=on)), votes=theirs, **told)
        elif not elsewhere and all(each.option not in CAST for each in votes):
            apart = [each.person for each in votes]
            unnamed = stopped_unnamed(item=item, on=on, taken_at=event.taken_at, apart=apart)
            report(found=_by(by, unnamed), votes=(), **told)


def _by(by: m.Declaration | m.Bearing, found: Iterable[Stopped]) -> list[Stopped]:
    return [each for each in found if each.by == by]


def _was_there(row: m.Attendance | None, taken_at: datetime | None, *, unnoted: bool) -> bool:
    """Whether somebody was there to vote; of one of whom nothing is noted, ``unnoted``."""
    if row is None:
        return unnoted
    gone = row.left_at is not None and taken_at is not None and row.left_at <= taken_at
    return row.status == "present" and row.capacity in VOTING and not gone


def _interests(
    item: m.AgendaItem, people: Collection[m.Person] | None = None
) -> list[tuple[m.Person, m.Declaration | m.Bearing]]:
    """The disclosable pecuniary interests at an item, of these people or of anybody: declared, and found to bear on it undeclared."""
    theirs = Q() if people is None else Q(person__in=people)
    declared = m.Declaration.objects.filter(theirs, item=item, kind=PECUNIARY).select_related("person")
    said = m.Declaration.objects.filter(item=item, kind=PECUNIARY, interest=OuterRef("interest"))
    bearings = m.Bearing.objects.filter(~Exists(said), item=item, taken_back_at=None).select_related("interest__person")
    if people is not None:
        bearings = bearings.filter(interest__person__in=people)
    return [
        *((each.person, each) for each in declared.order_by("id")),
        *((each.interest.person, each) for each in bearings.order_by("id")),
    ]


def _stopped(
    found: Iterable[tuple[m.Person, m.Declaration | m.Bearing]], item: m.AgendaItem, act: Act, on: date, named: bool
) -> Iterator[Stopped]:
    for person, by in found:
        reason = voting.stopped(
            person.reference, item.reference, act, on, named=named,
            interests=[voting.Interest(person.reference, item.reference, "disclosable-pecuniary")],
            dispensations=_dispensations(person, by),
        )  # fmt: skip
        if reason is not None:
            yield Stopped(person, item, by, act, reason)


def _dispensations(person: m.Person, by: m.Declaration | m.Bearing) -> Iterator[voting.Dispensation]:
    """Those that cover an interest: the one that a declaration relies on, and any for the same entry of the register."""
    covers = Q(pk=by.dispensation_id) if isinstance(by, m.Declaration) else Q()
    if by.interest_id is not None:
        covers |= Q(interest=by.interest_id)
    for each in m.Dispensation.objects.filter(covers, person=person):
        allows = frozenset[Act]({"discuss", "vote"} if each.may_vote else {"discuss"})
        yield voting.Dispensation(person.reference, each.granted_on, each.until, allows)
