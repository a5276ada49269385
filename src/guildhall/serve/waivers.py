"""Waivers: a finding that may stand for a while, for a reason, in somebody's name.

One that concerns access is told on the service's public page for as long as it lasts. That page asks the database nothing, so
the waivers of access are remembered in each process, and read again when anything was published or waived.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from guildhall.ledger.door import Actor, record
from guildhall.serve import editions, happened
from guildhall.serve.models import Waiver

ACCESS = "access."


@dataclass(frozen=True, slots=True)
class WaiverValue:
    """A waiver in force until the end of a day."""

    finding: str
    step: str
    reason: str
    name: str
    until: date

    def covers(self, finding: str, step: str) -> bool:
        """Whether it is about this finding, at this step."""
        return (self.finding, self.step) == (finding, step)


class NotWhole(ValueError):
    """A waiver without a reason, a name or an end."""

    code = "not-whole"


def waive(
    *,
    draft: int,
    service: str,
    finding: str,
    step: str,
    reason: str,
    name: str,
    until: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Let a finding stand until the end of a day. Raises ``NotWhole``."""
    if not reason or not name or not finding:
        raise NotWhole(finding)
    with transaction.atomic():
        Waiver.objects.create(
            service=service,
            finding=finding,
            step=step,
            reason=reason,
            name=name,
            until=until,
            by=actor.reference,
            at=at,
        )
        told: dict[str, str | date] = {"finding": finding, "until": until}
        record(subject=f"draft/{draft}", type=happened.FINDING_WAIVED.name, actor=actor, at=at, data=dict(told))
        transaction.on_commit(editions.changed)


def in_force(*, service: str, today: date) -> tuple[WaiverValue, ...]:
    """The waivers of a service on a day, the newest first. One statement."""
    rows = Waiver.objects.filter(service=service, until__gte=today).order_by("-at", "-id")
    return tuple(WaiverValue(each.finding, each.step, each.reason, each.name, each.until) for each in rows)


class _Remembered:
    """The waivers of access that this process has read, and when they were published."""

    def __init__(self) -> None:
        self.read_at: object = object()
        self.by_service: dict[str, tuple[WaiverValue, ...]] = {}


_remembered = _Remembered()


def of_access(*, service: str, today: date) -> tuple[WaiverValue, ...]:
    """What is waived of a service's access on a day. No statement once it is known."""
    changed = editions.changed_at()
    if _remembered.read_at != changed:
        found: dict[str, tuple[WaiverValue, ...]] = {}
        for each in Waiver.objects.filter(finding__startswith=ACCESS).order_by("at", "id"):
            value = WaiverValue(each.finding, each.step, each.reason, each.name, each.until)
            found[each.service] = (*found.get(each.service, ()), value)
        _remembered.by_service, _remembered.read_at = found, changed
    return tuple(each for each in _remembered.by_service.get(service, ()) if each.until >= today)
