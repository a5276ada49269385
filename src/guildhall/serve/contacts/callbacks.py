"""Callbacks: a promise to call somebody back within a window, kept by whoever works then, and seen by the customer.

Whoever needs no voice is never rung: the promise is kept in another way, by the same time.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from random import SystemRandom

from django.db import transaction
from django.db.models import QuerySet

from guildhall.estate.door import Onlooker, is_sound, new_reference, tidy
from guildhall.kernel.clocks import local
from guildhall.kernel.notices import Way as OneWay
from guildhall.ledger.door import Actor, Value, Visibility, record
from guildhall.people.door import Portrait
from guildhall.serve import happened, outbox
from guildhall.serve.answering import journeys
from guildhall.serve.contacts import interactions
from guildhall.serve.contacts.reachable import SPOKEN, WAYS, Way, stopped_by
from guildhall.serve.models import Callback, CallbackAttempt, Case
from guildhall.serve.sight import callbacks_seen
from guildhall.serve.telling import messages

MAY_SAY = ("nothing", "who-we-are", "what-about")
"""What may be said to whoever answers: the least first."""

OUTCOMES = ("spoke", "no-answer", "somebody-else", "machine")
"""How an attempt to ring may come out. On a machine nothing is ever left."""

AHEAD = timedelta(days=60)
"""How far ahead a promise may be made."""

_TOGETHER = timedelta(seconds=30)
_RANDOM = SystemRandom()


class NotPromised(ValueError):
    """A promise could not be made. ``code`` says why, ``box`` which part of it is amiss."""

    def __init__(self, code: str, box: str) -> None:
        super().__init__(code)
        self.code, self.box = code, box


class Stopped(Exception):
    """They must not be reached this way: ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NoLongerOpen(Exception):
    """The promise was kept or withdrawn meanwhile."""

    code = "no-longer-open"


class NoSuchCallback(LookupError):
    """There is no such callback, or whoever asks may not see it."""

    code = "no-such-callback"


@dataclass(frozen=True, slots=True)
class CallbackValue:
    """A promise to call back, as it stands. ``to`` is a number or an address: show it only beside a person's portrait."""

    id: int
    party: str
    called: str
    language: str
    way: Way
    to: str
    opens_at: datetime
    closes_at: datetime
    may_say: str
    case: str
    service: str
    code: str
    promised_by: str
    promised_at: datetime
    kept_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_because: str
    missed_at: datetime | None
    escalated_at: datetime | None

    @property
    def open(self) -> bool:
        """Whether it is still to be kept."""
        return self.kept_at is None and self.withdrawn_at is None

    @property
    def reference(self) -> str:
        """What it is known by in events."""
        return f"callback/{self.id}"


@dataclass(frozen=True, slots=True)
class AttemptValue:
    """One attempt, or what stopped it."""

    way: str
    outcome: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """A stretch of the worklist, and where the next begins (``""`` at the end)."""

    callbacks: tuple[CallbackValue, ...]
    after: str


def promise(
    *,
    person: Portrait | None,
    called: str = "",
    language: str,
    way: str,
    to: str,
    opens_at: datetime,
    closes_at: datetime,
    may_say: str,
    case: str = "",
    service: str = "",
    contact: str = "",
    actor: Actor,
    at: datetime,
) -> CallbackValue:
    """Promise to call back within a window on one day, while the offices are open. A button pressed twice promises once.

    ``contact`` is the channel of the contact in which it is promised, which is logged with it; empty where nobody is in contact.
    Raises ``NotPromised``, and ``Stopped`` where they must not be reached this way.
    """
    check(way, to, opens_at, closes_at, may_say, at)
    reason = stopped_by(person, way, to)
    if reason:
        raise Stopped(reason)
    party = person.reference if person else ""
    told = {
        "party": party,
        "called": "" if party else called,
        "way": way,
        "to": to,
        "opens_at": opens_at,
        "closes_at": closes_at,
        "may_say": may_say,
        "case": case,
        "service": service,
    }
    with transaction.atomic():
        just_now = Callback.objects.filter(**told, promised_by=actor.reference, promised_at__gt=at - _TOGETHER)
        before = just_now.filter(promised_at__lte=at, kept_at=None, withdrawn_at=None).first()
        if before is not None:
            return _value(before)
        code = "" if case else new_reference(_RANDOM)
        made = Callback.objects.create(
            **told, code=code, language=language, promised_by=actor.reference, promised_at=at
        )
        if contact:
            made.interaction_id = interactions.log(
                channel=contact,
                reason=interactions.CALLBACK,
                service=service,
                party=party,
                called=called,
                case=case,
                actor=actor,
                at=at,
            )
            made.save(update_fields=["interaction"])
        data: dict[str, Value] = {"way": way, "opens": opens_at, "closes": closes_at}
        tell(made, happened.CALLBACK_PROMISED.name, actor, at, data)
        outbox.callback_promised(callback=made.pk, closes=closes_at)
    return _value(made)


