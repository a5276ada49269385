"""Matters at the desk: found or opened, and what of the record is tied to each: items of agendas, the plan, decisions."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.planning import KINDS, due_of, new_matter
from guildhall.decide.desks.clerk.warding import wards, wards_written
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.keeping.matters import raise_matter, relate_matters, tie_item, touch_wards
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.references import folded
from guildhall.decide.sight import seen, seen_of
from guildhall.kernel.clocks import local

RELATIONS: Mapping[str, str] = {
    "replaces": "It replaces",
    "aligns": "It is aligned with",
    "related": "It is related to",
}
MOST = 100
"""Rows of each list within the page of a matter; a link leads to the rest."""
_A_YEAR = timedelta(days=365)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def matters(request: HttpRequest) -> HttpResponse:
    """The matters that are followed, the newest first, or those whose title has some words; and a form for another."""
    boxes, made = Boxes.posted(request), list[m.Matter]()
    if request.method == "POST":
        told = new_matter(request, boxes) | {"summary": boxes.text("summary", longest=4000)}
        if boxes.do(lambda: made.append(raise_matter(actor=actor(request), at=now(), **told))):
            return redirect(
                reverse("decide:clerk-matter", args=[made[0].key]) if made else reverse("decide:clerk-matters")
            )
    asked = request.GET.get("q", "")[:200]
    rows = seen(m.Matter, onlooker(request))
    for word in folded(asked).split():
        rows = rows.filter(title_key__contains=word)
    found, after = stretch(rows, by="listed_on", after=request.GET.get("after", ""), newest=True)
    return show(
        request,
        "decide/clerk/matters.jinja",
        title="Matters",
        errors=boxes.errors,
        rows=found,
        asked=asked,
        later=f"?{urlencode({'after': after} | ({'q': asked} if asked else {}))}" if after else "",
        kinds=KINDS,
        wards=wards(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def matter(request: HttpRequest, key: str) -> HttpResponse:
    """One matter: where it was on an agenda, what is planned and was decided of it, and what else belongs to it."""
    row = at_desk(request, m.Matter, key)
    boxes = Boxes.posted(request)
    if done := boxes.act(_ACTS, row, then=reverse("decide:clerk-matter", args=[key])):
        return done
    sees, more = onlooker(request), dict[str, str]()

    def some(rows: QuerySet[Any], name: str, by: str, newest: bool = True) -> list[Any]:
        found, more[name] = stretch(rows, by=by, after=request.GET.get(name, ""), newest=newest, most=MOST)
        return found

    items = seen(m.AgendaItem, sees).filter(matter=row).select_related("meeting__organization")
    entries = seen(m.PlanEntry, sees).filter(matter=row)
    relations = seen(m.MatterRelation, sees).filter(matter=row).select_related("other")
    return show(
        request,
        "decide/clerk/matter.jinja",
        title=row.title,
        errors=boxes.errors,
        matter=row,
        touches="\n".join(row.wards.order_by("ward").values_list("ward", flat=True)),
        wards=wards(),
        items=_latest_first(some(items, "items", "id")),
        entries=[(each, due_of(each)) for each in some(entries, "planned", "due_from", newest=False)],
        decisions=some(seen(m.Decision, sees).filter(matter=row), "decisions", "listed_on"),
        related=[(RELATIONS[each.kind], each.other) for each in some(relations, "related", "id", newest=False)],
        relations=list(RELATIONS.items()),
        loose=[(each.reference, _named(each)) for each in _latest_first(some(_loose(request), "loose", "id"))],
        more=more,
    )


def _tie(request: HttpRequest, row: m.Matter, boxes: Boxes) -> bool:
    item = _loose(request).filter(reference=boxes.raw("item")).first()
    boxes.chosen("item", {item.reference} if item else (), "Choose an item")
    return boxes.do(lambda: tie_item(item=item, matter=row, actor=actor(request), at=now()))  # type: ignore[arg-type]  # chosen


def _publish(request: HttpRequest, row: m.Matter, boxes: Boxes) -> bool:
    return boxes.do(lambda: publish(reference=row.reference, actor=actor(request), at=now()))


def _relate(request: HttpRequest, row: m.Matter, boxes: Boxes) -> bool:
    written = boxes.text("other", "Write the reference of the other matter", longest=80)
    other = seen_of(m.Matter, written, onlooker(request)) if written else None
    if written and other is None:
        boxes.wrong("other", "No matter has this reference. Copy it from the matter's page")
    kind = boxes.chosen("relation", RELATIONS, "Choose how they stand to one another")
    return boxes.do(lambda: relate_matters(matter=row, other=other, kind=kind, actor=actor(request), at=now()))  # type: ignore[arg-type]  # written


def _touch(request: HttpRequest, row: m.Matter, boxes: Boxes) -> bool:
    named, reason = wards_written(boxes), boxes.text("reason", longest=2000)
    return boxes.do(lambda: touch_wards(matter=row, wards=named, reason=reason, actor=actor(request), at=now()))


_ACTS: Mapping[str, Callable[[HttpRequest, m.Matter, Boxes], bool]] = {
    "tie": _tie, "publish": _publish, "relate": _relate, "touch": _touch,
}  # fmt: skip


def _loose(request: HttpRequest) -> QuerySet[m.AgendaItem]:
    """The items of meetings from a year ago on that are tied to no matter."""
    since: Any = local(now() - _A_YEAR).date()
    rows = seen(m.AgendaItem, onlooker(request)).filter(matter=None, meeting__day__gte=since)
    return rows.select_related("meeting__organization")


def _latest_first(items: Iterable[m.AgendaItem]) -> list[m.AgendaItem]:
    """A stretch of what was entered last, the latest meeting first; one without a day is to come."""
    return sorted(items, key=lambda each: (each.meeting.day or date.max, -each.place), reverse=True)


def _named(item: m.AgendaItem) -> str:
    day = f"{item.meeting.day:%-d %B %Y}" if item.meeting.day else "no day yet"
    return f"{item.meeting.organization.name}, {day}: {item.number} {item.title}"
