"""What scrutiny recommends, at an item of its agenda; and what is overdue of what was ever recommended."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.decide import models as m
from guildhall.decide.authority import scrutiny
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.home import meeting_bodies
from guildhall.decide.desks.clerk.naming import posts_of_all
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.sight import seen
from guildhall.kernel.authority.answering import Stage
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full

STAGES: dict[Stage, str] = {
    "awaits-response": "Awaits a response",
    "response-overdue": "The response is overdue",
    "answered": "Answered",
    "action-awaited": "Answered, to be done",
    "action-overdue": "What was promised is overdue",
    "done": "Done",
}


class Line(NamedTuple):
    """A recommendation in a list."""

    row: m.ScrutinyRecommendation
    asked: str
    stands: str
    due: str


@require_safe
@desk_page
def recommendations(request: HttpRequest) -> HttpResponse:
    """The responses and the actions that are overdue, the longest first; then every recommendation, the newest first."""
    today = local(now()).date()
    late, more_late = stretch(
        scrutiny.overdue_responses(on=today), by="response_due_on", after=request.GET.get("responses", "")
    )
    undone, more_undone = stretch(
        scrutiny.overdue_actions(on=today).select_related("recommendation__by", "action_owner"),
        by="action_due_on",
        after=request.GET.get("actions", ""),
    )
    found, after = stretch(_with(seen(m.ScrutinyRecommendation, onlooker(request))), by="id", newest=True,
                           after=request.GET.get("after", ""))  # fmt: skip
    return show(
        request,
        "decide/clerk/recommendations.jinja",
        title="Recommendations of scrutiny",
        late=[line(each) for each in late],
        undone=[(each, day_in_full(each.action_due_on, "en")) for each in undone if each.action_due_on],
        lines=[line(each) for each in found],
        more={"responses": more_late, "actions": more_undone, "after": after},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def recommending(request: HttpRequest, key: str) -> HttpResponse:
    """What was recommended at an item, and a form for another."""
    row = at_desk(request, m.AgendaItem, key)
    boxes = Boxes.posted(request)
    made: list[m.ScrutinyRecommendation] = []
    if request.method == "POST" and _recommend(request, row, boxes, made):
        return redirect(
            reverse("decide:clerk-recommendation", args=[made[0].key])
            if made
            else reverse("decide:clerk-recommending", args=[key])
        )
    here = _with(seen(m.ScrutinyRecommendation, onlooker(request))).filter(item=row).order_by("id")
    return show(
        request,
        "decide/clerk/recommending.jinja",
        title="Recommend something",
        errors=boxes.errors,
        item=row,
        lines=[line(each) for each in here],
        bodies=[(each.code, each.name) for each in meeting_bodies(request).exclude(pk=row.meeting.organization_id)],
        posts=posts_of_all(request),
        held=row.meeting.day.strftime("%-d %-m %Y") if row.meeting.day else "",
    )


def line(row: m.ScrutinyRecommendation) -> Line:
    """A recommendation, with where it has got to today."""
    asked = row.to.name if row.to else row.to_post.label if row.to_post else ""
    due = day_in_full(row.response_due_on, "en") if row.response_due_on else ""
    return Line(row, asked, STAGES[scrutiny.stands(recommendation=row, on=local(now()).date())], due)


def _with(rows: QuerySet[m.ScrutinyRecommendation]) -> QuerySet[m.ScrutinyRecommendation]:
    return rows.select_related("by", "to", "to_post").prefetch_related("responses")


def _recommend(request: HttpRequest, item: m.AgendaItem, boxes: Boxes, made: list[m.ScrutinyRecommendation]) -> bool:
    bodies = {each.code: each for each in meeting_bodies(request)}
    holders = posts_of_all(request)
    to, to_post = boxes.chosen("to", bodies), boxes.chosen("to_post", holders)
    if not (to or to_post):
        boxes.wrong("to", "Choose to whom it is made: a body, or a post")
    text = boxes.text("text", "Write what is recommended", longest=10_000)
    made_on = boxes.day("made_on", "Write the day on which it was made")
    if made_on is not None and made_on > local(now()).date():
        boxes.wrong("made_on", "This day has not come yet")
    told: dict[str, Any] = {
        "number": boxes.text("number", longest=20),
        "received_on": boxes.day("received_on"),
        "due_on": boxes.day("due_on"),
    }
    return boxes.do(
        lambda: made.append(
            scrutiny.recommend(
                by=item.meeting.organization,
                to=bodies.get(to),
                to_post=holders.rows.get(to_post),
                text=text,
                made_on=made_on,  # type: ignore[arg-type]  # it is asked for
                item=item,
                actor=actor(request),
                at=now(),
                **told,
            )
        )
    )