def attempt(*, callback: int, person: Portrait | None, outcome: str, actor: Actor, at: datetime) -> None:
    """Keep how an attempt to ring came out. Once they were spoken with, the promise is kept.

    Where they must not be rung (it may have been found out since), that it was stopped is kept, and nobody is said to have been
    rung: raises ``Stopped``. Raises ``NoLongerOpen``, and ``ValueError`` for an outcome that is none.
    """
    if outcome not in OUTCOMES:
        raise ValueError(outcome)
    with transaction.atomic():
        row = still_open(callback)
        reason = stopped_by(person, row.way, row.to) if row.way in SPOKEN else "not-by-voice"
        if not reason:
            if row.attempts.filter(outcome=outcome, by=actor.reference, at__gt=at - _TOGETHER, at__lte=at).exists():
                return
            row.attempts.create(way=row.way, outcome=outcome, by=actor.reference, at=at)
            tell(row, happened.CALLBACK_TRIED.name, actor, at, {"way": row.way, "outcome": outcome})
            if outcome == "spoke":
                _keep(row, actor, at)
            return
        if not row.attempts.filter(outcome="stopped", reason=reason).exists():
            row.attempts.create(outcome="stopped", reason=reason, by=actor.reference, at=at)
            tell(row, happened.CALLBACK_STOPPED.name, actor, at, {"reason": reason}, "staff")
    raise Stopped(reason)


def reroute(*, callback: int, person: Portrait | None, way: str, to: str, actor: Actor, at: datetime) -> None:
    """Keep the promise in another way, within the same window. Raises ``NoLongerOpen``, ``NotPromised``, ``Stopped``."""
    if way not in WAYS:
        raise NotPromised("no-way", "way")
    if not to:
        raise NotPromised("no-number", "to")
    reason = stopped_by(person, way, to)
    if reason:
        raise Stopped(reason)
    with transaction.atomic():
        row = still_open(callback)
        if (row.way, row.to) != (way, to):
            row.way, row.to = way, to
            row.save(update_fields=["way", "to"])
            tell(row, happened.CALLBACK_REROUTED.name, actor, at, {"way": way})


def write(*, callback: int, person: Portrait | None, text: str, actor: Actor, at: datetime) -> None:
    """Keep a promise by writing: a text message or an email goes, and with it the promise is kept.

    Raises ``NoLongerOpen``, and ``Stopped`` where it is to be kept by voice or the address is not safe.
    """
    with transaction.atomic():
        row = still_open(callback)
        reason = "by-voice" if row.way in SPOKEN else stopped_by(person, row.way, row.to)
        if reason:
            raise Stopped(reason)
        message = messages.write_to(
            party=row.party,
            language=row.language,
            about="answer",
            text=text,
            at=at,
            case=Case.objects.filter(reference=row.case).first() if row.case else None,
            way=OneWay(row.way, row.to),  # type: ignore[arg-type]  # it is not spoken
        )
        if message is None or (message.kind, message.to) != (row.way, row.to):
            raise Stopped("not-safe")
        row.attempts.create(way=row.way, outcome="written", by=actor.reference, at=at)
        tell(row, happened.CALLBACK_TRIED.name, actor, at, {"way": row.way, "outcome": "written"})
        _keep(row, actor, at)
        outbox.message_written(message=message.pk)


def withdraw(*, callback: int, because: str, actor: Actor, at: datetime) -> None:
    """The customer no longer wishes it, or it was promised by mistake: in the advisor's words. Raises ``NoLongerOpen``."""
    with transaction.atomic():
        row = still_open(callback)
        row.withdrawn_by, row.withdrawn_at, row.withdrawn_because = actor.reference, at, because[:500]
        row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
        tell(row, happened.CALLBACK_WITHDRAWN.name, actor, at, {})


def find(*, callback: int, onlooker: Onlooker) -> CallbackValue:
    """A callback, as far as its onlooker sees. Raises ``NoSuchCallback``."""
    row = Callback.objects.filter(callbacks_seen(onlooker), id=callback).first()
    if row is None:
        raise NoSuchCallback(str(callback))
    return _value(row)


def attempts_of(*, callback: int) -> tuple[AttemptValue, ...]:
    """Every attempt, oldest first."""
    rows = CallbackAttempt.objects.filter(callback_id=callback).order_by("at", "id")
    return tuple(AttemptValue(each.way, each.outcome, each.reason, each.by, each.at) for each in rows)


