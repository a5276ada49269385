"""The forward plan at the desk: what is on it, by when each entry has to be published, and the form by which one is put or changed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.home import meeting_bodies
from guildhall.decide.desks.clerk.naming import elected, labelled, officers, posts_of_all
from guildhall.decide.desks.clerk.warding import wards, wards_written
from guildhall.decide.desks.offered import Offered
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.keeping.deadlines import sort_of
from guildhall.decide.keeping.forward_plan import (
    Allowed,
    allowed,
    drafted,
    publish_plan,
    put_entry_right,
    take_off_plan,
)
from guildhall.decide.keeping.matters import plan_decision, raise_matter
from guildhall.decide.keeping.publishing import publish, versions
from guildhall.decide.keeping.urgent import give_urgent_notice
from guildhall.decide.models.matters import MATTERS
from guildhall.decide.references import folded
from guildhall.decide.sight import seen, seen_of
from guildhall.estate.door import council, display_names, problem
from guildhall.kernel.authority.key_decisions import because, in_pounds
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.clear_days_said import day_inside
from guildhall.kernel.kinds.date import in_words

KINDS = [(code, code.capitalize()) for code in MATTERS]
_YES = {"yes": "Yes", "no": "No"}
_WAYS: Mapping[str, str] = {
    "general-exception": "General exception: five clear days (regulation 10)",
    "special-urgency": "Special urgency: scrutiny agreed (regulation 11)",
}
_SAID_OF: Mapping[str, str] = {"general-exception": "General exception", "special-urgency": "Special urgency agreed"}


class Planned(NamedTuple):
    """An entry in the list."""

    row: m.PlanEntry
    who: str
    due: str
    notice: str
    is_late: bool


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def plan(request: HttpRequest) -> HttpResponse:
    """What is to be decided from today on, the soonest first; and the button that publishes whatever is not published yet."""
    boxes, today = Boxes.posted(request), local(now()).date()
    if request.method == "POST" and boxes.do(lambda: publish_plan(actor=actor(request), at=now()), {"matter": "plan"}):
        return redirect(reverse("decide:clerk-plan"))
    rows = seen(m.PlanEntry, onlooker(request)).filter(due_until__gte=today)
    found, after = stretch(
        rows.select_related("matter", "organization__parent", "post"), by="due_from", after=request.GET.get("after", "")
    )
    may = allowed(found, today)
    return show(
        request,
        "decide/clerk/plan.jinja",
        title="The forward plan",
        errors=boxes.errors,
        lines=[_line(each, may.get(each.pk)) for each in found],
        waiting=list(drafted(today)[:1]),
        after=after,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def planning(request: HttpRequest) -> HttpResponse:
    """Put a decision on the plan: of a matter that is followed already (``matter`` in the address), or of one that begins here."""
    key = request.GET.get("matter", "")
    matter = seen_of(m.Matter, f"matter/{key}", onlooker(request)) if key and "\x00" not in key else None
    if key and matter is None:
        return problem(request=request, status=404)
    boxes, made = Boxes.posted(request), list[m.PlanEntry]()
    if request.method == "POST":
        begun = None if matter else new_matter(request, boxes)
        touched = _wards_of(matter) if matter else (begun or {})["wards"]
        columns = _columns(request, boxes, touched)
        by: dict[str, Any] = {"actor": actor(request), "at": now()}

        def put() -> None:
            of = matter or raise_matter(**(begun or {}), **by)
            made.append(plan_decision(matter=of, body=columns.pop("organization"), **columns, **by))

        if boxes.do(put):
            return redirect(
                reverse("decide:clerk-plan-entry", args=[made[0].key]) if made else reverse("decide:clerk-plan")
            )
    return show(
        request,
        "decide/clerk/plan_entry.jinja",
        title="Put a decision on the plan",
        errors=boxes.errors,
        matter=matter,
        entry=None,
        decider="",
        wards=wards() if matter is None else (),
        touches=", ".join(_wards_of(matter)) if matter else "",
        **_offered(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def entry(request: HttpRequest, key: str) -> HttpResponse:
    """One entry: what its notice allows, what it says, its publication and how it is taken off."""
    row = at_desk(request, m.PlanEntry, key)
    boxes = Boxes.posted(request)
    if done := boxes.act(_ACTS, row, then=reverse("decide:clerk-plan-entry", args=[key])):
        return done
    if boxes.errors:
        row.refresh_from_db()  # what was refused is not what stands
    may, told = allowed([row], local(now()).date()).get(row.pk), versions(reference=row.reference)
    return show(
        request,
        "decide/clerk/plan_entry.jinja",
        title=row.matter.title,
        errors=boxes.errors,
        matter=row.matter,
        entry=row,
        line=_line(row, may),
        decider=(row.organization or row.post).reference if row.organization or row.post else "",  # type: ignore[union-attr]
        versions=[(each, local(each.at)) for each in told],
        hands=display_names(references={each.by for each in told}),
        ways=list(_WAYS.items()) if row.is_key and row.post else (),
        ways_said=_SAID_OF,
        touches=", ".join(_wards_of(row.matter)),
        members=elected(request) if row.is_key and row.post else (),
        urgent=row.notices.filter(kind__in=_WAYS, withdrawn_at=None).order_by("id"),
        **_offered(request, row),
    )


def _change(request: HttpRequest, row: m.PlanEntry, boxes: Boxes) -> bool:
    columns = _columns(request, boxes, _wards_of(row.matter), row)
    reason = boxes.text("reason", "Write why it is changed" if row.published_at else "", longest=2000)
    return boxes.do(lambda: put_entry_right(entry=row, actor=actor(request), at=now(), reason=reason, **columns))


def _publish(request: HttpRequest, row: m.PlanEntry, boxes: Boxes) -> bool:
    if row.withdrawn_at is not None:
        boxes.wrong("notice", "It was taken off the plan, so it is not published")
    return boxes.do(lambda: publish(reference=row.reference, actor=actor(request), at=now()), {"matter": "notice"})


def _take_off(request: HttpRequest, row: m.PlanEntry, boxes: Boxes) -> bool:
    why = boxes.text("why", "Write why it is not to be decided", longest=2000)
    return boxes.do(lambda: take_off_plan(entry=row, why=why, actor=actor(request), at=now()), {"entry": "why"})


def _give_urgent(request: HttpRequest, row: m.PlanEntry, boxes: Boxes) -> bool:
    """The notice that stands in for 28 clear days, of what an officer or one member is to decide."""
    members = elected(request)
    kind = boxes.chosen("urgent_kind", _WAYS, "Choose by which rule it is urgent")
    exception, agreed = kind == "general-exception", kind == "special-urgency"
    reasons = boxes.text("urgent_because", "Write why it cannot wait", longest=4000)
    told = boxes.text("told", "Write who of scrutiny was informed, and when" if exception else "", longest=4000)
    by = boxes.chosen("agreed_by", members, "Choose who agreed that it is urgent" if agreed else "")
    on = boxes.day("agreed_on", "Write the day on which they agreed" if agreed else "")
    return boxes.do(
        lambda: give_urgent_notice(
            entry=row, kind=kind, reasons=reasons, told=told, agreed_by=members.rows.get(by), agreed_on=on,
            actor=actor(request), at=now(),
        ),
        {"entry": "notice", "matter": "notice", "kind": "urgent_kind", "reasons": "urgent_because"},
    )  # fmt: skip


_ACTS: Mapping[str, Callable[[HttpRequest, m.PlanEntry, Boxes], bool]] = {
    "change": _change,
    "publish": _publish,
    "take-off": _take_off,
    "urgent": _give_urgent,
}


def _offered(request: HttpRequest, entry: m.PlanEntry | None = None) -> Mapping[str, Any]:
    """What the boxes of an entry offer: also whatever stands in it."""
    decider, asked = (entry.organization or entry.post, entry.lead_officer) if entry else (None, None)
    return {
        "kinds": KINDS,
        "deciders": _deciders(request).beside(decider),
        "people": officers(request).beside(asked),
        "yes_no": list(_YES.items()),
        "significant": in_pounds(_threshold()),
        "amount": in_pounds(entry.amount).removeprefix("£") if entry else "",
    }


def _deciders(request: HttpRequest) -> Offered[Any]:
    """Who may decide: the bodies that meet, then whoever holds a post."""
    bodies: Offered[Any] = Offered(meeting_bodies(request), _called)
    return bodies.then(posts_of_all(request))


def _called(decider: m.Organization | m.Post) -> str:
    return decider.name if isinstance(decider, m.Organization) else labelled(decider)


def new_matter(request: HttpRequest, boxes: Boxes) -> dict[str, Any]:
    """What a form says of a matter that begins. One of the same name is found and not opened twice."""
    title = boxes.text("title", "Write what it is called", longest=400)
    if title and seen(m.Matter, onlooker(request)).filter(title_key=folded(title)[:400]).exists():
        boxes.wrong("title", "A matter of this name is followed already. Find it under Matters")
    kind = boxes.chosen("kind", MATTERS, "Choose what it is about")
    return {
        "title": title,
        "title_cy": boxes.text("title_cy", longest=400),
        "kind": kind,
        "wards": wards_written(boxes),
    }


def _columns(
    request: HttpRequest, boxes: Boxes, wards: Sequence[str], entry: m.PlanEntry | None = None
) -> dict[str, Any]:
    """What the form says of an entry, as its columns. ``wards``: those that its matter touches; ``entry``: as it stands."""
    deciders = _deciders(request)
    by = deciders.rows.get(boxes.chosen("decider", deciders, "Choose who is to decide"))
    first = boxes.day("due_from", "Write the first day on which it may be decided")
    last = boxes.day("due_until") or first
    if first and last and last < first:
        boxes.wrong("due_until", "This is before the first day")
    heard = boxes.day("consulted_until")
    if heard and last and heard > last:
        boxes.wrong("consulted_until", "It would be decided before people were heard. Write an earlier day")
    private = boxes.chosen("private", _YES, "Choose whether it is to be decided in private") == "yes"
    people = officers(request)
    return {
        "organization": by if isinstance(by, m.Organization) else None,
        "post": by if isinstance(by, m.Post) else None,
        "due_from": first,
        "due_until": last,
        **_key(boxes, by, wards, entry),
        "private": private,
        "private_because": boxes.text(
            "private_because", "Write why it is to be decided in private" if private else "", longest=4000
        ),
        "what": boxes.text("what", longest=4000),
        "what_cy": boxes.text("what_cy", longest=4000),
        "consulted": boxes.text("consulted", longest=4000),
        "consulted_until": heard,
        "documents": boxes.text("documents", longest=4000),
        "lead_officer": people.rows.get(boxes.chosen("lead_officer", people)),
    }


def _key(
    boxes: Boxes, by: m.Organization | m.Post | None, wards: Sequence[str], entry: m.PlanEntry | None
) -> dict[str, Any]:
    """Whether it is key, and why or why not, with what it would spend or save and from how much on that is significant.

    Where nobody says, the rule does; who says no against the rule, or to what was key, gives a reason. What the rule said of what
    stood before is no reason of anybody's, and makes way for what it says now.
    """
    amount, chosen, was_key = boxes.pence("amount"), boxes.chosen("is_key", _YES), bool(entry and entry.is_key)
    executive = not isinstance(by, m.Organization) or sort_of(by) == "executive"
    threshold = _threshold() if executive else None
    rule = because(amount=amount, threshold=threshold, wards=wards, language="en") if executive else ""
    typed, against = boxes.text("key_because", longest=4000), boxes.text("not_key_because", longest=4000)
    if entry and typed in _said_by_rule(entry, wards):
        typed = ""
    if not chosen and not rule and not boxes.raw("is_key"):
        boxes.wrong("is_key", "Choose whether it is a key decision")
    if chosen == "yes" and not (typed or rule):
        boxes.wrong("key_because", "Write why it is a key decision")
    if chosen == "no" and (rule or was_key) and not against:
        was = rule or "It stands on the plan as a key decision."
        boxes.wrong("not_key_because", f"{was} Write why it is none, or say that it is one")
    key = chosen == "yes" or (not chosen and bool(rule))
    told = {"is_key": key, "key_because": (typed or rule) if key else against, "amount": amount}
    return told | ({"threshold": threshold // 100} if amount is not None and threshold is not None else {})


def _said_by_rule(entry: m.PlanEntry, wards: Sequence[str]) -> set[str]:
    """What the rule says of an entry as it stands, and what it said by the threshold of the day on which it was written."""
    then = entry.threshold * 100 if entry.threshold is not None else None
    return {because(amount=entry.amount, threshold=each, wards=wards, language="en") for each in (then, _threshold())}


def _threshold() -> int | None:
    """From how many pence on an amount is significant, as this council's constitution has it."""
    rule = council().key_decisions
    return rule.from_pence if rule else None


