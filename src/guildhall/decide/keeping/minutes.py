"""Minutes: drafted, published, and approved as a correct record at another meeting."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.keeping.agreed import Correction, agreed
from guildhall.decide.keeping.publishing import Version, publish, versions
from guildhall.decide.keeping.recording import NotRecorded, tell
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor

Passage = tuple[m.AgendaItem | None, str, str]
"""What the minutes say: under which item, by which number of their own, and the text."""


def draft_minutes(*, meeting: m.Meeting, passages: Sequence[Passage], actor: Actor, at: datetime) -> m.Minutes:
    """Draft the minutes of a meeting, or draft them anew until they are published. Open matter only."""
    with transaction.atomic():
        row, new = m.Minutes.objects.get_or_create(
            meeting=meeting,
            defaults={"reference": f"minutes/{meeting.key}", "drafted_at": at, "drafted_by": actor.reference},
        )
        if row.published_at is not None:
            raise NotRecorded("published", "minutes")
        _write(row, passages)
        tell(row, happened.MINUTES_DRAFTED, actor, at, first=new, meeting=meeting.reference)
    return row


def publish_minutes(*, minutes: m.Minutes, actor: Actor, at: datetime) -> Version:
    """Publish the minutes, and with them who was there, what was moved and voted, declared and undertaken."""
    with transaction.atomic():
        meeting = minutes.meeting
        opened = {"published_at": at}
        m.Attendance.objects.filter(meeting=meeting, published_at=None).update(**opened)
        for each in m.Motion.objects.filter(item__meeting=meeting, published_at=None).order_by("id"):
            publish(reference=each.reference, actor=actor, at=at)
        for undertaking in m.Undertaking.objects.filter(item__meeting=meeting, published_at=None):
            publish(reference=undertaking.reference, actor=actor, at=at)
        for declaration in m.Declaration.objects.filter(meeting=meeting, published_at=None):
            publish(reference=declaration.reference, actor=actor, at=at)
        return publish(reference=minutes.reference, actor=actor, at=at)


def correct_minutes(*, minutes: m.Minutes, passages: Sequence[Passage], why: Correction) -> Version:
    """Put published minutes right: a new version, with its reason; the old one stays. A draft is published whole, never so.

    Once they were approved, a later meeting has agreed to it, or an officer says that it is a slip. Raises ``NotRecorded``.
    """
    with transaction.atomic():
        row = m.Minutes.objects.select_for_update().get(pk=minutes.pk)
        if row.published_at is None:
            raise NotRecorded("a-draft", "minutes")
        why = agreed(row, why)
        before = versions(reference=row.reference)[-1]
        _write(row, passages)
        made = publish(reference=row.reference, actor=why.actor, at=why.at, reason=why.reason)
        if made.number == before.number:
            raise NotRecorded("nothing-differs", "reason")
        return made


def approve_minutes(
    *,
    minutes: m.Minutes,
    at_meeting: m.Meeting,
    actor: Actor,
    at: datetime,
    on: date | None = None,
    corrections: str = "",
) -> Version | None:
    """A later meeting approved the minutes as a correct record, with these corrections. Gives the version that says so.

    They are approved once, not before that meeting meets, and not where it was cancelled: what is found wrong later is put right by
    ``correct_minutes``. Raises ``NotRecorded``.
    """
    if at_meeting.pk == minutes.meeting_id:
        raise NotRecorded("itself", "at_meeting")
    if at_meeting.changes.filter(kind="cancelled").exists():
        raise NotRecorded("cancelled", "at_meeting")
    day, today = on or at_meeting.day, local(at).date()
    if (at_meeting.day and at_meeting.day > today) or (day and day > today):
        raise NotRecorded("not-yet", "at_meeting")
    if day and minutes.meeting.day and day < minutes.meeting.day:
        raise NotRecorded("before-it-began", "on")
    with transaction.atomic():
        if m.Minutes.objects.select_for_update().get(pk=minutes.pk).approved_at_meeting_id is not None:
            raise NotRecorded("approved-already", "at_meeting")
        minutes.approved_at_meeting, minutes.approved_on, minutes.approved_with = at_meeting, day, corrections
        minutes.save(update_fields=["approved_at_meeting", "approved_on", "approved_with"])
        tell(minutes, happened.MINUTES_APPROVED, actor, at, meeting=at_meeting.reference, on=day)
        if minutes.published_at is None:
            return None
        return publish(reference=minutes.reference, actor=actor, at=at, reason="Approved as a correct record")


def _write(row: m.Minutes, passages: Sequence[Passage]) -> None:
    if any(item is not None and item.meeting_id != row.meeting_id for item, _, _ in passages):
        raise NotRecorded("another-meeting", "passages")
    m.Minute.objects.filter(minutes=row).delete()
    m.Minute.objects.bulk_create(
        [
            m.Minute(minutes=row, item=item, number=number, place=place, text=text)
            for place, (item, number, text) in enumerate(passages, start=1)
        ]
    )
