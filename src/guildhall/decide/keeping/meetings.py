"""Meetings are called, moved, cancelled and held; who was there is noted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.keeping.published import publish_anew, refuse_behind_minutes
from guildhall.decide.keeping.recording import NotRecorded, needed, tell
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor

_OVER = ("cancelled", "ended")
_COURSES = {"begun": "began", "adjourned": "adjourned", "resumed": "resumed", "ended": "ended"}


@dataclass(frozen=True, slots=True)
class Attended:
    """Somebody is `present`, sent `apologies` or is `absent`: as what, in whose place, and from when to when."""

    status: str
    capacity: str = "member"
    substitute_for: m.Person | None = None
    remote: bool = False
    arrived_at: datetime | None = None
    left_at: datetime | None = None


def call_meeting(
    *,
    body: m.Organization,
    actor: Actor,
    at: datetime,
    starts_at: datetime | None = None,
    day: date | None = None,
    ends_at: datetime | None = None,
    place: str = "",
    place_cy: str = "",
    remote: bool = False,
    remote_link: str = "",
    title: str = "",
    title_cy: str = "",
) -> m.Meeting:
    """Call a meeting. ``day`` is given alone where no time is known. It stays a draft until it, or its agenda, is published."""
    if ends_at and starts_at and ends_at < starts_at:
        raise NotRecorded("before-it-began", "ends_at")
    day = local(starts_at).date() if starts_at else day
    if day and body.dissolved_on and day > body.dissolved_on:
        raise NotRecorded("body-is-no-more", "body")
    with transaction.atomic():
        row = m.Meeting.objects.create(
            reference=references.named(m.Meeting, day or "undated", body.code), organization=body, title=title,
            title_cy=title_cy, day=day, starts_at=starts_at, ends_at=ends_at, place=place, place_cy=place_cy,
            remote=remote or bool(remote_link), remote_link=remote_link,
        )  # fmt: skip
        m.MeetingChange.objects.create(meeting=row, kind="called", at=at, by=actor.reference, published_at=at)
        tell(row, happened.MEETING_CALLED, actor, at, first=True, body=body.reference, starts=starts_at)
    return row


def move_meeting(
    *,
    meeting: m.Meeting,
    starts_at: datetime,
    why: str,
    actor: Actor,
    at: datetime,
    place: str = "",
    why_cy: str = "",
) -> None:
    """A meeting is held at another time, or (with ``place``) elsewhere. Its reference stays what it was."""
    with transaction.atomic():
        row = _standing(meeting)
        _change(row, "moved", actor, at, why=needed(why, "why"), why_cy=why_cy, starts_at=starts_at)
        length = row.ends_at - row.starts_at if row.ends_at and row.starts_at else None
        row.starts_at, row.day, row.place = starts_at, local(starts_at).date(), place or row.place
        row.ends_at = starts_at + length if length else None
        row.save(update_fields=["starts_at", "ends_at", "day", "place"])
        publish_anew(row, actor=actor, at=at, reason=f"It was moved: {why.strip()}")


def cancel_meeting(*, meeting: m.Meeting, why: str, actor: Actor, at: datetime, why_cy: str = "") -> None:
    """A meeting is not held, and why."""
    with transaction.atomic():
        _change(_standing(meeting), "cancelled", actor, at, why=needed(why, "why"), why_cy=why_cy)
        publish_anew(meeting, actor=actor, at=at, reason=f"It was cancelled: {why.strip()}")


def note_course(*, meeting: m.Meeting, what: str, actor: Actor, at: datetime, why: str = "") -> None:
    """It began, adjourned, resumed or ended at this moment."""
    if what not in _COURSES:
        raise NotRecorded("no-such-course", "what")
    refuse_behind_minutes(meeting)
    with transaction.atomic():
        _change(_standing(meeting), what, actor, at, why=why)
        publish_anew(meeting, actor=actor, at=at, reason=f"The meeting {_COURSES[what]}")


def note_attendance(
    *,
    meeting: m.Meeting,
    person: m.Person,
    status: str,
    actor: Actor,
    at: datetime,
    capacity: str = "member",
    substitute_for: m.Person | None = None,
    remote: bool = False,
    arrived_at: datetime | None = None,
    left_at: datetime | None = None,
) -> m.Attendance:
    """Somebody is `present`, sent `apologies` or is `absent`. What is noted last stands. Published with the minutes."""
    refuse_behind_minutes(meeting)
    attended = Attended(status, capacity, substitute_for, remote, arrived_at, left_at)
    with transaction.atomic():
        return keep_attendance(meeting=meeting, person=person, attended=attended, actor=actor, at=at)


def keep_attendance(
    *, meeting: m.Meeting, person: m.Person, attended: Attended, actor: Actor, at: datetime
) -> m.Attendance:
    """Keep what is known of somebody's attendance, in the transaction of the act that learns it. Raises ``NotRecorded``."""
    if attended.substitute_for == person:
        raise NotRecorded("itself", "substitute_for")
    if attended.arrived_at and attended.left_at and attended.left_at < attended.arrived_at:
        raise NotRecorded("before-it-began", "left_at")
    values = {name: getattr(attended, name) for name in Attended.__slots__}
    if attended.substitute_for is not None:
        values["capacity"] = "substitute"
    row, _ = m.Attendance.objects.update_or_create(meeting=meeting, person=person, defaults=values)
    status, remote = attended.status, attended.remote
    tell(meeting, happened.ATTENDANCE_NOTED, actor, at, person=person.reference, status=status, remote=remote)
    return row


def _standing(meeting: m.Meeting) -> m.Meeting:
    """The meeting, locked. Raises ``NotRecorded`` where it was cancelled or is over."""
    row = m.Meeting.objects.select_for_update().get(pk=meeting.pk)
    if row.changes.filter(kind__in=_OVER).exists():
        raise NotRecorded("over", "meeting")
    return row


def _change(
    row: m.Meeting,
    kind: str,
    actor: Actor,
    at: datetime,
    *,
    why: str = "",
    why_cy: str = "",
    starts_at: datetime | None = None,
) -> None:
    m.MeetingChange.objects.create(
        meeting=row, kind=kind, at=at, by=actor.reference, why=why, why_cy=why_cy, published_at=at,
        was_at=row.starts_at if kind == "moved" else None, was_place=row.place if kind == "moved" else "",
    )  # fmt: skip
    tell(row, happened.MEETING_CHANGED, actor, at, what=kind, starts=starts_at)
