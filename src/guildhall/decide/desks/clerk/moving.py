"""At an item: it is taken, motions and amendments are moved, and votes on them are counted and named."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from guildhall.decide import models as m
from guildhall.decide.authority.refused import NotAllowed
from guildhall.decide.authority.voting import CAST
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk import attending
from guildhall.decide.desks.clerk.declaring import moment_at
from guildhall.decide.desks.clerk.naming import named
from guildhall.decide.desks.staff import actor, onlooker
from guildhall.decide.keeping.agendas import take_item
from guildhall.decide.keeping.motions import move, take_vote, withdraw_motion
from guildhall.decide.sight import seen
from guildhall.kernel.authority.refusing import Refused as Reason
from guildhall.kernel.authority.voting import Majority

HOW: Mapping[str, str] = {
    "assent": "By assent",
    "show": "By show of hands",
    "recorded": "Recorded",
    "ballot": "By ballot",
}
RESULTS: Mapping[str, str] = {"pass": "Carried", "fail": "Lost"}
ORDINARY = "More than half of those voting"
MAJORITIES: Mapping[Majority, str] = {
    "two-thirds-of-votes": "Two thirds of those voting",
    "half-of-members": "More than half of all members",
    "two-thirds-of-members": "Two thirds of all members",
}
"""Which was needed to carry it, where that was not the ordinary one."""
OPTIONS: Mapping[str, str] = {"yes": "For", "no": "Against", "abstain": "Abstains", "not-voting": "Does not vote"}
_BOXES: Mapping[str, str] = {
    "more-votes-than-present": "vote-yes",
    "casting-vote-without-tie": "vote-casting",
    "not-carried": "vote-result",
    "too-few-for-it": "vote-result",
    "not-lost": "vote-result",
}
"""Where a reason stands that is about the vote itself, and about no member."""


def recorded(request: HttpRequest, item: m.AgendaItem) -> Mapping[str, Any]:
    """What was moved and voted at an item so far."""
    motions = list(
        seen(m.Motion, onlooker(request))
        .filter(item=item)
        .select_related("mover", "seconder", "amends")
        .prefetch_related("vote_events__votes__person", "vote_events__casting")
        .order_by("place")
    )
    open_ones = [each for each in motions if each.withdrawn_at is None and not each.vote_events.all()]
    return {
        "motions": motions,
        "open_motions": [(each.reference, f"{each.place}. {_short(each)}") for each in reversed(open_ones)],
        "amendable": [
            (each.reference, f"{each.place}. {_short(each)}") for each in open_ones if each.amends_id is None
        ],
        "how": list(HOW.items()),
        "how_said": HOW,
        "ordinary": ORDINARY,
        "majorities": list(MAJORITIES.items()),
        "majorities_said": MAJORITIES,
        "results": list(RESULTS.items()),
        "results_said": RESULTS,
        "options": list(OPTIONS.items()),
        "options_said": {**OPTIONS, "absent": "Absent"},
    }


def take(request: HttpRequest, item: m.AgendaItem, boxes: Boxes) -> bool:
    """The meeting has come to this item."""
    return boxes.do(lambda: take_item(item=item, actor=actor(request), at=now()), {"item": "take"})


def note_motion(request: HttpRequest, item: m.AgendaItem, boxes: Boxes) -> bool:
    """Somebody moves something, or an amendment of what was moved."""
    people = _voters(request, item)
    amendable = {each.reference: each for each in seen(m.Motion, onlooker(request)).filter(item=item, amends=None)}
    mover = boxes.chosen("motion-mover", people, "Choose who moves it")
    seconder = boxes.chosen("motion-seconder", people)
    amends = boxes.chosen("motion-amends", amendable)
    text = boxes.text("motion-text", "Write what is moved")
    return boxes.do(
        lambda: move(
            item=item, text=text, mover=people[mover], seconder=people.get(seconder), amends=amendable.get(amends),
            moved_at=moment_at(item), actor=actor(request), at=now(),
        ),
        {"seconder": "motion-seconder"},
    )  # fmt: skip


def withdraw(request: HttpRequest, item: m.AgendaItem, boxes: Boxes) -> bool:
    """Whoever moved it withdraws it."""
    motion = seen(m.Motion, onlooker(request)).filter(item=item, reference=boxes.raw("motion")).first()
    if motion is None:
        boxes.wrong("vote-motion", "This was not moved here")
        return False
    return boxes.do(lambda: withdraw_motion(motion=motion, actor=actor(request), at=now()), {"motion": "vote-motion"})


def note_vote(request: HttpRequest, item: m.AgendaItem, boxes: Boxes) -> bool:
    """A vote on a motion: how it was taken, the numbers, and each member's name where they are recorded."""
    people = _voters(request, item)
    standing = seen(m.Motion, onlooker(request)).filter(item=item, withdrawn_at=None, vote_events=None)
    motions = {each.reference: each for each in standing}
    motion = boxes.chosen("vote-motion", motions, "Choose what is voted on")
    how = boxes.chosen("vote-how", HOW, "Choose how the vote was taken")
    result = boxes.chosen("vote-result", RESULTS, "Choose whether it was carried or lost")
    counts: dict[str, Any] = {name: boxes.number(f"vote-{name}") for name in ("yes", "no", "abstain")}
    sitting = [
        each.person for each in attending.there(request, item.meeting)
    ]  # one who has gone may stand on the page yet
    names = {who: said for who in sitting if (said := boxes.chosen(f"vote-{who.key}", OPTIONS))}
    casting = people.get(boxes.chosen("vote-casting", people))
    majority: Any = boxes.chosen("vote-majority", MAJORITIES)
    by_name = any(said in CAST for said in names.values())
    if how == "recorded" and not by_name:
        boxes.wrong("vote-names", "Choose how each member voted")
    if how == "show" and not by_name and counts["yes"] is None:
        boxes.wrong("vote-yes", "Write how many voted for it")

    def cast() -> None:
        try:
            take_vote(
                motion=motions[motion], how=how, result=result, names=names, casting=casting, taken_at=moment_at(item),
                as_it_happened=boxes.ticked("vote-as_it_happened"), majority=majority,
                actor=actor(request), at=now(), **counts,
            )  # fmt: skip
        except NotAllowed as stopped:
            _at_each_box(stopped, boxes, people, casting)
            raise

    renamed = {name: f"vote-{name}" for name in ("yes", "no", "abstain", "names", "motion")}
    return boxes.do(cast, renamed)


def _at_each_box(refused: NotAllowed, boxes: Boxes, people: Mapping[str, m.Person], casting: m.Person | None) -> None:
    """The reason stands at the box of each member whom the law stops or who was not there, and at the number that cannot be."""
    by_name = {named(each): each for each in people.values()}

    def box(reason: Reason) -> str:
        who = by_name.get(reason.about)
        if who is None:
            return _BOXES.get(reason.code, "vote-names")
        return f"vote-{who.key}" if boxes.raw(f"vote-{who.key}") or who != casting else "vote-casting"

    boxes.refused(refused.reasons, box)


def _voters(request: HttpRequest, item: m.AgendaItem) -> dict[str, m.Person]:
    return {each.reference: each for each in attending.voters(attending.there(request, item.meeting))}


def _short(motion: m.Motion) -> str:
    said = motion.text if len(motion.text) <= 80 else f"{motion.text[:77]}..."
    return f"Amendment: {said}" if motion.amends_id else said
