"""A use of a delegated power, as the desk records it: who, on which ground, after what, what changed, and to whom it was told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from guildhall.decide import models as m
from guildhall.decide.authority import uses
from guildhall.decide.authority.alone import Under
from guildhall.decide.authority.uses import Judged, Met
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.home import meeting_bodies
from guildhall.decide.desks.clerk.naming import elected, officers, posts
from guildhall.decide.desks.offered import Offered
from guildhall.decide.desks.staff import actor, onlooker
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.sight import seen, seen_of
from guildhall.kernel.authority.refusing import Refused
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.kernel.clocks.saying import day_in_full

_AT: Mapping[str, str] = {"wrong-post": "use-post", "not-in-post": "use-person"}
"""At which box a reason stands that is about whoever used it."""
_OF_THE_USE: Mapping[str, str] = {
    "scope-reason-missing": "use-because",
    "scope-officer-missing": "use-judged_by",
    "beginning-not-said": "use-begun",
    "end-not-said": "use-unended",
}
"""At which box a reason stands that is about what is said of the use."""
_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class Used:
    """A use in the list, with how it is told to people."""

    row: m.DelegationUse
    when: str
    reported: str

    @property
    def boxes(self) -> str:
        """What the names of its own boxes begin with."""
        return f"told-{self.row.pk}"


def recorded(request: HttpRequest, power: m.Delegation) -> Mapping[str, Any]:
    """The uses made of a power, the newest first, and whom the forms offer."""
    rows = seen(m.DelegationUse, onlooker(request)).filter(delegation=power)
    rows = rows.select_related("person", "post", "reported_to")
    found, after = stretch(rows, by="id", after=request.GET.get("after", ""), newest=True, most=10)
    offered = posts(request)
    return {
        "uses": [
            Used(
                each,
                day_in_full(local(each.used_at).date(), "en"),
                day_in_full(each.reported_on, "en") if each.reported_on else "",
            )
            for each in found
        ],
        "after": after,
        "people": _people(request, power),
        "officers": officers(request),
        "posts": offered.beside(power.holder, first=power.holder.reference not in offered.rows),
        "officers_posts": offered,
        "bodies": [(each.code, each.name) for each in meeting_bodies(request)],
    }


def note_use(request: HttpRequest, power: m.Delegation, boxes: Boxes) -> bool:
    """Record a use with how each term was met. Every reason why it may not be made stands at its own box."""
    people = _people(request, power)
    holders = posts(request).beside(power.holder)
    who = people.rows.get(boxes.chosen("use-person", people, "Choose who used it"))
    post = holders.rows.get(boxes.chosen("use-post", holders, "Choose as holder of which post"))
    used_at = _moment(boxes)
    title = boxes.text("use-title", "Write what was done, in a few words", longest=400)
    changed = boxes.text("use-what_changed", "Write what changed", longest=20_000)
    decision = _decision(request, boxes)
    said = rested_on(request, power, boxes)
    refuse(said, person=who, post=post, used_at=used_at, boxes=boxes, at=_AT, otherwise="use-on")
    return boxes.do(
        lambda: uses.use(
            delegation=power, person=who, post=post, used_at=used_at, title=title, what_changed=changed, judged=said.judged,  # type: ignore[arg-type]  # asked for
            met=said.met, begun=said.begun, unended=said.unended, before=said.before, after=said.after, source=said.source,
            decision=decision, actor=actor(request), at=now(),
        ),
        {name: f"use-{name}" for name in ("title", "what_changed", "before", "after")} | {"used_at": "use-on"},
    )  # fmt: skip


def rested_on(request: HttpRequest, power: m.Delegation, boxes: Boxes) -> Under:
    """What a form says that a use of a power rests on: how each term is met, why it lies within the scope, and both texts."""
    holders = posts(request).beside(power.holder)
    judges = officers(request)
    before, after = boxes.text("use-before", longest=_TEXT), boxes.text("use-after", longest=_TEXT)
    if bool(before) != bool(after):
        boxes.wrong("use-after" if before else "use-before", "Give both texts, or neither")
    judged = Judged(
        boxes.text("use-because", longest=4000),
        judges.rows.get(boxes.chosen("use-judged_by", judges)),
        holders.rows.get(boxes.chosen("use-judged_by_post", holders)),
    )
    met = list(_met(list(power.terms.order_by("id")), boxes))
    begun, unended = (boxes.text(f"use-{name}", longest=4000) for name in ("begun", "unended"))
    return Under(power, judged, met, before, after, boxes.text("use-source", longest=400), begun, unended)


def refuse(
    said: Under,
    *,
    person: m.Person | None,
    post: m.Post | None,
    used_at: datetime | None,
    boxes: Boxes,
    at: Mapping[str, str],
    otherwise: str,
) -> None:
    """Say every reason why a power may not be so used at its own box: that of a term, one of ``at``, or ``otherwise``."""
    power, terms = said.power, uses.terms_of(said.power)
    how: dict[str, Any] = {"delegation": power, "met": said.met, "judged": said.judged}
    how |= {"begun": said.begun, "unended": said.unended}
    names = {key: term.text for key, term in terms.items()} | {power.holder.reference: power.holder.label}
    if person is None or post is None or used_at is None:
        found = uses.unmet(**how)
    else:
        found = uses.refusals(**how, person=person, post=post, used_at=used_at)
        names[post.reference] = post.label
    by_box: dict[str, list[Refused]] = {}
    for each in dict.fromkeys(found):
        box = _box_of(each, terms, boxes) or at.get(each.code, otherwise)
        by_box.setdefault(box, []).append(replace(each, about=names.get(each.about, each.about)))
    for name, reasons in by_box.items():
        boxes.wrong(name, " ".join(each.said("clerk") for each in reasons))


def publish_use(request: HttpRequest, power: m.Delegation, boxes: Boxes) -> bool:
    """Everybody sees a use, once the power and the officer's decision are published."""
    row = _use(request, power, boxes)
    box = f"told-{row.pk}" if row else "uses"
    return row is None or boxes.do(
        lambda: publish(reference=row.reference, actor=actor(request), at=now()),
        {"delegation": box, "decision": box, "resolved_by": box},
    )


