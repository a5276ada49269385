"""Powers given to posts."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.authority.standing import in_force_since
from guildhall.decide.keeping.published import publish_anew
from guildhall.decide.keeping.recording import NotRecorded, needed, reference_of, tell
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor


def delegate(
    *,
    holder: m.Post,
    scope: str,
    actor: Actor,
    at: datetime,
    decision: m.Decision | None = None,
    paragraph: str = "",
    scheme: str = "",
    body: m.Organization | None = None,
    grounds: Sequence[str] = (),
    conditions: Sequence[str] = (),
    consultees: Sequence[tuple[str, m.Post | None]] = (),
    starts_on: date | None = None,
    starts_when: str = "",
    ends_on: date | None = None,
    ends_when: str = "",
    scope_cy: str = "",
) -> m.Delegation:
    """Record a power given to a post by a paragraph of a decision, or by the council's standing ``scheme``.

    What stands in a recommendation is inert until that is resolved: this is worked out, never said here. Raises ``NotRecorded``.
    """
    if decision is None and not scheme.strip():
        raise NotRecorded("missing", "decision")
    resolution = m.Resolution.objects.filter(decision=decision, number=paragraph).first() if paragraph else None
    if paragraph and resolution is None:
        raise NotRecorded("no-such-paragraph", "paragraph")
    if starts_on and ends_on and ends_on < starts_on:
        raise NotRecorded("before-it-began", "ends_on")
    with transaction.atomic():
        row = m.Delegation.objects.create(
            reference=references.numbered(m.Delegation, decision or holder), holder=holder, decision=decision,
            organization=body or (decision.organization if decision else None), resolution=resolution, scheme=scheme,
            scope=needed(scope, "scope"), scope_cy=scope_cy, starts_on=starts_on, starts_when=starts_when, ends_on=ends_on,
            ends_when=ends_when,
        )  # fmt: skip
        terms: list[tuple[str, str, m.Post | None]] = [("ground", text, None) for text in grounds]
        terms += [("condition", text, None) for text in conditions]
        terms += [("consultee", text, post) for text, post in consultees]
        places: dict[str, int] = {}
        for kind, text, post in terms:
            places[kind] = places.get(kind, 0) + 1
            m.DelegationTerm.objects.create(delegation=row, kind=kind, place=places[kind], text=text, post=post)
        told = {"holder": holder.reference, "decision": reference_of(decision)}
        tell(row, happened.DELEGATED, actor, at, first=True, **told)
    return row


def revoke(*, delegation: m.Delegation, on: date, actor: Actor, at: datetime, by: m.Decision | None = None) -> None:
    """A power is taken back from a day on, by another decision where one did it. What was done with it before stays done.

    Raises ``NotRecorded``, also where that decision has no effect on that day; from a day to come, where it has none yet.
    """
    if delegation.revoked_on is not None:
        raise NotRecorded("revoked", "delegation")
    if by is not None and by == delegation.decision:
        raise NotRecorded("itself", "by")
    if delegation.starts_on and on < delegation.starts_on:
        raise NotRecorded("before-it-began", "on")
    if by is not None:
        in_force_since(by, on=min(on, local(at).date()))
    with transaction.atomic():
        delegation.revoked_on, delegation.revoked_by = on, by
        delegation.save(update_fields=["revoked_on", "revoked_by"])
        tell(delegation, happened.DELEGATION_REVOKED, actor, at, on=on, by=reference_of(by))
        publish_anew(delegation, actor=actor, at=at, reason="The power was taken back")
