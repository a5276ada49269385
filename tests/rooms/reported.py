"""Things reported in the street, for tests of cases that may be one matter."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from tests.rooms.council import VERA, WEDNESDAY, in_force

from guildhall.channels import api
from guildhall.kernel.journey import Position
from guildhall.ledger.door import Actor
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.casework import opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Case
from guildhall.serve.publishing.editions import Live

HERE = {"description": "Outside 12 High Street", "lat": "54.771000", "lon": "-1.575000"}
POTHOLE = {
    "dangerous": False,
    "problem": "pothole",
    "whose-road": "street",
    "where": HERE,
    "depth": "shallow",
    "contact-by": "none",
}
HOLE = {"somebody-hurt": False, "what": "road", "hurt-today": False, "where": HERE, "contact-by": "none"}
"""The same hole, reported as something dangerous."""
_METRE = Decimal("0.000008993")
"""Degrees of latitude."""


def north(metres: int) -> dict[str, str]:
    """A place so many metres north of the first, described in other words."""
    return HERE | {
        "lat": str((Decimal(HERE["lat"]) + metres * _METRE).quantize(Decimal("0.000001"))),
        "description": "By the bank",
    }


def streets() -> tuple[Live, Live]:
    """The two services by which a hole in the road is reported, in force."""
    first = in_force("street-problem")
    return first, in_force("report-danger")


def answered(
    live: Live, answers: dict[str, Any], *, at: datetime = WEDNESDAY, channel: str = "web", by: Actor = VERA
) -> JourneyValue:
    taken = api.surface(live.compiled, Position(), "en").take(answers)
    return journeys.begin(live=live, language="en", channel=channel, actor=by, at=at, answers=taken)


def reported(live: Live, answers: dict[str, Any], *, at: datetime = WEDNESDAY, **how: Any) -> CaseValue:
    journey = answered(live, answers, at=at, **how)
    return opening.submit(journey=journey.id, actor=journey.actor, channel=journey.channel, at=at)


def row_of(case: CaseValue) -> dict[str, Any]:
    """Everything that the table of cases holds of one."""
    return dict(Case.objects.filter(id=case.id).values().get())
