"""What a page says was moved, and how it was voted on."""

from collections.abc import Iterator
from typing import Any

from guildhall.decide import models as m
from guildhall.decide.importing import joining
from guildhall.decide.importing.page import Page, written
from guildhall.decide.keeping import motions

_SAID = ("moved_by", "seconded_by", "amendments", "votes", "named_votes")
_ON_AN_AMENDMENT = "amendment"


def put_motions(page: Page, item: m.AgendaItem) -> None:
    """The motion at an item with who moved and seconded it, its amendments, each with whose it was, and the votes. Once is enough."""
    movers, seconders = page.take("moved_by", []), page.take("seconded_by", [])
    votes: list[dict[str, Any]] = page.take("votes", [])
    amendments: list[dict[str, Any]] = page.take("amendments", [])
    if not (movers or seconders or votes or amendments):
        return
    if held := item.motions.filter(amends=None).order_by("place").first():
        _compare(page, held, movers, seconders, votes)
        _compare_amendments(page, held, amendments)
        return
    if page.behind_minutes(item.meeting, f"Something was moved at {item} by this page", "moved_by"):
        return
    if len(movers) > 1 or len(seconders) > 1:
        told = "; ".join(f"{name} {written(page.take(name))}" for name in _SAID if page.fields.get(name))
        says = f"More than one motion was moved, and which is whose is not surely read: {told}"
        page.doubt("unresolved", says, field="moved_by", about=item)
        return
    post = page.take("seconder_post")
    by: dict[str, Any] = {"actor": page.hand.actor, "at": page.hand.at}
    mover, seconder = _moved_by(page, item, movers, seconders)
    seconder_post = joining.post(page.hand, post, item.meeting.day) if post else None
    motion = motions.move(item=item, mover=mover, seconder=seconder, seconder_post=seconder_post, **by)
    page.hand.made(motion.reference)
    page.of(motion, "moved_by", "seconded_by", "seconder_post", "votes")
    moved = _put_amendments(page, motion, amendments)
    named: list[dict[str, list[str]]] = [*page.take("named_votes", [])]
    voted_on = _voted_on(page, motion, moved, votes)
    for said in votes:
        counts: dict[str, Any] = {name: said.get(name) for name in ("yes", "no", "abstain")}
        on = next(voted_on) if said.get("on") == _ON_AN_AMENDMENT else motion
        if on is None:
            continue
        names = _known_there(page, item, counts, named)
        motions.take_vote(motion=on, result=said.get("result", ""), elsewhere=True, names=names, **counts, **by)
    for left in named:
        page.doubt("unresolved", f"Who voted how has to be entered: {written(left)}", field="named_votes", about=motion)


def _moved_by(
    page: Page, item: m.AgendaItem, movers: list[str], seconders: list[str], at: str = ""
) -> tuple[m.Person | None, m.Person | None]:
    """Who moved and who seconded, of whom the page names at most one each; ``at`` is where the two fields stand."""
    moved, seconded = f"{at}moved_by", f"{at}seconded_by"
    mover, seconder = (joining.person(page.hand, each[0]) if each else None for each in (movers, seconders))
    page.tell_unsure(moved, item)
    if mover is not None and mover == seconder:
        page.doubt(
            "contradiction", f"{mover.name} is said to have seconded their own motion", field=seconded, about=item
        )
        seconder = None
    for who, name in ((mover, f"{moved}.0"), (seconder, f"{seconded}.0")):
        if who is not None:
            for other in joining.alike(who):
                page.doubt(
                    "ambiguous", f"{who.style} {who.name} may be {other.style} {other.name}", field=name, about=who
                )
    return mover, seconder


def _put_amendments(page: Page, motion: m.Motion, amendments: list[dict[str, Any]]) -> list[m.Motion]:
    """Each amendment with who moved and seconded it; where several moved one, nobody is chosen, and that is told."""
    rows: list[m.Motion] = []
    for place, said in enumerate(amendments):
        field = f"amendments.{place}"
        movers, seconders = said.get("moved_by", []), said.get("seconded_by", [])
        if len(movers) > 1 or len(seconders) > 1:
            page.doubt("unresolved", f"More than one moved an amendment: {written(said)}", field=field, about=motion)
            movers, seconders = [], []
        who = _moved_by(page, motion.item, movers, seconders, f"{field}.")
        amends = rows[-1] if "of" in said and rows else motion
        row = motions.move(
            item=motion.item, amends=amends, mover=who[0], seconder=who[1], actor=page.hand.actor, at=page.hand.at
        )
        page.hand.made(row.reference)
        page.of(row, field)
        rows.append(row)
    return rows


def _voted_on(
    page: Page, motion: m.Motion, moved: list[m.Motion], votes: list[dict[str, Any]]
) -> Iterator[m.Motion | None]:
    """The amendment of each vote on one, in their order; none where there are more or fewer votes than amendments."""
    on = [each for each in votes if each.get("on") == _ON_AN_AMENDMENT]
    for place, said in enumerate(on):
        if not moved:
            row = motions.move(item=motion.item, amends=motion, actor=page.hand.actor, at=page.hand.at)
            page.hand.made(row.reference)
            yield row
        elif len(moved) == len(on) and all(each.amends_id == motion.pk for each in moved):
            yield moved[place]
        else:
            says = f"Which amendment was voted on is not surely read: {written(said)}"
            page.doubt("unresolved", says, field=f"votes.{votes.index(said)}", about=motion)
            yield None


def _compare_amendments(page: Page, held: m.Motion, amendments: list[dict[str, Any]]) -> None:
    """Amendments that are here already stand; where this page tells of another, or of another mover, that is told."""
    rows = held.item.motions.exclude(amends=None).select_related("mover", "seconder")
    known = {tuple(who.name_key if who else "" for who in (each.mover, each.seconder)) for each in rows}
    for place, said in enumerate(amendments):
        who = tuple(" ".join(map(joining.name_key, said.get(name, []))) for name in ("moved_by", "seconded_by"))
        if who not in known:
            says = f"{held}: this page tells of another amendment: {written(said)}"
            page.doubt("contradiction", says, field=f"amendments.{place}", about=held)


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
