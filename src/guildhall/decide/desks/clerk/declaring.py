"""At an item: interests are declared, and those in the register of whoever is there are found to concern it, or not."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from guildhall.decide import models as m
from guildhall.decide.authority import bearing
from guildhall.decide.authority.declarations import checked, declare
from guildhall.decide.authority.interests import PECUNIARY
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.clerk import attending
from guildhall.decide.desks.clerk.naming import named
from guildhall.decide.desks.staff import actor, onlooker
from guildhall.decide.sight import seen
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full

KINDS: Mapping[str, str] = {
    "personal": "Personal",
    "disclosable-pecuniary": "Disclosable pecuniary",
    "pecuniary": "Other pecuniary",
    "prejudicial": "Prejudicial",
    "non-pecuniary": "Non-pecuniary",
    "significant-other": "Significant other",
    "other": "Other",
}
_YES_NO = {"yes": True, "no": False}


class Declared(NamedTuple):
    """A declaration, and what the register says of it."""

    row: m.Declaration
    register: str


class Entry(NamedTuple):
    """A disclosable pecuniary interest in the register of somebody who may vote, which they did not declare at the item."""

    row: m.RegisteredInterest
    said: str
    found: m.Bearing | None


def recorded(
    request: HttpRequest, item: m.AgendaItem, people: Collection[m.Person], voters: Collection[m.Person]
) -> Mapping[str, Any]:
    """What was declared at an item so far, and what those who are there have in the register."""
    rows = seen(m.Declaration, onlooker(request)).filter(item=item)
    declared = list(rows.select_related("person", "dispensation", "interest", "meeting").order_by("id"))
    registered, own = list(_registered(request, item, people)), {each.pk for each in voters}
    said = {each.interest_id for each in declared if each.kind == "disclosable-pecuniary"}
    found = {each.interest_id: each for each in bearing.standing(item)}
    entries = [
        Entry(each, _entry(each), found.get(each.pk))
        for each in registered
        if each.category in PECUNIARY and (each.person_id in own or each.pk in found) and each.pk not in said
    ]
    return {
        "declarations": [Declared(each, _in_register(each)) for each in declared],
        "bearing": [each for each in entries if each.found],
        "undeclared": [each for each in entries if not each.found],
        "registered": [(each.reference, _entry(each)) for each in registered],
        "granted": [
            (each.reference, f"{named(each.person)}: {each.about}, until {day_in_full(each.until, 'en')}")
            for each in _granted(request, item, people)
        ],
        "interest_kinds": list(KINDS.items()),
        "kinds_said": KINDS,
    }


def note_declaration(request: HttpRequest, item: m.AgendaItem, boxes: Boxes) -> bool:
    """A member declares an interest at this item."""
    people = {each.person.reference: each.person for each in attending.there(request, item.meeting)}
    who = boxes.chosen("declared-by", people, "Choose who declares it")
    kind = boxes.chosen("declared-kind", KINDS, "Choose what kind of interest it is")
    reason = boxes.text("declared-reason", "Write what the interest is", longest=4000)
    entries = {each.reference: each for each in _registered(request, item, list(people.values()))}
    granted = {each.reference: each for each in _granted(request, item, list(people.values()))}
    interest = entries.get(boxes.chosen("declared-interest", entries))
    dispensation = granted.get(boxes.chosen("declared-dispensation", granted))
    part, left = (_YES_NO.get(boxes.chosen(f"declared-{name}", _YES_NO)) for name in ("participated", "left_the_room"))
    return boxes.do(
        lambda: declare(
            meeting=item.meeting, item=item, person=people[who], kind=kind, reason=reason, participated=part,
            left_the_room=left, interest=interest, dispensation=dispensation, made_at=moment_at(item), actor=actor(request),
            at=now(),
        ),
        {"interest": "declared-interest", "dispensation": "declared-dispensation"},
    )  # fmt: skip


def note_bearing(request: HttpRequest, item: m.AgendaItem, boxes: Boxes) -> bool:
    """An entry of the register concerns this item: whose it is may not vote on it."""
    people = [each.person for each in attending.there(request, item.meeting)]
    entries = {each.reference: each for each in _registered(request, item, people)}
    interest = entries.get(boxes.chosen("interest", entries, "This is not in the register any more. Look again"))
    return boxes.do(
        lambda: bearing.find_to_bear(interest=interest, item=item, actor=actor(request), at=now())  # type: ignore[arg-type]  # one of them
    )


def take_bearing_back(request: HttpRequest, item: m.AgendaItem, boxes: Boxes) -> bool:
    """It does not concern this item after all."""
    rows = bearing.standing(item).filter(interest__reference=boxes.raw("interest"))
    row = rows.first()
    return row is None or boxes.do(lambda: bearing.take_back(bearing=row, actor=actor(request), at=now()))


def moment_at(item: m.AgendaItem) -> datetime | None:
    """This moment, where it is recorded on the day of the meeting; afterwards nobody knows the minute any more."""
    return now() if item.meeting.day == local(now()).date() else None


def _registered(
    request: HttpRequest, item: m.AgendaItem, people: Collection[m.Person]
) -> QuerySet[m.RegisteredInterest]:
    """What those who are there have in the register on the day."""
    rows = seen(m.RegisteredInterest, onlooker(request)).filter(person__in=people).select_related("person")
    day = _day(item)
    return rows.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day)).order_by("person", "id")


def _granted(request: HttpRequest, item: m.AgendaItem, people: Collection[m.Person]) -> QuerySet[m.Dispensation]:
    """The dispensations of those who are there that stand on the day."""
    day = _day(item)
    rows = seen(m.Dispensation, onlooker(request)).filter(person__in=people, granted_on__lte=day, until__gte=day)
    return rows.select_related("person").order_by("person", "id")


def _entry(interest: m.RegisteredInterest) -> str:
    """An entry of the register, as a list of them has it. What a sensitive one is stays unsaid."""
    return f"{named(interest.person)}: {_what(interest)}"


def _what(interest: m.RegisteredInterest) -> str:
    said = "a sensitive interest" if interest.sensitive else interest.text
    said = said if len(said) <= 80 else f"{said[:77]}..."
    return f"{interest.category.replace('-', ' ')}, {said}"


def _in_register(row: m.Declaration) -> str:
    """Whether the register holds what was declared, and by when the monitoring officer is to be told of what it must hold."""
    found = checked(row)
    if row.interest is not None:
        return f"In the register: {_what(row.interest)}."
    if found.notify_by is None:
        return ""
    until = day_in_full(found.notify_by, "en")
    return f"Not found in the register: the monitoring officer is to be told of it by {until} (Localism Act 2011, section 31(3))."


def _day(item: m.AgendaItem) -> date:
    return item.meeting.day or local(now()).date()
