"""What is worked out of a record and kept nowhere: where a decision stands today, from its dated facts."""

from collections.abc import Sequence
from typing import Any

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.authority.standing import paths
from guildhall.decide.sight import seen
from guildhall.kernel.clocks import local

STANDING = ("status", "status_since")
ORDER = ("taken",)


def standing(rows: Sequence[m.Decision]) -> list[dict[str, Any]]:
    """Where each of these decisions stands today and since when; empty where the record says too little to tell."""
    found = paths(rows, on=local(clock.now()).date())
    made = []
    for each in rows:
        status = found[each.pk].status
        made.append({
            "status": status.name if status else None,
            "status_since": status.since.isoformat() if status else None,
        })  # fmt: skip
    return made


def order(rows: Sequence[m.AgendaItem]) -> list[dict[str, Any]]:
    """In which order the meeting took these items; empty until its minutes are published, which tell it."""
    told = seen(m.Minutes).filter(meeting__in={each.meeting_id for each in rows}).values_list("meeting", flat=True)
    minuted = set(told)
    return [{"taken": each.taken if each.meeting_id in minuted else None} for each in rows]
