"""What is done on a case: given to somebody, written on, asked about, closed."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from guildhall.kernel.notices import Way
from guildhall.ledger.door import Actor
from guildhall.serve import happened, outbox
from guildhall.serve.casework import ending
from guildhall.serve.casework.cases import CaseValue, tell_ledger
from guildhall.serve.casework.ending import WITHDRAWN, AnswerOwed
from guildhall.serve.contacts import interactions
from guildhall.serve.joining.ruling import held, rule
from guildhall.serve.models import Assignment, Case, Closure, Enquiry, Note, Task
from guildhall.serve.obligations import acting
from guildhall.serve.telling import agreements, messages, sending

CLOSED_AS = ("done", "not-done", "not-ours", "withdrawn", "duplicate")
"""How a case may end, as codes."""


RINGS = frozenset({"call-customer", "ring-customer", "ring-now"})
"""The kinds of tasks that are done by ringing the customer."""


class AlreadyClosed(ValueError):
    """The case was closed, by somebody else or in another tab."""

    code = "already-closed"


class MeanwhileGiven(ValueError):
    """The case was given to somebody else after the page was opened. ``to`` is their account, or empty."""

    code = "meanwhile-given"

    def __init__(self, to: str) -> None:
        super().__init__(to)
        self.to = to


def assign(*, case: CaseValue, to: str, team: str | None, actor: Actor, at: datetime, seen: str | None = None) -> None:
    """Give a case to a person, a team, or both; where no ``team`` is named it stays with its own. Raises ``AlreadyClosed``.

    ``seen`` is to whom it was given when the page was opened: where that has changed since, raises ``MeanwhileGiven``.
    """
    with transaction.atomic():
        row = still_open(case)
        if seen is not None and row.assigned_to not in {seen, to}:
            raise MeanwhileGiven(row.assigned_to)
        team = row.team if team is None else team
        Assignment.objects.create(case_id=case.id, to=to, team=team, by=actor.reference, at=at)
        Case.objects.filter(id=case.id).update(assigned_to=to, team=team)
        tell_ledger(case, happened.CASE_ASSIGNED.name, actor, at, "staff", {"to": to or None, "team": team or None})


def note(*, case: CaseValue, text: str, shown: bool, actor: Actor, at: datetime) -> None:
    """Write on a case. A note that is ``shown`` is for the customer to read too."""
    with transaction.atomic():
        Note.objects.create(case_id=case.id, text=text, shown=shown, by=actor.reference, at=at)
        audience = "customer" if shown else "staff"
        tell_ledger(case, happened.CASE_NOTED.name, actor, at, audience, {"shown": "yes" if shown else "no"})


def ask(*, case: CaseValue, question: str, actor: Actor, at: datetime) -> None:
    """Ask the customer something. What waits for their answer already is not asked twice. Raises ``AlreadyClosed``.

    Until they answer, the clock of what we promised stands still, unless it is late already.
    """
    with transaction.atomic():
        still_open(case)
        if Enquiry.objects.filter(case_id=case.id, question=question, replied_at=None).exists():
            return
        Enquiry.objects.create(case_id=case.id, question=question, by=actor.reference, at=at)
        tell_ledger(case, happened.CUSTOMER_ASKED.name, actor, at, "customer", {})
        with suppress(acting.NothingRuns):
            acting.pause(case=case.id, reason="customer", actor=actor, at=at)
        _write_to_customer(case, "asked", question, at)


def close(*, case: CaseValue, outcome: str, told: str, actor: Actor, at: datetime, write: bool = True) -> None:
    """Close a case, in the words that the customer is told. Raises ``AlreadyClosed``.

    Raises ``AnswerOwed`` where they are owed an answer first, unless they withdraw what they asked for: then they are told that
    we have understood them so. ``write`` the words to the customer, unless these very words have gone already.
    """
    with transaction.atomic():
        matter = still_open(case).matter
        first = ending.owed(case=case)
        if first and outcome != WITHDRAWN:
            raise AnswerOwed(first)
        told = ending.understood(case=case, text=told) if first else told
        Closure.objects.create(case_id=case.id, outcome=outcome, told=told, by=actor.reference, at=at)
        Case.objects.filter(id=case.id).update(closed_at=at)
        acting.meet(case=case.id, actor=actor, at=at)
        if matter:
            rule(matter)
        tell_ledger(case, happened.CASE_CLOSED.name, actor, at, "customer", {"outcome": outcome})
        if write:
            _write_to_customer(case, "closed", told, at)


def write_to(*, case: CaseValue, about: str, way: Way, actor: Actor, at: datetime, text: str = "") -> None:
    """Write to the customer by a way they chose just now: a ``receipt``, or the address at which to ``pay``."""
    with transaction.atomic():
        written = messages.write(case=Case.objects.get(id=case.id), about=about, at=at, text=text, way=way)
        if written is not None:
            sent = happened.PAYMENT_ASKED if about == "pay" else happened.RECEIPT_SENT
            tell_ledger(case, sent.name, actor, at, "customer", {"kind": written.kind})
            outbox.message_written(message=written.pk)


def finish_task(*, case: CaseValue, task: int, actor: Actor, at: datetime) -> None:
    """Record that a task on a case was done. Doing it twice is harmless.

    Where it was to ring somebody and that is no longer safe, it is not done: it is withdrawn, and they are told the next way.
    """
    with transaction.atomic():
        if not sending.may_still_be_read(task=task, at=at):
            return
        done = Task.objects.filter(id=task, case_id=case.id, done_at=None, withdrawn_at=None).update(
            done_at=at, done_by=actor.reference
        )
        if done:
            kind = Task.objects.values_list("kind", flat=True).get(id=task)
            read = sending.read_out(task=task, at=at)
            tell_ledger(case, happened.TASK_DONE.name, actor, at, "staff", {"kind": kind})
            if kind == agreements.TELL:
                agreements.were_told(journey=case.journey, at=at)
            if kind in RINGS:
                interactions.beside(
                    channel="phone",
                    direction="out",
                    reason=interactions.RUNG,
                    party=case.customer,
                    case=case.reference,
                    service=case.service,
                    rung=read,
                    actor=actor,
                    at=at,
                )


def _write_to_customer(case: CaseValue, about: str, text: str, at: datetime) -> None:
    written = messages.write(case=Case.objects.get(id=case.id), about=about, at=at, text=text)
    if written is not None:
        outbox.message_written(message=written.pk)


def still_open(case: CaseValue) -> Case:
    """The case as it stands, held with its matter until the transaction ends. Raises ``AlreadyClosed``."""
    row = held(case.id)
    if row.closed_at is not None:
        raise AlreadyClosed(case.reference)
    return row
