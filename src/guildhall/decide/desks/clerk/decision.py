"""A decision's notice: published in one press, and put right with a reason, as a new version beside the old one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.calling_in import effect_of
from guildhall.decide.desks.clerk.deciding import OUTCOMES
from guildhall.decide.desks.clerk.home import meeting_bodies
from guildhall.decide.desks.staff import actor, at_desk, desk_page, show
from guildhall.decide.keeping.decision_notices import SAID, OfItself, correct_decision, publish_with_notice
from guildhall.decide.keeping.publishing import versions
from guildhall.estate.door import display_names, problem
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full

LABELS = {"reasons": "Reasons", "options_rejected": "Options rejected", "conflicts": "Conflicts of interest declared"}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """The decision as it is recorded, whether it is published, and its correction."""
    row = at_desk(request, m.Decision, key)
    boxes, acts = Boxes.posted(request), {"publish": _publish, "correct": _correct}
    if request.method == "POST":
        act = acts.get(boxes.raw("act"))
        if act is None:
            return problem(request=request, status=400)
        if act(request, row, boxes):
            return redirect(reverse("decide:clerk-decision", args=[key]))
    told = versions(reference=row.reference)
    return show(
        request,
        "decide/clerk/decision.jinja",
        title=row.title,
        errors=boxes.errors,
        decision=row,
        meeting=row.item.meeting if row.item else None,
        taken=day_in_full(row.taken_on, "en") if row.taken_on else "",
        outcome=OUTCOMES[row.outcome],
        paragraphs=list(row.resolutions.order_by("place")),
        said=[(name, LABELS[name], getattr(row, name)) for name in SAID if getattr(row, name)],
        outcomes=list(OUTCOMES.items()),
        bodies=[(each.code, each.name) for each in meeting_bodies(request)],
        effect=effect_of(row, local(now()).date()),
        versions=[(each, local(each.at)) for each in told],
        hands=display_names(references={each.by for each in told}),
    )


def _publish(request: HttpRequest, row: m.Decision, boxes: Boxes) -> bool:
    return boxes.do(
        lambda: publish_with_notice(decision=row, actor=actor(request), at=now()),
        {"item": "notice", "matter": "notice"},
    )


def _correct(request: HttpRequest, row: m.Decision, boxes: Boxes) -> bool:
    if row.published_at is None:
        boxes.wrong("notice", "It is not published yet")
        return False
    paragraphs = {
        each.number: boxes.text(f"paragraph-{each.place}", "Write the paragraph. Its number is cited, so it stays")
        for each in row.resolutions.order_by("place")
    }
    said = {name: boxes.text(name, "This was said, so it is not left blank") for name in SAID if getattr(row, name)}
    bodies = {each.code: each for each in meeting_bodies(request)}
    title = boxes.text("title", "Write what was decided about", longest=400)
    taken_on = boxes.day("taken_on", "Write the day on which it was decided")
    outcome = boxes.chosen("outcome", OUTCOMES, "Choose what became of it")
    to = boxes.chosen("recommends_to", bodies, "Choose to whom it is recommended" if outcome == "recommended" else "")
    reason = boxes.text("reason", "Write why it is put right. The reason is published beside it", longest=2000)
    return boxes.do(
        lambda: correct_decision(
            decision=row, paragraphs=paragraphs, said=said, reason=reason, actor=actor(request), at=now(),
            of_itself=OfItself(title, taken_on, outcome, bodies.get(to)),  # type: ignore[arg-type]  # written
        )
    )  # fmt: skip
