"""Cases: opened by a journey that was finished, worked on by a team, closed with an outcome the customer is told."""

import random
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from guildhall.estate.door import add_rows, find_row, is_sound, new_reference, tidy
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.clocks import Due, local
from guildhall.kernel.journey import Position
from guildhall.kernel.model import Json, Text
from guildhall.kernel.notices import Way
from guildhall.kernel.service import Outcome
from guildhall.ledger.door import Actor, Entry, EventValue, history, record, record_all
from guildhall.serve import editions, happened, journeys, messages, outbox
from guildhall.serve.editions import Live
from guildhall.serve.journeys import JourneyValue
from guildhall.serve.models import Assignment, Case, Closure, Enquiry, KeyedForm, Message, Note, Task
from guildhall.serve.obligations import acting
from guildhall.serve.obligations.promising import promised_by
from guildhall.serve.obligations.standing import moment_of_receipt, written
from guildhall.serve.wards import ward_of

CLOSED_AS = ("done", "not-done", "not-ours", "withdrawn", "duplicate")
"""How a case may end, as codes."""


class NotFinished(ValueError):
    """The journey does not end in a case: something is missing or refused, or its end is advice."""

    code = "not-finished"

    def __init__(self, journey: JourneyValue) -> None:
        super().__init__(str(journey.id))
        self.journey = journey


class NoSuchCase(LookupError):
    """There is no case with that reference."""

    code = "no-such-case"


class AlreadyClosed(ValueError):
    """The case was closed, by somebody else or in another tab."""

    code = "already-closed"


class MeanwhileGiven(ValueError):
    """The case was given to somebody else after the page was opened. ``to`` is their account, or empty."""

    code = "meanwhile-given"

    def __init__(self, to: str) -> None:
        super().__init__(to)
        self.to = to


@dataclass(frozen=True, slots=True)
class CaseValue:
    """A case as it stands. ``promise`` are the words given on the day; ``due_on`` a local date; ``fee`` pence.

    ``due_at`` is the moment on that date where hours were promised; ``paused_at`` is since when there is no date.
    """

    id: int
    reference: str
    journey: UUID
    live: Live
    service: str
    outcome: str
    answers: Mapping[str, Json]
    missing: tuple[str, ...]
    channel: str
    language: str
    opened_at: datetime
    received_on: date
    promise: Text | None
    due_on: date | None
    due_at: datetime | None
    paused_at: datetime | None
    fee: int | None
    customer: str
    team: str
    assigned_to: str
    closed_at: datetime | None

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        return f"case/{self.reference}"


def submit(*, journey: UUID, actor: Actor, channel: str, at: datetime) -> CaseValue:
    """Open the case that a finished journey leads to. Submitting again gives the case there is.

    Six statements with those that load the journey. Raises ``NotFinished`` and ``NoSuchJourney``.
    """
    try:
        with transaction.atomic():
            return _submit(journey, actor, channel, at)
    except IntegrityError:
        # Somebody else's hand was on the same button: on PostgreSQL, we read before their case was there.
        opened = Case.objects.filter(journey_id=journey).first()
        if opened is None:
            raise
        return _value(opened)


def submit_keyed(
    *,
    journey: JourneyValue,
    form: Mapping[str, Json],
    illegible: Sequence[str],
    missing: Sequence[str],
    handed_in_on: date,
    actor: Actor,
    at: datetime,
) -> CaseValue:
    """Open a case from a paper form, perfect or not. The clock runs from the day it was handed in.

    ``missing`` names the steps that the person must still be asked about; a task says so. A form that cannot be followed to
    an end, as one on which nothing can be read, opens the service's ordinary case: with its promise, since nobody is to wait
    longer for having written badly, but without a fee or a team that only the answers could tell. A form that ends with a
    person, or in advice, opens a case too, because whoever wrote it is not there to be told: see ``hand_over``.
    Raises ``NotFinished`` when it leads nowhere, in a service that opens no case at all.
    """
    journey = journey if journey.position.outcome else _as_ordinary(journey)
    outcome = journey.position.outcome
    if outcome is None:
        raise NotFinished(journey)
    with transaction.atomic():
        received = moment_of_receipt(on=handed_in_on, now=at)
        case = _open(journey=journey, outcome=outcome, received=received, missing=missing, actor=actor, at=at)
        KeyedForm.objects.create(
            journey_id=journey.id,
            handed_in_on=handed_in_on,
            form=canonical_json(form),
            illegible=canonical_json(list(illegible)),
            by=actor.reference,
            at=at,
        )
        if missing:
            _set_task(case, "ask-missing", missing, actor, at)
        if outcome.kind != "submit":
            _put_before_somebody(case, outcome, actor, at)
        return case


def hand_over(*, journey: JourneyValue, actor: Actor, at: datetime) -> CaseValue:
    """Open a case for a journey that ends with a person, or in advice, where nobody was there to hear it.

    A task puts it before the team the same day. What ends with a person goes to the duty officer at once as well. Raises
    ``NotFinished`` for a journey that ends in no such way.
    """
    outcome = journey.position.outcome
    if outcome is None or outcome.kind == "submit":
        raise NotFinished(journey)
    with transaction.atomic():
        case = _open(journey=journey, outcome=outcome, received=at, missing=(), actor=actor, at=at)
        _put_before_somebody(case, outcome, actor, at)
        return case


