"""A closed case opened again: why, in which words the customer is told, and what becomes of its clock. Nothing is taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guildhall.estate.door import words
from guildhall.kernel.clocks import Term
from guildhall.kernel.clocks.saying import due_in_full
from guildhall.ledger.door import Actor
from guildhall.serve import happened, outbox
from guildhall.serve.casework.cases import CaseValue, tell_ledger
from guildhall.serve.joining.ruling import held
from guildhall.serve.models import Closure, Reopening
from guildhall.serve.obligations.reviving import Clock, revive
from guildhall.serve.telling import messages
from guildhall.serve.telling.notices import language_of

REASONS = ("disagreed", "new-facts", "mistake")
"""Why an officer opens a case again, by code. A complaint is taken to its second stage by ``complaints``."""
CLOCKS: tuple[Clock, ...] = ("continues", "new")
NEW_TERM: Mapping[str, int] = {"least": 1, "most": 60}
"""Working days that a new promise may take."""


class NotClosed(ValueError):
    """The case is open: somebody opened it again meanwhile."""

    code = "not-closed"


@dataclass(frozen=True, slots=True)
class ReopeningValue:
    """A case was opened again: why by a code, what the customer was told, and what became of the clock."""

    reason: str
    told: str
    clock: str
    by: str
    at: datetime


def of_case(*, case: CaseValue) -> tuple[ReopeningValue, ...]:
    """Each time that a case was opened again, oldest first."""
    rows = Reopening.objects.filter(case_id=case.id).order_by("at", "id")
    return tuple(ReopeningValue(each.reason, each.told, each.clock, each.by, each.at) for each in rows)


def reopen(
    *,
    case: CaseValue,
    reason: str,
    text: str,
    clock: Clock,
    actor: Actor,
    at: datetime,
    working_days: int = 0,
    write: bool = True,
) -> None:
    """Open a closed case again, and tell the customer why and by when, in their language.

    With the clock ``new`` so many working days are promised from now. Raises ``NotClosed``.
    """
    with transaction.atomic():
        row = held(case.id)
        closed = row.closed_at
        if closed is None:
            raise NotClosed(case.reference)
        ended = Closure.objects.filter(case=row, reopening=None).latest("at", "id")
        term = Term(working_days, "working-days") if clock == "new" else None
        by_when = revive(row=row, closed=closed, clock=clock, term=term, actor=actor, at=at)
        told = text
        if by_when and clock != "none":
            language = language_of(row)
            said = words("serve").say("clock-due", language, new=due_in_full(by_when, language))
            told = f"{text}\n\n{said}"
        Reopening.objects.create(
            case=row, closure=ended, reason=reason, told=told, clock=clock, by=actor.reference, at=at
        )
        tell_ledger(case, happened.CASE_REOPENED.name, actor, at, "customer", {"reason": reason, "clock": clock})
        written = messages.write(case=row, about="reopened", at=at, text=told) if write else None
        if written is not None:
            outbox.message_written(message=written.pk)
