"""What is published changes by a new version alone; and nothing that minutes tell of changes behind them once they are published."""

from datetime import datetime

from guildhall.decide import models as m
from guildhall.decide.keeping.documents import agenda_of, document_of
from guildhall.decide.keeping.publishing import add_version
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.models.record import Cited
from guildhall.decide.references import record_of
from guildhall.ledger.door import Actor


def publish_anew(row: Cited, *, actor: Actor, at: datetime, reason: str) -> None:
    """An act changed a record: every published document that tells of it gets a new version with this reason. A draft stays one.

    To be called last in the act, in its transaction. Where nothing that is told has changed, no version is made.
    """
    meeting = meeting_of(row)
    agenda = f"agenda/{meeting.key}" if meeting else ""
    told = m.Publication.objects.filter(subject__in=[row.reference, agenda], version=1).values_list(
        "subject", flat=True
    )
    for subject in sorted(told):
        document = (
            agenda_of(m.Meeting.objects.get(pk=meeting.pk))
            if meeting and subject == agenda
            else document_of(record_of(subject))
        )
        add_version(subject, document, actor, at, reason)


def refuse_behind_minutes(meeting: m.Meeting) -> None:
    """What happened at a meeting is changed in its minutes, with a reason, once those are published. Raises ``NotRecorded``."""
    if m.Minutes.objects.filter(meeting=meeting, published_at__isnull=False).exists():
        raise NotRecorded("published", "minutes")


def meeting_of(row: Cited) -> m.Meeting | None:
    """The meeting on whose agenda a record stands."""
    match row:
        case m.Meeting():
            return row
        case m.AgendaItem():
            return row.meeting
        case m.Report():
            return row.item.meeting
    return None
