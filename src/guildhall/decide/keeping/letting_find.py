"""What a search shows of a published record: under which title and day, and by which words it is found."""

from datetime import date, datetime
from functools import singledispatch

from guildhall.decide import models as m
from guildhall.decide.finding import index
from guildhall.decide.keeping.documents import document_of
from guildhall.decide.models.record import Cited
from guildhall.kernel.clocks import local

_SHORT = 120

Shown = tuple[str, str, date | None]


def let_find(row: Cited, at: datetime) -> None:
    """Let a record be found that was just published. What nobody would search for is left out."""
    shown = _shown(row)
    if shown is None:
        return
    title, title_cy, day = shown
    document = document_of(row)
    index(
        reference=row.reference,
        title=title,
        title_cy=title_cy,
        day=day or local(at).date(),
        document=document,
        also=(title, title_cy, *_also(row)),
    )


@singledispatch
def _shown(row: Cited) -> Shown | None:
    """Its title in both languages, and its day where that is known."""
    return None


@_shown.register
def _(row: m.Decision | m.Matter) -> Shown:
    return row.title, row.title_cy, row.listed_on


@_shown.register
def _(row: m.AgendaItem) -> Shown:
    return row.title, row.title_cy, row.meeting.day


@_shown.register
def _(row: m.Report) -> Shown:
    return row.title, row.title_cy, row.item.meeting.day


@_shown.register
def _(row: m.Minutes) -> Shown:
    body = row.meeting.organization
    return body.name, body.name_cy, row.meeting.day


@_shown.register
def _(row: m.Delegation) -> Shown:
    return f"{row.holder.label}: {row.scope[:_SHORT]}", "", row.starts_on


@_shown.register
def _(row: m.DelegationUse) -> Shown:
    return row.title, row.title_cy, local(row.used_at).date()


@_shown.register
def _(row: m.PlanEntry) -> Shown:
    return row.matter.title, row.matter.title_cy, row.due_from


@_shown.register
def _(row: m.ScrutinyRecommendation) -> Shown:
    return row.text[:_SHORT], row.text_cy[:_SHORT], row.made_on


def _also(row: Cited) -> tuple[str, ...]:
    """Words that are not its own, and by which people look for it: the body that decided."""
    match row:
        case m.Decision(organization=body) if body is not None:
            return body.name, body.name_cy
        case m.AgendaItem():
            return row.meeting.organization.name, row.meeting.organization.name_cy
    return ()