def note_report(request: HttpRequest, power: m.Delegation, boxes: Boxes) -> bool:
    """A use was reported to a body on a day, at an item of its agenda where there was one."""
    row = _use(request, power, boxes)
    if row is None or row.reported_on is not None:  # another hand was quicker
        return True
    under = f"told-{row.pk}"
    bodies = {each.code: each for each in meeting_bodies(request)}
    to = boxes.chosen(f"{under}-to", bodies, "Choose to whom it was reported")
    on = boxes.day(f"{under}-on", "Write on which day")
    written = boxes.text(f"{under}-item", longest=80)
    item = seen_of(m.AgendaItem, written, onlooker(request)) if written else None
    if written and item is None:
        boxes.wrong(f"{under}-item", "No item has this reference. Copy it from the item's page")
    return boxes.do(
        lambda: uses.report(use=row, to=bodies[to], on=on, item=item, actor=actor(request), at=now()),  # type: ignore[arg-type]  # it is asked for
        {"item": f"{under}-item", "on": f"{under}-on", "use": f"{under}-to"},
    )


def term_box(term: m.DelegationTerm) -> str:
    """What the box of a term is called."""
    return f"{term.kind}-{term.place}"


def _met(terms: list[m.DelegationTerm], boxes: Boxes) -> Iterator[Met]:
    """What is written at the terms; one that is left blank was not met."""
    for each in terms:
        how = boxes.text(term_box(each), longest=4000)
        on = boxes.day(f"{term_box(each)}-on") if each.kind == "consultee" else None
        if on is not None and not how:
            boxes.wrong(term_box(each), "Write what they said")
        if how:
            yield Met(each, how, on)


def _box_of(reason: Refused, terms: Mapping[str, m.DelegationTerm], boxes: Boxes) -> str:
    """The box of the term or the reason that a refusal is about; nothing where it is about neither."""
    match reason.code:
        case "ground-missing" | "ground-not-given":
            return next(term_box(each) for each in terms.values() if each.kind == "ground")
        case "condition-not-met":
            return term_box(terms[reason.about])
        case "not-consulted" | "consulted-too-late":
            box = term_box(terms[reason.about])
            return f"{box}-on" if boxes.raw(box) else box
    return _OF_THE_USE.get(reason.code, "")


def _moment(boxes: Boxes) -> datetime | None:
    """When it was used. Without a time it is this moment, where that is today, and else the day as such, from its first."""
    day = boxes.day("use-on", "Write the day on which it was used")
    timed = boxes.moment("use-time", day)
    if day is None or timed is not None:
        return timed
    return now() if day == local(now()).date() else moment_of(day)


def _decision(request: HttpRequest, boxes: Boxes) -> m.Decision | None:
    written = boxes.text("use-decision", longest=80)
    found = seen_of(m.Decision, written, onlooker(request)) if written else None
    if written and found is None:
        boxes.wrong("use-decision", "No decision has this reference. Copy it from the decision's page")
    return found


def _use(request: HttpRequest, power: m.Delegation, boxes: Boxes) -> m.DelegationUse | None:
    return seen(m.DelegationUse, onlooker(request)).filter(delegation=power, reference=boxes.raw("use")).first()


def _people(request: HttpRequest, power: m.Delegation) -> Offered[m.Person]:
    return officers(request) if power.holder.held_by == "officer" else elected(request)
