"""Which later meeting agreed that approved minutes are put right, and at which item of its agenda, as it is written at the desk."""

from collections.abc import Mapping

from django.http import HttpRequest

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.offered import MOST
from guildhall.decide.desks.staff import onlooker
from guildhall.decide.sight import seen
from guildhall.kernel.clocks import local


def meetings_since(request: HttpRequest, minutes: m.Minutes | None) -> dict[str, m.Meeting]:
    """Where minutes were approved: the meetings of the same body since, that met and may have agreed that they are put right."""
    if minutes is None or minutes.approved_at_meeting_id is None or minutes.meeting.day is None:
        return {}
    rows = (
        seen(m.Meeting, onlooker(request))
        .filter(organization=minutes.meeting.organization_id, day__gt=minutes.meeting.day, day__lte=local(now()).date())
        .exclude(changes__kind="cancelled")
    )
    return {each.key: each for each in rows.order_by("-day", "-id")[:MOST]}


def agreed_item(boxes: Boxes, later: Mapping[str, m.Meeting], *, needed: bool) -> m.AgendaItem | None:
    """The item that was named by its meeting and its number. Where it is ``needed``, it is not left blank."""
    missing = "Choose the meeting that agreed to it" if needed and later else ""
    meeting = later.get(boxes.chosen("agreed_at", later, missing))
    if needed and not later:
        boxes.wrong("agreed_at", "No later meeting of this body is on record that could have agreed to it")
    number = boxes.text("agreed_item", "Write under which item of its agenda" if meeting else "", longest=20)
    if meeting is None or not number:
        if number:
            boxes.wrong("agreed_at", "Choose the meeting on whose agenda this item stands")
        return None
    found: m.AgendaItem | None = meeting.items.filter(number__iexact=number, published_at__isnull=False).first()
    if found is None:
        boxes.wrong("agreed_item", "No item of this number is on the published agenda of that meeting")
    return found
