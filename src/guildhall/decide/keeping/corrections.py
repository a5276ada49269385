"""What was recorded is put right, with a reason once it is published: as a new version, beside the old one.

What published minutes tell of is put right together with what they say. Once they were approved as a correct record, a later
meeting has agreed to that, and the version names it (see ``agreed``). Only their words may be put right as a clerical slip.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.authority.voting import CAST, hold, report
from guildhall.decide.keeping.agreed import Correction, agreed
from guildhall.decide.keeping.letting_find import let_find
from guildhall.decide.keeping.minutes import Passage, correct_minutes
from guildhall.decide.keeping.motions import Numbers, tally
from guildhall.decide.keeping.published import meeting_of, publish_anew
from guildhall.decide.keeping.recording import NotRecorded, needed, reference_of, tell
from guildhall.decide.models.record import Cited, Published
from guildhall.kernel.authority.voting import Majority


@dataclass(frozen=True, slots=True)
class Recount:
    """A vote as it was really taken. Where ``names`` has anybody who voted, the numbers are counted from it.

    ``majority`` is which was needed to carry it, where that was more than half of those voting.
    """

    vote: m.VoteEvent
    how: str
    count: Numbers
    result: str
    names: Mapping[m.Person, str]
    casting: m.Person | None = None
    majority: Majority = ""


def correct_motion(
    *,
    motion: m.Motion,
    text: str,
    mover: m.Person | None,
    seconder: m.Person | None,
    why: Correction,
    votes: Sequence[Recount] = (),
) -> None:
    """What was moved, by whom and seconded by whom, is put right, and how it was voted on.

    A vote that the law forbids is recorded as it happened, and the monitoring officer is told. Raises ``NotRecorded``, and
    ``NotAllowed`` where a vote cannot have been so.
    """
    if mover is not None and mover == seconder:
        raise NotRecorded("itself", "seconder")
    with transaction.atomic():
        hold(motion.item)
        row = m.Motion.objects.select_for_update().get(pk=motion.pk)
        row.text, row.mover, row.seconder = text.strip(), mover, seconder
        row.save(update_fields=["text", "mover", "seconder"])
        for each in votes:
            _recount(each, why)
        put_right(row, why, meeting=row.item.meeting, item=row.item)


def _recount(told: Recount, why: Correction) -> None:
    row = m.VoteEvent.objects.select_for_update().get(pk=told.vote.pk)
    by_name = any(option in CAST for option in told.names.values())
    stands = {each.person: each.option for each in row.votes.select_related("person")}
    counted = by_name or (row.yes, row.no, row.abstain) == told.count
    if counted and (row.how, row.result, row.casting, row.majority, stands) == (
        told.how,
        told.result,
        told.casting,
        told.majority,
        told.names,
    ):
        return
    found = tally(
        motion=row.motion, how=told.how, count=(None, None, None) if by_name else told.count, result=told.result,
        names=told.names, casting=told.casting, taken_at=row.taken_at, at=why.at, as_it_happened=True, majority=told.majority,
    )  # fmt: skip
    row.how, row.result, row.casting, row.majority = found.how, told.result, told.casting, told.majority
    row.yes, row.no, row.abstain = found.count
    row.save(update_fields=["how", "result", "casting", "majority", "yes", "no", "abstain"])
    for each in row.votes.exclude(person__in=list(told.names)):
        if each.concerns.exists():  # what was reported names this vote, so it stays, and says what is known now
            m.Vote.objects.filter(pk=each.pk).update(option="not-voting")
        else:
            each.delete()
    for who, option in told.names.items():
        m.Vote.objects.update_or_create(event=row, person=who, defaults={"option": option})
    report(found=found.stopped, votes=list(row.votes.all()), actor=why.actor, at=why.at)


def correct_report(*, report: m.Report, title: str, text: str, address: str, file: str, why: Correction) -> None:
    """A paper is replaced: what it is called, says, or where it lies. ``file`` is its document from now on; the old one is kept.

    Give open text only. Raises ``NotRecorded``.
    """
    with transaction.atomic():
        row = m.Report.objects.select_for_update().get(pk=report.pk)
        if (row.text or row.file or row.address) and not (text.strip() or file or address):
            raise NotRecorded("missing", "text")
        row.title, row.text, row.address, row.file = needed(title, "title"), text.strip(), address, file
        row.save(update_fields=["title", "text", "address", "file"])
        put_right(row, why)
        if row.published_at is not None:
            let_find(row, why.at)


def put_right(
    row: Cited, why: Correction, *, meeting: m.Meeting | None = None, item: m.AgendaItem | None = None
) -> None:
    """A record was put right: the minutes of its ``meeting`` that tell of it with it, then its new version.

    To be called last, in the transaction. Raises ``NotRecorded``: without a reason, where nothing differs, or where minutes were
    approved and no later meeting agreed.
    """
    before = _last_of(row, meeting)
    is_published = isinstance(row, Published) and row.published_at is not None
    if is_published:
        why = replace(why, reason=needed(why.reason, "reason"))
    if meeting is not None:
        why = _with_the_minutes(meeting, item, why)
    tell(
        row,
        happened.RECORD_CORRECTED,
        why.actor,
        why.at,
        agreed_at=reference_of(why.agreed_at and why.agreed_at.meeting),
    )
    if not is_published:
        return
    publish_anew(row, actor=why.actor, at=why.at, reason=why.reason)
    if _last_of(row, meeting) == before:
        raise NotRecorded("nothing-differs", "reason")


def _last_of(row: Cited, meeting: m.Meeting | None) -> int | None:
    """The last version of what a correction makes one of: the record's own, the agenda's and the minutes'."""
    meeting = meeting or meeting_of(row)
    beside = [f"{kind}/{meeting.key}" for kind in ("agenda", "minutes")] if meeting else []
    rows = m.Publication.objects.filter(subject__in=[row.reference, *beside])
    found: int | None = rows.aggregate(last=Max("id"))["last"]
    return found


