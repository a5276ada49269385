"""Erasing record by record: where one fails the others go on, and that one is listed until it has gone, for somebody to look at."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from guildhall.serve.models import Unerased

LOG = logging.getLogger(__name__)
STRETCH = 50
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class UnerasedValue:
    """A record that should have gone, by its reference: since when, when it was tried last, and the sort of fault as a code."""

    record: str
    fault: str
    since: datetime
    tried_at: datetime


def attempt(*, record: str, erase: Callable[[], Done], at: datetime) -> Done | None:
    """Erase a record, whole or not at all; ``None`` where it failed. Of the fault its sort is kept, never its words."""
    try:
        with transaction.atomic():
            done = erase()
    except Exception as failed:  # noqa: BLE001 (one record that cannot go keeps no other)
        fault = _WORD.sub("-", type(failed).__name__).lower()
        LOG.error("%s could not be erased: %s", record, fault)  # noqa: TRY400 (a traceback may hold what is personal)
        _list(record, fault, at)
        return None
    Unerased.objects.filter(record=record, over_at=None).update(over_at=at)
    return done


def unerased(*, limit: int = STRETCH) -> tuple[tuple[UnerasedValue, ...], bool]:
    """What should have gone and has not, the longest first, and whether there is more. One statement."""
    rows = list(Unerased.objects.filter(over_at=None).order_by("since", "id")[: limit + 1])
    return tuple(UnerasedValue(each.record, each.fault, each.since, each.tried_at) for each in rows[:limit]), len(
        rows
    ) > limit


def _list(record: str, fault: str, at: datetime) -> None:
    with transaction.atomic():
        if not Unerased.objects.filter(record=record, over_at=None).update(fault=fault, tried_at=at):
            Unerased.objects.create(record=record, fault=fault, since=at, tried_at=at)
