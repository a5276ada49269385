"""Why a record is put right, and who agreed to it.

Minutes that a meeting approved as a correct record (Local Government Act 1972, Schedule 12, paragraph 41) are changed by nobody's
reason alone: a later meeting agreed at an item of its agenda, or a named officer says that it is a slip of whoever wrote them.
Either stands in the reason that everybody reads beside the new version.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from guildhall.decide import models as m
from guildhall.decide.keeping.recording import NotRecorded, needed
from guildhall.decide.sight import is_seen
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor


@dataclass(frozen=True, slots=True)
class Correction:
    """Why a record is put right, by whom and when; a draft of which no published minutes tell needs no reason.

    ``agreed_at`` is the item at which a later meeting agreed to it, where minutes were approved. ``slip_by`` is the officer who says
    that what the minutes have is a clerical slip; what else was recorded is the body's to change. ``minuted`` is what the minutes
    say at the record's item from now on, or of who was there, where they are published; without it they stand.
    """

    actor: Actor
    at: datetime
    reason: str = ""
    agreed_at: m.AgendaItem | None = None
    slip_by: m.Person | None = None
    minuted: str | None = None


def agreed(minutes: m.Minutes, why: Correction) -> Correction:
    """The reason as it is published: once minutes were approved, with who agreed to it. Raises ``NotRecorded``."""
    why = replace(why, reason=needed(why.reason, "reason"))
    if minutes.approved_at_meeting_id is None:
        return why
    if why.agreed_at is not None and why.slip_by is not None:
        raise NotRecorded("one-of-two", "slip_by")
    said = _slipped(why.slip_by) if why.slip_by else _resolved(minutes.meeting, why)
    return replace(why, reason=f"{why.reason.rstrip('.')}. {said}")


def _slipped(officer: m.Person) -> str:
    if officer.kind != "officer":
        raise NotRecorded("no-officer", "slip_by")
    return f"A clerical slip, as {f'{officer.style} {officer.name}'.strip()} says"


def _resolved(meeting: m.Meeting, why: Correction) -> str:
    item = why.agreed_at
    if item is None:
        raise NotRecorded("approved", "agreed_at")
    later = item.meeting
    if later.pk == meeting.pk or not later.day or (meeting.day and later.day < meeting.day):
        raise NotRecorded("before-it-began", "agreed_at")
    if later.day > local(why.at).date():
        raise NotRecorded("not-yet", "agreed_at")
    if later.changes.filter(kind="cancelled").exists():
        raise NotRecorded("cancelled", "agreed_at")
    if not is_seen(item):
        raise NotRecorded("stands-on-a-draft", "agreed_at")
    under = f", item {item.number}" if item.number else ""
    return f"Agreed by {later.organization.name} on {later.day:%-d %B %Y}{under}"
