"""Pages that were brought in, at the desk: what of each was not understood or could be two things, and who looked at it."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.decide import models as m
from guildhall.decide.addresses import address_of
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.staff import actor, desk_page, onlooker, show
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.importing.page import ANSWER
from guildhall.decide.importing.settling import settle
from guildhall.decide.sight import seen
from guildhall.estate.door import display_names, problem
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full

_ROUND = 12
"""Words of a page that are shown before a passage, and behind it."""

_KINDS = {
    "not-understood": "Not understood",
    "contradiction": "A contradiction",
    "ambiguous": "Could be two things",
    "unresolved": "To be entered by somebody",
}


@dataclass(frozen=True, slots=True)
class Told:
    """Something to look at: what it is, the passage with what stands round it, and who looked at it."""

    row: m.Doubt
    kind: str
    before: str
    passage: str
    behind: str
    address: str
    waits: bool
    settled: str


@require_safe
@desk_page
def pages(request: HttpRequest) -> HttpResponse:
    """The pages of which something is left to look at, the last one first; with ``all``, every page that was brought in."""
    rows = seen(m.Source, onlooker(request))
    every = "all" in request.GET
    if not every:
        rows = rows.filter(pk__in=_open(m.Doubt.objects.all()).values("source"))
    rows = rows.annotate(left=Count("doubts", filter=Q(doubts__settled_at=None)))
    found, after = stretch(rows, by="id", after=request.GET.get("after", ""), newest=True)
    return show(
        request,
        "decide/clerk/brought.jinja",
        title="Brought in",
        lines=[(each, each.kind.replace("_", " "), day_in_full(local(each.read_at).date(), "en")) for each in found],
        after=after,
        every=every,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def brought(request: HttpRequest, number: int) -> HttpResponse:
    """One page: what is left of it to look at, in the order in which it was found; with ``settled``, what was looked at."""
    source = seen(m.Source, onlooker(request)).filter(pk=number).first() if number < 2**63 else None
    if source is None:
        return problem(request=request, status=404)
    boxes = Boxes.posted(request)
    if request.method == "POST" and _settle(request, source, boxes):
        return redirect(reverse("decide:clerk-page", args=[number]))
    settled = "settled" in request.GET
    rows = source.doubts.exclude(settled_at=None) if settled else _open(source.doubts.all())
    found, after = stretch(rows, by="id", after=request.GET.get("after", ""))
    names = display_names(references={each.settled_by for each in found if each.settled_by})
    return show(
        request,
        "decide/clerk/page.jinja",
        title=source.name,
        errors=boxes.errors,
        source=source,
        kind=source.kind.replace("_", " "),
        day=day_in_full(local(source.read_at).date(), "en"),
        lines=[_told(each, source.text, names) for each in found],
        ticked=request.POST.getlist("doubts"),
        after=after,
        settled=settled,
    )


def _settle(request: HttpRequest, source: m.Source, boxes: Boxes) -> bool:
    ticked = [int(each) for each in request.POST.getlist("doubts") if each.isdecimal() and len(each) < 19]
    if not ticked:
        boxes.wrong("doubts", "Tick what you have looked at")
    how = boxes.text("how", longest=2000)
    return boxes.do(lambda: settle(source=source, doubts=ticked, how=how, actor=actor(request), at=now()))


def _open(rows: QuerySet[m.Doubt]) -> QuerySet[m.Doubt]:
    return rows.filter(settled_at=None)


def _told(row: m.Doubt, text: str, names: dict[str, str]) -> Told:
    """What is listed, with its passage: none where it is the whole page that says so."""
    passage, before, behind = "", list[str](), list[str]()
    if row.start is not None and row.end is not None:
        before, passage, behind = text[: row.start].split(), text[row.start : row.end], text[row.end :].split()
    who = ""
    if row.settled_at is not None:
        when = local(row.settled_at)
        name = names.get(row.settled_by, "the command that brought it in")
        who = f"Looked at by {name} on {day_in_full(when.date(), 'en')} at {when:%-H:%M}"
    return Told(
        row,
        kind=_KINDS[row.kind],
        before=" ".join([*(["…"] if len(before) > _ROUND else []), *before[-_ROUND:]]),
        passage=" ".join(passage.split()),
        behind=" ".join([*behind[:_ROUND], *(["…"] if len(behind) > _ROUND else [])]),
        address=address_of("en", row.subject),
        waits=row.field == ANSWER,
        settled=who,
    )
