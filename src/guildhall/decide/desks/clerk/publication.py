"""Publish an agenda: first what that would miss and by how much, then, with reasons where it is late, the act."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.agenda import standing
from guildhall.decide.desks.clerk.naming import elected
from guildhall.decide.desks.offered import Offered
from guildhall.decide.desks.refused import in_words
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.keeping.in_time import Late, Outlook, outlook, publish_in_time
from guildhall.decide.keeping.publishing import versions
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.sight import seen
from guildhall.estate.door import display_names
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.clear_days_said import deadline_in_words, missed_in_words
from guildhall.kernel.model import words


class Missing(NamedTuple):
    """A duty that would be missed, as the desk says it."""

    name: str
    said: str
    by_how_much: str


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def publication(request: HttpRequest, key: str) -> HttpResponse:
    """What stands on the agenda, whether its duties are kept, and the button."""
    meeting = at_desk(request, m.Meeting, key)
    boxes = Boxes.posted(request)
    people = elected(request)
    ahead = outlook(meeting=meeting, at=now()) if meeting.day else None
    if request.method == "POST" and _publish(request, meeting, boxes, people, ahead):
        return redirect(reverse("decide:clerk-publication", args=[key]))
    items = list(seen(m.AgendaItem, onlooker(request)).filter(meeting=meeting).order_by("place"))
    papers = list(seen(m.Report, onlooker(request)).filter(item__in=items, published_at=None))
    told = versions(reference=f"agenda/{key}")
    return show(
        request,
        "decide/clerk/publication.jinja",
        title="Publish the agenda",
        errors=boxes.errors,
        **standing(meeting),
        items=items,
        new=[each for each in items if each.published_at is None],
        papers=papers,
        ahead=ahead,
        late=_missing(ahead) if ahead else (),
        kept=_kept(ahead) if ahead else (),
        people=people,
        versions=[(each, local(each.at)) for each in told],
        hands=display_names(references={each.by for each in told}),
        notices=list(
            seen(m.Notice, onlooker(request)).filter(meeting=meeting).exclude(published_at=None).order_by("id")
        ),
        kinds=NOTICES_SAID,
    )


NOTICES_SAID = {
    "key-decision": "Notice of a key decision",
    "general-exception": "General exception",
    "special-urgency": "Special urgency",
    "private-meeting": "Notice of a meeting in private",
    "private-reasons": "Further notice of a meeting in private",
    "private-urgency": "Meeting in private is urgent",
    "meeting": "Notice of the meeting",
    "decision": "Decision notice",
}


def _publish(
    request: HttpRequest, meeting: m.Meeting, boxes: Boxes, people: Offered[m.Person], ahead: Outlook | None
) -> bool:
    agreed = boxes.chosen("agreed_by", people)
    told = {name: boxes.text(name, longest=4000) for name in ("reason", "told")}
    for name in ("private_because", "representations", "answer"):
        told[name] = boxes.text(name, _missing_of_private(name, ahead), longest=4000)
    reasons = boxes.text("late_reasons", longest=4000)
    if ahead is not None and ahead.late and not reasons:
        boxes.wrong(
            "late_reasons", "Publishing now misses a duty. Write why it is urgent, or could not be published in time"
        )
    return boxes.do(
        lambda: publish_in_time(
            meeting=meeting, actor=actor(request), at=now(), reasons=reasons, agreed_by=people.rows.get(agreed), **told
        ),
        {"items": "agenda"},
    )


def _missing_of_private(name: str, ahead: Outlook | None) -> str:
    """What the clerk reads where nothing stands in a box of a notice of meeting in private that goes out; else nothing."""
    asked = ahead is not None and (
        ahead.asks_why_in_private if name == "private_because" else ahead.asks_what_people_said
    )
    return in_words(NotRecorded("missing", name)) if asked else ""


def _missing(ahead: Outlook) -> list[Missing]:
    return [Missing(_name(each), missed_in_words(each.missed, "en"), _by_how_much(each)) for each in ahead.late]


def _name(late: Late) -> str:
    name = words(late.duty.name, "en")
    return f"{name}: {late.entry.matter.title}" if late.entry else name


def _by_how_much(late: Late) -> str:
    """How late it is: by days of the calendar, and by the clear days that are left."""
    days, asked = late.missed.late_by, late.duty.count
    return f"{days} day{'' if days == 1 else 's'} late: {late.left} clear day{'' if late.left == 1 else 's'} left of {asked}."


def _kept(ahead: Outlook) -> list[str]:
    """The duties that are kept by publishing now."""
    late = {each.duty.id for each in ahead.late}
    instead = {each.by for each in ahead.late} | {each.duty.instead for each in ahead.plan.deadlines}
    return [
        deadline_in_words(each, "en")
        for each in ahead.plan.deadlines
        if each.what == "latest" and each.duty.id not in late | instead
    ]
