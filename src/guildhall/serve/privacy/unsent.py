"""What had not left the house when the record it belongs to is erased: it never will, and the tombstone says how many there were.

Erasing does not wait for a message, for the law does not; and nothing is sent without its words to an address that is gone.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from guildhall.ledger.door import Actor
from guildhall.serve import happened
from guildhall.serve.models import Message, Task
from guildhall.serve.telling.notices import tell

REASON = "erased"
"""Why such a message was stopped, as a code."""

NAME = "unsent message"
"""What the tombstone calls them."""


def stop(*, messages: QuerySet[Message], actor: Actor, at: datetime) -> int:
    """Stop those of these messages that were not sent, and the calls that were to be made for them. Gives how many were stopped.

    One that failed counts only where none took its place, and is never tried again.
    """
    with transaction.atomic():
        unsent = messages.filter(sent_at=None, stopped_at=None).select_for_update(of=("self",))
        waiting = list(unsent.select_related("case").prefetch_related("fallbacks").order_by("id"))
        keys = [each.pk for each in waiting]
        Message.objects.filter(id__in=keys).update(stopped_at=at, stopped_reason=REASON, held_until=None)
        Task.objects.filter(message__in=keys, done_at=None, withdrawn_at=None).update(
            withdrawn_at=at, withdrawn_by=actor.reference
        )
        lost = [each for each in waiting if not each.fallbacks.all()]
        for each in lost:
            tell(each.case, happened.MESSAGE_STOPPED.name, at, kind=each.kind, reason=REASON)
        return len(lost)
