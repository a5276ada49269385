"""What was written to whom, and what became of it: of one case, or of all, a stretch at a time."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from guildhall.estate.door import Onlooker
from guildhall.serve.models import Case, Message
from guildhall.serve.sight import about_none_or, cases_seen

STATES: dict[str, Q] = {
    "stopped": Q(stopped_at__isnull=False),
    "failed": Q(stopped_at=None, failed_at__isnull=False),
    "delivered": Q(stopped_at=None, failed_at=None, delivered_at__isnull=False),
    "sent": Q(stopped_at=None, failed_at=None, delivered_at=None, sent_at__isnull=False),
    "begun": Q(stopped_at=None, failed_at=None, sent_at=None, begun_at__isnull=False),
    "held": Q(stopped_at=None, failed_at=None, begun_at=None, sent_at=None, held_until__isnull=False),
    "waiting": Q(stopped_at=None, failed_at=None, begun_at=None, sent_at=None, held_until=None),
}
"""How a message stands, by code; each stands in exactly one. ``begun``: handed to a sender, which has not answered."""

STRETCH = 20
"""Messages of a case that are read at once."""


@dataclass(frozen=True, slots=True)
class MessageValue:
    """A message as it was written, and what became of it. ``case`` is a reference, or empty; ``customer`` the party's who was
    written to, or empty. ``task`` is the one that an advisor has to ring them with it.
    """

    id: int
    case: str
    customer: str
    about: str
    wording: str
    kind: str
    to: str
    format: str
    language: str
    subject: str
    body: str
    rendered_at: datetime
    held_until: datetime | None
    begun_at: datetime | None
    tries: int
    sent_at: datetime | None
    sender: str
    delivered_at: datetime | None
    stopped_at: datetime | None
    stopped_reason: str
    failed_at: datetime | None
    failure: str
    instead_of: int | None
    fell_back_to: tuple[int, str] | None = None
    task: int | None = None

    @property
    def state(self) -> str:
        """One of ``STATES``."""
        if self.stopped_at or self.failed_at:
            return "stopped" if self.stopped_at else "failed"
        if self.sent_at:
            return "delivered" if self.delivered_at else "sent"
        return "begun" if self.begun_at else "held" if self.held_until else "waiting"


def of_case(
    *, case: int, after: str | None = None, limit: int = STRETCH
) -> tuple[tuple[MessageValue, ...], str | None]:
    """A stretch of the messages about a case, each with the one that took its place: oldest first, and of those that are left
    the newest; and where the ones before it end. One statement for the newest stretch, two for any other.
    """
    found, more = _stretch(Message.objects.select_related("case").filter(case_id=case), after, limit)
    # What took the place of another was written after it: in the newest stretch it stands there too.
    fell = _fallbacks([row.pk for row in found]) if after else {row.instead_of_id: (row.pk, row.kind) for row in found}
    return tuple(_value(row, fell.get(row.pk)) for row in reversed(found)), more


def of_tasks(*, tasks: Collection[int]) -> tuple[MessageValue, ...]:
    """The messages that these tasks were set for, oldest first. One statement, none where there are no tasks."""
    rows = Message.objects.select_related("case").filter(task__in=tasks).order_by("rendered_at", "id") if tasks else ()
    return tuple(_value(row, None) for row in rows)


def listed(
    *, onlooker: Onlooker, kind: str = "", state: str = "", after: str | None = None, limit: int = 50
) -> tuple[tuple[MessageValue, ...], str | None]:
    """A stretch of the outbox as its onlooker sees it, newest first, and where the next begins. Two statements.

    ``kind`` is ``email``, ``sms``, ``letter``, ``call`` or ``otherwise``; ``state`` one of ``STATES``.
    """
    rows = _seen(onlooker)
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(STATES[state])
    found, more = _stretch(rows, after, limit)
    fell = _fallbacks([row.pk for row in found])
    return tuple(_value(row, fell.get(row.pk)) for row in found), more


def find(*, message: int, onlooker: Onlooker) -> MessageValue | None:
    """A message by its number; ``None`` when there is none that the onlooker sees."""
    row = _seen(onlooker).filter(id=message).first() if message < 2**63 else None
    return _value(row, _fallbacks([row.pk]).get(row.pk)) if row else None


def _seen(onlooker: Onlooker) -> QuerySet[Message]:
    """The messages an onlooker sees: about the cases they see, and those about none."""
    rows = Message.objects.select_related("case")
    if onlooker.teams is None:
        return rows
    return rows.filter(about_none_or(Case.objects.filter(cases_seen(onlooker)), by="id"))


def mark_of(*, message: int, at: datetime) -> str:
    """The mark of the stretch whose newest message is this one, written at a moment."""
    return f"{at.isoformat()}~{message + 1}"


def _stretch(rows: QuerySet[Message], after: str | None, limit: int) -> tuple[list[Message], str | None]:
    """The newest of these beyond a mark, newest first, and the mark of the next stretch; a mark that is none changes nothing."""
    moment, _, number = (after or "").partition("~")
    with suppress(ValueError, OverflowError):
        last, before = int(number), datetime.fromisoformat(moment)
        if before.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(rendered_at__lte=before).exclude(rendered_at=before, id__gte=last)
    found = list(rows.order_by("-rendered_at", "-id")[: limit + 1])
    more = found[limit - 1] if len(found) > limit else None
    return found[:limit], f"{more.rendered_at.isoformat()}~{more.pk}" if more else None


def _fallbacks(messages: list[int]) -> dict[int | None, tuple[int, str]]:
    rows = Message.objects.filter(instead_of__in=messages).values_list(F("instead_of"), "id", "kind")
    return {before: (number, kind) for before, number, kind in rows}


def _value(row: Message, fell_back_to: tuple[int, str] | None) -> MessageValue:
    return MessageValue(
        row.pk,
        row.case.reference if row.case else "",
        row.addressee,
        row.about,
        row.wording,
        row.kind,
        row.to,
        row.format,
        row.language,
        row.subject,
        row.body,
        row.rendered_at,
        row.held_until,
        row.begun_at,
        row.tries,
        row.sent_at,
        row.sender,
        row.delivered_at,
        row.stopped_at,
        row.stopped_reason,
        row.failed_at,
        row.failure,
        row.instead_of_id,
        fell_back_to,
        row.task_id,
    )
