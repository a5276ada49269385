"""Sending: a message leaves the house once, at a decent hour, by a way that is still safe; where it fails, the next one goes.

What the worker does with a message. Each step is written down before the next, and nothing is sent inside a transaction.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from guildhall.estate.door import Unprintable, council
from guildhall.kernel.notices import Quiet, Way, quiet_until
from guildhall.serve import happened
from guildhall.serve.clock import now
from guildhall.serve.models import Message, Task
from guildhall.serve.telling import notices
from guildhall.serve.telling.reaching import Known
from guildhall.serve.telling.senders import NotNow, NotSent, sender_of

BACKOFF = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8))
"""How long to wait before each further try. After the last, it has failed."""

LOST_AFTER = timedelta(minutes=15)
"""What was handed to a sender and not heard of for so long may be tried again by hand. By itself it never is."""


def quiet_hours() -> Quiet | None:
    """When the council sends no text message that can wait."""
    return council().quiet


def hand_over(*, message: int, at: datetime | None = None) -> None:
    """Let the worker send a message, from a moment on."""
    (send.using(run_after=at) if at else send).enqueue(message=message)


def deliver(*, message: int, at: datetime) -> None:
    """Send a message that waits, or leave it where it has no sender. Delivering twice sends once.

    A way that is no longer safe is stopped with its reason. In quiet hours a text is held until they end. What was refused for
    good, or too often, falls back to the next way.
    """
    waiting = _waiting(message, at)
    if waiting is None:
        return
    sender = sender_of(waiting)
    reason = _no_longer_safe(waiting, notices.Whom.of(waiting).known())
    if reason:
        _stop(waiting, reason, at)
        return
    if sender is None:
        return
    quiet = quiet_hours()
    ends = quiet_until(at, quiet) if quiet and waiting.kind == "sms" and not waiting.urgent else None
    if ends is not None:
        _hold(waiting, ends)
        return
    if not Message.objects.filter(id=message, begun_at=None, stopped_at=None, failed_at=None).update(begun_at=at):
        return  # another worker has it
    try:
        sent = sender(waiting)
    except NotNow as refused:
        _not_now(waiting, str(refused), at)
    except (NotSent, Unprintable) as refused:
        failed(message=message, why=str(refused), at=at)
    else:
        Message.objects.filter(id=message).update(
            sent_at=at, sender=sent.sender, sender_reference=sent.reference, held_until=None, failure=""
        )


def delivered(*, message: int, by: str, at: datetime) -> None:
    """It arrived, as its sender says, who calls it ``by``. The first time counts."""
    _of_sender(message, by).filter(delivered_at=None).update(delivered_at=at)


def came_back(*, message: int, by: str, why: str, at: datetime) -> None:
    """It will not arrive, as its sender says, who calls it ``by``."""
    if _of_sender(message, by).exists():
        failed(message=message, why=why, at=at)


def failed(*, message: int, why: str, at: datetime) -> None:
    """It was refused for good, or it came back: written down once, told on the case, and the next way takes its place."""
    with transaction.atomic():
        if not Message.objects.filter(id=message, failed_at=None, stopped_at=None).update(
            failed_at=at, failure=why[:500], held_until=None
        ):
            return
        row = Message.objects.select_related("case").get(id=message)
        notices.tell(row.case, happened.MESSAGE_FAILED.name, at, kind=row.kind)
        _fall_back(row, at)


def again(*, message: int, at: datetime) -> bool:
    """Let a message that failed, or waits, be tried once more; whether there was one, and a sender for it.

    What was handed to a sender and not heard of since is let go again only when it is surely lost.
    """
    with transaction.atomic():
        row = Message.objects.select_for_update().filter(id=message, sent_at=None, stopped_at=None).first()
        if row is None or sender_of(row) is None or row.fallbacks.exists():
            return False
        if row.begun_at and not row.failed_at and row.begun_at > at - LOST_AFTER:
            return False
        Message.objects.filter(id=message).update(failed_at=None, failure="", begun_at=None, tries=0, held_until=None)
        hand_over(message=message)
        return True


def may_still_go(*, message: int, at: datetime) -> bool:
    """Whether a message may go that waits for one of ours to send it, asked before they are shown where.

    One that is no longer safe is stopped with its reason, and the next way goes. What waits no more is asked nothing.
    """
    return not stop_unsafe(messages=[message], at=at)


def stop_unsafe(*, messages: Collection[int], at: datetime) -> frozenset[int]:
    """Those of these messages that wait for one of ours and are no longer safe, each stopped with its reason.

    One statement, however many wait, and what is known of each person whom they are for.
    """
    return _stopped_among(Message.objects.filter(id__in=messages), at) if messages else frozenset()


def may_still_be_read(*, task: int, at: datetime) -> bool:
    """Whether an advisor may ring somebody with the message that a task was set for: the same rule, asked of a task."""
    return not _stopped_among(Message.objects.filter(task=task), at)


def done_by_hand(*, message: int, at: datetime) -> bool:
    """Somebody posted the letter or made the tape themselves: it is sent. Whether it was waiting for that, and still safe."""
    if not may_still_go(message=message, at=at):
        return False
    waiting = Message.objects.filter(id=message, begun_at=None, sent_at=None, stopped_at=None)
    return bool(waiting.update(begun_at=at, sent_at=at, sender="by-hand", failed_at=None, failure=""))


def read_out(*, task: int, at: datetime) -> str:
    """An advisor did the task of ringing somebody: the message that it was set for is sent. Gives the number; empty for none."""
    waiting = Message.objects.filter(task=task, sent_at=None)
    rung = waiting.values_list("to", flat=True).first() or ""
    waiting.update(begun_at=at, sent_at=at, sender="advisor")
    return rung


def _of_sender(message: int, by: str) -> QuerySet[Message]:
    """A message that a sender knows by this reference; one may be told of before its sender has answered."""
    return Message.objects.filter(id=message, begun_at__isnull=False, sender_reference__in=["", by])


def _waiting(message: int, at: datetime) -> Message | None:
    """A message whose turn it is."""
    found = Message.objects.select_related("case").filter(
        id=message, begun_at=None, sent_at=None, stopped_at=None, failed_at=None
    )
    row = found.first()
    return row if row is not None and (row.held_until is None or row.held_until <= at) else None


def _stopped_among(rows: QuerySet[Message], at: datetime) -> frozenset[int]:
    waiting = rows.filter(begun_at=None, sent_at=None, stopped_at=None, failed_at=None).exclude(kind=notices.OTHERWISE)
    known: dict[tuple[int | None, str], Known] = {}
    stopped = set()
    for message in waiting.select_related("case").order_by("id"):
        if (message.case_id, message.party) not in known:
            known[message.case_id, message.party] = notices.Whom.of(message).known()
        if reason := _no_longer_safe(message, known[message.case_id, message.party]):
            _stop(message, reason, at)
            stopped.add(message.pk)
    return frozenset(stopped)


def _no_longer_safe(message: Message, known: Known) -> str:
    if message.case is None and not message.party:
        return ""
    way = Way(message.kind, message.to)  # type: ignore[arg-type]  # written from a Way
    return known.why_stopped(way, wished=message.wished)


def _stop(message: Message, reason: str, at: datetime) -> None:
    with transaction.atomic():
        if not Message.objects.filter(id=message.pk, begun_at=None, stopped_at=None).update(
            stopped_at=at, stopped_reason=reason, held_until=None
        ):
            return
        Task.objects.filter(message=message, done_at=None, withdrawn_at=None).update(withdrawn_at=at)
        notices.tell(message.case, happened.MESSAGE_STOPPED.name, at, kind=message.kind, reason=reason)
        _fall_back(message, at)


def _hold(message: Message, until: datetime) -> None:
    with transaction.atomic():
        Message.objects.filter(id=message.pk, begun_at=None).update(held_until=until)
        hand_over(message=message.pk, at=until)


def _not_now(message: Message, why: str, at: datetime) -> None:
    if message.tries >= len(BACKOFF):
        failed(message=message.pk, why=why, at=at)
        return
    later = at + BACKOFF[message.tries]
    with transaction.atomic():
        Message.objects.filter(id=message.pk).update(
            begun_at=None, tries=message.tries + 1, held_until=later, failure=why[:500]
        )
        hand_over(message=message.pk, at=later)


def _fall_back(message: Message, at: datetime) -> None:
    following = notices.next_way(message, at=at)
    if following is not None:
        hand_over(message=following.pk)


@task()
def send(message: int) -> None:
    """Do what ``hand_over`` asks for."""
    deliver(message=message, at=now())
