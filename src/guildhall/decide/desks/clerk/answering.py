"""One recommendation of scrutiny: it is published, answered, and what was promised is followed until it is done."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.authority import scrutiny
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Act, Boxes
from guildhall.decide.desks.clerk.home import meeting_bodies
from guildhall.decide.desks.clerk.naming import posts_of_all
from guildhall.decide.desks.clerk.recommending import line
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.sight import seen, seen_of

ACCEPTED: Mapping[str, str] = {"yes": "Accepted", "partly": "Accepted in part", "no": "Not accepted", "noted": "Noted"}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def recommendation(request: HttpRequest, key: str) -> HttpResponse:
    """A recommendation with each response to it, and what is done about it next."""
    row = at_desk(request, m.ScrutinyRecommendation, key)
    boxes = Boxes.posted(request)
    if done := boxes.act(_ACTS, row, then=reverse("decide:clerk-recommendation", args=[key])):
        return done
    given = seen(m.ScrutinyResponse, onlooker(request)).filter(recommendation=row)
    return show(
        request,
        "decide/clerk/recommendation.jinja",
        title=row.text,
        errors=boxes.errors,
        line=line(row),
        responses=list(given.select_related("by", "by_post", "action_owner").order_by("id")),
        accepted=list(ACCEPTED.items()),
        accepted_said=ACCEPTED,
        asked=(row.to.code if row.to else ""),
        asked_post=(row.to_post.reference if row.to_post else ""),
        bodies=[(each.code, each.name) for each in meeting_bodies(request)],
        posts=posts_of_all(request).beside(row.to_post),
    )


def _publish(request: HttpRequest, row: m.ScrutinyRecommendation, boxes: Boxes) -> bool:
    return boxes.do(lambda: publish(reference=row.reference, actor=actor(request), at=now()), {"item": "notice"})


def _respond(request: HttpRequest, row: m.ScrutinyRecommendation, boxes: Boxes) -> bool:
    bodies = {each.code: each for each in meeting_bodies(request)}
    holders = posts_of_all(request)
    by, by_post = boxes.chosen("by", bodies), boxes.chosen("by_post", holders)
    if not (by or by_post):
        boxes.wrong("by", "Choose who answers: a body, or a post")
    accepted = boxes.chosen("accepted", ACCEPTED, "Choose whether it is accepted")
    explanation = boxes.text("explanation", "Write why", longest=10_000)
    given_on = boxes.day("given_on", "Write the day on which it was answered")
    written = boxes.text("item", longest=80)
    item = seen_of(m.AgendaItem, written, onlooker(request)) if written else None
    if written and item is None:
        boxes.wrong("item", "No item has this reference. Copy it from the item's page")
    told: dict[str, Any] = {
        "action": boxes.text("action", longest=4000),
        "action_owner": holders.rows.get(boxes.chosen("action_owner", holders)),
        "action_due_on": boxes.day("action_due_on"),
        "item": item,
    }
    return boxes.do(
        lambda: scrutiny.respond(
            recommendation=row, accepted=accepted, explanation=explanation, given_on=given_on, by=bodies.get(by),  # type: ignore[arg-type]  # it is asked for
            by_post=holders.rows.get(by_post), actor=actor(request), at=now(), **told,
        )
    )  # fmt: skip


def _publish_response(request: HttpRequest, row: m.ScrutinyRecommendation, boxes: Boxes) -> bool:
    response = _response(row, boxes)
    box = f"r{response.pk}" if response else "responses"
    return response is None or boxes.do(
        lambda: scrutiny.publish_response(response=response, actor=actor(request), at=now()),
        {"recommendation": box, "item": box},
    )


def _act(request: HttpRequest, row: m.ScrutinyRecommendation, boxes: Boxes) -> bool:
    response = _response(row, boxes)
    if response is None or response.action_done_on is not None:  # another hand was quicker
        return True
    on = boxes.day(f"r{response.pk}-on", "Write the day on which it was done")
    how = boxes.text(f"r{response.pk}-how", "Write how it was done", longest=4000)
    return boxes.do(
        lambda: scrutiny.act(response=response, on=on, how=how, actor=actor(request), at=now()),  # type: ignore[arg-type]  # it is asked for
        {"on": f"r{response.pk}-on", "how": f"r{response.pk}-how", "action": f"r{response.pk}-how"},
    )


_ACTS: Mapping[str, Act[m.ScrutinyRecommendation]] = {
    "publish": _publish,
    "respond": _respond,
    "publish-response": _publish_response,
    "act": _act,
}


def _response(row: m.ScrutinyRecommendation, boxes: Boxes) -> m.ScrutinyResponse | None:
    number = boxes.raw("response")
    return row.responses.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