def _wards_of(matter: m.Matter) -> tuple[str, ...]:
    """The wards that a matter touches."""
    return tuple(matter.wards.order_by("ward").values_list("ward", flat=True))


def _line(row: m.PlanEntry, may: Allowed | None) -> Planned:
    who = row.organization.name if row.organization else row.post.label if row.post else "Nobody is named"
    return Planned(row, who, due_of(row), _notice(may), bool(may and may.is_late))


def due_of(row: m.PlanEntry) -> str:
    """When it may be decided: a day, or from one to another."""
    first, last = (in_words(day.isoformat(), "en") for day in (row.due_from, row.due_until))
    return first if first == last else f"{first} to {last}"


def _notice(may: Allowed | None) -> str:
    """What the clear days come to, in a sentence or two."""
    if may is None:
        return ""
    when = f"Noticed on {_day(may.since)}" if may.is_given else "Published today"
    said = f"{when}, it may be decided from {_day(may.earliest)}: {may.days} clear days lie between."
    if not may.is_late:
        return said
    return (
        f"{said} For {_day(may.planned)} the last day of notice was {_day(may.by)}. Before {_day(may.earliest)} it is decided "
        "under the general exception, or with urgency agreed."
    )


def _day(day: date) -> str:
    return day_inside(day, "en")
