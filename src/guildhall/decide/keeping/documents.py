"""A record as a document: what is published, hashed and compared. Open matter only: what is withheld is named, never told."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import singledispatch
from typing import Any

from django.db.models import Model, QuerySet

from guildhall.decide import models as m
from guildhall.decide.models.record import Cited
from guildhall.decide.sight import is_seen, seen
from guildhall.kernel.model import Json
from guildhall.ledger.door import moment

_PARTS: Mapping[type[Model], Mapping[str, str]] = {
    m.Decision: {"resolutions": "place", "sequels": "id"},
    m.Delegation: {"terms": "id"},
    m.DelegationUse: {"met": "id"},
    m.Report: {"authors": "id"},
    m.Minutes: {"passages": "place"},
    m.Motion: {"vote_events": "place"},
    m.VoteEvent: {"votes": "id"},
    m.Meeting: {"changes": "id"},
    m.Matter: {"wards": "ward", "relations": "id"},
    m.CallIn: {"signatures": "id"},
    m.ScrutinyRecommendation: {"responses": "id"},
}
"""What belongs to a record and is published with it, and in which order."""

_NOT_TOLD = {
    "id",
    "reference",
    "published_at",
    "name_key",
    "label_key",
    "title_key",
    "recorded_by",
    "drafted_by",
    "validated_by",
}

_NOT_TOLD_HERE = {(m.MeetingChange, "by"), (m.AgendaItem, "taken")}
"""Who of the staff noted a change; and an order that is published with the minutes (see ``_as_it_went``)."""


def document_of(row: Model) -> dict[str, Json]:
    """A record with all that belongs to it, as JSON. Others are named by their references, where everybody sees them.

    What is empty is left out.
    """
    made: dict[str, Json] = {}
    if isinstance(row, Cited):
        made["reference"] = row.reference
        kept = m.Restriction.objects.filter(subject=row.reference, lifted_at=None).order_by("id")
        made["withheld"] = [
            {"part": each.part, "paragraph": each.paragraph, "public_interest": each.public_interest} for each in kept
        ]
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name)
        told = field.name not in _NOT_TOLD and (type(row), field.name) not in _NOT_TOLD_HERE
        if told and (not isinstance(value, Model) or is_seen(value)):
            made[field.name] = _cited(value)
    for name, order in _PARTS.get(type(row), {}).items():
        made[name] = [_without(document_of(each), row) for each in _open(getattr(row, name).order_by(order))]
    if isinstance(row, m.Minutes):
        made |= _as_it_went(row)
    return {name: value for name, value in made.items() if value not in ("", None, [])}


def agenda_of(meeting: m.Meeting) -> dict[str, Json]:
    """An agenda as it is published: the meeting, its items in their order, the papers on each, and what was deposited there."""
    return {
        "meeting": document_of(meeting),
        "items": [
            document_of(item)
            | {"reports": [document_of(each) for each in _open(item.reports.order_by("place"))]}
            | _deposited(item)
            for item in _open(meeting.items.order_by("place"))
        ],
    }


def _deposited(item: m.AgendaItem) -> dict[str, Json]:
    """The exhibits on an item, by their hashes: an exhibit is itself a copy that nothing changes."""
    found = item.exhibits.order_by("id")
    return {"exhibits": [{"reference": each.reference, "sha256": each.sha256} for each in found]} if found else {}


def _as_it_went(minutes: m.Minutes) -> dict[str, Json]:
    """What is published with minutes beside their text: who was there, and the order in which items were taken."""
    meeting = minutes.meeting
    there = [_without(document_of(each), meeting) for each in _open(meeting.attendances.order_by("id"))]
    taken = _open(meeting.items.filter(taken__isnull=False).order_by("taken"))
    return {"there": there, "taken": [each.reference for each in taken]}


def _open(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(pk__in=seen(rows.model).values("pk"))


def _without(document: dict[str, Json], whole: Model) -> dict[str, Json]:
    """A part without the name of what it is a part of."""
    own = _cited(whole)
    return {name: value for name, value in document.items() if value != own}


@singledispatch
def _cited(value: object) -> Json:
    """What stands in a document for a value: text, a whole number, yes or no, and nothing stand for themselves."""
    return value


@_cited.register
def _(value: Model) -> Json:
    return str(value.pk)


@_cited.register
def _(value: Cited) -> Json:
    return value.reference


@_cited.register
def _(value: m.Resolution) -> Json:
    return f"{value.decision.reference}#{value.number}"


@_cited.register
def _(value: m.DelegationTerm) -> Json:
    return f"{value.kind} {value.place}"


@_cited.register
def _(value: datetime) -> Json:
    return moment(value)


@_cited.register
def _(value: date) -> Json:
    return value.isoformat()
