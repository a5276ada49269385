"""The record by Popolo (https://www.popoloproject.com/specs/): who, in which post, in which body; what was moved and voted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from guildhall.decide import models as m
from guildhall.decide.addresses import address_of
from guildhall.decide.called import Called, former
from guildhall.decide.exports.answering import NotAsked, as_json, open_to_all, stretch, whole
from guildhall.decide.models.record import Cited
from guildhall.decide.references import KIND_OF
from guildhall.decide.sight import seen
from guildhall.kernel.clocks import local

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One class of Popolo: which rows it is of, and how a stretch of them is told."""

    rows: Callable[[], QuerySet[Any]]
    told: Callable[[Sequence[Any]], list[Told]]


def organizations(rows: Sequence[m.Organization]) -> list[Told]:
    """Bodies of the council, with what each was called before."""
    before = former(rows)
    return [_organization(each, before.get(each.reference, ())) for each in rows]


def _organization(row: m.Organization, before: Sequence[m.FormerName]) -> Told:
    return _known(
        id=row.reference,
        name=row.name,
        other_names=[*([{"name": row.name_cy, "note": "cy"}] if row.name_cy else []), *_other_names(before)] or None,
        identifiers=[{"identifier": row.code, "scheme": "body code"}],
        classification=row.kind,
        parent_id=row.parent.reference if row.parent else None,
        description=row.remit,
        founding_date=row.founded_on.isoformat() if row.founded_on else None,
        dissolution_date=row.dissolved_on.isoformat() if row.dissolved_on else None,
        links=_links(row),
    )


def posts(rows: Sequence[m.Post]) -> list[Told]:
    """Offices and jobs, whoever holds them. Popolo knows no days of another label."""
    before = former(rows)
    return [_post(each, before.get(each.reference, ())) for each in rows]


def _post(row: m.Post, before: Sequence[m.FormerName]) -> Told:
    return _known(
        id=row.reference,
        label=row.label,
        other_label=list(filter(None, [row.label_cy, *(each.name for each in before)])) or None,
        organization_id=row.organization.reference if row.organization else None,
        start_date=row.founded_on.isoformat() if row.founded_on else None,
        end_date=row.dissolved_on.isoformat() if row.dissolved_on else None,
        links=_links(row),
    )


def people(rows: Sequence[m.Person]) -> list[Told]:
    """Those in public office."""
    before = former(rows)
    return [
        _known(
            id=each.reference,
            name=each.name,
            other_names=_other_names(before.get(each.reference, ())) or None,
            honorific_prefix=each.style,
            links=_links(each),
        )
        for each in rows
    ]


def _other_names(before: Sequence[m.FormerName]) -> list[Told]:
    return [
        _known(name=name, end_date=each.until.isoformat(), note=note)
        for each in before
        for name, note in ((each.name, ""), (each.name_cy, "cy"))
        if name
    ]


def membership(row: m.Membership) -> Told:
    """Who belongs to a body or holds a post."""
    return _known(
        id=str(row.pk),
        role=row.role,
        person_id=row.person.reference,
        organization_id=row.organization.reference if row.organization else None,
        post_id=row.post.reference if row.post else None,
        start_date=row.since.isoformat() if row.since else None,
        end_date=row.until.isoformat() if row.until else None,
    )


def events(rows: Sequence[m.Meeting]) -> list[Told]:
    """Meetings, each under the name that its body had on its day."""
    called = Called()
    return [_event(each, called) for each in rows]


def _event(row: m.Meeting, called: Called) -> Told:
    return _known(
        id=row.reference,
        name=row.title or called.on(row.organization, row.day).name,
        classification="meeting",
        organization_id=row.organization.reference,
        start_date=_moment(row.starts_at) or (row.day.isoformat() if row.day else None),
        end_date=_moment(row.ends_at),
        location=row.place,
    )


