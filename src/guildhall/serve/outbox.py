"""The outbox: work written down in the same transaction as the record it belongs to, and done by the worker afterwards.

Each function here costs one statement. The worker's side of each is a task below.
"""

from datetime import datetime

from django_tasks import task

from guildhall.ledger.door import Actor, record
from guildhall.serve import happened, interactions, messages, promised
from guildhall.serve.clock import now


def journey_begun(
    *, journey: str, service: str, channel: str, edition: str, actor: Actor, at: datetime, ended: str = ""
) -> None:
    """Tell the ledger that a journey was begun; and, where its first answers ended it without a case, at which outcome."""
    record_journey_begun.enqueue(
        journey=journey,
        service=service,
        channel=channel,
        edition=edition,
        actor_kind=actor.kind,
        actor=actor.reference,
        at=at.isoformat(),
        ended=ended,
    )


def journey_ended(*, journey: str, service: str, channel: str, outcome: str, actor: Actor, at: datetime) -> None:
    """Tell the ledger that a journey ended without a case: with advice, or by handing over to a person."""
    record_journey_ended.enqueue(
        journey=journey,
        service=service,
        channel=channel,
        outcome=outcome,
        actor_kind=actor.kind,
        actor=actor.reference,
        at=at.isoformat(),
    )


def case_opened(*, reference: str) -> None:
    """Log the contact that opened a case, wait for what was promised with it, register its customer, and send the receipt."""
    send_receipt.enqueue(reference=reference)


def message_written(*, message: int) -> None:
    """Send a message that was written."""
    deliver.enqueue(message=message)


@task()
def record_journey_begun(
    *, journey: str, service: str, channel: str, edition: str, actor_kind: str, actor: str, at: str, ended: str = ""
) -> None:
    """Write down what ``journey_begun`` asks for. By then the journey may have been taken up elsewhere already."""
    told = {"service": service, "channel": channel}
    _record(happened.JOURNEY_BEGUN.name, journey, actor_kind, actor, at, told | {"edition": edition})
    if ended:
        _record(happened.JOURNEY_ENDED.name, journey, actor_kind, actor, at, told | {"outcome": ended})


@task()
def record_journey_ended(
    *, journey: str, service: str, channel: str, outcome: str, actor_kind: str, actor: str, at: str
) -> None:
    """Write down what ``journey_ended`` asks for."""
    told = {"service": service, "channel": channel, "outcome": outcome}
    _record(happened.JOURNEY_ENDED.name, journey, actor_kind, actor, at, told)


def _record(  # noqa: PLR0917  # what a task was given, in its order
    kind: str, journey: str, actor_kind: str, actor: str, at: str, data: dict[str, str]
) -> None:
    record(
        subject=f"journey/{journey}",
        type=kind,
        actor=Actor(actor_kind, actor),  # type: ignore[arg-type]  # written from an Actor
        at=datetime.fromisoformat(at),
        data=data,
    )


@task()
def send_receipt(reference: str) -> None:
    """Do what ``case_opened`` asks for."""
    at = now()
    written = messages.receive(reference=reference, at=at)
    interactions.led_to_case(reference=reference)
    promised.await_documents(reference=reference, at=at)
    if written is not None:
        messages.deliver(message=written.pk, at=at)


@task()
def deliver(message: int) -> None:
    """Do what ``message_written`` asks for."""
    messages.deliver(message=message, at=now())