def _with_the_minutes(meeting: m.Meeting, item: m.AgendaItem | None, why: Correction) -> Correction:
    """Put the minutes right with the record. Gives the reason as it is published: with the meeting that agreed."""
    minutes = m.Minutes.objects.select_for_update().filter(meeting=meeting, published_at__isnull=False).first()
    if minutes is None:
        return why
    why = replace(why, slip_by=None)
    said = agreed(minutes, why)
    if why.minuted is not None:
        passages = list(m.Minute.objects.filter(minutes=minutes).order_by("place"))
        stands = "\n\n".join(each.text for each in said_of(item, passages))
        if why.minuted.strip() != stands.strip():
            correct_minutes(minutes=minutes, passages=_with(passages, item, why.minuted), why=why)
    publish_anew(minutes, actor=why.actor, at=why.at, reason=said.reason)
    return said


def said_of(item: m.AgendaItem | None, passages: Sequence[m.Minute]) -> Sequence[m.Minute]:
    """What minutes say of an item; or without one what they begin with, where that is of no item: who was there."""
    if item is None:
        return passages[:1] if passages and passages[0].item_id is None else ()
    return [each for each in passages if each.item_id == item.pk]


def _with(passages: Collection[m.Minute], item: m.AgendaItem | None, text: str) -> list[Passage]:
    """The passages of minutes, with this text at an item; where they said nothing there, before what they close with.

    Without an item it stands before them all.
    """
    said = said_of(item, list(passages))
    found: list[Passage] = [(each.item, each.number, each.text) for each in passages if each not in said]
    before = sum(1 for each in passages if said and each.place < said[0].place)
    at_the_end = len(found) - (len(found) > 1 and found[-1][0] is None) if item else 0
    number = said[0].number if said else item.number if item else ""
    passage = (item, number, needed(text, "minuted"))
    found.insert(before if said else at_the_end, passage)
    return found
