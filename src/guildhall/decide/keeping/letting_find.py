"""What a search shows of a published record: under which title and day, and by which words it is found."""

from datetime import date, datetime
from functools import singledispatch
from typing import Any

from django.db.models import QuerySet

from guildhall.decide import models as m
from guildhall.decide.called import Called, Office, former
from guildhall.decide.finding import STANDING, index, index_also
from guildhall.decide.keeping.documents import document_of
from guildhall.decide.models.record import Cited
from guildhall.decide.tongue import Tongue
from guildhall.kernel.clocks import local

_SHORT = 120

Shown = tuple[str, str, date | None]


def let_find(row: Cited, at: datetime) -> None:
    """Let a record be found that was just published, or is public as it is entered. What nobody would search for is left out."""
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


def let_find_by_name(office: Office) -> None:
    """Let what was published of a body, or of a post's powers, be found also by the name that it has now."""
    match office:
        case m.Organization():
            met = {"meeting__organization": office}
            of: tuple[QuerySet[Any], ...] = (
                m.Meeting.objects.filter(organization=office), m.Decision.objects.filter(organization=office),
                m.AgendaItem.objects.filter(**met), m.Minutes.objects.filter(**met),
            )  # fmt: skip
            words = _names(office)
        case m.Post():
            of, words = (m.Delegation.objects.filter(holder=office),), _labels(office)
        case m.Person():
            return
    for each in of:
        index_also(references=each.values("reference"), words=words)


@singledispatch
def _shown(row: Cited) -> Shown | None:
    """Its title in both languages, and its day where that is known."""
    return None


@_shown.register
def _(row: m.Decision | m.Matter) -> Shown:
    return row.title, row.title_cy, row.listed_on


@_shown.register
def _(row: m.Organization) -> Shown:
    return row.name, row.name_cy, STANDING


@_shown.register
def _(row: m.Post) -> Shown:
    return row.label, row.label_cy, STANDING


@_shown.register
def _(row: m.Person) -> Shown:
    return Tongue("en").named(row), Tongue("cy").named(row), STANDING


@_shown.register
def _(row: m.Meeting) -> Shown:
    body = row.organization
    return row.title or body.name, row.title_cy or body.name_cy, row.day


@_shown.register
def _(row: m.AgendaItem) -> Shown:
    return row.title, row.title_cy, row.meeting.day


@_shown.register
def _(row: m.Report) -> Shown:
    return row.title, row.title_cy, row.item.meeting.day


@_shown.register
def _(row: m.Minutes) -> Shown:
    body = Called().on(row.meeting.organization, row.meeting.day)
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
            return _names(body)
        case m.AgendaItem() | m.Minutes():
            return _names(row.meeting.organization)
        case m.Meeting(organization=body):
            return _names(body)
        case m.Delegation():
            return _labels(row.holder)
        case m.Organization() | m.Post() | m.Person():
            return _once(row)
    return ()


def _names(body: m.Organization) -> tuple[str, ...]:
    """What a body is called, and was: whoever remembers the old name finds what is published under the new one."""
    return body.name, body.name_cy, *_once(body)


def _labels(post: m.Post) -> tuple[str, ...]:
    """What a post is called, and was."""
    return post.label, post.label_cy, *_once(post)


def _once(row: Office) -> tuple[str, ...]:
    """What it was called before."""
    return tuple(text for each in former([row]).get(row.reference, ()) for text in (each.name, each.name_cy))