def find(*, reference: str) -> CaseValue:
    """The case with that reference, however it was typed. Raises ``NoSuchCase``."""
    row = find_row(model=Case, field="reference", value=tidy(reference)) if is_sound(reference) else None
    if row is None:
        raise NoSuchCase(reference)
    return _value(row)


def happenings(*, case: CaseValue, audience: str) -> tuple[EventValue, ...]:
    """What happened on a case, oldest first, as far as ``audience`` (``staff``, ``customer``) may see."""
    return history(subject=case.subject, audience=audience)  # type: ignore[arg-type]


def assign(*, case: CaseValue, to: str, team: str, actor: Actor, at: datetime, seen: str | None = None) -> None:
    """Give a case to a person, a team, or both. Raises ``AlreadyClosed``.

    ``seen`` is to whom it was given when the page was opened: where that has changed since, raises ``MeanwhileGiven``.
    """
    with transaction.atomic():
        given = _still_open(case).assigned_to
        if seen is not None and given not in {seen, to}:
            raise MeanwhileGiven(given)
        Assignment.objects.create(case_id=case.id, to=to, team=team, by=actor.reference, at=at)
        Case.objects.filter(id=case.id).update(assigned_to=to, team=team)
        _tell(case, happened.CASE_ASSIGNED.name, actor, at, "staff", {"to": to or None, "team": team or None})


def note(*, case: CaseValue, text: str, shown: bool, actor: Actor, at: datetime) -> None:
    """Write on a case. A note that is ``shown`` is for the customer to read too."""
    with transaction.atomic():
        Note.objects.create(case_id=case.id, text=text, shown=shown, by=actor.reference, at=at)
        audience = "customer" if shown else "staff"
        _tell(case, happened.CASE_NOTED.name, actor, at, audience, {"shown": "yes" if shown else "no"})


def ask(*, case: CaseValue, question: str, actor: Actor, at: datetime) -> None:
    """Ask the customer something. What waits for their answer already is not asked twice. Raises ``AlreadyClosed``.

    Until they answer, the clock of what we promised stands still, unless it is late already.
    """
    with transaction.atomic():
        _still_open(case)
        if Enquiry.objects.filter(case_id=case.id, question=question, replied_at=None).exists():
            return
        Enquiry.objects.create(case_id=case.id, question=question, by=actor.reference, at=at)
        _tell(case, happened.CUSTOMER_ASKED.name, actor, at, "customer", {})
        with suppress(acting.NothingRuns):
            acting.pause(case=case.id, reason="customer", actor=actor, at=at)
        _write_to_customer(case, "asked", question, at)


def close(*, case: CaseValue, outcome: str, told: str, actor: Actor, at: datetime) -> None:
    """Close a case, in the words that the customer is told. Raises ``AlreadyClosed``."""
    with transaction.atomic():
        _still_open(case)
        Closure.objects.create(case_id=case.id, outcome=outcome, told=told, by=actor.reference, at=at)
        Case.objects.filter(id=case.id).update(closed_at=at)
        acting.meet(case=case.id, actor=actor, at=at)
        _tell(case, happened.CASE_CLOSED.name, actor, at, "customer", {"outcome": outcome})
        _write_to_customer(case, "closed", told, at)


def promise_of(*, position: Position, at: datetime) -> Text | None:
    """What is promised where a journey ends now, in each language; ``None`` where it has not ended, or nothing is."""
    outcome = position.outcome
    return promised_by(outcome, position, at).words if outcome else None


def write_to(*, case: CaseValue, about: str, way: Way, actor: Actor, at: datetime, text: str = "") -> None:
    """Write to the customer by a way they chose just now: a ``receipt``, or the address at which to ``pay``."""
    with transaction.atomic():
        written = messages.write(case=Case.objects.get(id=case.id), about=about, at=at, text=text, way=way)
        if written is not None:
            sent = happened.PAYMENT_ASKED if about == "pay" else happened.RECEIPT_SENT
            _tell(case, sent.name, actor, at, "customer", {"kind": written.kind})
            outbox.message_written(message=written.pk)


def finish_task(*, case: CaseValue, task: int, actor: Actor, at: datetime) -> None:
    """Record that a task on a case was done. Doing it twice is harmless."""
    with transaction.atomic():
        done = Task.objects.filter(id=task, case_id=case.id, done_at=None).update(done_at=at, done_by=actor.reference)
        if done:
            kind = Task.objects.values_list("kind", flat=True).get(id=task)
            Message.objects.filter(task=task, sent_at=None).update(begun_at=at, sent_at=at, sender="advisor")
            _tell(case, happened.TASK_DONE.name, actor, at, "staff", {"kind": kind})


