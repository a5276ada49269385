"""What is withheld, at the desk: which is to be looked at again, and the act by which it becomes public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.exempting import PARAGRAPHS_SAID
from guildhall.decide.desks.staff import actor, desk_page, onlooker, show
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.keeping.agendas import lift_restriction
from guildhall.decide.references import NoSuchRecord, record_of
from guildhall.decide.sight import seen
from guildhall.estate.door import problem
from guildhall.kernel.clocks import local


@require_safe
@desk_page
def restrictions(request: HttpRequest) -> HttpResponse:
    """Everything that is withheld, what is to be looked at again first at the top."""
    rows = seen(m.Restriction, onlooker(request)).filter(lifted_at=None)
    undated = "undated" in request.GET
    if undated:
        found, after = stretch(rows.filter(review_on=None), by="id", after=request.GET.get("after", ""))
    else:
        found, after = stretch(rows.exclude(review_on=None), by="review_on", after=request.GET.get("after", ""))
    today = local(now()).date()
    return show(
        request,
        "decide/clerk/withheld.jinja",
        title="Withheld",
        lines=[(each, _of(each), bool(each.review_on and each.review_on <= today)) for each in found],
        paragraphs=PARAGRAPHS_SAID,
        after=after,
        undated=undated,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def restriction(request: HttpRequest, number: int) -> HttpResponse:
    """One of them: what everybody would read, and the form that opens it with a reason."""
    row = seen(m.Restriction, onlooker(request)).filter(pk=number).first() if number < 2**63 else None
    if row is None:
        return problem(request=request, status=404)
    boxes = Boxes.posted(request)
    if request.method == "POST" and _lift(request, row, boxes):
        return redirect(reverse("decide:clerk-restriction", args=[number]))
    return show(
        request,
        "decide/clerk/restriction.jinja",
        title="Make it public",
        errors=boxes.errors,
        row=row,
        of=_of(row),
        paragraph=PARAGRAPHS_SAID[row.paragraph],
        lifted=local(row.lifted_at) if row.lifted_at else None,
    )


def _lift(request: HttpRequest, row: m.Restriction, boxes: Boxes) -> bool:
    why = boxes.text("why", "Write why it is public from now on", longest=2000)
    if not boxes.ticked("read"):
        boxes.wrong("read", "Say that you have read it: what was public once cannot be withheld again")
    return boxes.do(lambda: lift_restriction(restriction=row, why=why, actor=actor(request), at=now()))


def _of(row: m.Restriction) -> str:
    """Of which record it is withheld, by its title."""
    try:
        record = record_of(row.subject)
    except NoSuchRecord:
        return row.subject
    return str(getattr(record, "title", "") or row.subject)
