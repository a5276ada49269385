"""The clock of a case that is opened again: the old promise runs on, a new one is given, or only a term of the law runs."""

from datetime import datetime
from typing import Literal

from guildhall.kernel.clocks import Due, Term
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.models import Case, Obligation
from guildhall.serve.obligations.moving import rooted, settle
from guildhall.serve.obligations.standing import PROMISE, Owed, calendar_of, kept_text, owed_on, written

Clock = Literal["continues", "new", "none"]
AGAIN = "again"
"""The name under which a promise stands that was given when a case was opened again, with its number behind it."""


def revive(*, row: Case, closed: datetime, clock: Clock, term: Term | None, actor: Actor, at: datetime) -> Due | None:
    """Set the clocks of a case opened again at this moment; ``closed`` is when it had been closed, ``term`` that of a new promise.

    What the law set and was done stays done. Gives by when something is due now. To be called in the transaction that opens it.
    """
    standing = owed_on(row)
    promise = next((each for each in standing if each.row.name == PROMISE), None)
    if promise is not None and clock != "continues":
        rooted(promise, promise.told(calendar_of(promise.term, promise.row.received_at, at)))
    row.closed_at = None
    row.save(update_fields=["closed_at"])
    if clock == "continues":
        ours = Obligation.objects.filter(case=row, kind="target", met_at=closed)
        ours.update(met_at=None)
    if clock == "new" and term is not None:
        _promise_anew(row, term, actor, at)
    settle(row, at)
    return Due(row.due_on, row.due_at) if row.due_on else None


def _promise_anew(row: Case, term: Term, actor: Actor, at: datetime) -> None:
    number = Obligation.objects.filter(case=row, name__startswith=AGAIN).count() + 1
    fresh = Obligation(
        case=row, name=f"{AGAIN}-{number}", kind="target", term=written(term), received_at=at, reckoned_at=at
    )
    reckoning = Owed(fresh).reckoned(calendar_of(term, at, at))
    if reckoning.due:
        fresh.due_on, fresh.due_at = reckoning.due.day, reckoning.due.moment
    fresh.reckoning = kept_text(reckoning)
    fresh.save()
    record(
        subject=f"case/{row.reference}",
        type=happened.OBLIGATION_BEGUN.name,
        actor=actor,
        at=at,
        visibility="customer",
        data={"owed": fresh.name, "due": fresh.due_on},
    )
