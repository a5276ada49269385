"""What became of a decision, at the desk: it was carried out, or another one superseded or revoked it."""

from collections.abc import Mapping

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.keeping.decisions import follow_decision
from guildhall.decide.sight import seen
from guildhall.kernel.clocks import local

KINDS: Mapping[str, str] = {
    "carried-out": "It was carried out",
    "superseded": "A later decision takes its place",
    "revoked": "It is revoked, or rescinded",
    "referred-back": "It is sent back to whoever decided it",
}
_MOST = 200
"""So many are offered to choose from, the newest; an older one is named by its reference."""


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def after(request: HttpRequest, key: str) -> HttpResponse:
    """What became of a decision so far, which others it ended itself, and the form for more."""
    row = at_desk(request, m.Decision, key)
    boxes = Boxes.posted(request)
    if request.method == "POST" and _follow(request, row, boxes):
        return redirect(reverse("decide:clerk-after", args=[key]))
    sequels = seen(m.Sequel, onlooker(request)).filter(Q(decision=row) | Q(by=row)).select_related("decision", "by")
    rows = list(sequels.order_by("on", "id"))
    return show(
        request,
        "decide/clerk/after.jinja",
        title="What became of it",
        errors=boxes.errors,
        decision=row,
        sequels=[(KINDS[each.kind], each) for each in rows if each.decision_id == row.pk],
        ends=[(KINDS[each.kind], each) for each in rows if each.by_id == row.pk],
        kinds=list(KINDS.items()),
        others=[
            (each.reference, f"{each.listed_on:%-d %B %Y}: {each.title}, {each.reference}")
            for each in _others(row).values()
        ],
    )


def _follow(request: HttpRequest, row: m.Decision, boxes: Boxes) -> bool:
    if row.published_at is None:
        boxes.wrong("kind", "The decision is a draft. Publish it first")
        return False
    kind = boxes.chosen("kind", KINDS, "Choose what became of it")
    by = _later(row, boxes, needed=kind == "superseded")
    on = boxes.day("on", "Write on which day")
    if on and on > local(now()).date():
        boxes.wrong("on", "This day has not come yet")
    if by and on and by.taken_on and on < by.taken_on:
        boxes.wrong("on", "This is before the later decision was taken")
    says = boxes.text("says", longest=4000)
    return boxes.do(
        lambda: follow_decision(decision=row, kind=kind, on=on, by=by, says=says, actor=actor(request), at=now())  # type: ignore[arg-type]  # written
    )


def _later(row: m.Decision, boxes: Boxes, *, needed: bool) -> m.Decision | None:
    """The decision that was chosen, or named by its reference: one of the two."""
    written = boxes.text("by-reference", longest=80)
    others = _others(row)
    chosen = others.get(boxes.chosen("by", others, "Choose the later decision" if needed and not written else ""))
    if not written:
        return chosen
    named: m.Decision | None = _may_have(row).filter(reference=written).first()
    if named is None:
        boxes.wrong(
            "by-reference", "No published decision of that day or later has this reference. Copy it from its page"
        )
    elif chosen is not None and chosen != named:
        boxes.wrong("by-reference", "This is another one than you chose. Leave one of the two")
    return named


def _others(row: m.Decision) -> dict[str, m.Decision]:
    """Those of them that are offered, the newest first."""
    return {each.reference: each for each in _may_have(row).order_by("-listed_on", "-id")[:_MOST]}


def _may_have(row: m.Decision) -> QuerySet[m.Decision]:
    """The published decisions that may have done it: no earlier than it."""
    return seen(m.Decision).filter(listed_on__gte=row.listed_on).exclude(pk=row.pk)
