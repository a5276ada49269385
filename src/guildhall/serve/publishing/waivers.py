"""Waivers: a finding that may stand for a while, for a reason, in somebody's name.

One that concerns access is told on the service's public page for as long as it lasts.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.model import Text
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.models import Waiver
from guildhall.serve.publishing import editions


@dataclass(frozen=True, slots=True)
class WaiverValue:
    """A waiver in force until the end of a day."""

    finding: str
    step: str
    reason: Text
    name: str
    until: date

    @property
    def until_day(self) -> str:
        """Its last day, in ISO 8601."""
        return self.until.isoformat()

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
    reason: Text,
    name: str,
    until: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Let a finding stand until the end of a day, for a reason in each language. Raises ``NotWhole``."""
    if not reason or not name or not finding:
        raise NotWhole(finding)
    with transaction.atomic():
        Waiver.objects.create(
            service=service,
            finding=finding,
            step=step,
            reason=canonical_json(reason),
            name=name,
            until=until,
            by=actor.reference,
            at=at,
        )
        record(
            subject=f"draft/{draft}",
            type=happened.FINDING_WAIVED.name,
            actor=actor,
            at=at,
            data={"finding": finding, "until": until},
        )
        transaction.on_commit(editions.changed)


def in_force(*, service: str, today: date) -> tuple[WaiverValue, ...]:
    """The waivers of a service on a day, the newest first. One statement."""
    rows = Waiver.objects.filter(service=service, until__gte=today).order_by("-at", "-id")
    return tuple(_value(each) for each in rows)


def of_access(*, service: str, today: date) -> tuple[WaiverValue, ...]:
    """What is waived of a service's access on a day. No statement."""
    return tuple(_value(each) for each in editions.waived_access() if each.service == service and each.until >= today)


def _value(row: Waiver) -> WaiverValue:
    return WaiverValue(row.finding, row.step, read_json(row.reason), row.name, row.until)
