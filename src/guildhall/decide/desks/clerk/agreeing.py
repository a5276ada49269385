"""Which later meeting agreed that approved minutes are put right, and at which item of its agenda, as it is written at the desk."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.home import when_of
from guildhall.decide.desks.staff import onlooker
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.sight import seen
from guildhall.kernel.clocks import local

MOST = 100
"""So many meetings are offered at once; a link leads to the others."""


@dataclass(frozen=True, slots=True)
class Met:
    """A stretch of meetings to choose from, as pairs of a code and what is said, with the one that stands in the form already.

    ``onward`` is the mark of the next stretch, empty at the end; ``is_further`` that this one is not the first.
    """

    options: list[tuple[str, str]]
    onward: str
    is_further: bool


def met_after(request: HttpRequest, meeting: m.Meeting) -> QuerySet[m.Meeting]:
    """The meetings of the same body after one, that met: whose day has come, and that were not cancelled."""
    today = local(now()).date()
    rows = seen(m.Meeting, onlooker(request)).filter(organization=meeting.organization_id)
    rows = rows.filter(day__gt=meeting.day or today, day__lte=today)
    return rows.exclude(changes__kind="cancelled")


def meetings_since(request: HttpRequest, minutes: m.Minutes | None) -> QuerySet[m.Meeting]:
    """Where minutes were approved: the meetings of the same body since, that may have agreed that they are put right."""
    if minutes is None or minutes.approved_at_meeting_id is None:
        return m.Meeting.objects.none()
    return met_after(request, minutes.meeting)


def offered_of(request: HttpRequest, rows: QuerySet[m.Meeting], *, box: str, newest: bool) -> Met:
    """A stretch of these meetings for a box. The address may have the mark of a later stretch, under the name of the box."""
    mark, chosen = request.GET.get(box, ""), chosen_of(Boxes.posted(request), rows, box)
    found, onward = stretch(rows, by="day", after=mark, newest=newest, most=MOST)
    if chosen is not None and chosen not in found:
        found = [chosen, *found]
    return Met([(each.key, when_of(each)) for each in found], onward, bool(mark))


def chosen_of(boxes: Boxes, rows: QuerySet[m.Meeting], box: str) -> m.Meeting | None:
    """Whichever of these meetings a box names, whether it is offered first or not."""
    key = boxes.raw(box)
    return rows.filter(reference=f"meeting/{key}").first() if key else None


def agreed_item(boxes: Boxes, later: QuerySet[m.Meeting], *, needed: bool) -> m.AgendaItem | None:
    """The item that was named by its meeting and its number. Where it is ``needed``, it is not left blank."""
    meeting = chosen_of(boxes, later, "agreed_at")
    if meeting is None and needed and not later.exists():
        boxes.wrong("agreed_at", "No later meeting of this body is on record that could have agreed to it")
    missing = "Choose the meeting that agreed to it" if needed else ""
    boxes.chosen("agreed_at", {meeting.key} if meeting else (), missing)
    number = boxes.text("agreed_item", "Write under which item of its agenda" if meeting else "", longest=20)
    if meeting is None or not number:
        if number:
            boxes.wrong("agreed_at", "Choose the meeting on whose agenda this item stands")
        return None
    found: m.AgendaItem | None = meeting.items.filter(number__iexact=number, published_at__isnull=False).first()
    if found is None:
        boxes.wrong("agreed_item", "No item of this number is on the published agenda of that meeting")
    return found
