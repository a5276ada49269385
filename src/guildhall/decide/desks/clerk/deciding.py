"""At an item: what was decided, paragraph by paragraph, and what somebody undertook to do."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from guildhall.decide import models as m
from guildhall.decide.authority.unnoticed import report_unnoticed
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk import attending
from guildhall.decide.desks.clerk.home import meeting_bodies
from guildhall.decide.desks.clerk.naming import posts_of_all
from guildhall.decide.desks.staff import actor, onlooker
from guildhall.decide.keeping.deadlines import sort_of
from guildhall.decide.keeping.decisions import Paragraph, take_decision, undertake
from guildhall.decide.keeping.planned import entry_of
from guildhall.decide.sight import seen
from guildhall.ledger.door import Actor

OUTCOMES: Mapping[str, str] = {
    "resolved": "Resolved",
    "recommended": "Recommended to another body",
    "noted": "Noted",
    "deferred": "Deferred",
    "refused": "Refused",
    "referred": "Referred",
}
YES_NO: Mapping[str, str] = {"yes": "Yes", "no": "No"}
KEY: Mapping[str, bool | None] = {"yes": True, "no": False, "": None}
"""What is said of whether a decision of the executive is key. Where nothing is, nobody knows."""
_NUMBERED = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,3}){1,4}|[0-9]{1,4}(?=[.)]))[.)]?\s+(.+)")
"""1. or 1.2 before a paragraph; a number that merely begins a sentence is none, nor is one of more digits than anybody counts to."""


def recorded(request: HttpRequest, item: m.AgendaItem) -> Mapping[str, Any]:
    """What was decided and undertaken at an item so far, and what a decision there may settle."""
    decisions = seen(m.Decision, onlooker(request)).filter(item=item).prefetch_related("resolutions")
    executive = sort_of(item.meeting.organization) == "executive"
    entry = entry_of(item) if executive else None
    return {
        "decisions": [(each, list(each.resolutions.order_by("place"))) for each in decisions.order_by("id")],
        "outcomes": list(OUTCOMES.items()),
        "outcomes_said": OUTCOMES,
        "recommended_to": [(each.code, each.name) for each in meeting_bodies(request)],
        "settles": [(each.reference, f"{each.reference}: {each.title}") for each in _waiting(request, item).values()],
        "is_executive": executive,
        "key": list(YES_NO.items()),
        "planned": entry,
        "planned_key": next((code for code, is_key in KEY.items() if entry and is_key is entry.is_key), ""),
        "undertakings": list(
            seen(m.Undertaking, onlooker(request)).filter(item=item).select_related("by", "by_post").order_by("id")
        ),
        "holders": posts_of_all(request),
    }


def note_decision(request: HttpRequest, item: m.AgendaItem, boxes: Boxes) -> bool:
    """What the body decided. Reasons, options rejected and conflicts are said, were it only "None"."""
    executive = sort_of(item.meeting.organization) == "executive"
    title = boxes.text("decision-title", "Write what was decided about", longest=400)
    outcome = boxes.chosen("decision-outcome", OUTCOMES, "Choose what became of it")
    bodies = {each.code: each for each in meeting_bodies(request)}
    to = boxes.chosen(
        "decision-recommends_to", bodies, "Choose to whom it is recommended" if outcome == "recommended" else ""
    )
    paragraphs = list(
        paragraphs_in(boxes.text("decision-paragraphs", "Write what was resolved, a line for each paragraph"))
    )
    said = {
        name: boxes.text(f"decision-{name}", missing)
        for name, missing in (
            ("reasons", "Write the reasons"),
            ("options_rejected", "Write which options were rejected. If there were none, write None"),
            ("conflicts", "Write which conflicts of interest were declared. If there were none, write None"),
        )
    }
    exempt = boxes.text("decision-call_in_exempt_because", longest=4000)
    waiting = _waiting(request, item)
    resolves = waiting.get(boxes.chosen("decision-resolves", waiting))
    entry = entry_of(item)
    more: dict[str, Any] = {name: text or None for name, text in said.items()} | {"plan_entry": entry}
    if executive and outcome == "resolved":
        more |= {"is_subject_to_call_in": not exempt, "call_in_exempt_because": exempt}
    if executive:
        more["is_key"] = KEY.get(boxes.chosen("decision-is_key", YES_NO))
    elif entry is not None:
        more["is_key"] = entry.is_key
    return boxes.do(
        lambda: _take(
            title=title, path="executive" if executive else "council", outcome=outcome, item=item, paragraphs=paragraphs,
            recommends_to=bodies.get(to) if outcome == "recommended" else None, resolves=resolves, actor=actor(request),
            at=now(), **more,
        ),
        {name: f"decision-{name}" for name in ("title", "paragraphs", "resolves", "recommends_to", "taken_on", *said)},
    )  # fmt: skip


def _take(*, actor: Actor, at: datetime, **told: Any) -> None:
    row = take_decision(actor=actor, at=at, **told)
    report_unnoticed(decision=row, actor=actor, at=at)


def note_undertaking(request: HttpRequest, item: m.AgendaItem, boxes: Boxes) -> bool:
    """Somebody undertakes in debate to do something."""
    people = {each.person.reference: each.person for each in attending.there(request, item.meeting)}
    by = people.get(boxes.chosen("undertaking-by", people))
    holders = posts_of_all(request)
    post = holders.rows.get(boxes.chosen("undertaking-by_post", holders))
    text = boxes.text("undertaking-text", "Write what is undertaken", longest=4000)
    told = {"to": boxes.text("undertaking-to", longest=200), "due_on": boxes.day("undertaking-due_on")}
    return boxes.do(
        lambda: undertake(item=item, text=text, by=by, by_post=post, actor=actor(request), at=now(), **told)  # type: ignore[arg-type]
    )


def paragraphs_in(written: str) -> Iterator[Paragraph]:
    """The numbered paragraphs of a text, a line for each. A line that brings its number keeps it; others count on."""
    last = 0
    for line in filter(None, (each.strip() for each in written.split("\n"))):
        if found := _NUMBERED.fullmatch(line):
            number, text = found[1], found[2]
            last = int(number.partition(".")[0])
        else:
            last += 1
            number, text = str(last), line
        yield number, text


def _waiting(request: HttpRequest, item: m.AgendaItem) -> dict[str, m.Decision]:
    """What was recommended to this body about this matter, and waits for it."""
    if item.matter_id is None:
        return {}
    body = item.meeting.organization
    rows = seen(m.Decision, onlooker(request)).filter(matter=item.matter_id, outcome="recommended", resolved_by=None)
    return {each.reference: each for each in rows.filter(Q(recommends_to=body) | Q(recommends_to=None)).order_by("id")}