def _submit(journey: UUID, actor: Actor, channel: str, at: datetime) -> CaseValue:
    value = journeys.load(journey=journey, at=at, actor=actor, channel=channel, held=True)
    if value.case is not None:
        return find(reference=value.case)
    outcome = value.position.outcome
    if outcome is None or outcome.kind != "submit":
        raise NotFinished(value)
    return _open(journey=value, outcome=outcome, received=at, missing=(), actor=actor, at=at)


def _open(
    *,
    journey: JourneyValue,
    outcome: Outcome,
    received: datetime,
    missing: Sequence[str],
    actor: Actor,
    at: datetime,
) -> CaseValue:
    position, ordinary = journey.position, _ordinary(journey.live)
    promised = promised_by(outcome, position, received)
    by_when = promised.due
    if by_when is None and outcome.kind != "submit":
        by_when = Due(local(at).date())
    row = Case(
        reference=new_reference(random.SystemRandom()),
        journey_id=journey.id,
        edition_id=journey.live.hash,
        service=journey.live.id,
        outcome=outcome.id,
        answers=canonical_json(dict(position.answers)),
        facts=canonical_json(dict(journey.facts)),
        missing=canonical_json(list(missing)),
        channel=journey.channel,
        language=journey.language,
        opened_at=at,
        received_on=local(received).date(),
        promise=canonical_json(promised.words),
        due_on=by_when.day if by_when else None,
        due_at=by_when.moment if by_when else None,
        term=written(promised.term),
        look_at=promised.look_at,
        fee=position.fee,
        team=position.team or outcome.team or (ordinary.team if ordinary else None) or "",
        ward=ward_of(service=journey.live.compiled, answers=position.answers),
    )
    add_rows(rows=[row])
    case = _value(row)
    opened = Entry(
        happened.CASE_OPENED.name,
        actor,
        at,
        journey.on_behalf_of,
        "customer",
        {
            "service": case.service,
            "channel": case.channel,
            "begun_on": journey.begun_on,
            "outcome": case.outcome,
            "edition": journey.live.hash,
            "due": case.due_on,
            "received": case.received_on,
            "fee": case.fee,
            "language": case.language,
            "missing": len(missing),
        },
    )
    record_all(subject=case.subject, entries=[opened], first=True)
    outbox.case_opened(reference=case.reference)
    return case


def _ordinary(live: Live) -> Outcome | None:
    """How a service's case ends where nothing more is known: in the outcome without a condition, else the first to open one."""
    ends = [each for each in live.service.outcomes if each.kind == "submit"]
    return next((each for each in ends if each.when is None), ends[0] if ends else None)


def _as_ordinary(journey: JourneyValue) -> JourneyValue:
    """A journey that leads nowhere yet, as if it led to the service's ordinary case, with what that promises to everybody."""
    outcome = _ordinary(journey.live)
    span = outcome.promise.span if outcome and outcome.promise else None
    return replace(journey, position=replace(journey.position, outcome=outcome, promised=span.term if span else None))


def _put_before_somebody(case: CaseValue, outcome: Outcome, actor: Actor, at: datetime) -> None:
    """Set the task that nobody was there to do at once; and page the duty officer where it cannot wait."""
    urgent = outcome.kind == "handover"
    _set_task(case, "ring-now" if urgent else "tell-advice", (), actor, at)
    for page in messages.page_duty_officer(case=Case.objects.get(id=case.id), at=at) if urgent else ():
        outbox.message_written(message=page.pk)


def _set_task(case: CaseValue, kind: str, steps: Sequence[str], actor: Actor, at: datetime) -> None:
    Task.objects.create(case_id=case.id, kind=kind, steps=canonical_json(list(steps)), set_at=at)
    _tell(case, happened.TASK_SET.name, actor, at, "staff", {"kind": kind})


def _tell(  # noqa: PLR0917  # five words of one sentence
    case: CaseValue, kind: str, actor: Actor, at: datetime, audience: str, data: Mapping[str, Json]
) -> None:
    record(subject=case.subject, type=kind, actor=actor, at=at, visibility=audience, data=data)  # type: ignore[arg-type]


def _write_to_customer(case: CaseValue, about: str, text: str, at: datetime) -> None:
    written = messages.write(case=Case.objects.get(id=case.id), about=about, at=at, text=text)
    if written is not None:
        outbox.message_written(message=written.pk)


def _still_open(case: CaseValue) -> Case:
    row = Case.objects.select_for_update().only("closed_at", "assigned_to").get(id=case.id)
    if row.closed_at is not None:
        raise AlreadyClosed(case.reference)
    return row


def _value(row: Case) -> CaseValue:
    return CaseValue(
        row.pk,
        row.reference,
        row.journey_id,
        editions.of_hash(edition=row.edition_id),
        row.service,
        row.outcome,
        read_json(row.answers),
        tuple(read_json(row.missing)),
        row.channel,
        row.language,
        row.opened_at,
        row.received_on,
        read_json(row.promise),
        row.due_on,
        row.due_at,
        row.paused_at,
        row.fee,
        row.customer,
        row.team,
        row.assigned_to,
        row.closed_at,
    )
