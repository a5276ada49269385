"""Calls: what the telephone system tells of them, in whichever order and however often, and who took each at the desk."""

from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Literal

import phonenumbers
from django.db import transaction
from django.db.models import Q, QuerySet

from guildhall.serve.models import Call, Interaction

Event = Literal["newCall", "answer", "hangup"]
Direction = Literal["in", "out"]

WITHHELD = frozenset({"", "anonymous", "withheld", "unknown", "private", "unavailable", "restricted", "0"})
"""What telephone systems send in place of a number that the caller does not show."""

RINGS_FOR = timedelta(minutes=10)
LASTS = timedelta(hours=4)
"""How long a call is shown whose end nobody told us: while it rings, and once somebody has taken it."""

_MOMENTS: dict[Event, str] = {"newCall": "rang_at", "answer": "answered_at", "hangup": "hung_up_at"}


class NotANumber(ValueError):
    """What the telephone system sent in place of a number is none."""

    code = "not-a-number"


class NoSuchCall(LookupError):
    """There is no such call, or it is over and done with."""

    code = "no-such-call"


class TakenByAnother(Exception):
    """Somebody else has taken this call already: ``by``, an account."""

    code = "taken-by-another"

    def __init__(self, by: str) -> None:
        super().__init__("This call was taken by somebody else.")
        self.by = by


@dataclass(frozen=True, slots=True)
class CallValue:
    """One call. ``number`` is empty where it is withheld; ``answered_by`` is an account, ``agent`` what the system sent."""

    id: int
    direction: str
    number: str
    agent: str
    rang_at: datetime
    answered_at: datetime | None
    hung_up_at: datetime | None
    answered_by: str
    taken_at: datetime | None
    interaction_id: int | None

    @property
    def missed(self) -> bool:
        """Whether it was hung up before anybody answered it."""
        return self.hung_up_at is not None and self.answered_at is None and self.taken_at is None


@dataclass(frozen=True, slots=True)
class Log:
    """One stretch of the caller log, the newest first, and where the next begins (``""`` at the end)."""

    calls: tuple[CallValue, ...]
    after: str


def one_form(number: str) -> str:
    """A number in its one form (E.164), or ``""`` where it is withheld. Digits alone begin with the country's code.

    Raises ``NotANumber``.
    """
    written = number.strip()
    if written.casefold() in WITHHELD:
        return ""
    international = written.isdecimal() and not written.startswith("0")
    try:
        found = phonenumbers.parse(f"+{written}" if international else written, "GB")
    except phonenumbers.NumberParseException:
        raise NotANumber(number) from None
    if not phonenumbers.is_possible_number(found):
        raise NotANumber(number)
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def shown(number: str) -> str:
    """A number as people write it: 01632 960001, +33 1 23 45 67 89; ``number withheld`` where there is none."""
    if not number:
        return "number withheld"
    form = phonenumbers.PhoneNumberFormat
    found = phonenumbers.parse(number, "GB")
    return phonenumbers.format_number(found, form.NATIONAL if found.country_code == 44 else form.INTERNATIONAL)


def told(
    *,
    event: Event,
    key: str,
    at: datetime,
    number: str = "",
    direction: Direction = "in",
    agent: str = "",
    by: str = "",
) -> int:
    """Keep what the telephone system tells of a call, and give the call's number in this room.

    Any order and any repetition of the same events makes the same call: the earliest moment of each stands. ``by`` is the
    account of the agent, where it is known. A contact that was logged already learns when it ended.
    """
    moment = _MOMENTS[event]
    with transaction.atomic():
        Call.objects.get_or_create(key=key)
        call = Call.objects.select_for_update().get(key=key)
        before = getattr(call, moment)
        setattr(call, moment, min(before, at) if before else at)
        call.number = call.number or number
        if event == "newCall":
            call.direction = direction
        if event == "answer":
            call.agent, call.answered_by = call.agent or agent, call.answered_by or by
        call.save()
        if call.interaction_id and event != "newCall":
            Interaction.objects.filter(id=call.interaction_id).update(ended=call.hung_up_at)
    return call.pk


def going_on(*, account: str, at: datetime) -> tuple[CallValue, ...]:
    """The calls an advisor may take now: those that ring, those the telephone system gave them, the newest first.

    A call whose contact is logged is over for the desk. One statement.
    """
    ringing = Q(answered_at=None, taken_at=None, rang_at__gt=at - RINGS_FOR)
    answered = Q(answered_by__in=("", account), rang_at__gt=at - LASTS) & ~Q(answered_at=None, taken_at=None)
    rows = Call.objects.filter(ringing | answered, direction="in", hung_up_at=None, interaction=None)
    return _values(rows.order_by("-rang_at", "-id")[:5])


def take(*, call: int, account: str, at: datetime) -> CallValue:
    """An advisor takes a call at the desk. Taking it again is harmless. Raises ``NoSuchCall``, ``TakenByAnother``."""
    with transaction.atomic():
        row = Call.objects.select_for_update().filter(id=call, rang_at__isnull=False, interaction=None).first()
        if row is None:
            raise NoSuchCall(str(call))
        if row.answered_by not in {"", account}:
            raise TakenByAnother(row.answered_by)
        row.answered_by, row.taken_at = account, row.taken_at or at
        row.save(update_fields=["answered_by", "taken_at"])
    return _values(Call.objects.filter(id=call))[0]


def held_by(*, account: str, at: datetime) -> Call | None:
    """The call that an advisor took last and has not logged yet. Call it inside the transaction that logs it."""
    rows = Call.objects.select_for_update().filter(
        direction="in", answered_by=account, interaction=None, taken_at__lte=at, taken_at__gt=at - LASTS
    )
    return rows.order_by("-taken_at", "-id").first()


def made_by(*, account: str, number: str, at: datetime) -> Call | None:
    """The call that an advisor made last to this number and has not logged yet. Call it inside the transaction that logs it.

    Whoever made it is the agent of whom the telephone system says that they were spoken with.
    """
    try:
        rung = one_form(number)
    except NotANumber:
        return None
    mine = {"direction": "out", "answered_by": account, "number": rung, "interaction": None}
    rows = Call.objects.select_for_update().filter(**mine, rang_at__lte=at, rang_at__gt=at - LASTS)
    return rows.order_by("-rang_at", "-id").first()


def find(*, call: int) -> CallValue | None:
    """A call; ``None`` where there is none, or only its end was told."""
    return next(iter(_values(Call.objects.filter(id=call, rang_at__isnull=False))), None)


def log(*, account: str = "", missed: bool = False, after: str = "", limit: int = 50) -> Log:
    """A stretch of the caller log: everybody's, or those one account answered; or only the missed. One statement."""
    rows = Call.objects.filter(rang_at__isnull=False)
    if account:
        rows = rows.filter(answered_by=account)
    if missed:
        rows = rows.filter(answered_at=None, taken_at=None, hung_up_at__isnull=False)
    moment, _, number = after.partition("~")
    with suppress(ValueError, OverflowError):
        last, before = int(number), datetime.fromisoformat(moment)
        if before.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(rang_at__lte=before).exclude(rang_at=before, id__gte=last)
    found = _values(rows.order_by("-rang_at", "-id")[: limit + 1])
    more = found[limit - 1] if len(found) > limit else None
    return Log(found[:limit], f"{more.rang_at.isoformat()}~{more.id}" if more else "")


def _values(rows: QuerySet[Call]) -> tuple[CallValue, ...]:
    columns = [each.name for each in fields(CallValue)]
    return tuple(CallValue(**each) for each in rows.values(*columns))