def motion(row: m.Motion) -> Told:
    """What was moved, and how it was voted on."""
    return _known(
        id=row.reference,
        organization_id=row.item.meeting.organization.reference,
        creator_id=row.mover.reference if row.mover else None,
        text=row.text,
        classification=row.kind,
        date=_moment(row.moved_at),
        requirement=next((each.majority for each in reversed(row.vote_events.all()) if each.majority), None),
        vote_events=[_vote_event(each, row) for each in row.vote_events.all()] or None,
    )


def vote_event(row: m.VoteEvent) -> Told:
    """One vote: the numbers, and where names were recorded, who voted how."""
    return _vote_event(row, row.motion)


def _vote_event(row: m.VoteEvent, on: m.Motion) -> Told:
    numbers = {"yes": row.yes, "no": row.no, "abstain": row.abstain}
    return _known(
        id=str(row.pk),
        organization_id=on.item.meeting.organization.reference,
        motion_id=on.reference,
        start_date=_moment(row.taken_at),
        result=row.result,
        counts=[{"option": option, "value": value} for option, value in numbers.items() if value is not None] or None,
        votes=[{"voter_id": each.person.reference, "option": each.option} for each in row.votes.all()] or None,
    )


def _motions() -> QuerySet[m.Motion]:
    events = Prefetch("vote_events", seen(m.VoteEvent).order_by("place").prefetch_related(_votes()))
    return seen(m.Motion).select_related("item__meeting__organization", "mover").prefetch_related(events)


def _vote_events() -> QuerySet[m.VoteEvent]:
    return seen(m.VoteEvent).select_related("motion__item__meeting__organization").prefetch_related(_votes())


def _votes() -> Prefetch[str]:
    return Prefetch("votes", seen(m.Vote).select_related("person").order_by("id"))


def _each(told: Callable[[Any], Told]) -> Callable[[Sequence[Any]], list[Told]]:
    return lambda rows: [told(each) for each in rows]


KINDS: Mapping[str, Kind] = {
    "organizations": Kind(lambda: seen(m.Organization).select_related("parent"), organizations),
    "posts": Kind(lambda: seen(m.Post).select_related("organization"), posts),
    "people": Kind(lambda: seen(m.Person), people),
    "memberships": Kind(lambda: seen(m.Membership).select_related("person", "organization", "post"), _each(membership)),
    "events": Kind(lambda: seen(m.Meeting).select_related("organization"), events),
    "motions": Kind(_motions, _each(motion)),
    "vote_events": Kind(_vote_events, _each(vote_event)),
}


@open_to_all
def index(_request: HttpRequest) -> HttpResponse:
    """Which classes there are, and where."""
    return as_json({name: whole(reverse("decide:popolo-list", kwargs={"kind": name})) for name in KINDS})


@open_to_all
def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """A stretch of the objects of one class."""
    held = stretch(request, _kind(kind).rows())
    made = {kind: _kind(kind).told(held.rows), "next": held.following or None}
    return as_json(made, following=held.following)


@open_to_all
def thing(_request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """One object. What is not published, and what is not there, look the same."""
    rows = _kind(kind).rows()
    found: Sequence[Any] = []
    if issubclass(rows.model, Cited):
        found = list(rows.filter(reference=f"{KIND_OF[rows.model]}/{key}")[:1])
    elif key.isdecimal() and len(key) < 19:
        found = list(rows.filter(pk=int(key))[:1])
    if not found:
        raise NotAsked("there is no such object", 404)
    return as_json(_kind(kind).told(found)[0])


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise NotAsked("there are no such objects", 404)
    return KINDS[name]


def _known(**said: Any) -> Told:
    return {name: value for name, value in said.items() if value not in ("", None)}


def _links(row: Cited) -> list[Told] | None:
    page = whole(address_of("en", row.reference))
    return [{"url": page}] if page else None


def _moment(when: datetime | None) -> str | None:
    return local(when).isoformat(timespec="seconds") if when else None
