"""Decisions outside a meeting: by whoever holds an officer's post, or by one member of the executive.

S.I. 2012/2089, regulation 13: a written statement of it says the decision, its reasons, what was rejected and which conflicts of
interest were declared. Where a power was given to the post, the record names it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from guildhall.decide import models as m
from guildhall.decide.authority.uses import adopting
from guildhall.decide.keeping.decisions import Paragraph, take_decision
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.sight import seen_of
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor


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
    under: m.Delegation | None = None,
    matter: m.Matter | None = None,
    exempt_because: str = "",
    number: str = "",
) -> m.Decision:
    """Record what the holder of an officer's ``post`` decided, or (without one of an officer) a ``person`` of the executive.

    It is under a published power of that post that was live on the day, where it names one. Raises ``NotRecorded``.
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
        _is_theirs(under, post, taken_on)
    exempt = exempt_because.strip()
    called_in: bool | None = False if exempt else (True if is_key or not officer else None)
    entry = _planned(matter, post, taken_on)
    return take_decision(
        title=title, path="officer" if officer else "individual", outcome="resolved", post=post, person=person, under=under,
        matter=matter, taken_on=taken_on, paragraphs=paragraphs, reasons=reasons, options_rejected=options_rejected,
        conflicts=conflicts, is_key=is_key or bool(entry and entry.is_key), plan_entry=entry, number=number,
        is_subject_to_call_in=called_in, call_in_exempt_because=exempt, actor=actor, at=at,
    )  # fmt: skip


def of_the_executive(on: date) -> Q:
    """Which memberships are of the executive, or of a post of a member in it, on a day."""
    held = Q(since=None) | Q(since__lte=on)
    return held & (Q(until=None) | Q(until__gte=on)) & Q(organization__kind="executive")


def _is_of_the_executive(person: m.Person, on: date) -> bool:
    return person.memberships.filter(of_the_executive(on)).exists()


def _is_theirs(under: m.Delegation, post: m.Post | None, on: date) -> None:
    """Raise ``NotRecorded`` where a power is another's, a draft, or was not live on a day."""
    if under.holder_id != (post.pk if post else None):
        raise NotRecorded("another-holder", "under")
    if seen_of(m.Delegation, under.reference) is None:
        raise NotRecorded("a-draft", "under")
    begun = under.starts_on is None or under.starts_on <= on
    over = under.ends_on is not None and under.ends_on < on
    given = adopting(under, on)
    if over or not begun or not given.is_in_force or (given.effective is not None and given.effective > on):
        raise NotRecorded("not-live", "under")


def _planned(matter: m.Matter | None, post: m.Post | None, on: date) -> m.PlanEntry | None:
    """The line of the forward plan by which it was to be decided by this post then."""
    if matter is None or post is None:
        return None
    rows = m.PlanEntry.objects.filter(matter=matter, post=post, due_from__lte=on, due_until__gte=on, withdrawn_at=None)
    return rows.order_by("due_from", "id").first()
