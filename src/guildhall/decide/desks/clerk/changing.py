"""A meeting is moved or cancelled at the desk, with the reason that everybody reads."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.agenda import standing
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.keeping.calling_off import cancel_with_notice, move_with_notice
from guildhall.decide.sight import seen
from guildhall.kernel.clocks import local

_SAID = {"moved": "Moved", "postponed": "Postponed", "cancelled": "Cancelled"}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def change(request: HttpRequest, key: str) -> HttpResponse:
    """What was changed of the meeting so far, and the forms that move or cancel it."""
    meeting = at_desk(request, m.Meeting, key)
    boxes = Boxes.posted(request)
    if done := boxes.act(_ACTS, meeting, then=reverse("decide:clerk-change", args=[key])):
        return done
    changes = seen(m.MeetingChange, onlooker(request)).filter(meeting=meeting).order_by("at", "id")
    kinds = {each.kind for each in changes}
    return show(
        request,
        "decide/clerk/change.jinja",
        title="Move or cancel",
        errors=boxes.errors,
        **standing(meeting),
        changes=[(_SAID[each.kind], each, local(each.at)) for each in changes if each.kind in _SAID],
        begun="begun" in kinds,
        over=bool(kinds & {"cancelled", "ended"}),
        starts=local(meeting.starts_at) if meeting.starts_at else None,
    )


def _move(request: HttpRequest, meeting: m.Meeting, boxes: Boxes) -> bool:
    day = boxes.day("day", "Write the day of the meeting")
    starts = boxes.moment("time", day)
    if not boxes.raw("time"):
        boxes.wrong("time", "Write a time, such as 18:30")
    told = {
        "place": boxes.text("place", longest=300),
        "why": boxes.text("why", "Write why it is moved", longest=2000),
        "why_cy": boxes.text("why_cy", longest=2000),
    }
    return boxes.do(
        lambda: move_with_notice(meeting=meeting, starts_at=starts, actor=actor(request), at=now(), **told)  # type: ignore[arg-type]  # written
    )


def _cancel(request: HttpRequest, meeting: m.Meeting, boxes: Boxes) -> bool:
    told = {
        "why": boxes.text("cancelled-why", "Write why it is not held", longest=2000),
        "why_cy": boxes.text("cancelled-why_cy", longest=2000),
    }
    return boxes.do(lambda: cancel_with_notice(meeting=meeting, actor=actor(request), at=now(), **told))


_ACTS: Mapping[str, Callable[[HttpRequest, m.Meeting, Boxes], bool]] = {"move": _move, "cancel": _cancel}
