"""A promise to call back is moved to another window, by whoever makes the calls: the customer is told, and the old promise kept.

Moved before its window has passed, it is no missed promise; afterwards it is one, however it was moved.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from guildhall.estate.door import words
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.notices import Way as OneWay
from guildhall.kernel.notices import is_mobile
from guildhall.ledger.door import Actor
from guildhall.serve import happened, outbox
from guildhall.serve.contacts import callbacks, escalation
from guildhall.serve.contacts.callbacks import NotPromised
from guildhall.serve.contacts.reachable import SPOKEN
from guildhall.serve.models import Callback, CallbackMove, Case
from guildhall.serve.telling import messages
from guildhall.serve.telling.notices import Whom

BECAUSE = ("closed", "nobody-free", "not-ready", "asked")
"""Why a promise is moved, as codes: the customer is told it in words."""

_TOGETHER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class MoveValue:
    """What was promised before, and why and when it was moved. ``missed_at`` is set where that window was missed."""

    opens_at: datetime
    closes_at: datetime
    missed_at: datetime | None
    because: str
    by: str
    at: datetime


def move(*, callback: int, opens_at: datetime, closes_at: datetime, because: str, actor: Actor, at: datetime) -> None:
    """Promise another window instead, under the rules of any promise, and tell the customer. A button pressed twice moves once.

    Raises ``NotPromised`` (also without a reason, or for the window that is promised already) and ``NoLongerOpen``.
    """
    with transaction.atomic():
        row = callbacks.still_open(callback)
        if (row.opens_at, row.closes_at) == (opens_at, closes_at):
            if row.moves.filter(by=actor.reference, at__gt=at - _TOGETHER, at__lte=at).exists():
                return
            raise NotPromised("same-window", "day")
        callbacks.check(row.way, row.to, opens_at, closes_at, row.may_say, at)
        if because not in BECAUSE:
            raise NotPromised("no-reason", "why")
        for message in escalation.passed(callback=callback, at=at):
            outbox.message_written(message=message)
        row.refresh_from_db()
        missed = row.missed_at if row.missed_at and row.missed_at >= row.closes_at else None
        before = CallbackMove.objects.create(
            callback=row,
            opens_at=row.opens_at,
            closes_at=row.closes_at,
            missed_at=missed,
            because=because,
            by=actor.reference,
            at=at,
        )
        row.opens_at, row.closes_at = opens_at, closes_at
        row.save(update_fields=["opens_at", "closes_at"])
        callbacks.tell(
            row, happened.CALLBACK_MOVED.name, actor, at, {"opens": opens_at, "closes": closes_at, "because": because}
        )
        outbox.callback_promised(callback=row.pk, closes=closes_at)
        _tell_customer(row, before, at)


def moves_of(*, callbacks: Iterable[int]) -> Mapping[int, tuple[MoveValue, ...]]:
    """What was promised before, by callback, the first promise first. One statement, and none for no callback."""
    found: dict[int, tuple[MoveValue, ...]] = {}
    ids = list(callbacks)
    for each in CallbackMove.objects.filter(callback__in=ids).order_by("id") if ids else ():
        value = MoveValue(each.opens_at, each.closes_at, each.missed_at, each.because, each.by, each.at)
        found[each.callback_id] = (*found.get(each.callback_id, ()), value)
    return found


def window_in_words(opens: datetime, closes: datetime, language: str) -> dict[str, str]:
    """A window as a customer is told it: its day, and from when until when."""
    day: date = local(opens).date()
    return {
        "day": in_words(day.isoformat(), language),
        "since": f"{local(opens):%H:%M}",
        "until": f"{local(closes):%H:%M}",
    }


def _tell_customer(row: Callback, before: CallbackMove, at: datetime) -> None:
    """One notice, by their own way. Where nothing may be said to whoever answers, no text goes to a number that is rung.

    Whoever is not registered is written to where they are reached. Whom nothing in writing reaches one of ours tells.
    """
    case = Case.objects.filter(reference=row.case).first() if row.case else None
    language, say = Whom(case, row.party, row.language).known().language, words("serve")
    text = say.say(
        "message-callback-moved",
        language,
        **window_in_words(before.opens_at, before.closes_at, language),
        because=say.say(f"callback-because-{before.because}", language),
        now=say.say(
            f"web-callback-promised-{row.way}", language, **window_in_words(row.opens_at, row.closes_at, language)
        ),
    )
    unsaid = row.way in SPOKEN and row.may_say == "nothing"
    written = messages.write_to(
        party=row.party,
        language=row.language,
        about="call-moved-unsaid" if unsaid else "call-moved",
        text=text,
        at=at,
        case=case,
        way=_way(row, unsaid=unsaid),
    )
    if written is not None:
        outbox.message_written(message=written.pk)


def _way(row: Callback, *, unsaid: bool) -> OneWay | None:
    """The way that they chose for this promise; ``None`` where they are rung and we know by which ways to write to them."""
    if row.way not in SPOKEN:
        return OneWay(row.way, row.to)  # type: ignore[arg-type]  # it is not spoken
    if row.party or row.case:
        return None
    return OneWay("call" if unsaid or not is_mobile(row.to) else "sms", row.to)
