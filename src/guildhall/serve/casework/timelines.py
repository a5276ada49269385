"""A timeline: every case, contact and message of somebody, on every channel, the newest first, as far as an onlooker sees.

Three statements for each stretch, whatever is found. A contact that opened a case is told by the case.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from guildhall.estate.door import Onlooker
from guildhall.serve.contacts.interactions import CASE
from guildhall.serve.models import Case, Interaction, Message
from guildhall.serve.sight import cases_seen

STRETCH = 30
_RANKS = ("case", "contact", "message")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a timeline: a ``case`` opened, a ``contact``, or a ``message`` written.

    ``case`` is a reference, empty for a contact about none. ``about`` is a contact's reason or a message's subject, ``by`` an
    account, ``called`` what somebody unregistered called themselves, ``told`` what they were told; ``state`` is a message's.
    """

    kind: str
    number: int
    at: datetime
    channel: str
    case: str = ""
    service: str = ""
    about: str = ""
    outgoing: bool = False
    by: str = ""
    called: str = ""
    told: str = ""
    state: str = ""
    closed: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """One stretch, and where the next begins (``""`` at the end)."""

    entries: tuple[Entry, ...]
    after: str


def timeline(*, parties: Sequence[str], onlooker: Onlooker, after: str = "", limit: int = STRETCH) -> Timeline:
    """A stretch of the timeline of these parties, who are one person; ``after`` is what the stretch before gave."""
    seen = cases_seen(onlooker)
    their = Case.objects.filter(seen, customer__in=parties)
    contacts = Interaction.objects.filter(
        Q(case="") | Q(case__in=Case.objects.filter(seen).values("reference")), party__in=parties
    ).exclude(reason=CASE, case__in=their.values("reference"))
    to_them = Q(party="", case__in=their) | Q(party__in=parties) & (
        Q(case=None) | Q(case__in=Case.objects.filter(seen))
    )
    written = Message.objects.filter(to_them).select_related("case")
    found = [
        *map(_case, _newest(their, "opened_at", 0, after, limit)),
        *map(_contact, _newest(contacts, "at", 1, after, limit)),
        *map(_message, _newest(written, "rendered_at", 2, after, limit)),
    ]
    found.sort(key=lambda each: (each.at, _RANKS.index(each.kind), each.number), reverse=True)
    last = found[limit - 1] if len(found) > limit else None
    mark = f"{last.at.isoformat()}~{_RANKS.index(last.kind)}~{last.number}" if last else ""
    return Timeline(tuple(found[:limit]), mark)


def _newest(rows: QuerySet[Any], moment: str, rank: int, after: str, limit: int) -> list[Any]:
    """The next rows of one kind beyond a mark; a mark that is none changes nothing."""
    at, _, rest = after.partition("~")
    of, _, number = rest.partition("~")
    with suppress(ValueError, OverflowError):
        last, before, kind = int(number), datetime.fromisoformat(at), int(of)
        if before.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(**{f"{moment}__lte": before})
            if rank > kind:
                rows = rows.exclude(**{moment: before})
            elif rank == kind:
                rows = rows.exclude(**{moment: before, "id__gte": last})
    return list(rows.order_by(f"-{moment}", "-id")[: limit + 1])


def _case(row: Case) -> Entry:
    return Entry(
        "case",
        row.pk,
        row.opened_at,
        row.channel,
        case=row.reference,
        service=row.service,
        closed=row.closed_at is not None,
    )


def _contact(row: Interaction) -> Entry:
    return Entry(
        "contact",
        row.pk,
        row.at,
        row.channel,
        case=row.case,
        service=row.service,
        about=row.reason,
        outgoing=row.direction == "out",
        by=row.by,
        called=row.called,
        told=row.told,
    )


def _message(row: Message) -> Entry:
    state = "sent" if row.sent_at else "failed" if row.failed_at else "waiting"
    return Entry(
        "message",
        row.pk,
        row.rendered_at,
        row.kind,
        case=row.case.reference if row.case else "",
        about=row.subject,
        outgoing=True,
        state=state,
        language=row.language,
    )
