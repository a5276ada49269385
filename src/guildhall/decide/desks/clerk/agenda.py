"""A meeting's agenda: built from the forward plan, put in order, and each item's papers one step away."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Act, Boxes
from guildhall.decide.desks.clerk.home import called_of, when_of
from guildhall.decide.desks.clerk.planning import due_of
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.keeping.agendas import arrange_agenda, put_item
from guildhall.decide.keeping.planned import put_planned, waiting_for
from guildhall.decide.sight import seen, seen_of

TABS = (
    ("agenda", "Agenda"),
    ("publication", "Publish"),
    ("live", "Record it"),
    ("minutes", "Minutes"),
    ("change", "Move or cancel"),
)
"""The pages of a meeting."""


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def agenda(request: HttpRequest, key: str) -> HttpResponse:
    """The agenda as it stands, what is planned for this body at this time, and a form for anything else."""
    meeting = at_desk(request, m.Meeting, key)
    boxes = Boxes.posted(request)
    if done := boxes.act(_ACTS, meeting, then=f"{reverse('decide:clerk-agenda', args=[key])}{_back_to(boxes)}"):
        return done
    items = list(seen(m.AgendaItem, onlooker(request)).filter(meeting=meeting).order_by("place"))
    return show(
        request,
        "decide/clerk/agenda.jinja",
        title=called_of(meeting),
        errors=boxes.errors,
        **standing(meeting),
        items=items,
        papers=_papers(request, items),
        published=any(each.published_at for each in items),
        planned=[(each, due_of(each)) for each in waiting_for(meeting)] if meeting.day else [],
    )


def standing(meeting: m.Meeting) -> Mapping[str, Any]:
    """What every page of a meeting says of it."""
    return {"meeting": meeting, "called": called_of(meeting), "when": when_of(meeting), "tabs": TABS}


def _put(request: HttpRequest, meeting: m.Meeting, boxes: Boxes) -> bool:
    title = boxes.text("title", "Write what the item is called", longest=400)
    told: dict[str, Any] = {"title_cy": boxes.text("title_cy", longest=400), "text": boxes.text("text")}
    return boxes.do(lambda: put_item(meeting=meeting, title=title, actor=actor(request), at=now(), **told))


def _put_planned(request: HttpRequest, meeting: m.Meeting, boxes: Boxes) -> bool:
    entry = seen_of(m.PlanEntry, boxes.raw("plan"), onlooker(request))
    if entry is None:
        boxes.wrong("planned", "This is no longer on the forward plan")
        return False
    return boxes.do(lambda: put_planned(meeting=meeting, entry=entry, actor=actor(request), at=now()), {"": "planned"})


def _move(request: HttpRequest, meeting: m.Meeting, boxes: Boxes) -> bool:
    """One place up or down. A button of its own for each, so that no dragging and no script is needed."""
    rows = list(seen(m.AgendaItem, onlooker(request)).filter(meeting=meeting).order_by("place"))
    place = next((n for n, each in enumerate(rows) if each.reference == boxes.raw("item")), None)
    to = None if place is None else place + {"up": -1, "down": 1}.get(boxes.raw("move"), 0)
    if place is None or to is None or not 0 <= to < len(rows):
        return True
    rows[place], rows[to] = rows[to], rows[place]
    return boxes.do(
        lambda: arrange_agenda(meeting=meeting, items=rows, actor=actor(request), at=now()), {"items": "agenda"}
    )


_ACTS: Mapping[str, Act[m.Meeting]] = {"put": _put, "put-planned": _put_planned, "move": _move}


def _back_to(boxes: Boxes) -> str:
    """Where the page is taken up again: at the item that was moved, so that the same key moves it on."""
    moved = boxes.raw("item").rpartition("/")[2] if boxes.raw("act") == "move" else ""
    return f"#{moved}" if moved else "#agenda"


def _papers(request: HttpRequest, items: list[m.AgendaItem]) -> dict[int, int]:
    """How many papers there are on each item, in one question."""
    found: dict[int, int] = {}
    for item in seen(m.Report, onlooker(request)).filter(item__in=items).values_list("item", flat=True):
        found[item] = found.get(item, 0) + 1
    return found
