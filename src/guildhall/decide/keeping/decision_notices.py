"""A decision is published with its notice, in one act; and put right, in one, with a reason and as a new version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from guildhall.decide import happened
from guildhall.decide import models as m
from guildhall.decide.keeping.notices import give_notice
from guildhall.decide.keeping.publishing import Version, publish
from guildhall.decide.keeping.recording import NotRecorded, needed, tell
from guildhall.decide.models.decisions import OUTCOMES
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor

SAID = ("reasons", "options_rejected", "conflicts")


@dataclass(frozen=True, slots=True)
class OfItself:
    """What a decision is called, on which day it was taken, what became of it, and to whom it was recommended."""

    title: str
    taken_on: date
    outcome: str
    recommends_to: m.Organization | None = None


def publish_with_notice(*, decision: m.Decision, actor: Actor, at: datetime) -> Version:
    """Publish a decision and give notice of it, and any other that was entered with it. Done again, it changes nothing.

    Raises ``NotRecorded`` where its item is a draft.
    """
    with transaction.atomic():
        row = m.Decision.objects.select_for_update().get(pk=decision.pk)
        version = publish(reference=row.reference, actor=actor, at=at)
        if not m.Notice.objects.filter(decision=row, kind="decision").exists():
            give_notice(kind="decision", decision=row, actor=actor, at=at)
        for notice in m.Notice.objects.filter(decision=row, published_at=None, withdrawn_at=None).order_by("id"):
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
    of_itself: OfItself | None = None,
) -> Version:
    """Put a decision right, and publish it again with the reason: all of it, or nothing. Its reference stays as it was given.

    ``paragraphs`` are the new texts by their numbers, which stay; ``said`` those of its reasons, options rejected and conflicts;
    ``of_itself`` its title, its day and what became of it. Raises ``NotRecorded``.
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
        if of_itself is not None:
            _correct_itself(row, of_itself, local(at).date())
        tell(row, happened.DECISION_FOLLOWED, actor, at, what="corrected")
        return publish(reference=row.reference, actor=actor, at=at, reason=reason)


def _correct_itself(row: m.Decision, told: OfItself, today: date) -> None:
    """Where it stands follows anew from what is told. What others rest on does not change under them."""
    if told.outcome not in OUTCOMES:
        raise NotRecorded("no-such-code", "outcome")
    if told.outcome == "recommended" and told.recommends_to is None:
        raise NotRecorded("missing", "recommends_to")
    if told.outcome != "recommended" and row.resolved_by.exists():
        raise NotRecorded("settled", "outcome")
    if told.outcome != row.outcome and row.is_subject_to_call_in is False and not row.call_in_exempt_because:
        row.is_subject_to_call_in = None  # it was not said of what it turns out to be
    if told.taken_on > today:
        raise NotRecorded("not-yet", "taken_on")
    if told.taken_on != row.taken_on and row.published_at and local(row.published_at).date() < told.taken_on:
        raise NotRecorded("after-its-notice", "taken_on")
    if row.sequels.filter(on__lt=told.taken_on).exists() or row.resolved_by.filter(taken_on__lt=told.taken_on).exists():
        raise NotRecorded("after-what-follows", "taken_on")
    row.title, row.outcome = needed(told.title, "title"), told.outcome
    row.recommends_to = told.recommends_to if told.outcome == "recommended" else None
    if row.taken_on != told.taken_on:
        row.taken_on = row.listed_on = told.taken_on
    row.save(update_fields=["title", "outcome", "recommends_to", "taken_on", "listed_on", "is_subject_to_call_in"])
