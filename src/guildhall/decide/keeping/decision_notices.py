"""A decision is published with its notice, in one act; and put right, in one, with a reason and as a new version."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.keeping.notices import give_notice
from guildhall.decide.keeping.publishing import Version, publish
from guildhall.decide.keeping.recording import needed, tell
from guildhall.ledger.door import Actor

SAID = ("reasons", "options_rejected", "conflicts")


def publish_with_notice(*, decision: m.Decision, actor: Actor, at: datetime) -> Version:
    """Publish a decision and give notice of it. Done again, it changes nothing. Raises ``NotRecorded`` where its item is a draft."""
    with transaction.atomic():
        row = m.Decision.objects.select_for_update().get(pk=decision.pk)
        version = publish(reference=row.reference, actor=actor, at=at)
        if not m.Notice.objects.filter(decision=row, kind="decision").exists():
            notice = give_notice(kind="decision", decision=row, actor=actor, at=at)
            publish(reference=notice.reference, actor=actor, at=at)
    return version


def correct_decision(
    *,
    decision: m.Decision,
    paragraphs: Mapping[str, str],
    said: Mapping[str, str],
    reason: str,
    actor: Actor,
    at: datetime,
) -> Version:
    """Put a decision's words right, and publish it again with the reason: all of it, or nothing.

    ``paragraphs`` are the new texts by their numbers, which stay; ``said`` those of its reasons, options rejected and conflicts.
    Raises ``NotRecorded``.
    """
    reason = needed(reason, "reason")
    with transaction.atomic():
        row = m.Decision.objects.select_for_update().get(pk=decision.pk)
        for each in row.resolutions.order_by("place"):
            if each.number in paragraphs and paragraphs[each.number] != each.text:
                each.text = needed(paragraphs[each.number], "text")
                each.save(update_fields=["text"])
        for name in SAID:
            if name in said and said[name] != (getattr(row, name) or ""):
                setattr(row, name, needed(said[name], name))
        row.save(update_fields=list(SAID))
        tell(row, happened.DECISION_FOLLOWED, actor, at, what="corrected")
        return publish(reference=row.reference, actor=actor, at=at, reason=reason)
