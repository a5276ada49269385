"""Motions and amendments moved, and votes taken on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.authority import voting
from guildhall.decide.authority.refused import allow
from guildhall.decide.keeping.published import publish_anew, refuse_behind_minutes
from guildhall.decide.keeping.recording import NotRecorded, reference_of, tell
from guildhall.kernel.authority.voting import MAJORITIES, Count, Majority
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor

Numbers = tuple[int | None, int | None, int | None]
"""How many voted for, against, and abstained, as far as they were counted."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A vote as it is counted: how it was taken, the numbers, and whom the law stops."""

    how: str
    count: Numbers
    stopped: tuple[voting.Stopped, ...]


def move(
    *,
    item: m.AgendaItem,
    actor: Actor,
    at: datetime,
    text: str = "",
    kind: str = "motion",
    amends: m.Motion | None = None,
    mover: m.Person | None = None,
    seconder: m.Person | None = None,
    mover_post: m.Post | None = None,
    seconder_post: m.Post | None = None,
    moved_at: datetime | None = None,
) -> m.Motion:
    """Record what was moved at an item. With ``amends`` it is an amendment of that motion, which stands at the same item."""
    if mover is not None and mover == seconder:
        raise NotRecorded("itself", "seconder")
    if amends is not None and amends.item_id != item.pk:
        raise NotRecorded("another-item", "amends")
    refuse_behind_minutes(item.meeting)
    with transaction.atomic():
        m.AgendaItem.objects.select_for_update().get(pk=item.pk)
        row = m.Motion.objects.create(
            reference=references.numbered(m.Motion, item), item=item, place=item.motions.count() + 1,
            kind="amendment" if amends else kind, text=text.strip(), amends=amends, mover=mover, seconder=seconder,
            mover_post=mover_post, seconder_post=seconder_post, moved_at=moved_at,
        )  # fmt: skip
        told = {
            "item": item.reference,
            "kind": row.kind,
            "mover": reference_of(mover),
            "seconder": reference_of(seconder),
        }
        tell(row, happened.MOTION_MOVED, actor, at, first=True, **told)
    return row


def withdraw_motion(*, motion: m.Motion, actor: Actor, at: datetime) -> None:
    """Whoever moved it withdrew it, before it was voted on."""
    with transaction.atomic():
        voting.hold(motion.item)
        if motion.vote_events.exists():
            raise NotRecorded("voted-on", "motion")
        refuse_behind_minutes(motion.item.meeting)
        motion.withdrawn_at = at
        motion.save(update_fields=["withdrawn_at"])
        tell(motion, happened.MOTION_WITHDRAWN, actor, at)
        publish_anew(motion, actor=actor, at=at, reason="It was withdrawn")


def take_vote(
    *,
    motion: m.Motion,
    actor: Actor,
    at: datetime,
    how: str = "",
    yes: int | None = None,
    no: int | None = None,
    abstain: int | None = None,
    result: str = "",
    names: Mapping[m.Person, str] | None = None,
    casting: m.Person | None = None,
    taken_at: datetime | None = None,
    as_it_happened: bool = False,
    majority: Majority = "",
    elsewhere: bool = False,
) -> m.VoteEvent:
    """Record a vote on a motion: the numbers, and (with ``names``) how each member voted, from which the numbers are counted.

    Where ``names`` has nobody who voted, it says of whom it is known that they did not, and the numbers stand as they were given.
    Raises ``NotRecorded`` where numbers that were given are not those of the names, and ``NotAllowed`` with everything that cannot
    have been so (more votes than members, a casting vote without a tie, carried by fewer) and every member whom a disclosable
    pecuniary interest stops; without names, each of them who is there and is not known to have left or not to have voted. Where they
    voted all the same, it is recorded ``as_it_happened``, and the monitoring officer is told.
    ``majority`` is which was needed to carry it, where that was more than half of those voting. What a record from ``elsewhere`` says
    stands as it is there, possible or not.
    """
    with transaction.atomic():
        voting.hold(motion.item)
        motion = m.Motion.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=motion.pk)
        if motion.withdrawn_at is not None:
            raise NotRecorded("withdrawn", "motion")
        refuse_behind_minutes(motion.item.meeting)
        told = tally(
            motion=motion, how=how, count=(yes, no, abstain), result=result, names=names or {}, casting=casting,
            taken_at=taken_at, at=at, as_it_happened=as_it_happened, majority=majority,
            elsewhere=elsewhere,
        )  # fmt: skip
        yes, no, abstain = told.count
        row = m.VoteEvent.objects.create(
            motion=motion, place=motion.vote_events.count() + 1, how=told.how, yes=yes, no=no, abstain=abstain, result=result,
            majority=majority, casting=casting, taken_at=taken_at,
        )  # fmt: skip
        votes = [m.Vote(event=row, person=who, option=option) for who, option in (names or {}).items()]
        m.Vote.objects.bulk_create(votes)
        voting.report(found=told.stopped, votes=votes, actor=actor, at=at, anew=True)
        numbers: dict[str, Any] = {"yes": yes, "no": no, "abstain": abstain}
        tell(motion, happened.VOTE_TAKEN, actor, at, **numbers, result=result or None, how=told.how or None)
        publish_anew(motion, actor=actor, at=at, reason="It was voted on")
    return row


def tally(
    *,
    motion: m.Motion,
    how: str,
    count: Numbers,
    result: str,
    names: Mapping[m.Person, str],
    casting: m.Person | None,
    taken_at: datetime | None,
    at: datetime,
    as_it_happened: bool,
    majority: Majority = "",
    elsewhere: bool = False,
) -> Tally:
    """How a vote is counted, and whom the law stops, by the rules of ``take_vote``. Raises as it does; records nothing."""
    if majority not in MAJORITIES:
        raise NotRecorded("no-such-code", "majority")
    yes, no, abstain = count
    by_name = any(option in voting.CAST for option in names.values())
    if by_name or (names and (yes, no, abstain) == (None, None, None)):
        counted = {option: list(names.values()).count(option) for option in voting.CAST}
        given = {"yes": yes, "no": no, "abstain": abstain}
        wrong = [option for option, number in given.items() if number is not None and number != counted[option]]
        if wrong:
            raise NotRecorded("does-not-add-up", wrong[0])
        yes, no, abstain, how = counted["yes"], counted["no"], counted["abstain"], how or "recorded"
    voters = [who for who, option in names.items() if option in voting.VOTED] + ([casting] if casting else [])
    day = motion.item.meeting.day or local(taken_at or at).date()
    stopped = voting.stopped(item=motion.item, people=voters, act="vote", on=day)
    if not by_name and not elsewhere:
        apart = [*names, *voters]
        stopped += voting.stopped_unnamed(item=motion.item, on=day, taken_at=taken_at, apart=apart)
    reasons = [] if as_it_happened else [each.reason for each in stopped]
    if not elsewhere and (yes is not None or no is not None):
        reasons += voting.impossible(
            meeting=motion.item.meeting, count=Count(yes or 0, no or 0, abstain or 0), names=names,
            casting=casting is not None, result=result, majority=majority,
        )  # fmt: skip
    called = {each.reference: f"{each.style} {each.name}".strip() for each in names}
    allow(reasons, called | voting.names(stopped), box="names")
    return Tally(how, (yes, no, abstain), tuple(stopped))
