"""The register of members' interests, by person, and what members were allowed all the same (Localism Act 2011, sections 30 to 33)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.authority.refused import allow
from guildhall.decide.keeping.agendas import restrict
from guildhall.decide.keeping.published import publish_anew
from guildhall.decide.keeping.recording import NotRecorded, needed, tell
from guildhall.decide.models.interests import CATEGORIES
from guildhall.kernel.authority import voting
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor

PECUNIARY = CATEGORIES[:7]
"""The categories of S.I. 2012/1464, whose interests are disclosable pecuniary ones."""
_SENSITIVE = (
    "A sensitive interest: that it exists is registered, what it is stays unsaid (Localism Act 2011, section 32)"
)
_ABOUT_SOMEBODY = "1"


def register(
    *,
    person: m.Person,
    category: str,
    text: str,
    actor: Actor,
    at: datetime,
    of_partner: bool = False,
    sensitive: bool = False,
    since: date | None = None,
    registered_on: date | None = None,
) -> m.RegisteredInterest:
    """Enter an interest that a member told the monitoring officer of. What a sensitive one is, is withheld and published nowhere."""
    if category not in CATEGORIES:
        raise NotRecorded("no-such-code", "category")
    text = needed(text, "text")
    with transaction.atomic():
        row = m.RegisteredInterest.objects.create(
            reference=references.numbered(m.RegisteredInterest, person), person=person, category=category,
            text="" if sensitive else text, of_partner=of_partner, sensitive=sensitive, since=since,
            registered_on=registered_on or local(at).date(),
        )  # fmt: skip
        tell(row, happened.INTEREST_REGISTERED, actor, at, first=True, person=person.reference, category=category)
        if sensitive:
            restrict(record=row, paragraph=_ABOUT_SOMEBODY, public_interest=_SENSITIVE, text=text, actor=actor, at=at)
    return row


def end(*, interest: m.RegisteredInterest, until: date, actor: Actor, at: datetime) -> None:
    """A member has an interest no longer after a day. It stays in the register as it was."""
    if interest.since and until < interest.since:
        raise NotRecorded("before-it-began", "until")
    with transaction.atomic():
        interest.until = until
        interest.save(update_fields=["until"])
        tell(interest, happened.INTEREST_ENDED, actor, at, until=until)
        publish_anew(interest, actor=actor, at=at, reason="The interest ended")


def correct(
    *,
    interest: m.RegisteredInterest,
    category: str,
    text: str,
    of_partner: bool,
    since: date | None,
    until: date | None,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Put an entry of the register right, with the reason, as a new version. What a sensitive one is stays as it is."""
    if category not in CATEGORIES:
        raise NotRecorded("no-such-code", "category")
    if since and until and until < since:
        raise NotRecorded("before-it-began", "until")
    reason = needed(reason, "reason")
    with transaction.atomic():
        row = m.RegisteredInterest.objects.select_for_update().get(pk=interest.pk)
        row.category, row.of_partner, row.since, row.until = category, of_partner, since, until
        if not row.sensitive:
            row.text = needed(text, "text")
        row.save(update_fields=["category", "of_partner", "since", "until", "text"])
        tell(row, happened.INTEREST_CORRECTED, actor, at, category=category)
        publish_anew(row, actor=actor, at=at, reason=reason)


def register_of(*, person: m.Person, on: date) -> QuerySet[m.RegisteredInterest]:
    """A member's entries in the register that stood on a day."""
    stood = Q(until=None) | Q(until__gte=on)
    return m.RegisteredInterest.objects.filter(stood, Q(since=None) | Q(since__lte=on), person=person).order_by("id")


def granted_for(*, interest: m.RegisteredInterest, on: date) -> m.Dispensation | None:
    """What a member was granted for an entry of the register and stands on a day; one that lets them vote before any other."""
    rows = interest.dispensations.filter(granted_on__lte=on, until__gte=on)
    return rows.order_by("-may_vote", "-until", "id").first()


def grant(
    *,
    person: m.Person,
    about: str,
    ground: str,
    granted_on: date,
    until: date,
    actor: Actor,
    at: datetime,
    interest: m.RegisteredInterest | None = None,
    may_vote: bool = True,
    decision: m.Decision | None = None,
    post: m.Post | None = None,
) -> m.Dispensation:
    """A member may take part all the same: on which ground of section 33(2), until when, and who allowed it (a decision or a post).

    It covers that interest, or without one whatever declaration relies on it. Raises ``NotAllowed`` for longer than four years.
    """
    if decision is None and post is None:
        raise NotRecorded("missing", "decision")
    may_grant(person=person, interest=interest, ground=ground, granted_on=granted_on, until=until)
    with transaction.atomic():
        row = m.Dispensation.objects.create(
            reference=references.numbered(m.Dispensation, person), person=person, interest=interest,
            about=needed(about, "about"), ground=ground, may_vote=may_vote, granted_on=granted_on, until=until,
            decision=decision, post=post,
        )  # fmt: skip
        told: dict[str, Any] = {"person": person.reference, "ground": ground, "until": until}
        tell(row, happened.DISPENSATION_GRANTED, actor, at, first=True, **told)
    return row


def may_grant(
    *, person: m.Person, interest: m.RegisteredInterest | None, ground: str, granted_on: date, until: date
) -> None:
    """Whether somebody may be allowed so much for so long. Raises ``NotRecorded``, and ``NotAllowed`` for longer than four years."""
    if ground not in tuple("abcde"):
        raise NotRecorded("no-such-code", "ground")
    if interest is not None and interest.person_id != person.pk:
        raise NotRecorded("another-person", "interest")
    value = voting.Dispensation(person.reference, granted_on, until, frozenset())
    allow(filter(None, [voting.dispensation_refused(value)]), box="until")
