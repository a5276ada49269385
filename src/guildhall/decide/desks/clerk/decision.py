"""A decision as it is recorded: published with its notice in one press, with what is done about it since."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.calling_in import effect_of
from guildhall.decide.desks.clerk.deciding import OUTCOMES
from guildhall.decide.desks.staff import actor, at_desk, desk_page, show
from guildhall.decide.keeping.decision_notices import SAID, publish_with_notice
from guildhall.decide.keeping.publishing import versions
from guildhall.estate.door import display_names, problem
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full

LABELS = {"reasons": "Reasons", "options_rejected": "Options rejected", "conflicts": "Conflicts of interest declared"}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """The decision as it is recorded, whether it is published, and each version of it."""
    row = at_desk(request, m.Decision, key)
    boxes, acts = Boxes.posted(request), {"publish": _publish}
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
        effect=effect_of(row, local(now()).date()),
        versions=[(each, local(each.at)) for each in told],
        hands=display_names(references={each.by for each in told}),
    )


def _publish(request: HttpRequest, row: m.Decision, boxes: Boxes) -> bool:
    return boxes.do(
        lambda: publish_with_notice(decision=row, actor=actor(request), at=now()),
        {"item": "notice", "matter": "notice", "delegation": "notice", "resolved_by": "notice"},
    )
