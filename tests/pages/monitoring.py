"""Visits to the monitoring officer's desk: a vote that happened against the rule, and an interest that is not registered."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from tests.pages.visits import Visit, staff
from tests.pages.ways import submit

from guildhall.decide import models as m
from guildhall.decide.authority.declarations import declare
from guildhall.decide.keeping import agendas, meetings, motions
from guildhall.ledger.door import Actor

AT = "desk/monitoring"


def begin_monitoring(moment: datetime) -> dict[str, str]:
    """Two members vote on a lease, and one of them has the stall next door. What is looked at needs no name of its own."""
    by: dict[str, Any] = {"actor": Actor("staff", "account/1"), "at": moment}
    cabinet = m.Organization.objects.get(code="CAB")
    hart, pryce = (m.Person.objects.get(name=name) for name in ("Rowan Hart", "Megan Pryce"))
    meeting = meetings.call_meeting(body=cabinet, starts_at=moment - timedelta(days=40), place="The Guildhall", **by)
    item = agendas.put_item(meeting=meeting, title="The lease of stall 5 in the market hall", **by)
    moved = motions.move(item=item, text="That the lease be renewed", mover=hart, seconder=pryce, **by)
    motions.take_vote(motion=moved, names={hart: "yes", pryce: "yes"}, result="pass", **by)
    declare(
        meeting=meeting, item=item, person=hart, kind="disclosable-pecuniary", reason="He holds the lease of stall 4", **by
    )  # fmt: skip
    return {}


def monitoring() -> Iterator[Visit]:
    """The page as it stands, and as it comes back."""
    yield staff(AT, role="monitoring-officer", state="filled", typical=True)
    yield staff(AT, role="monitoring-officer", state="with errors", act=submit("It is seen to"))
