"""What rooms above put before members: the items of meetings that are to come, and copies of pages deposited on one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings

from guildhall.decide import models as m
from guildhall.decide.addresses import LANGUAGES, address
from guildhall.decide.copying.inert import inert
from guildhall.decide.keeping.exhibits import deposit
from guildhall.decide.sight import seen_of
from guildhall.estate.door import Onlooker
from guildhall.ledger.door import Actor

MOST = 200
"""Items to choose from: those of the next meetings."""


class NoSuchItem(LookupError):
    """There is no such item, it was withdrawn, or whoever asks may deposit nothing on it. Nothing was deposited."""

    code = "no-such-item"


@dataclass(frozen=True, slots=True)
class ToCome:
    """An item of an agenda that is to come: its reference, the body that meets and the day, and what the item is called."""

    reference: str
    body: str
    day: date
    title: str


@dataclass(frozen=True, slots=True)
class Deposited:
    """A copy that was deposited: its reference, its fingerprint, and where everybody reads it once the item is published."""

    reference: str
    sha256: str
    addresses: Mapping[str, str] = field(hash=False)


def items_to_come(*, onlooker: Onlooker, on: date) -> tuple[ToCome, ...]:
    """The items on which somebody who keeps the record may deposit: of meetings from a day on, the soonest first. One statement."""
    if not onlooker.records:
        return ()
    rows = m.AgendaItem.objects.filter(meeting__day__gte=on, withdrawn_at=None).exclude(
        meeting__changes__kind="cancelled"
    )
    return tuple(
        ToCome(
            each.reference,
            each.meeting.title or each.meeting.organization.name,
            each.meeting.day,
            f"{each.number}. {each.title}" if each.number else each.title,
        )
        for each in rows.select_related("meeting__organization").order_by("meeting__day", "meeting_id", "place")[:MOST]
        if each.meeting.day
    )


def deposit_report(
    *, item: str, title: str, page: str, source: str, onlooker: Onlooker, actor: Actor, at: datetime
) -> Deposited:
    """Deposit a page as a report on an item, as words that can only be read. Raises ``NoSuchItem``, ``NotRecorded``."""
    row = seen_of(m.AgendaItem, item, onlooker)
    if row is None or row.withdrawn_at is not None or not onlooker.records:
        raise NoSuchItem(item)
    copy = inert(page, base=settings.ADDRESS)
    made = deposit(
        item=row, title=title, kind="report", content=copy, media_type="text/html", source=source, actor=actor, at=at
    )
    return Deposited(made.reference, made.sha256, {lang: address(lang, "exhibit", made.key) for lang in LANGUAGES})
