"""Decisions outside a meeting: by whoever holds an officer's post, or by one member of the executive.

S.I. 2012/2089, regulation 13: a written statement of it says the decision, its reasons, what was rejected and which conflicts of
interest were declared. Where a power was given to the post, it is a use of that power: recorded with it, or not at all.

Regulations 9 to 11 hold for whoever takes a key decision: 28 clear days' notice was given of it, or notice under the general
exception, or the chair of scrutiny agreed that it is urgent. One without any is refused. Where it was taken all the same, it is
recorded as it happened, by saying so, and its path shows what was not kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from guildhall.decide import models as m
from guildhall.decide.authority.unnoticed import report_unnoticed, unnoticed
from guildhall.decide.authority.uses import Judged, Met, use
from guildhall.decide.keeping.decisions import Paragraph, take_decision
from guildhall.decide.keeping.notices import give_notice
from guildhall.decide.keeping.recording import NotRecorded, needed
from guildhall.decide.keeping.urgent import refuse_unagreed
from guildhall.decide.sight import seen_of
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.ledger.door import Actor


@dataclass(frozen=True, slots=True)
class Under:
    """The power under which it was decided, and what a use of it rests on (see ``uses``), with the texts where it changed one."""

    power: m.Delegation
    judged: Judged
    met: Sequence[Met] = ()
    before: str = ""
    after: str = ""
    source: str = ""
    begun: str = ""
    unended: str = ""


@dataclass(frozen=True, slots=True)
class Urgent:
    """Why a key decision could wait for no notice, who of scrutiny agreed to that, and on which day (regulation 11)."""

    because: str
    agreed_by: m.Person | None = None
    agreed_on: date | None = None


def take_alone(
    *,
    title: str,
    taken_on: date,
    paragraphs: Sequence[Paragraph],
    reasons: str,
    options_rejected: str,
    conflicts: str,
    is_key: bool,
    actor: Actor,
    at: datetime,
    post: m.Post | None = None,
    person: m.Person | None = None,
    under: Under | None = None,
    matter: m.Matter | None = None,
    exempt_because: str = "",
    urgent: Urgent | None = None,
    without_notice: bool = False,
    number: str = "",
) -> m.Decision:
    """Record what the holder of an officer's ``post`` decided, or (without one of an officer) a ``person`` of the executive.

    ``under`` a published power, it is recorded as a use of it by whoever held the post, or not at all. A key decision was noticed
    in time, or was ``urgent``, or it is said that it was taken ``without_notice``. Raises ``NotRecorded`` (``key-without-notice``),
    and ``NotAllowed`` with every reason why the power may not be so used.
    """
    if taken_on > local(at).date():
        raise NotRecorded("not-yet", "taken_on")
    officer = post is not None and post.held_by == "officer"
    if not officer:
        if person is None:
            raise NotRecorded("missing", "person")
        if not _is_of_the_executive(person, taken_on):
            raise NotRecorded("not-of-the-executive", "person")
    if under is not None:
        if post is None or person is None:
            raise NotRecorded("missing", "post" if post is None else "person")
        if seen_of(m.Delegation, under.power.reference) is None:
            raise NotRecorded("a-draft", "under")
    exempt = exempt_because.strip()
    called_in: bool | None = False if exempt else (True if is_key or not officer else None)
    entry = _planned(matter, post, taken_on)
    with transaction.atomic():
        row = take_decision(
            title=title, path="officer" if officer else "individual", outcome="resolved", post=post, person=person,
            under=under.power if under else None, matter=matter, taken_on=taken_on, paragraphs=paragraphs, reasons=reasons,
            options_rejected=options_rejected, conflicts=conflicts, is_key=is_key or bool(entry and entry.is_key),
            plan_entry=entry, number=number, is_subject_to_call_in=called_in, call_in_exempt_because=exempt, actor=actor, at=at,
        )  # fmt: skip
        if row.is_key:
            _noticed(row, urgent, without_notice, actor, at)
        if under is not None and post is not None and person is not None:
            use(
                delegation=under.power, person=person, post=post, used_at=used_at(taken_on, at), title=title,
                what_changed="\n".join(text for _, text in paragraphs), judged=under.judged, met=under.met,
                before=under.before, after=under.after, source=under.source, begun=under.begun, unended=under.unended,
                decision=row, actor=actor, at=at,
            )  # fmt: skip
    return row


def _noticed(row: m.Decision, urgent: Urgent | None, without_notice: bool, actor: Actor, at: datetime) -> None:
    """A key decision has its notice by the day on which it was taken: as its path, worked out to that day, says."""
    on = row.taken_on or local(at).date()
    if urgent is not None:
        refuse_unagreed(urgent.agreed_by, urgent.agreed_on, on)
        give_notice(
            kind="special-urgency", decision=row, reasons=needed(urgent.because, "urgent_because"),
            agreed_by=urgent.agreed_by, agreed_on=urgent.agreed_on, actor=actor, at=at,
        )  # fmt: skip
    if unnoticed(row) is not None and not without_notice:
        raise NotRecorded("key-without-notice", "is_key")
    report_unnoticed(decision=row, actor=actor, at=at)


def used_at(day: date, at: datetime) -> datetime:
    """When a power was used, of which only the day is known: this moment, where that is today, and else the day from its first."""
    return at if day == local(at).date() else moment_of(day)


def of_the_executive(on: date) -> Q:
    """Which memberships are of the executive, or of a post of a member in it, on a day."""
    held = Q(since=None) | Q(since__lte=on)
    return held & (Q(until=None) | Q(until__gte=on)) & Q(organization__kind="executive")


def _is_of_the_executive(person: m.Person, on: date) -> bool:
    return person.memberships.filter(of_the_executive(on)).exists()


def _planned(matter: m.Matter | None, post: m.Post | None, on: date) -> m.PlanEntry | None:
    """The line of the forward plan by which it was to be decided by this post then."""
    if matter is None or post is None:
        return None
    rows = m.PlanEntry.objects.filter(matter=matter, post=post, due_from__lte=on, due_until__gte=on, withdrawn_at=None)
    return rows.order_by("due_from", "id").first()
