"""What the monitoring officer is told of interests and of decisions without notice, until they have seen to it. Never published."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.keeping.recording import NotRecorded, needed, reference_of, tell
from guildhall.ledger.door import Actor


def waiting() -> QuerySet[m.Concern]:
    """What nobody has seen to yet of members' interests, the first reported first."""
    rows = m.Concern.objects.filter(seen_at=None, decision=None)
    return rows.select_related("person", "item__meeting__organization", "declaration", "vote").order_by("id")


def waiting_decisions() -> QuerySet[m.Concern]:
    """The key decisions without notice that nobody has seen to yet, the first reported first."""
    rows = m.Concern.objects.filter(seen_at=None, decision__isnull=False)
    return rows.select_related("decision__organization", "decision__post", "decision__person").order_by("id")


def see_to(*, concern: m.Concern, done: str, actor: Actor, at: datetime) -> None:
    """The monitoring officer has looked at it, and what came of it. Once; it stays on record."""
    done = needed(done, "done")
    with transaction.atomic():
        row = m.Concern.objects.select_for_update().get(pk=concern.pk)
        if row.seen_at is not None:
            raise NotRecorded("seen", "concern")
        row.seen_at, row.seen_by, row.done = at, actor.reference, done
        row.save(update_fields=["seen_at", "seen_by", "done"])
        about = row.decision or row.declaration or row.person
        if about is not None:  # the table holds none that is about nothing
            tell(about, happened.CONCERN_SEEN, actor, at, person=reference_of(row.person))
