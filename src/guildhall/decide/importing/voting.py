"""What a page says was moved, and how it was voted on."""

from typing import Any

from guildhall.decide import models as m
from guildhall.decide.importing import joining
from guildhall.decide.importing.page import Page, written
from guildhall.decide.keeping import motions


def put_motions(page: Page, item: m.AgendaItem) -> None:
    """The motion at an item with who moved and seconded it, an amendment of it, and the votes. Once is enough."""
    movers, seconders = page.take("moved_by", []), page.take("seconded_by", [])
    votes: list[dict[str, Any]] = page.take("votes", [])
    if not (movers or seconders or votes):
        return
    if held := item.motions.filter(amends=None).order_by("place").first():
        _compare(page, held, movers, seconders, votes)
        return
    if page.behind_minutes(item.meeting, f"Something was moved at {item} by this page", "moved_by"):
        return
    if len(movers) > 1 or len(seconders) > 1:
        page.doubt(
            "unresolved",
            "More than one motion was moved, and which is whose is not surely read",
            field="moved_by",
            about=item,
        )
        return
    mover, seconder = (joining.person(page.hand, each[0]) if each else None for each in (movers, seconders))
    page.tell_unsure("moved_by", item)
    if mover is not None and mover == seconder:
        page.doubt(
            "contradiction", f"{mover.name} is said to have seconded their own motion", field="seconded_by", about=item
        )
        seconder = None
    post = page.take("seconder_post")
    seconder_post = joining.post(page.hand, post, item.meeting.day) if post else None
    by: dict[str, Any] = {"actor": page.hand.actor, "at": page.hand.at}
    motion = motions.move(item=item, mover=mover, seconder=seconder, seconder_post=seconder_post, **by)
    page.hand.made(motion.reference)
    page.of(motion, "moved_by", "seconded_by", "seconder_post", "votes")
    named: list[dict[str, list[str]]] = [*page.take("named_votes", [])]
    for said in votes:
        on = motion
        if said.get("on") == "amendment":
            on = motions.move(item=item, amends=motion, **by)
            page.hand.made(on.reference)
        counts: dict[str, Any] = {name: said.get(name) for name in ("yes", "no", "abstain")}
        names = _known_there(page, item, counts, named)
        motions.take_vote(motion=on, result=said.get("result", ""), elsewhere=True, names=names, **counts, **by)
    for left in named:
        page.doubt("unresolved", f"Who voted how has to be entered: {written(left)}", field="named_votes", about=motion)
    for who, name in ((mover, "moved_by.0"), (seconder, "seconded_by.0")):
        if who is not None:
            for other in joining.alike(who):
                page.doubt(
                    "ambiguous", f"{who.style} {who.name} may be {other.style} {other.name}", field=name, about=who
                )


def _known_there(
    page: Page, item: m.AgendaItem, counts: dict[str, Any], named: list[dict[str, list[str]]]
) -> dict[m.Person, str] | None:
    """How each voted, where all who are named were at the meeting by just this name. What is entered is taken off the list."""
    said = next(
        (each for each in named if all(len(each.get(name, ())) == (counts[name] or 0) for name in counts)), None
    )
    if said is None:
        return None
    there = m.Attendance.objects.filter(meeting=item.meeting_id, status="present").select_related("person")
    known: dict[str, list[m.Person]] = {}
    for each in there:
        known.setdefault(each.person.name_key, []).append(each.person)
    found = [(known.get(joining.name_key(who), []), option) for option, people in said.items() for who in people]
    if any(len(people) != 1 for people, _ in found) or len({people[0] for people, _ in found}) < len(found):
        return None
    named.remove(said)
    return {people[0]: option for people, option in found}


def _compare(page: Page, held: m.Motion, movers: list[str], seconders: list[str], votes: list[dict[str, Any]]) -> None:
    """A motion that is here already stands; where this page says otherwise of it, both are told."""
    for name, who, said in (("moved_by", held.mover, movers), ("seconded_by", held.seconder, seconders)):
        if said and (who is None or [who.name_key] != [joining.name_key(each) for each in said]):
            known = who.name if who else "nobody known"
            page.doubt(
                "contradiction", f"{held}: {name.replace('_', ' ')} {known}, and by this page {said}", field=name
            )
    taken = {(each.yes, each.no, each.abstain) for each in m.VoteEvent.objects.filter(motion__item=held.item)}
    for place, each in enumerate(votes):
        if (each.get("yes"), each.get("no"), each.get("abstain")) not in taken:
            page.doubt("contradiction", f"{held}: this page tells of another vote: {each}", field=f"votes.{place}")
    by_name = m.Vote.objects.filter(event__motion__item=held.item).values_list("person__name_key", "option")
    named = page.fields.get("named_votes", [])
    if {(joining.name_key(who), how) for each in named for how, people in each.items() for who in people} <= {*by_name}:
        page.take("named_votes")
