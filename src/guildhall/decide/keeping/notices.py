"""Notices before and after decisions."""

from datetime import datetime

from django.db import transaction

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.keeping.recording import NotRecorded, needed, tell
from guildhall.decide.models.notices import NOTICES
from guildhall.ledger.door import Actor

_URGENT = ("general-exception", "special-urgency", "private-urgency")
_AGREED = ("special-urgency", "private-urgency")


def give_notice(
    *,
    kind: str,
    actor: Actor,
    at: datetime,
    plan_entry: m.PlanEntry | None = None,
    meeting: m.Meeting | None = None,
    decision: m.Decision | None = None,
    reasons: str = "",
    agreed_by: m.Person | None = None,
    agreed_by_post: m.Post | None = None,
    number: str = "",
    **more: object,
) -> m.Notice:
    """Enter a notice of something planned, called or decided. It is given when it is published. ``more``: other columns.

    An urgent one says why; one that somebody must agree to says who did. Raises ``NotRecorded``.
    """
    of = decision or meeting or plan_entry
    if kind not in NOTICES:
        raise NotRecorded("no-such-code", "kind")
    if of is None:
        raise NotRecorded("missing", "plan_entry")
    if kind in _URGENT:
        needed(reasons, "reasons")
    if kind in _AGREED and not (agreed_by or agreed_by_post):
        raise NotRecorded("missing", "agreed_by")
    with transaction.atomic():
        row = m.Notice.objects.create(
            reference=references.numbered(m.Notice, of), kind=kind, number=number, plan_entry=plan_entry, meeting=meeting,
            decision=decision, reasons=reasons.strip(), agreed_by=agreed_by, agreed_by_post=agreed_by_post, **more,
        )  # fmt: skip
        tell(row, happened.NOTICE_GIVEN, actor, at, first=True, kind=kind)
    return row
