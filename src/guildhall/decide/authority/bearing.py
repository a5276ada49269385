"""Which entries of the register bear on an item, as somebody at the desk finds: no machine can judge it.

Localism Act 2011, section 31: a member who has a disclosable pecuniary interest in a matter may not vote on it, whether or not they
declared it at the meeting.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.authority.interests import PECUNIARY
from guildhall.decide.authority.voting import hold, look_back
from guildhall.decide.keeping.recording import NotRecorded, tell
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor


def find_to_bear(*, interest: m.RegisteredInterest, item: m.AgendaItem, actor: Actor, at: datetime) -> m.Bearing:
    """An entry of the register bears on an item: whose it is may not vote there. Once.

    A vote of theirs that was recorded before is reported to the monitoring officer. Raises ``NotRecorded`` for an interest that is
    not a disclosable pecuniary one, or that they did not have on the day.
    """
    day = item.meeting.day or local(at).date()
    if interest.category not in PECUNIARY:
        raise NotRecorded("not-pecuniary", "interest")
    if (interest.since and interest.since > day) or (interest.until and interest.until < day):
        raise NotRecorded("not-on-that-day", "interest")
    with transaction.atomic():
        hold(item)
        row, new = m.Bearing.objects.get_or_create(
            item=item, interest=interest, taken_back_at=None, defaults={"found_at": at, "found_by": actor.reference}
        )
        if new:
            tell(interest, happened.FOUND_TO_BEAR, actor, at, item=item.reference)
            look_back(by=row, on=day, actor=actor, at=at)
    return row


def take_back(*, bearing: m.Bearing, actor: Actor, at: datetime) -> None:
    """It does not bear on the item after all. What was reported stays reported."""
    with transaction.atomic():
        row = m.Bearing.objects.select_for_update().select_related("interest", "item").get(pk=bearing.pk)
        if row.taken_back_at is not None:
            return
        row.taken_back_at, row.taken_back_by = at, actor.reference
        row.save(update_fields=["taken_back_at", "taken_back_by"])
        tell(row.interest, happened.BEARING_TAKEN_BACK, actor, at, item=row.item.reference)


def standing(item: m.AgendaItem) -> QuerySet[m.Bearing]:
    """The entries that were found to bear on an item."""
    return m.Bearing.objects.filter(item=item, taken_back_at=None).order_by("id")
