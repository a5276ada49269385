"""From the forward plan to an agenda: what is planned for a body at the time of its meeting."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from guildhall.decide import models as m
from guildhall.decide.keeping.agendas import put_item
from guildhall.ledger.door import Actor

MOST = 100
"""Entries of one body at one time: no forward plan comes near."""


def waiting_for(meeting: m.Meeting) -> tuple[m.PlanEntry, ...]:
    """What is planned for this body around the day of the meeting, and is not on its agenda yet, the earliest first."""
    if meeting.day is None:
        return ()
    rows = _planned_for(meeting).exclude(
        matter__in=m.AgendaItem.objects.filter(meeting=meeting).exclude(matter=None).values("matter")
    )
    return tuple(rows.select_related("matter").order_by("due_from", "id")[:MOST])


def entry_of(item: m.AgendaItem) -> m.PlanEntry | None:
    """The line of the forward plan by which an item stands on the agenda; ``None`` where it was not planned."""
    if item.matter_id is None or item.meeting.day is None:
        return None
    return _planned_for(item.meeting).filter(matter=item.matter_id).order_by("due_from", "id").first()


def put_planned(*, meeting: m.Meeting, entry: m.PlanEntry, actor: Actor, at: datetime) -> m.AgendaItem:
    """Put what was planned on the agenda, once: with its matter, so that it is followed, and in the plan's own words."""
    with transaction.atomic():
        m.Meeting.objects.select_for_update().get(pk=meeting.pk)
        there = m.AgendaItem.objects.filter(meeting=meeting, matter=entry.matter).first()
        if there is not None:
            return there
        matter = entry.matter
        return put_item(
            meeting=meeting, title=matter.title, title_cy=matter.title_cy, matter=matter, text=entry.what,
            text_cy=entry.what_cy, actor=actor, at=at,
        )  # fmt: skip


def _planned_for(meeting: m.Meeting) -> QuerySet[m.PlanEntry]:
    return m.PlanEntry.objects.filter(
        organization=meeting.organization_id, due_from__lte=meeting.day, due_until__gte=meeting.day, withdrawn_at=None
    )
