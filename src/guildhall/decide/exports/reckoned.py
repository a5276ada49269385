"""What is worked out of a record and kept nowhere: where a decision stands today, from its dated facts."""

from collections.abc import Sequence
from typing import Any

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.authority.standing import paths
from guildhall.kernel.clocks import local

STANDING = ("status", "status_since")


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
