"""The outbox: work written down in the same transaction as the record it belongs to, and done by the worker afterwards.

Each function here costs one statement. The worker's side of each is a task below.
"""

from datetime import datetime
from uuid import UUID

from django_tasks import task

from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.answering import stopping
from guildhall.serve.casework import promised, stages
from guildhall.serve.clock import now
from guildhall.serve.contacts import escalation, interactions
from guildhall.serve.contacts.signing import WITHIN
from guildhall.serve.joining import telling as joined
from guildhall.serve.telling import messages, moves


def journey_begun(
    *,
    journey: str,
    service: str,
    channel: str,
    edition: str,
    actor: Actor,
    at: datetime,
    until: datetime,
    ended: str = "",
    on_behalf_of: str = "",
) -> None:
    """Tell the ledger that a journey was begun; and, where its first answers ended it without a case, at which outcome.

    ``until`` is when it can be taken up no more: then it is told where it stopped, if it did.
    """
    record_journey_begun.enqueue(
        journey=journey,
        service=service,
        channel=channel,
        edition=edition,
        actor_kind=actor.kind,
        actor=actor.reference,
        at=at.isoformat(),
        until=until.isoformat(),
        ended=ended,
        on_behalf_of=on_behalf_of,
    )


def journey_ended(
    *, journey: str, service: str, channel: str, outcome: str, actor: Actor, at: datetime, on_behalf_of: str = ""
) -> None:
    """Tell the ledger that a journey ended without a case: with advice, or by handing over to a person."""
    record_journey_ended.enqueue(
        journey=journey,
        service=service,
        channel=channel,
        outcome=outcome,
        actor_kind=actor.kind,
        actor=actor.reference,
        at=at.isoformat(),
        on_behalf_of=on_behalf_of,
    )


def case_opened(*, reference: str) -> None:
    """Put a complaint under its terms, log the contact that opened a case, wait for what was promised with it, and send the receipt."""
    send_receipt.enqueue(reference=reference)


def cases_joined(*, relation: int, parted: bool, cases: list[int]) -> None:
    """Tell the reporters of these cases that two of them were joined, or ``parted`` again."""
    tell_reporters.enqueue(relation=relation, parted=parted, cases=cases)


def call_ended(*, call: int, at: datetime) -> None:
    """Once nothing more can be told of a call, log it where nobody answered it."""
    log_abandoned.using(run_after=at + 2 * WITHIN).enqueue(call=call)


def callback_promised(*, callback: int, closes: datetime) -> None:
    """When the window of a promise has passed, see whether it was kept."""
    see_whether_kept.using(run_after=closes).enqueue(callback=callback)


def message_written(*, message: int) -> None:
    """Send a message that was written."""
    deliver.enqueue(message=message)


@task()
def record_journey_begun(
    *,
    journey: str,
    service: str,
    channel: str,
    edition: str,
    actor_kind: str,
    actor: str,
    at: str,
    until: str = "",
    ended: str = "",
    on_behalf_of: str = "",
) -> None:
    """Write down what ``journey_begun`` asks for. By then the journey may have been taken up elsewhere already."""
    told = {"service": service, "channel": channel}
    who = (actor_kind, actor, on_behalf_of)
    _record(happened.JOURNEY_BEGUN.name, journey, who, at, told | {"edition": edition})
    if ended:
        _record(happened.JOURNEY_ENDED.name, journey, who, at, told | {"outcome": ended})
    elif until:
        see_where_it_stopped.using(run_after=datetime.fromisoformat(until)).enqueue(journey=journey)


@task()
def see_where_it_stopped(journey: str) -> None:
    """Once a journey can be taken up no more, write down at which question it stopped, unless it came to an end."""
    stopping.tell(journey=UUID(journey), at=now())


@task()
def record_journey_ended(
    *,
    journey: str,
    service: str,
    channel: str,
    outcome: str,
    actor_kind: str,
    actor: str,
    at: str,
    on_behalf_of: str = "",
) -> None:
    """Write down what ``journey_ended`` asks for."""
    told = {"service": service, "channel": channel, "outcome": outcome}
    _record(happened.JOURNEY_ENDED.name, journey, (actor_kind, actor, on_behalf_of), at, told)


def _record(kind: str, journey: str, who: tuple[str, str, str], at: str, data: dict[str, str]) -> None:
    """``who`` is what a task was given: the actor's kind, their reference, and on whose behalf."""
    record(
        subject=f"journey/{journey}",
        type=kind,
        actor=Actor(who[0], who[1]),  # type: ignore[arg-type]  # written from an Actor
        at=datetime.fromisoformat(at),
        on_behalf_of=who[2],
        data=data,
    )


@task()
def send_receipt(reference: str) -> None:
    """Do what ``case_opened`` asks for."""
    at = now()
    stages.take_up(reference=reference, at=at)
    written = messages.receive(reference=reference, at=at)
    interactions.led_to_case(reference=reference)
    promised.await_documents(reference=reference, at=at)
    if (day := moves.to_come(reference=reference, at=at)) is not None:
        let_them_move.using(run_after=day).enqueue(reference=reference, told_at=at.isoformat())
    if written is not None:
        messages.deliver(message=written.pk, at=at)


@task()
def let_them_move(reference: str, told_at: str = "") -> None:
    """On the day that somebody said they would move, let them live there. ``told_at``: when their case was taken up."""
    moves.on_the_day(reference=reference, at=now(), told_at=datetime.fromisoformat(told_at) if told_at else None)


@task()
def tell_reporters(relation: int, parted: bool, cases: list[int]) -> None:
    """Do what ``cases_joined`` asks for."""
    for message in joined.tell_reporters(relation=relation, parted=parted, cases=cases, at=now()):
        messages.deliver(message=message.pk, at=now())


@task()
def log_abandoned(call: int) -> None:
    """Do what ``call_ended`` asks for."""
    interactions.abandoned(call=call, at=now())


@task()
def see_whether_kept(callback: int) -> None:
    """Do what ``callback_promised`` asks for."""
    for message in escalation.passed(callback=callback, at=now()):
        messages.deliver(message=message, at=now())


@task()
def deliver(message: int) -> None:
    """Do what ``message_written`` asks for."""
    messages.deliver(message=message, at=now())
