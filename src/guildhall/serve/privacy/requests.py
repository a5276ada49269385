"""Requests about personal data: a case of the service for them, taken up under the clock that the law sets.

The month is a calendar month from the request, or from when we know that it is them who ask, where we had to ask for proof
(UK GDPR, Articles 12(3), 12(6) and 12A). Asking for proof stops the clock, and it begins anew when the proof has come.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from guildhall.estate.door import words
from guildhall.kernel.clocks import Term, statutory
from guildhall.ledger.door import Actor
from guildhall.people.door import same_as
from guildhall.serve import happened
from guildhall.serve.casework import ending
from guildhall.serve.casework.cases import CaseValue, tell_ledger, value_of
from guildhall.serve.joining.ruling import held
from guildhall.serve.models import Case, Obligation, RightsRequest
from guildhall.serve.obligations import acting, owing
from guildhall.serve.obligations.acting import NothingRuns, NothingWaits, TooLong
from guildhall.serve.obligations.standing import moment_of_receipt, more_left, owed_on, told_due
from guildhall.serve.telling.notices import language_of

SERVICE = ending.REQUESTS
"""The service by which people ask, on every channel."""

KINDS = {"copy": "access", "erase": "erasure"}
"""What may be asked for: the answer in the service, and the kind of request."""

OWED = {"access": "subject-access", "erasure": "erasure"}
"""Under which rule of the law each kind stands."""

KNOWN_BY = ("document", "in-person", "details")
"""How we know that it is them: something they showed or sent, somebody who knows them, or what only they could tell."""

STRETCH = 50

MOST_MORE = statutory.RIGHTS_MORE.count
"""The further months that may be taken for a request that is complex, or one of many (UK GDPR, Article 12(3))."""


class NoSuchRequest(LookupError):
    """There is no such request."""

    code = "no-such-request"


class NotKnown(ValueError):
    """Nobody has said yet that we know who asks."""

    code = "not-known"


class Answered(ValueError):
    """The request was answered already."""

    code = "already-answered"


class NoMoreTime(ValueError):
    """More time is not to be had: with it, more than two further months would be taken."""

    code = "no-more-time"


class NotTold(ValueError):
    """Who asks could not be told by any way that is safe; more time counts only where they are told within the month."""

    code = "not-told"


@dataclass(frozen=True, slots=True)
class RequestValue:
    """A request as it stands: its case, who asks, and whether we know that it is them. ``kind`` is ``access`` or ``erasure``."""

    id: int
    case: CaseValue
    kind: str
    party: str
    at: datetime
    known_by: str
    known_at: datetime | None
    known_to: str
    answered_by: str
    answered_at: datetime | None

    @property
    def parties(self) -> tuple[str, ...]:
        """Every record of the person who asks."""
        return same_as(references=[self.party])[self.party] if self.party else ()


def find(*, reference: str) -> RequestValue:
    """The request that is this case. Raises ``NoSuchRequest``."""
    row = RightsRequest.objects.select_related("case").filter(case__reference=reference).first()
    if row is None:
        raise NoSuchRequest(reference)
    return _value(row)


def take_up(*, case: CaseValue, kind: str, party: str, actor: Actor, at: datetime) -> None:
    """Take up a case as a request of somebody registered, under the clock of the law. Saying it twice changes nothing."""
    with suppress(IntegrityError), transaction.atomic():
        if RightsRequest.objects.filter(case_id=case.id).exists():
            return
        RightsRequest.objects.create(case_id=case.id, kind=kind, party=party, by=actor.reference, at=at)
        received = moment_of_receipt(on=case.received_on, now=case.opened_at)
        owing.owe(case=case.id, name=OWED[kind], received=received, actor=actor, at=at)
        tell_ledger(case, happened.RIGHTS_ASKED.name, actor, at, "customer", {"kind": kind})


def ask_proof(*, request: RequestValue, actor: Actor, at: datetime) -> None:
    """Ask who asks for something that shows it; until it comes, the clock stands still. Raises ``NothingRuns``."""
    text = words("serve").say("rights-proof-asked", language_of(request.case))
    acting.pause(case=request.case.id, reason="identity", said=text, actor=actor, at=at, tell=True)


def prove(*, request: RequestValue, known_by: str, actor: Actor, at: datetime) -> None:
    """Record that we know who asks, and how. Where proof was awaited, the month begins now."""
    with transaction.atomic():
        fresh = RightsRequest.objects.filter(id=request.id, known_at=None)
        if fresh.update(known_by=known_by, known_at=at, known_to=actor.reference):
            with suppress(NothingWaits, NothingRuns):
                acting.resume(case=request.case.id, reason="identity", actor=actor, at=at, tell=True)
            tell_ledger(request.case, happened.IDENTITY_PROVED.name, actor, at, "customer", {"how": known_by})


def more_months(*, request: RequestValue, at: datetime) -> int:
    """How many further months may still be taken: none once the month is over, while proof is awaited, or when answered."""
    row = Obligation.objects.filter(case_id=request.case.id, name=OWED[request.kind], met_at=None).first()
    due = told_due(row) if row else None
    left = (
        more_left(owed_on(Case.objects.get(id=request.case.id)), OWED[request.kind]) if due and at < due.ends else None
    )
    return left.count if left else 0


def extend(*, request: RequestValue, months: int, reason: str, actor: Actor, at: datetime) -> None:
    """Take further months as on every other clock, and tell who asks how many and why. Pressed twice, they are taken once.

    Raises ``NothingRuns`` where the month is over or does not run, ``NoMoreTime`` and ``NotTold``; nothing is changed then.
    """
    with transaction.atomic():
        case = held(request.case.id)
        due = Obligation.objects.filter(case=case, name=OWED[request.kind], met_at=None).first()
        told = told_due(due) if due else None
        if due is None or told is None or at >= told.ends:
            raise NothingRuns(case.reference)
        more = Term(months, "months")
        try:
            taken = acting.extend(case=case.pk, name=due.name, by=more, reason=reason, actor=actor, at=at)
        except TooLong:
            raise NoMoreTime(case.reference) from None
        if taken is not None and not taken.told:
            raise NotTold(case.reference)


def answer(*, request: RequestValue, actor: Actor, at: datetime) -> None:
    """Record that a request was answered. To be called in the transaction that answers it. Raises what stands in the way."""
    row = RightsRequest.objects.select_for_update().get(id=request.id)
    if row.answered_at is not None:
        raise Answered(request.case.reference)
    if row.known_at is None:
        raise NotKnown(request.case.reference)
    row.answered_by, row.answered_at = actor.reference, at
    row.save(update_fields=["answered_by", "answered_at"])
    tell_ledger(request.case, happened.RIGHTS_ANSWERED.name, actor, at, "customer", {})


def to_take_up(*, limit: int = STRETCH) -> tuple[CaseValue, ...]:
    """The open cases of the service that nobody has taken up, the oldest first. One statement."""
    rows = Case.objects.filter(service=SERVICE, closed_at=None, rights_request=None).order_by("opened_at", "id")
    return tuple(map(value_of, rows[:limit]))


def listed(*, after: str = "", limit: int = STRETCH) -> tuple[tuple[RequestValue, ...], str]:
    """A stretch of requests, the newest first, and where the next begins (``""`` at the end). One statement."""
    rows = RightsRequest.objects.select_related("case").filter(~Q(case__erased_at__isnull=False))
    moment, _, number = after.partition("~")
    with suppress(ValueError, OverflowError):
        last, before = int(number), datetime.fromisoformat(moment)
        if before.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(at__lte=before).exclude(at=before, id__gte=last)
    found = list(rows.order_by("-at", "-id")[: limit + 1])
    more = found[limit - 1] if len(found) > limit else None
    return tuple(map(_value, found[:limit])), f"{more.at.isoformat()}~{more.pk}" if more else ""


def _value(row: RightsRequest) -> RequestValue:
    return RequestValue(
        row.pk,
        value_of(row.case),
        row.kind,
        row.party,
        row.at,
        row.known_by,
        row.known_at,
        row.known_to,
        row.answered_by,
        row.answered_at,
    )
