"""A decision is published with its notice, in one act; and put right, in one, with a reason and as a new version.

What became of it is the body's to say. Where minutes tell of it, it is put right with them, and once those were approved a later
meeting has agreed; while it is called in, it stays as it was called in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from guildhall.decide import models as m
from guildhall.decide.authority.unnoticed import report_unnoticed
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.corrections import put_right
from guildhall.decide.keeping.notices import give_notice
from guildhall.decide.keeping.publishing import Version, publish
from guildhall.decide.keeping.recording import NotRecorded, needed
from guildhall.decide.models.decisions import OUTCOMES
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of
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

    The monitoring officer is told of a key decision that had no notice before it was taken.

    Raises ``NotRecorded`` where its item is a draft.
    """
    with transaction.atomic():
        row = m.Decision.objects.select_for_update().get(pk=decision.pk)
        version = publish(reference=row.reference, actor=actor, at=at)
        if not m.Notice.objects.filter(decision=row, kind="decision").exists():
            give_notice(kind="decision", decision=row, actor=actor, at=at)
        for notice in m.Notice.objects.filter(decision=row, published_at=None, withdrawn_at=None).order_by("id"):
            publish(reference=notice.reference, actor=actor, at=at)
        report_unnoticed(decision=row, actor=actor, at=at)
    return version


def correct_decision(
    *,
    decision: m.Decision,
    paragraphs: Mapping[str, str],
    said: Mapping[str, str],
    why: Correction,
    of_itself: OfItself | None = None,
) -> None:
    """Put a decision right, and where it is published, publish it again with the reason: all of it, or nothing.

    Its reference stays as it was given.

    ``paragraphs`` are the new texts by their numbers, which stay; ``said`` those of its reasons, options rejected and conflicts;
    ``of_itself`` its title, its day and what became of it. Raises ``NotRecorded``: as ``put_right`` does, and where others rest on
    what became of it.
    """
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
            _correct_itself(row, of_itself, local(why.at).date())
        put_right(row, why, meeting=row.item.meeting if row.item else None, item=row.item)


def _correct_itself(row: m.Decision, told: OfItself, today: date) -> None:
    """Where it stands follows anew from what is told. What others rest on does not change under them."""
    if told.outcome not in OUTCOMES:
        raise NotRecorded("no-such-code", "outcome")
    if told.outcome == "recommended" and told.recommends_to is None:
        raise NotRecorded("missing", "recommends_to")
    if told.outcome != "recommended" and row.resolved_by.exists():
        raise NotRecorded("settled", "outcome")
    if told.outcome != row.outcome and _is_called_in(row):
        raise NotRecorded("called-in", "outcome")
    if told.outcome != row.outcome and row.is_subject_to_call_in is False and not row.call_in_exempt_because:
        row.is_subject_to_call_in = None  # it was not said of what it turns out to be
    if told.taken_on > today:
        raise NotRecorded("not-yet", "taken_on")
    if told.taken_on != row.taken_on and row.published_at and local(row.published_at).date() < told.taken_on:
        raise NotRecorded("after-its-notice", "taken_on")
    if _followed_before(row, told.taken_on):
        raise NotRecorded("after-what-follows", "taken_on")
    row.title, row.outcome = needed(told.title, "title"), told.outcome
    row.recommends_to = told.recommends_to if told.outcome == "recommended" else None
    if row.taken_on != told.taken_on:
        row.taken_on = row.listed_on = told.taken_on
    row.save(update_fields=["title", "outcome", "recommends_to", "taken_on", "listed_on", "is_subject_to_call_in"])


def _is_called_in(row: m.Decision) -> bool:
    """Whether members asked that it be looked at again, and that is not over."""
    asked = row.call_ins.filter(withdrawn_at=None).exclude(valid=False)
    return asked.filter(Q(outcome="") | (~Q(outcome="confirmed") & Q(settled_by=None))).exists()


def _followed_before(row: m.Decision, day: date) -> bool:
    """Whether something that became of it is recorded on a day before this."""
    settled, after = row.resolved_by.filter(taken_on__lt=day), row.sequels.filter(on__lt=day)
    called_in = row.call_ins.filter(requested_at__lt=moment_of(day))
    return settled.exists() or after.exists() or called_in.exists()
