"""OParl's addresses: the system, the council, every list and every object."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.exports.answering import NotAsked, as_json, open_to_all, stretch
from guildhall.decide.exports.oparl import meetings, people
from guildhall.decide.exports.oparl.naming import BODY, SCHEMA, Told, at, named, told
from guildhall.decide.keeping.bodies import standing
from guildhall.decide.references import KIND_OF
from guildhall.decide.sight import seen
from guildhall.estate.door import council
from guildhall.kernel.clocks import local


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of object: which rows it is of, and how they are told."""

    rows: Callable[[], QuerySet[Any]]
    told: Callable[[Sequence[Any]], list[Told]]


KINDS: Mapping[str, Kind] = {
    "organization": Kind(lambda: seen(m.Organization), people.organizations_told),
    "person": Kind(lambda: seen(m.Person), people.people_told),
    "membership": Kind(people.memberships, people.memberships_told),
    "meeting": Kind(meetings.meetings, meetings.meetings_told),
    "agenda-item": Kind(meetings.items, meetings.items_told),
    "paper": Kind(meetings.reports, meetings.papers_told),
    "consultation": Kind(meetings.reports, meetings.consultations_told),
    "file": Kind(meetings.files, meetings.files_told),
    "location": Kind(lambda: meetings.meetings().exclude(place=""), meetings.locations_told),
}
_LISTS = {
    "organization": "organization", "person": "person", "meeting": "meeting", "paper": "paper",
    "agendaItem": "agenda-item", "consultation": "consultation", "file": "file", "locationList": "location",
    "membership": "membership",
}  # fmt: skip
"""Under which name the council's Body says where each list is."""


@open_to_all
def system(_request: HttpRequest) -> HttpResponse:
    """Where a program begins."""
    made = {
        "id": settings.ADDRESS + "/open-data/oparl",
        "type": f"{SCHEMA}/System",
        "oparlVersion": f"{SCHEMA}/",
        "body": at("body"),
        "name": council().name["en"],
        "contactEmail": council().email,
        "website": settings.ADDRESS,
    }
    return as_json(made)


@open_to_all
def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """A stretch of the objects of one kind."""
    if kind == "body":
        return as_json(_list([_body()], at("body"), at("body"), "", 1))
    if kind == "legislative-term":  # a council's is not known to the record
        return as_json(_list([], at(kind), at(kind), "", 1))
    return _stretch(request, _kind(kind), _kind(kind).rows())


@open_to_all
def meetings_of(request: HttpRequest, key: str) -> HttpResponse:
    """A stretch of the meetings of one body."""
    return _stretch(request, KINDS["meeting"], meetings.meetings().filter(organization__reference=f"body/{key}"))


@open_to_all
def thing(_request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """One object. What is not published, and what is not there, look the same."""
    if (kind, key) == ("body", BODY):
        return as_json(_body())
    rows = _kind(kind).rows()
    wanted = rows.none()
    if rows.model is not m.Membership:
        wanted = rows.filter(reference=f"{KIND_OF[rows.model]}/{key}")
    elif key.isdecimal() and len(key) < 19:
        wanted = rows.filter(pk=int(key))
    found = list(wanted[:1])
    if not found:
        raise NotAsked("there is no such object", 404)
    return as_json(_kind(kind).told(found)[0])


def _body() -> Told:
    full = seen(m.Organization).filter(standing(local(clock.now()).date()), kind="council").order_by("id").first()
    return (
        named("body", BODY, "Body")
        | {
            "system": settings.ADDRESS + "/open-data/oparl",
            "name": council().name["en"],
            "website": settings.ADDRESS,
            "contactEmail": council().email,
            "legislativeTerm": [],
            "legislativeTermList": at("legislative-term"),
        }
        | {name: at(kind) for name, kind in _LISTS.items()}
        | told(mainOrganization=at("organization", full.key) if full else None)
    )


def _stretch(request: HttpRequest, kind: Kind, rows: QuerySet[Model]) -> HttpResponse:
    held = stretch(request, rows)
    made = _list(kind.told(held.rows), held.here, held.first, held.following, held.most)
    return as_json(made, following=held.following)


def _list(data: list[Told], here: str, first: str, following: str, most: int) -> Told:
    links = {"self": here, "first": first} | ({"next": following} if following else {})
    return {"data": data, "pagination": {"elementsPerPage": most}, "links": links}


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise NotAsked("there are no such objects", 404)
    return KINDS[name]
