"""A key decision that an officer or one member is to take, and that cannot wait for 28 clear days' notice.

S.I. 2012/2089: what regulations 10 and 11 ask holds for whoever takes a key decision. Where it is impracticable to give 28 clear days,
the chair of scrutiny is informed and five clear days' notice is given of why (10); where that is impracticable too, the chair of
scrutiny has agreed that it is urgent and cannot reasonably be deferred, and a notice says why (11). What a body decides has these
notices with its agenda; what one person decides has no agenda, and has them here.
"""

from datetime import date, datetime

from django.db import transaction

from guildhall.decide import models as m
from guildhall.decide.keeping.notices import give_notice
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.keeping.recording import NotRecorded, needed
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor

WAYS = ("general-exception", "special-urgency")
"""The kinds of notice that stand in for the 28 days."""


def give_urgent_notice(
    *,
    entry: m.PlanEntry,
    kind: str,
    reasons: str,
    actor: Actor,
    at: datetime,
    told: str = "",
    agreed_by: m.Person | None = None,
    agreed_on: date | None = None,
) -> m.Notice:
    """Publish under the general exception, or with urgency agreed, that a planned key decision will be taken, with its line of the plan.

    ``told``: who of scrutiny was informed, and when; ``agreed_by`` and ``agreed_on``: who of scrutiny agreed. Raises ``NotRecorded``.
    """
    with transaction.atomic():
        row = m.PlanEntry.objects.select_for_update().get(pk=entry.pk)
        if row.withdrawn_at is not None:
            raise NotRecorded("withdrawn", "entry")
        if not row.is_key or row.post_id is None:
            raise NotRecorded("with-its-agenda" if row.is_key else "not-key", "entry")
        if kind not in WAYS:
            raise NotRecorded("no-such-code", "kind")
        if kind == "general-exception":
            said: dict[str, object] = {"told": needed(told, "told")}
        else:
            refuse_unagreed(agreed_by, agreed_on, local(at).date())
            said = {"agreed_by": agreed_by, "agreed_on": agreed_on}
        if row.published_at is None:
            publish(reference=row.reference, actor=actor, at=at)
            row.refresh_from_db()
        notice = give_notice(kind=kind, plan_entry=row, reasons=reasons, actor=actor, at=at, **said)  # type: ignore[arg-type]  # its columns
        publish(reference=notice.reference, actor=actor, at=at)
    notice.refresh_from_db()
    return notice


def refuse_unagreed(agreed_by: m.Person | None, agreed_on: date | None, today: date) -> None:
    """Urgency is agreed by somebody, on a day that has come. Raises ``NotRecorded``."""
    if agreed_by is None:
        raise NotRecorded("missing", "agreed_by")
    if agreed_on is None:
        raise NotRecorded("missing", "agreed_on")
    if agreed_on > today:
        raise NotRecorded("not-yet", "agreed_on")
