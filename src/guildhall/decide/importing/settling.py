"""What a page that was brought in leaves somebody to look at, and that they did: who, when, and what came of it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from guildhall.decide import models as m
from guildhall.decide.importing.page import ANSWER
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.ledger.door import Actor


def settle(*, source: m.Source, doubts: Collection[int], how: str, actor: Actor, at: datetime) -> None:
    """Somebody has looked at these of a page, by their numbers, and says ``how`` they were settled, where there is more to say.

    What waits for an answer is settled by that: the page is brought in again. Raises ``NotRecorded``.
    """
    with transaction.atomic():
        rows = list(source.doubts.select_for_update().filter(pk__in=doubts).exclude(field=ANSWER).order_by("id"))
        if len(rows) != len(set(doubts)) or not rows:
            raise NotRecorded("missing", "doubts")
        if any(each.settled_at is not None for each in rows):
            raise NotRecorded("settled", "doubts")
        source.doubts.filter(pk__in=doubts).update(settled_at=at, settled_by=actor.reference, settled_how=how.strip())
