"""A meeting's minutes: drawn from what was recorded, published within minutes, put right with a reason, approved at a later meeting."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Act, Boxes
from guildhall.decide.desks.clerk.agenda import standing
from guildhall.decide.desks.clerk.agreeing import agreed_item, chosen_of, meetings_since, met_after, offered_of
from guildhall.decide.desks.clerk.naming import officers
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.decision_notices import publish_with_notice
from guildhall.decide.keeping.drawing import drawn
from guildhall.decide.keeping.minutes import Passage, approve_minutes, correct_minutes, draft_minutes, publish_minutes
from guildhall.decide.keeping.publishing import versions
from guildhall.decide.sight import seen
from guildhall.estate.door import display_names
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full

_OPENING, _CLOSING = "opening", "closing"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def minutes(request: HttpRequest, key: str) -> HttpResponse:
    """The minutes as they stand, and what may be done with them next."""
    meeting = at_desk(request, m.Meeting, key)
    boxes = Boxes.posted(request)
    if done := boxes.act(_ACTS, meeting, then=f"{reverse('decide:clerk-minutes', args=[key])}#minutes"):
        return done
    row = _row(request, meeting)
    told = versions(reference=f"minutes/{key}")
    decisions = seen(m.Decision, onlooker(request)).filter(item__meeting=meeting).order_by("id")
    return show(
        request,
        "decide/clerk/minutes.jinja",
        title="Minutes",
        errors=boxes.errors,
        **standing(meeting),
        minutes=row,
        boxes=_boxes(meeting, row),
        approved=day_in_full(row.approved_on, "en") if row and row.approved_on else "",
        since=offered_of(request, meetings_since(request, row), box="agreed_at", newest=True),
        officers=officers(request).by_key(),
        later=offered_of(request, met_after(request, meeting), box="at_meeting", newest=False),
        decisions=list(decisions),
        versions=[(each, local(each.at)) for each in told],
        hands=display_names(references={each.by for each in told}),
    )


def _draw(request: HttpRequest, meeting: m.Meeting, boxes: Boxes) -> bool:
    return boxes.do(
        lambda: draft_minutes(meeting=meeting, passages=drawn(meeting), actor=actor(request), at=now()),
        {"minutes": "minutes"},
    )


def _save(request: HttpRequest, meeting: m.Meeting, boxes: Boxes) -> bool:
    """Keep the draft as it was written; with the second button, publish it at once."""
    passages = _typed(meeting, boxes)

    def keep() -> None:
        row = draft_minutes(meeting=meeting, passages=passages, actor=actor(request), at=now())
        if boxes.raw("then") == "publish":
            publish_minutes(minutes=row, actor=actor(request), at=now())

    return boxes.do(keep, {"meeting": "minutes", "item": "minutes"})


def _correct(request: HttpRequest, meeting: m.Meeting, boxes: Boxes) -> bool:
    """Once they were approved, a later meeting agreed, or an officer says that it is a slip: one of the two."""
    passages, row = _typed(meeting, boxes), _row(request, meeting)
    reason = boxes.text("reason", "Write why they are put right. The reason is published beside them", longest=2000)
    if row is None:
        boxes.wrong("minutes", "There are no minutes yet")
        return False
    if row.approved_at_meeting_id is None:
        why = Correction(actor(request), now(), reason)
    else:
        named_officers = officers(request).by_key()
        slip_by = named_officers.rows.get(boxes.chosen("slip_by", named_officers))
        item = agreed_item(boxes, meetings_since(request, row), needed=slip_by is None)
        why = Correction(actor(request), now(), reason, item, slip_by)
    return boxes.do(lambda: correct_minutes(minutes=row, passages=passages, why=why))


def _approve(request: HttpRequest, meeting: m.Meeting, boxes: Boxes) -> bool:
    row = _row(request, meeting)
    later = chosen_of(boxes, met_after(request, meeting), "at_meeting")
    boxes.chosen("at_meeting", {later.key} if later else (), "Choose the meeting that approved them")
    corrections = boxes.text("corrections", longest=4000)
    if row is None:
        boxes.wrong("minutes", "There are no minutes yet")
    if row is None or later is None:
        return False
    return boxes.do(
        lambda: approve_minutes(minutes=row, at_meeting=later, corrections=corrections, actor=actor(request), at=now()),
        {"on": "at_meeting"},
    )


def _notices(request: HttpRequest, meeting: m.Meeting, boxes: Boxes) -> bool:
    """Publish every decision of the meeting with its notice."""
    waiting = seen(m.Decision, onlooker(request)).filter(item__meeting=meeting, published_at=None).order_by("id")

    def publish_all() -> None:
        for each in waiting:
            publish_with_notice(decision=each, actor=actor(request), at=now())

    return boxes.do(
        publish_all, {"item": "notices", "matter": "notices", "delegation": "notices", "resolved_by": "notices"}
    )


_ACTS: Mapping[str, Act[m.Meeting]] = {
    "draw": _draw, "save": _save, "correct": _correct, "approve": _approve, "notices": _notices,
}  # fmt: skip


def _row(request: HttpRequest, meeting: m.Meeting) -> m.Minutes | None:
    return seen(m.Minutes, onlooker(request)).filter(meeting=meeting).first()


def _boxes(meeting: m.Meeting, row: m.Minutes | None) -> list[tuple[str, str, str]]:
    """Each box of the minutes: its name, its label and what stands in it."""
    if row is None:
        return []
    said: dict[str, list[str]] = {}
    for each in row.passages.select_related("item").order_by("place"):
        name = each.item.key if each.item else (_CLOSING if said else _OPENING)
        said.setdefault(name, []).append(each.text)
    items = [(each.key, f"{each.number}. {each.title}" if each.number else each.title) for each in _items(meeting)]
    labelled = [(_OPENING, "Who was there"), *items, (_CLOSING, "At the end")]
    return [(f"says-{name}", label, "\n\n".join(said.get(name, []))) for name, label in labelled]


def _typed(meeting: m.Meeting, boxes: Boxes) -> list[Passage]:
    """What was written, under which item. What says nothing is left out."""
    items: list[tuple[str, m.AgendaItem | None]] = [(each.key, each) for each in _items(meeting)]
    found: list[Passage] = []
    for name, item in [(_OPENING, None), *items, (_CLOSING, None)]:
        if text := boxes.text(f"says-{name}", longest=100_000):
            found.append((item, item.number if item else "", text))
    if not found:
        boxes.wrong(f"says-{_OPENING}", "Write something first")
    return found


def _items(meeting: m.Meeting) -> list[m.AgendaItem]:
    """The items in the order in which they were taken; those that were not come last."""
    rows = list(m.AgendaItem.objects.filter(meeting=meeting).order_by("place"))
    return sorted(rows, key=lambda each: (each.taken is None, each.taken or 0, each.place))
