"""A meeting is recorded as it goes: one page, each thing saved at once, by keyboard and without script."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.desks.boxes import Act, Boxes
from guildhall.decide.desks.clerk import attending, deciding, declaring, moving
from guildhall.decide.desks.clerk.agenda import standing
from guildhall.decide.desks.clerk.naming import named
from guildhall.decide.desks.staff import at_desk, desk_page, onlooker, show
from guildhall.decide.sight import seen
from guildhall.estate.door import problem
from guildhall.kernel.clocks import local

_OF_THE_MEETING: Mapping[str, Act[m.Meeting]] = {"course": attending.note_the_course, "attendance": attending.note}
_OF_AN_ITEM: Mapping[str, Act[m.AgendaItem]] = {
    "take": moving.take,
    "declaration": declaring.note_declaration,
    "bearing": declaring.note_bearing,
    "no-bearing": declaring.take_bearing_back,
    "motion": moving.note_motion,
    "withdrawal": moving.withdraw,
    "vote": moving.note_vote,
    "decision": deciding.note_decision,
    "undertaking": deciding.note_undertaking,
}
_BACK = {
    "course": "course", "attendance": "attendance", "withdrawal": "motion", "vote": "motion", "bearing": "declaration",
    "no-bearing": "declaration",
}  # fmt: skip
"""Where the page is taken up again after an act; elsewhere at what it is called itself."""


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def live(request: HttpRequest, key: str) -> HttpResponse:
    """Who is there, what is being taken, and the forms for the item that the meeting has come to."""
    meeting = at_desk(request, m.Meeting, key)
    items = list(
        seen(m.AgendaItem, onlooker(request)).filter(meeting=meeting).select_related("matter").order_by("place")
    )
    asked = request.GET.get("item", "")
    item = next((each for each in items if each.key == asked), None)
    minutes = seen(m.Minutes, onlooker(request)).filter(meeting=meeting).first()
    closed = minutes is not None and minutes.published_at is not None
    boxes = Boxes.posted(request)
    if request.method == "POST":
        act = boxes.raw("act")
        if closed:
            boxes.wrong("closed", "The minutes are published. Put them right there, with a reason")
        elif act in _OF_THE_MEETING:
            done = _OF_THE_MEETING[act](request, meeting, boxes)
        elif act in _OF_AN_ITEM and item is not None:
            done = _OF_AN_ITEM[act](request, item, boxes)
        else:
            return problem(request=request, status=400)
        if not closed and done:
            on = f"?{urlencode({'item': asked})}" if item else ""
            return redirect(f"{reverse('decide:clerk-live', args=[key])}{on}#{_BACK.get(act, act)}")
    there = attending.there(request, meeting)
    return show(
        request,
        "decide/clerk/live.jinja",
        title="Record the meeting",
        errors=boxes.errors,
        **standing(meeting),
        closed=closed,
        course=[(each, local(each.at)) for each in meeting.changes.exclude(kind="called").order_by("at", "id")],
        courses=attending.courses(meeting),
        there=there,
        others=attending.others(request, there),
        capacities=list(attending.CAPACITIES.items()),
        seats=[(each.person.reference, named(each.person)) for each in there if not each.is_guest],
        items=items,
        item=item,
        **(_of_the_item(request, item, there) if item else {}),
    )


def _of_the_item(request: HttpRequest, item: m.AgendaItem, there: list[attending.There]) -> Mapping[str, Any]:
    """What was recorded at an item so far, and whom its forms offer."""
    voters = attending.voters(there)
    return {
        "here": f"{reverse('decide:clerk-live', args=[item.meeting.key])}?{urlencode({'item': item.key})}",
        "voters": [(each.reference, each.key, named(each)) for each in voters],
        "movers": [(each.reference, named(each)) for each in voters],
        **declaring.recorded(request, item, [each.person for each in there], voters),
        **moving.recorded(request, item),
        **deciding.recorded(request, item),
    }
