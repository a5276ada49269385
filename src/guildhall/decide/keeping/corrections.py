"""What was recorded is put right, with a reason once it is published: as a new version, beside the old one.

What published minutes tell of is put right together with what they say. Once they were approved as a correct record (Local
Government Act 1972, Schedule 12, paragraph 41), a later meeting has agreed to that, and the version names it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.keeping.minutes import Passage, correct_minutes
from guildhall.decide.keeping.published import publish_anew
from guildhall.decide.keeping.recording import NotRecorded, needed, reference_of, tell
from guildhall.decide.models.record import Cited, Published
from guildhall.ledger.door import Actor


@dataclass(frozen=True, slots=True)
class Correction:
    """Why a record is put right, by whom and when; a draft needs no reason.

    ``agreed_at`` is the later meeting that agreed to it, where minutes were approved. ``minuted`` is what the minutes say at the
    record's item from now on, where they are published; without it they stand.
    """

    actor: Actor
    at: datetime
    reason: str = ""
    agreed_at: m.Meeting | None = None
    minuted: str | None = None


def correct_motion(
    *, motion: m.Motion, text: str, mover: m.Person | None, seconder: m.Person | None, why: Correction
) -> None:
    """What was moved, by whom and seconded by whom, is put right. Raises ``NotRecorded``."""
    if mover is not None and mover == seconder:
        raise NotRecorded("itself", "seconder")
    with transaction.atomic():
        row = m.Motion.objects.select_for_update().get(pk=motion.pk)
        row.text, row.mover, row.seconder = text.strip(), mover, seconder
        row.save(update_fields=["text", "mover", "seconder"])
        put_right(row, why, meeting=row.item.meeting, item=row.item)


def put_right(
    row: Cited, why: Correction, *, meeting: m.Meeting | None = None, item: m.AgendaItem | None = None
) -> None:
    """A record was put right: the minutes of its ``meeting`` that tell of it with it, then its new version.

    To be called last, in the transaction. Raises ``NotRecorded``: without a reason, where nothing differs, or where minutes were
    approved and no later meeting agreed.
    """
    if not (isinstance(row, Published) and row.published_at):
        tell(row, happened.RECORD_CORRECTED, why.actor, why.at)
        return
    before = _last_of(row, meeting)
    why = replace(why, reason=needed(why.reason, "reason"))
    if meeting is not None:
        why = _with_the_minutes(meeting, item, why)
    tell(row, happened.RECORD_CORRECTED, why.actor, why.at, agreed_at=reference_of(why.agreed_at))
    publish_anew(row, actor=why.actor, at=why.at, reason=why.reason)
    if _last_of(row, meeting) == before:
        raise NotRecorded("nothing-differs", "reason")


def _last_of(row: Cited, meeting: m.Meeting | None) -> int | None:
    """The last version of what a correction makes one of: the record's own, the agenda's and the minutes'."""
    beside = [f"{kind}/{meeting.key}" for kind in ("agenda", "minutes")] if meeting else []
    rows = m.Publication.objects.filter(subject__in=[row.reference, *beside])
    found: int | None = rows.aggregate(last=Max("id"))["last"]
    return found


def _with_the_minutes(meeting: m.Meeting, item: m.AgendaItem | None, why: Correction) -> Correction:
    """Put the minutes right with the record. Gives the reason as it is published: with the meeting that agreed."""
    minutes = m.Minutes.objects.select_for_update().filter(meeting=meeting, published_at__isnull=False).first()
    if minutes is None:
        return why
    if minutes.approved_at_meeting_id is not None:
        why = _agreed(meeting, why)
    if item is not None and why.minuted is not None:
        passages = list(m.Minute.objects.filter(minutes=minutes).order_by("place"))
        stands = "\n\n".join(each.text for each in passages if each.item_id == item.pk)
        if why.minuted.strip() != stands.strip():
            correct_minutes(
                minutes=minutes, passages=_with(passages, item, why.minuted), reason=why.reason, actor=why.actor, at=why.at
            )  # fmt: skip
    return why


def _agreed(meeting: m.Meeting, why: Correction) -> Correction:
    later = why.agreed_at
    if later is None:
        raise NotRecorded("approved", "agreed_at")
    if later.pk == meeting.pk or not later.day or (meeting.day and later.day < meeting.day):
        raise NotRecorded("before-it-began", "agreed_at")
    said = f"{why.reason.rstrip('.')}. Agreed by {later.organization.name} on {later.day:%-d %B %Y}"
    return replace(why, reason=said)


def _with(passages: Collection[m.Minute], item: m.AgendaItem, text: str) -> list[Passage]:
    """The passages of minutes, with this text at an item; where they said nothing there, before what they close with."""
    found: list[Passage] = [(each.item, each.number, each.text) for each in passages if each.item_id != item.pk]
    said = [each for each in passages if each.item_id == item.pk]
    before = sum(1 for each in passages if said and each.place < said[0].place)
    at_the_end = len(found) - (len(found) > 1 and found[-1][0] is None)
    passage = (item, said[0].number if said else item.number, needed(text, "minuted"))
    found.insert(before if said else at_the_end, passage)
    return found