def listed(*, onlooker: Onlooker, missed: bool = False, after: str = "", limit: int = 50) -> Listed:
    """A stretch of what is still to be kept, the window that closes soonest first; or only what was missed. One statement."""
    rows = Callback.objects.filter(callbacks_seen(onlooker), kept_at=None, withdrawn_at=None)
    if missed:
        rows = rows.filter(missed_at__isnull=False)
    moment, _, number = after.partition("~")
    with suppress(ValueError, OverflowError):
        last, closes = int(number), datetime.fromisoformat(moment)
        if closes.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(closes_at__gte=closes).exclude(closes_at=closes, id__lte=last)
    found = [_value(each) for each in rows.order_by("closes_at", "id")[: limit + 1]]
    more = found[limit - 1] if len(found) > limit else None
    return Listed(tuple(found[:limit]), f"{more.closes_at.isoformat()}~{more.id}" if more else "")


def of_case(*, reference: str) -> tuple[tuple[CallbackValue, tuple[AttemptValue, ...]], ...]:
    """Every callback that was promised about a case, with its attempts, oldest first. Two statements at most."""
    return _with_attempts(Callback.objects.filter(case=reference).order_by("promised_at", "id"))


def of_code(*, code: str) -> tuple[CallbackValue, tuple[AttemptValue, ...]] | None:
    """The callback that somebody follows by its code, with its attempts; ``None`` where there is none. The caller checks who asks.

    Two statements at most, and none for what can be no code.
    """
    rows = Callback.objects.filter(code=tidy(code)) if is_sound(code) else Callback.objects.none()
    return next(iter(_with_attempts(rows)), None)


def of_parties(*, parties: Sequence[str], onlooker: Onlooker, limit: int = 10) -> tuple[CallbackValue, ...]:
    """The callbacks still to be kept for a person, the soonest first. One statement."""
    rows = Callback.objects.filter(callbacks_seen(onlooker), party__in=parties, kept_at=None, withdrawn_at=None)
    return tuple(map(_value, rows.order_by("closes_at", "id")[:limit]))


def _with_attempts(rows: QuerySet[Callback]) -> tuple[tuple[CallbackValue, tuple[AttemptValue, ...]], ...]:
    return tuple(
        (
            _value(row),
            tuple(
                AttemptValue(each.way, each.outcome, each.reason, each.by, each.at)
                for each in sorted(row.attempts.all(), key=lambda each: (each.at, each.pk))
            ),
        )
        for row in rows.prefetch_related("attempts")
    )


def check(  # noqa: PLR0917  # the parts of one promise
    way: str, to: str, opens_at: datetime, closes_at: datetime, may_say: str, at: datetime
) -> None:
    """Whether a promise can be kept at all. Raises ``NotPromised``."""
    if way not in WAYS:
        raise NotPromised("no-way", "way")
    if not to:
        raise NotPromised("no-number", "to")
    if may_say not in MAY_SAY:
        raise NotPromised("no-may-say", "may-say")
    if closes_at <= opens_at:
        raise NotPromised("window-turned-round", "until")
    if closes_at <= at:
        raise NotPromised("window-passed", "until")
    day = local(opens_at).date()
    if closes_at > at + AHEAD:
        raise NotPromised("window-too-far", "day")
    spells = journeys.working_calendar(at).open_on(day)
    if not spells:
        raise NotPromised("closed-that-day", "day")
    if not any(opens <= opens_at and closes_at <= closes for opens, closes in spells):
        raise NotPromised("closed-then", "since")


def still_open(callback: int) -> Callback:
    """A promise that is still to be kept, held for this transaction. Raises ``NoSuchCallback`` and ``NoLongerOpen``."""
    row = Callback.objects.select_for_update().filter(id=callback).first()
    if row is None:
        raise NoSuchCallback(str(callback))
    if row.kept_at or row.withdrawn_at:
        raise NoLongerOpen(str(callback))
    return row


def _keep(row: Callback, actor: Actor, at: datetime) -> None:
    row.kept_by, row.kept_at = actor.reference, at
    row.save(update_fields=["kept_by", "kept_at"])
    tell(row, happened.CALLBACK_KEPT.name, actor, at, {"way": row.way})
    interactions.log(
        channel="phone" if row.way in SPOKEN else row.way,
        direction="out",
        reason=interactions.CALLED_BACK,
        service=row.service,
        party=row.party,
        called=row.called,
        case=row.case,
        rung=row.to if row.way in SPOKEN else "",
        support=["relay"] if row.way == "relay" else [],
        actor=actor,
        at=at,
    )


def tell(  # noqa: PLR0917  # one sentence, always in this order
    row: Callback, kind: str, actor: Actor, at: datetime, data: dict[str, Value], audience: Visibility = "customer"
) -> None:
    """Tell the ledger, on the case's story where it is about a case."""
    own = f"callback/{row.pk}"
    record(
        subject=f"case/{row.case}" if row.case else own,
        type=kind,
        actor=actor,
        at=at,
        visibility=audience,
        data={"callback": own} | data,
    )


def _value(row: Callback) -> CallbackValue:
    return CallbackValue(**{each.name: getattr(row, each.name) for each in fields(CallbackValue)} | {"id": row.pk})
