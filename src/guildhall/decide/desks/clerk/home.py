"""The desk's first page: the meetings that come, those that were, and how another is called."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.staff import actor, desk_page, onlooker, show
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.keeping.bodies import standing
from guildhall.decide.keeping.meetings import call_meeting
from guildhall.decide.sight import seen
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full


class Line(NamedTuple):
    """A meeting in a list."""

    row: m.Meeting
    when: str
    stands: str


@require_safe
@desk_page
def record(request: HttpRequest) -> HttpResponse:
    """The meetings that come, the next one first; with ``past``, those that were, the last one first."""
    past, today = "past" in request.GET, local(now()).date()
    rows = seen(m.Meeting, onlooker(request)).select_related("organization").exclude(day=None)
    rows = rows.filter(day__lt=today) if past else rows.filter(day__gte=today)
    found, after = stretch(rows, by="day", after=request.GET.get("after", ""), newest=past)
    onward = {"after": after} | ({"past": "yes"} if past else {})
    return show(
        request,
        "decide/clerk/home.jinja",
        title="The record",
        lines=_lines(found),
        past=past,
        first="after" in request.GET,
        later=f"?{urlencode(onward)}" if after else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def calling(request: HttpRequest) -> HttpResponse:
    """Call a meeting of a body: it is a draft until its agenda is published."""
    boxes, bodies = Boxes.posted(request), meeting_bodies(request)
    made: list[m.Meeting] = []
    if request.method == "POST":
        code = boxes.chosen("body", [each.code for each in bodies], "Choose who meets")
        day = boxes.day("day", "Write the day of the meeting")
        starts = boxes.moment("time", day)
        told: dict[str, Any] = {"place": boxes.text("place", longest=300), "remote_link": boxes.link("link")}
        body = next((each for each in bodies if each.code == code), None)
        if body and boxes.do(
            lambda: made.append(
                call_meeting(body=body, day=day, starts_at=starts, actor=actor(request), at=now(), **told)
            )
        ):
            return redirect(reverse("decide:clerk-agenda", args=[made[0].key]) if made else reverse("decide:clerk"))
    options = [(each.code, each.name) for each in bodies]
    return show(request, "decide/clerk/calling.jinja", title="Call a meeting", errors=boxes.errors, bodies=options)


def meeting_bodies(request: HttpRequest) -> QuerySet[m.Organization]:
    """The bodies that meet now, by name: neither political groups nor parts of the staff."""
    rows = seen(m.Organization, onlooker(request)).filter(standing(local(now()).date()))
    return rows.exclude(kind__in=("group", "directorate")).order_by("name", "id")


def when_of(meeting: m.Meeting) -> str:
    """The day and the time of a meeting, as far as they are known."""
    day = day_in_full(meeting.day, "en") if meeting.day else "No day yet"
    return f"{day}, {local(meeting.starts_at):%-H:%M}" if meeting.starts_at else day


def called_of(meeting: m.Meeting) -> str:
    """What a meeting is called: its body, and its own title where it has one."""
    return f"{meeting.organization.name}: {meeting.title}" if meeting.title else meeting.organization.name


def _lines(found: list[m.Meeting]) -> list[Line]:
    """Each meeting with how it stands: three questions, however many there are."""
    ids = [each.pk for each in found]
    drafted = dict(m.Minutes.objects.filter(meeting__in=ids).values_list("meeting", "published_at"))
    listed = set(
        m.AgendaItem.objects.filter(meeting__in=ids, published_at__isnull=False).values_list("meeting", flat=True)
    )
    over = dict(
        m.MeetingChange.objects.filter(meeting__in=ids, kind__in=("cancelled", "ended")).values_list("meeting", "kind")
    )
    return [Line(each, when_of(each), _stands(each, drafted, listed, over)) for each in found]


def _stands(row: m.Meeting, drafted: dict[int, datetime | None], listed: set[int], over: dict[int, str]) -> str:
    if over.get(row.pk) == "cancelled":
        return "cancelled"
    if row.pk in drafted:
        return "minutes published" if drafted[row.pk] else "minutes drafted"
    if row.pk in over:
        return "held, no minutes yet"
    return "agenda published" if row.pk in listed else "agenda not published"
