"""Tombstones: what was erased, of which sort, with its dates and the rule or decision, and nothing of what stood in it."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date, datetime

from guildhall.serve.models import Tombstone

STRETCH = 50


@dataclass(frozen=True, slots=True)
class TombstoneValue:
    """A record that was erased. ``emptied`` is JSON: how many rows of each sort. ``by`` is empty where a rule did it."""

    kind: str
    record: str
    service: str
    channel: str
    began_on: date
    ended_on: date | None
    rule: str
    because: str
    emptied: str
    by: str
    at: datetime


def listed(*, after: str = "", limit: int = STRETCH) -> tuple[tuple[TombstoneValue, ...], str]:
    """A stretch of what was erased, the newest first, and where the next begins (``""`` at the end). One statement."""
    rows = Tombstone.objects.order_by("-at", "-id")
    moment, _, number = after.partition("~")
    with suppress(ValueError, OverflowError):
        last, before = int(number), datetime.fromisoformat(moment)
        if before.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(at__lte=before).exclude(at=before, id__gte=last)
    found = list(rows[: limit + 1])
    more = found[limit - 1] if len(found) > limit else None
    return tuple(map(_value, found[:limit])), f"{more.at.isoformat()}~{more.pk}" if more else ""


def of(*, records: Iterable[str]) -> tuple[TombstoneValue, ...]:
    """What was erased of these records, by their references, the first first. One statement."""
    return tuple(map(_value, Tombstone.objects.filter(record__in=list(records)).order_by("at", "id")))


def _value(row: Tombstone) -> TombstoneValue:
    return TombstoneValue(**{each.name: getattr(row, each.name) for each in fields(TombstoneValue)})
