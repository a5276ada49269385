"""What was undertaken in debate, at the desk: what is overdue, what is still to be done, and that it was done."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.decide import models as m
from guildhall.decide.authority.undertakings import unkept
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.naming import named
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.keeping.decisions import keep_undertaking
from guildhall.decide.sight import seen
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full


class Line(NamedTuple):
    """An undertaking in a list: who gave it, where and when, by when it is to be kept, and when it was."""

    row: m.Undertaking
    who: str
    where: str
    due: str
    kept: str


@require_safe
@desk_page
def undertakings(request: HttpRequest) -> HttpResponse:
    """Those that are overdue, the longest first; then those still to be kept, and those that were, each with the newest first."""
    today = local(now()).date()
    late, more_late = stretch(unkept(on=today), by="due_on", after=request.GET.get("overdue", ""))
    open_ones, more_open = stretch(
        unkept().exclude(due_on__lt=today), by="id", newest=True, after=request.GET.get("open", "")
    )
    kept, more_kept = stretch(
        seen(m.Undertaking, onlooker(request))
        .exclude(kept_on=None)
        .select_related("by", "by_post", "item__meeting__organization"),
        by="id",
        newest=True,
        after=request.GET.get("kept", ""),
    )
    return show(
        request,
        "decide/clerk/undertakings.jinja",
        title="Undertakings",
        late=[line(each) for each in late],
        open_ones=[line(each) for each in open_ones],
        kept=[line(each) for each in kept],
        more={"overdue": more_late, "open": more_open, "kept": more_kept},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def undertaking(request: HttpRequest, key: str) -> HttpResponse:
    """One undertaking, and the form that says it was kept: on which day, and how."""
    row = at_desk(request, m.Undertaking, key)
    boxes = Boxes.posted(request)
    if request.method == "POST" and _keep(request, row, boxes):
        return redirect(reverse("decide:clerk-undertaking", args=[key]))
    return show(
        request,
        "decide/clerk/undertaking.jinja",
        title="Undertaking",
        errors=boxes.errors,
        line=line(row),
        late=row.kept_on is None and row.due_on is not None and row.due_on < local(now()).date(),
    )


def line(row: m.Undertaking) -> Line:
    """An undertaking as the desk says it."""
    meeting = row.item.meeting
    held = f", {day_in_full(meeting.day, 'en')}" if meeting.day else ""
    due, kept = (day_in_full(each, "en") if each else "" for each in (row.due_on, row.kept_on))
    name = [named(row.by)] if row.by else []
    who = ", ".join([*name, row.by_post.label] if row.by_post else name)
    return Line(row, who, f"{meeting.organization.name}{held}", due, kept)


def _keep(request: HttpRequest, row: m.Undertaking, boxes: Boxes) -> bool:
    on = boxes.day("on", "Write the day on which it was done")
    how = boxes.text("how", "Write what was done", longest=4000)
    return boxes.do(
        lambda: keep_undertaking(undertaking=row, on=on, how=how, actor=actor(request), at=now())  # type: ignore[arg-type]  # it is asked for
    )
