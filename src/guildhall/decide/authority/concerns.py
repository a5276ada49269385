"""What the monitoring officer is told of members' interests, until they have seen to it. Never published."""

from datetime import datetime

from django.db import transaction

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.keeping.recording import NotRecorded, needed, tell
from guildhall.ledger.door import Actor

STRETCH = 50


def waiting(*, after: int = 0, limit: int = STRETCH) -> tuple[tuple[m.Concern, ...], int]:
    """A stretch of what nobody has seen to yet, the first reported first, and where the next begins (0: nowhere)."""
    rows = m.Concern.objects.filter(seen_at=None, pk__gt=after).order_by("pk")
    found = list(rows.select_related("person", "item__meeting__organization", "declaration", "vote")[: limit + 1])
    return tuple(found[:limit]), found[limit - 1].pk if len(found) > limit else 0


def see_to(*, concern: m.Concern, done: str, actor: Actor, at: datetime) -> None:
    """The monitoring officer has looked at it, and what came of it. Once; it stays on record."""
    done = needed(done, "done")
    with transaction.atomic():
        row = m.Concern.objects.select_for_update().select_related("person").get(pk=concern.pk)
        if row.seen_at is not None:
            raise NotRecorded("seen", "concern")
        row.seen_at, row.seen_by, row.done = at, actor.reference, done
        row.save(update_fields=["seen_at", "seen_by", "done"])
        about = row.declaration or row.person
        tell(about, happened.CONCERN_SEEN, actor, at, person=row.person.reference)
