"""A record is put right at the desk: its boxes as they stand, the reason, and what the minutes say of it where they are published."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.agreeing import agreed_item, meetings_since, offered_of
from guildhall.decide.desks.clerk.correcting_authority import AUTHORITY
from guildhall.decide.desks.clerk.correcting_followed import FOLLOWED
from guildhall.decide.desks.clerk.correcting_meetings import MEETINGS
from guildhall.decide.desks.clerk.correcting_proceedings import PROCEEDINGS
from guildhall.decide.desks.clerk.papers import file_kept
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.corrections import said_of
from guildhall.decide.keeping.papers import versions_of
from guildhall.decide.models.record import Cited
from guildhall.decide.references import KIND_OF
from guildhall.decide.sight import seen
from guildhall.estate.door import display_names
from guildhall.kernel.clocks import local

FORMS = {**MEETINGS, **PROCEEDINGS, **FOLLOWED, **AUTHORITY}
"""Each kind of record that is put right here, by the kind in its reference."""

_MINUTED = ("What do the minutes say under this item?", "What do the minutes say of who was there?")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def correcting(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """One record as it stands, to be put right. Raises ``Http404`` where there is none, or none of this kind."""
    form = FORMS.get(kind)
    if form is None:
        raise Http404
    row: Any = at_desk(request, form.model, key)
    meeting, item = form.at(row)
    minutes = _minutes(request, meeting)
    stands, boxes = list(form.boxes(request, row)), Boxes.posted(request)
    here = reverse("decide:clerk-correcting", args=[kind, key])

    def correct(_: HttpRequest, __: Cited, boxes: Boxes) -> bool:
        told = {each.name: each.read(boxes) for each in stands}
        why = _why(request, row, minutes, item, boxes)
        return boxes.do(lambda: form.act(request, row, told, why), form.at_boxes)

    if done := boxes.act({"correct": correct}, row, then=f"{here}#done"):
        return done
    published = _published(row)
    return show(
        request,
        "decide/clerk/correcting.jinja",
        title=form.title,
        errors=boxes.errors,
        row=row,
        here=here,
        back=form.page(row),
        boxes=stands,
        minuted=_minuted(minutes, item),
        minuted_of=_MINUTED[isinstance(row, m.Minutes)] if minutes and _is_minuted(row, item) else "",
        minutes=minutes,
        later=offered_of(request, meetings_since(request, minutes), box="agreed_at", newest=True),
        versions=[(each, local(each.at)) for each in published],
        told=_told_in(row),
        sent=file_kept(boxes, "file"),
        hands=display_names(references={each.by for each in published}),
    )


def _published(row: Any) -> list[m.Publication]:
    """The versions of a record; those of a paper stand in its agenda's."""
    if isinstance(row, m.Report):
        return versions_of(row)
    return list(m.Publication.objects.filter(subject="/".join(_told_in(row))).order_by("version"))


def _told_in(row: Any) -> tuple[str, str]:
    """In which document everybody reads of a record, by its kind and its key: of an item in its agenda."""
    if isinstance(row, m.AgendaItem):
        return "agenda", row.meeting.key
    return KIND_OF[type(row)], row.key


def _why(
    request: HttpRequest, row: Any, minutes: m.Minutes | None, told_at: m.AgendaItem | None, boxes: Boxes
) -> Correction:
    reason = boxes.text(
        "reason",
        "Write why it is put right. The reason is published beside it" if row.published_at or minutes else "",
        longest=2000,
    )
    approved = minutes is not None and minutes.approved_at_meeting_id is not None
    item = agreed_item(boxes, meetings_since(request, minutes), needed=approved)
    minuted = boxes.text("minuted", longest=100_000) if minutes and _is_minuted(row, told_at) else None
    return Correction(actor(request), now(), reason, item, minuted=minuted)


def _minutes(request: HttpRequest, meeting: m.Meeting | None) -> m.Minutes | None:
    """The published minutes that tell of what happened at a meeting."""
    return seen(m.Minutes, onlooker(request)).filter(meeting=meeting).exclude(published_at=None).first()


def _is_minuted(row: Any, item: m.AgendaItem | None) -> bool:
    """Whether minutes say something of it: at its item, or before all items where they say who was there."""
    return item is not None or isinstance(row, m.Minutes)


def _minuted(minutes: m.Minutes | None, item: m.AgendaItem | None) -> str:
    passages = list(minutes.passages.order_by("place")) if minutes else []
    return "\n\n".join(each.text for each in said_of(item, passages))
