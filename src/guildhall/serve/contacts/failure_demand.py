"""Failure demand: a contact on an open case that brings nothing new. Better service would have spared it.

It is never asked of an advisor, but worked out from what happened when the contact is logged.
"""

from datetime import datetime

from guildhall.ledger.door import histories
from guildhall.people.door import same_as
from guildhall.serve.models import Case

PROGRESS = "progress"
"""The reason of a contact about how far a case has got: it is on whichever of their cases are open."""

NEWS = frozenset({"case.opened", "customer.replied", "payment.begun", "payment.settled", "task.done"})
"""What may come by a contact: a case, an answer, a document that was waited for, a reply, money."""

_MOST = 20


def is_failure_demand(*, party: str, case: str, reason: str, since: datetime, at: datetime) -> bool | None:
    """Whether a contact was on an open case, and nothing new came by it; ``None`` where that cannot be known.

    ``case`` is the one that it was about, where that is known: of somebody registered it must be theirs. Whoever is not
    registered and asks how far it has got may have an open case or none. ``since`` is when the contact began. Nothing is asked
    of the database where it can be no such contact.
    """
    if not (case or reason == PROGRESS):
        return False
    if not (party or case):
        return None
    theirs = Case.objects.filter(customer__in=same_as(references=[party])[party]) if party else Case.objects.all()
    still_open = theirs.filter(closed_at=None, opened_at__lt=since)
    on = still_open.filter(reference=case) if case else still_open
    found = list(on.order_by("-opened_at").values_list("reference", flat=True)[:_MOST])
    if not found or (party and theirs.filter(opened_at__gte=since, opened_at__lte=at).exists()):
        return False
    events = histories(subjects=[f"case/{each}" for each in found], audience="staff")
    return not any(event.type in NEWS and since <= event.at <= at for story in events.values() for event in story)
