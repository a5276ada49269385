"""A meeting that people know of is moved or cancelled: the record says so, and its notice is given again with the reason."""

from datetime import datetime

from django.db import transaction

from guildhall.decide import models as m
from guildhall.decide.keeping.meetings import cancel_meeting, move_meeting
from guildhall.decide.keeping.notices import give_notice
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.ledger.door import Actor


def move_with_notice(
    *,
    meeting: m.Meeting,
    starts_at: datetime,
    place: str,
    why: str,
    actor: Actor,
    at: datetime,
    why_cy: str = "",
) -> None:
    """Hold a meeting at another time to come or in another place. One that has begun is adjourned instead. Raises ``NotRecorded``."""
    if starts_at <= at:
        raise NotRecorded("past", "time")
    with transaction.atomic():
        _has_not_begun(meeting)
        if (starts_at, place or meeting.place) == (meeting.starts_at, meeting.place):
            raise NotRecorded("unchanged", "day")
        move_meeting(meeting=meeting, starts_at=starts_at, place=place, why=why, why_cy=why_cy, actor=actor, at=at)
        _notice_again(meeting, why, why_cy, actor, at)


def cancel_with_notice(*, meeting: m.Meeting, why: str, actor: Actor, at: datetime, why_cy: str = "") -> None:
    """Do not hold a meeting. Its agenda stays, and says so. Raises ``NotRecorded``."""
    with transaction.atomic():
        _has_not_begun(meeting)
        cancel_meeting(meeting=meeting, why=why, why_cy=why_cy, actor=actor, at=at)
        _notice_again(meeting, why, why_cy, actor, at)


def _has_not_begun(meeting: m.Meeting) -> None:
    if meeting.changes.filter(kind="begun").exists():
        raise NotRecorded("begun", "meeting")


def _notice_again(meeting: m.Meeting, why: str, why_cy: str, actor: Actor, at: datetime) -> None:
    """Give notice of the meeting again, where notice was given: a draft that moves is nobody's concern."""
    if meeting.published_at is None:
        return
    notice = give_notice(kind="meeting", meeting=meeting, reasons=why, reasons_cy=why_cy, actor=actor, at=at)
    publish(reference=notice.reference, actor=actor, at=at)
