"""Call-in: members ask that a decision be looked at again before it has effect, and what comes of that.

Where a call-in has got to, and from when the decision has effect, is worked out from these dated rows (see ``standing``).
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from guildhall.decide import happened, references
from guildhall.decide import models as m
from guildhall.decide.authority.refused import allow
from guildhall.decide.authority.standing import in_force_since, paths, terms_of
from guildhall.decide.keeping.decisions import follow_decision
from guildhall.decide.keeping.published import publish_anew
from guildhall.decide.keeping.recording import NotRecorded, needed, tell
from guildhall.decide.sight import KEEPERS
from guildhall.estate.door import council
from guildhall.kernel.authority import calling_in
from guildhall.kernel.authority.refusing import Refused
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor

OUTCOMES = ("confirmed", "referred", "to-council")
"""Scrutiny lets it stand, sends it back to whoever decided it, or sends it to Full Council."""
_MEMBERS = ("member", "co-opted")


def refusals(*, decision: m.Decision, signatories: Sequence[m.Person], requested_at: datetime) -> tuple[Refused, ...]:
    """Every reason why a decision may not be called in by these at that time; none where it may.

    Raises ``NotRecorded`` where the council's profile does not say how many members it takes.
    """
    rule = council().call_in
    if rule is None:
        raise NotRecorded("no-rule", "signatories")
    path = paths([decision], on=local(requested_at).date(), onlooker=KEEPERS)[decision.pk]
    return calling_in.refusals(
        path,
        terms_of(decision),
        [each.reference for each in signatories if each.kind in _MEMBERS],
        rule.signatories,
        [each.reference for each in signatories if each.kind not in _MEMBERS],
    )


def refusals_then(*, call_in: m.CallIn, requested_at: datetime) -> tuple[Refused, ...]:
    """Every reason why a decision could not have been called in at that time, whoever signed, were this call-in not on record."""
    on = local(requested_at).date()
    path = paths([call_in.decision], on=on, onlooker=KEEPERS, apart_from=call_in)[call_in.decision_id]
    return calling_in.refusals(path, terms_of(call_in.decision), (), 0)


def names(decision: m.Decision, signatories: Sequence[m.Person]) -> dict[str, str]:
    """What a refusal calls those who sign; and of the decision, why it was exempt."""
    called = {each.reference: f"{each.style} {each.name}".strip() for each in signatories}
    return called | {decision.reference: decision.call_in_exempt_because}


def enter(
    *,
    decision: m.Decision,
    signatories: Sequence[m.Person],
    grounds: str,
    requested_at: datetime,
    actor: Actor,
    at: datetime,
    asked_for: str = "",
) -> m.CallIn:
    """Enter a call-in, from when it was asked for. The decision has no effect while it stands.

    Raises ``NotAllowed`` with every reason: too few members, too late, exempt, not of this sort, called in already.
    """
    if requested_at > at:
        raise NotRecorded("not-yet", "requested_at")
    grounds = needed(grounds, "grounds")
    with transaction.atomic():
        decision = m.Decision.objects.select_for_update().get(pk=decision.pk)
        found = refusals(decision=decision, signatories=signatories, requested_at=requested_at)
        allow(found, names(decision, signatories), box="signatories")
        row = m.CallIn.objects.create(
            reference=references.numbered(m.CallIn, decision), decision=decision, grounds=grounds,
            asked_for=asked_for.strip(), requested_at=requested_at,
        )  # fmt: skip
        m.CallInSignature.objects.bulk_create(
            [m.CallInSignature(call_in=row, person=each, at=requested_at) for each in dict.fromkeys(signatories)]
        )
        tell(row, happened.CALL_IN_ENTERED, actor, at, first=True, decision=decision.reference)
    return row


def judge(*, call_in: m.CallIn, valid: bool, actor: Actor, at: datetime, because: str = "") -> None:
    """The proper officer says whether it is valid. Of one that is not, why; then the rest of the time runs."""
    _is_open(call_in)
    if call_in.valid is not None:
        raise NotRecorded("judged", "call_in")
    with transaction.atomic():
        call_in.valid, call_in.validated_at, call_in.validated_by = valid, at, actor.reference
        call_in.invalid_because = "" if valid else needed(because, "because")
        call_in.save(update_fields=["valid", "validated_at", "validated_by", "invalid_because"])
        tell(call_in, happened.CALL_IN_JUDGED, actor, at, valid=valid)
        publish_anew(
            call_in, actor=actor, at=at, reason="It was found valid" if valid else "It was found not to be valid"
        )


def withdraw(*, call_in: m.CallIn, actor: Actor, at: datetime) -> None:
    """Those who asked for it take it back; then the rest of the time runs."""
    _is_open(call_in)
    with transaction.atomic():
        call_in.withdrawn_at = at
        call_in.save(update_fields=["withdrawn_at"])
        tell(call_in, happened.CALL_IN_WITHDRAWN, actor, at)
        publish_anew(call_in, actor=actor, at=at, reason="It was withdrawn")


def settle(
    *,
    call_in: m.CallIn,
    outcome: str,
    on: date,
    says: str,
    by: m.Organization,
    actor: Actor,
    at: datetime,
    meeting: m.Meeting | None = None,
    item: m.AgendaItem | None = None,
) -> None:
    """What the scrutiny body made of it: `confirmed`, `referred` back or sent `to-council`. Confirmed, it has effect that day."""
    _is_open(call_in)
    if outcome not in OUTCOMES:
        raise NotRecorded("no-such-code", "outcome")
    if call_in.requested_at and on < local(call_in.requested_at).date():
        raise NotRecorded("before-it-began", "on")
    meeting = meeting or (item.meeting if item else None)
    if meeting is not None and meeting.organization_id != by.pk:
        raise NotRecorded("another-body", "meeting")
    with transaction.atomic():
        call_in.outcome, call_in.outcome_on, call_in.outcome_says = outcome, on, needed(says, "says")
        call_in.considered_by, call_in.considered_at, call_in.item = by, meeting, item
        call_in.save(update_fields=["outcome", "outcome_on", "outcome_says", "considered_by", "considered_at", "item"])
        tell(call_in, happened.CALL_IN_SETTLED, actor, at, outcome=outcome, on=on)
        publish_anew(call_in, actor=actor, at=at, reason="It was considered")


def decide_again(*, call_in: m.CallIn, by: m.Decision, changed: bool, actor: Actor, at: datetime) -> None:
    """What was sent back was decided again: it stands, or (``changed``) the new decision takes its place, once that has effect."""
    if call_in.outcome not in {"referred", "to-council"} or call_in.settled_by_id is not None:
        raise NotRecorded("not-sent-back", "call_in")
    if by.pk == call_in.decision_id:
        raise NotRecorded("itself", "by")
    if by.taken_on is None or (call_in.outcome_on and by.taken_on < call_in.outcome_on):
        raise NotRecorded("before-it-began", "by")
    since = in_force_since(by, on=local(at).date())
    with transaction.atomic():
        call_in.settled_by = by
        call_in.save(update_fields=["settled_by"])
        tell(call_in, happened.CALL_IN_ANSWERED, actor, at, by=by.reference, changed=changed)
        if changed:
            follow_decision(
                decision=call_in.decision, kind="superseded", on=since, by=by, actor=actor, at=at
            )  # fmt: skip
        publish_anew(call_in, actor=actor, at=at, reason="It was decided again")


def _is_open(call_in: m.CallIn) -> None:
    if call_in.valid is False or call_in.withdrawn_at is not None or call_in.outcome:
        raise NotRecorded("over", "call_in")
