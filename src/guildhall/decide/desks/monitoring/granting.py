"""A dispensation at the monitoring officer's desk: granted about what, on which ground and until when; ended, or put right."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from guildhall.decide import models as m
from guildhall.decide.authority import interests
from guildhall.decide.authority.corrected import correct_dispensation, end_dispensation
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk.naming import posts
from guildhall.decide.desks.staff import actor, onlooker
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.publishing import publish
from guildhall.decide.sight import seen, seen_of

GROUNDS: Mapping[str, str] = {
    "a": "(a) Too few could take part for the business to be done",
    "b": "(b) The balance of the political groups would be upset",
    "c": "(c) It is in the interests of those who live in the area",
    "d": "(d) No member of the executive could take part",
    "e": "(e) It is otherwise appropriate",
}
"""Localism Act 2011, section 33(2), shortened."""
_MAY = {"yes": True, "no": False}


def grant(request: HttpRequest, person: m.Person, boxes: Boxes) -> bool:
    """A member may take part all the same. It covers one entry of the register, or what they declare under it by name."""
    entries = {each.reference: each for each in seen(m.RegisteredInterest, onlooker(request)).filter(person=person)}
    givers = posts(request)
    interest = entries.get(boxes.chosen("grant-interest", entries))
    about = boxes.text("grant-about", "Write what they may take part in, and why", longest=10_000)
    ground = boxes.chosen("grant-ground", GROUNDS, "Choose on which ground")
    may_vote = boxes.chosen("grant-may_vote", _MAY, "Choose what they may do")
    granted_on = boxes.day("grant-granted_on", "Write the day on which it was granted")
    until = boxes.day("grant-until", "Write its last day")
    post = givers.rows.get(boxes.chosen("grant-post", givers))
    written = boxes.text("grant-decision", longest=80)
    decision = seen_of(m.Decision, written, onlooker(request)) if written else None
    if written and decision is None:
        boxes.wrong("grant-decision", "No decision has this reference. Copy it from the decision's page")
    elif post is None and decision is None:
        boxes.wrong("grant-post", "Choose who granted it: a post, or the decision below")
    told: dict[str, Any] = {"granted_on": granted_on, "until": until, "post": post, "decision": decision}
    return boxes.do(
        lambda: interests.grant(
            person=person, interest=interest, about=about, ground=ground, may_vote=_MAY[may_vote], actor=actor(request),
            at=now(), **told,
        ),
        {name: f"grant-{name}" for name in ("about", "ground", "until", "interest", "decision")},
    )  # fmt: skip


def publish_dispensation(request: HttpRequest, person: m.Person, boxes: Boxes) -> bool:
    """Everybody sees it, once the entry that it covers and the decision that granted it are published."""
    row = _row(request, person, boxes)
    box = f"g{row.pk}" if row else "dispensations"
    return row is None or boxes.do(
        lambda: publish(reference=row.reference, actor=actor(request), at=now()),
        {"interest": box, "decision": box},
    )


def end(request: HttpRequest, person: m.Person, boxes: Boxes) -> bool:
    """It ends earlier than was granted, with the reason."""
    row = _row(request, person, boxes)
    if row is None:
        return True
    under = f"g{row.pk}-"
    until = boxes.day(f"{under}ended", "Write its last day")
    why = _why(request, row, f"{under}ended-reason", boxes)
    return boxes.do(
        lambda: end_dispensation(dispensation=row, until=until, why=why),  # type: ignore[arg-type]  # it is asked for
        {"until": f"{under}ended", "reason": f"{under}ended-reason"},
    )


def correct(request: HttpRequest, person: m.Person, boxes: Boxes) -> bool:
    """What was entered of it is put right, with the reason; who granted it stays."""
    row = _row(request, person, boxes)
    if row is None:
        return True
    under = f"g{row.pk}-"
    entries = {each.reference: each for each in seen(m.RegisteredInterest, onlooker(request)).filter(person=person)}
    told: dict[str, Any] = {
        "interest": entries.get(boxes.chosen(f"{under}interest", entries)),
        "about": boxes.text(f"{under}about", "Write what they may take part in, and why", longest=10_000),
        "ground": boxes.chosen(f"{under}ground", GROUNDS, "Choose on which ground"),
        "may_vote": _MAY.get(boxes.chosen(f"{under}may_vote", _MAY, "Choose what they may do")),
        "granted_on": boxes.day(f"{under}granted_on", "Write the day on which it was granted"),
        "until": boxes.day(f"{under}until", "Write its last day"),
    }
    why = _why(request, row, f"{under}reason", boxes)
    return boxes.do(
        lambda: correct_dispensation(dispensation=row, why=why, **told),
        {name: f"{under}{name}" for name in (*told, "reason")},
    )


def _why(request: HttpRequest, row: m.Dispensation, box: str, boxes: Boxes) -> Correction:
    missing = "Write why. The reason is published beside it" if row.published_at else ""
    return Correction(actor(request), now(), boxes.text(box, missing, longest=2000))


def _row(request: HttpRequest, person: m.Person, boxes: Boxes) -> m.Dispensation | None:
    rows = seen(m.Dispensation, onlooker(request)).filter(person=person)
    return rows.select_related("interest").filter(reference=boxes.raw("dispensation")).first()
