"""Interests that members declare at meetings."""

from datetime import datetime

from django.db import transaction

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.keeping.recording import NotRecorded, tell
from guildhall.decide.models.interests import INTERESTS
from guildhall.ledger.door import Actor


def declare(
    *,
    meeting: m.Meeting,
    person: m.Person,
    kind: str,
    actor: Actor,
    at: datetime,
    item: m.AgendaItem | None = None,
    reason: str = "",
    items_said: str = "",
    participated: bool | None = None,
    left_the_room: bool | None = None,
    interest: m.RegisteredInterest | None = None,
    dispensation: m.Dispensation | None = None,
    made_at: datetime | None = None,
) -> m.Declaration:
    """Record what a member declared, at an item or at the meeting as a whole. Published with the minutes."""
    if kind not in INTERESTS:
        raise NotRecorded("no-such-code", "kind")
    if item is not None and item.meeting_id != meeting.pk:
        raise NotRecorded("another-meeting", "item")
    with transaction.atomic():
        row = m.Declaration.objects.create(
            reference=references.numbered(m.Declaration, item or meeting), meeting=meeting, item=item, person=person,
            kind=kind, items_said=items_said, reason=reason, participated=participated, left_the_room=left_the_room,
            interest=interest, dispensation=dispensation, made_at=made_at,
        )  # fmt: skip
        told = {"person": person.reference, "item": item.reference if item else None, "kind": kind}
        tell(row, happened.INTEREST_DECLARED, actor, at, first=True, **told)
    return row
