"""Delegated powers at the desk: those on record, one that a decision gives to a post, and its publication."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.authority.delegations import delegate, revoke
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Act, Boxes
from guildhall.decide.desks.clerk import using
from guildhall.decide.desks.clerk.home import meeting_bodies
from guildhall.decide.desks.clerk.naming import posts_of_all
from guildhall.decide.desks.staff import actor, at_desk, desk_page, onlooker, show
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.keeping.bodies import standing
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.references import folded
from guildhall.decide.sight import seen, seen_of
from guildhall.kernel.clocks import local


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def powers(request: HttpRequest) -> HttpResponse:
    """Every power on record, the newest first; and a form for one that the council's standing scheme gives."""
    boxes, made = Boxes.posted(request), list[m.Delegation]()
    if request.method == "POST" and _give(request, None, boxes, made):
        return redirect(reverse("decide:clerk-power", args=[made[0].key]) if made else reverse("decide:clerk-powers"))
    rows = seen(m.Delegation, onlooker(request)).select_related("holder", "decision")
    found, after = stretch(rows, by="id", after=request.GET.get("after", ""), newest=True)
    return show(
        request,
        "decide/clerk/powers.jinja",
        title="Delegated powers",
        errors=boxes.errors,
        powers=found,
        after=after,
        holders=posts_of_all(request),
        bodies=[(each.code, each.name) for each in meeting_bodies(request)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def giving(request: HttpRequest, key: str) -> HttpResponse:
    """The powers that a decision gives, and a form for another."""
    row = at_desk(request, m.Decision, key)
    boxes = Boxes.posted(request)
    paragraphs = list(row.resolutions.order_by("place"))
    made: list[m.Delegation] = []
    if request.method == "POST" and _give(request, row, boxes, made):
        at = reverse("decide:clerk-power", args=[made[0].key]) if made else reverse("decide:clerk-giving", args=[key])
        return redirect(at)
    return show(
        request,
        "decide/clerk/giving.jinja",
        title="Give a power",
        errors=boxes.errors,
        decision=row,
        given=list(seen(m.Delegation, onlooker(request)).filter(decision=row).select_related("holder").order_by("id")),
        holders=posts_of_all(request),
        paragraphs=[(each.number, f"{each.number}. {_short(each.text)}") for each in paragraphs],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def power(request: HttpRequest, key: str) -> HttpResponse:
    """One power with its terms: it is published, each use of it is recorded, published and reported."""
    row = at_desk(request, m.Delegation, key)
    boxes = Boxes.posted(request)
    then = "notice" if boxes.raw("act") in {"publish", "revoke"} else "uses"
    if done := boxes.act(_ACTS, row, then=f"{reverse('decide:clerk-power', args=[key])}#{then}"):
        return done
    return show(
        request,
        "decide/clerk/power.jinja",
        title=row.scope,
        errors=boxes.errors,
        power=row,
        terms=list(row.terms.select_related("post").order_by("id")),
        **using.recorded(request, row),
    )


def _give(request: HttpRequest, decision: m.Decision | None, boxes: Boxes, made: list[m.Delegation]) -> bool:
    holders = posts_of_all(request)
    holder = boxes.chosen("holder", holders, "Choose which post may use it")
    numbers = list(decision.resolutions.values_list("number", flat=True)) if decision else []
    paragraph = boxes.chosen("paragraph", numbers)
    stands = "" if decision else "Write where it stands, such as Constitution, part 3, paragraph 2.4"
    scheme = boxes.text("scheme", stands, longest=200)
    bodies = {each.code: each for each in meeting_bodies(request)}
    body = bodies.get(boxes.chosen("body", bodies, "" if decision else "Choose whose power it is"))
    told: dict[str, Any] = {
        "scope": boxes.text("scope", "Write what the holder may do", longest=4000),
        "starts_on": boxes.day("starts_on"),
        "starts_when": boxes.text("starts_when", longest=400),
        "ends_on": boxes.day("ends_on"),
        "ends_when": boxes.text("ends_when", longest=400),
        "grounds": _lines(boxes, "grounds"),
        "conditions": _lines(boxes, "conditions"),
        "consultees": [(each, _post_called(each)) for each in _lines(boxes, "consultees")],
    }
    return boxes.do(
        lambda: made.append(
            delegate(
                holder=holders.rows[holder],
                decision=decision,
                paragraph=paragraph,
                scheme=scheme,
                body=body,
                actor=actor(request),
                at=now(),
                **told,
            )
        )
    )


def _publish(request: HttpRequest, row: m.Delegation, boxes: Boxes) -> bool:
    return boxes.do(
        lambda: publish(reference=row.reference, actor=actor(request), at=now()), {"decision": "notice"}
    )  # fmt: skip


def _revoke(request: HttpRequest, row: m.Delegation, boxes: Boxes) -> bool:
    on = boxes.day("revoke-on", "Write from which day it is taken back")
    written = boxes.text("revoke-by", longest=80)
    by = seen_of(m.Decision, written, onlooker(request)) if written else None
    if written and by is None:
        boxes.wrong("revoke-by", "No decision has this reference. Copy it from the decision's page")
    return boxes.do(
        lambda: revoke(delegation=row, on=on, by=by, actor=actor(request), at=now()),  # type: ignore[arg-type]  # written
        {"on": "revoke-on", "by": "revoke-by", "delegation": "revoke-on"},
    )


_ACTS: Mapping[str, Act[m.Delegation]] = {
    "publish": _publish,
    "revoke": _revoke,
    "use": using.note_use,
    "publish-use": using.publish_use,
    "report": using.note_report,
}


def _lines(boxes: Boxes, name: str) -> list[str]:
    """What stands on the lines of a box, each once."""
    written = boxes.text(name, longest=10_000).split("\n")
    return list(dict.fromkeys(filter(None, (each.strip() for each in written))))


def _post_called(label: str) -> m.Post | None:
    """The post that is called so, where one alone is."""
    key, today = folded(label)[:200], local(now()).date()
    found = m.Post.objects.filter(standing(today), label_key=key)[:2]
    return found[0] if len(found) == 1 else None


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:87]}..."
