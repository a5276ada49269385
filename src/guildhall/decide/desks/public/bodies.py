"""Who decides what: bodies and their members, people in public office, and the posts they hold."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.called import former
from guildhall.decide.desks.public.lines import met
from guildhall.decide.desks.public.lives import POWERS_WITH, lives_of
from guildhall.decide.desks.public.registers import dispensations
from guildhall.decide.desks.public.showing import shown
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.keeping.bodies import standing
from guildhall.decide.references import slug
from guildhall.decide.sight import seen
from guildhall.decide.tongue import Tongue
from guildhall.decide.wards import wards
from guildhall.kernel.clocks import local

_FEW = 5
MOST = 100
"""Rows of a list within a page; a link leads to the rest."""
_ORDER = ("chair", "vice-chair", "member", "co-opted", "substitute", "holder")


@require_safe
def bodies(request: HttpRequest, lang: str) -> HttpResponse:
    """Every body and what it is for, by name; those that are no more at their own addresses."""
    today = local(clock.now()).date()
    rows = seen(m.Organization).filter(standing(today)).exclude(kind__in=("group", "directorate"))
    found, after = stretch(rows, by="name_key", after=request.GET.get("after", ""))
    return shown(request, lang, "bodies", Tongue(lang).say("bodies"), rows=found, after=after)


@require_safe
def body(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One body: what it is for, who belongs to it, when it meets and what it decided last."""
    row = seen(m.Organization).select_related("parent", "successor").filter(reference=f"body/{key}").first()
    if row is None:
        raise Http404
    today = local(clock.now()).date()
    belongs = _standing(today).filter(organization=row)
    members = seen(m.Person).filter(Exists(belongs.filter(person=OuterRef("pk"))))
    members = members.prefetch_related(Prefetch("memberships", belongs, to_attr="here"))
    found, after = stretch(members, by="name_key", after=request.GET.get("after", ""), most=MOST)
    found.sort(key=_rank)
    meetings = seen(m.Meeting).filter(organization=row, day__gte=today).select_related("organization")
    below = seen(m.Organization).filter(standing(today), parent=row)
    parts, more_parts = stretch(below, by="name_key", after=request.GET.get("parts", ""), most=MOST)
    return shown(
        request,
        lang,
        "body",
        Tongue(lang).plain(row, "name"),
        key=key,
        body=row,
        today=today,
        once=former([row]).get(row.reference, ()),
        members=found,
        after=after,
        parts=parts,
        more_parts=more_parts,
        before=seen(m.Organization).filter(successor=row).order_by("name_key"),
        coming=met(meetings.order_by("day", "id")[:_FEW], lang),
        decided=seen(m.Decision).filter(organization=row).order_by("-listed_on", "-id")[:_FEW],
    )


@require_safe
def people(request: HttpRequest, lang: str) -> HttpResponse:
    """Everybody who holds public office now, by name: councillors, or officers who are named in the record."""
    today, officers = local(clock.now()).date(), request.GET.get("who") == "officers"
    standing = _standing(today).select_related("organization", "post")
    rows = seen(m.Person).filter(kind__in=("officer", "other") if officers else ("member", "co-opted"))
    rows = rows.filter(Exists(standing.filter(person=OuterRef("pk"))))
    rows = rows.prefetch_related(Prefetch("memberships", standing, to_attr="here"))
    found, after = stretch(rows, by="name_key", after=request.GET.get("after", ""))
    return shown(
        request,
        lang,
        "people",
        Tongue(lang).say("officers" if officers else "people"),
        rows=found,
        after=after,
        officers=officers,
        wards=[] if officers else [each for each in wards() if slug(each)],
    )


@require_safe
def person(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """Somebody in public office: what they belong to and hold, now and before, their interests and what they declared."""
    row = seen(m.Person).filter(reference=f"person/{key}").first()
    if row is None:
        raise Http404
    today = local(clock.now()).date()
    held = seen(m.Membership).filter(person=row).select_related("organization", "post")
    before, more_held = _entered_last(held.filter(until__lt=today), request.GET.get("held", ""))
    interests, more_interests = stretch(
        seen(m.RegisteredInterest).filter(person=row), by="category", after=request.GET.get("interests", ""), most=MOST
    )
    granted, more_granted = stretch(
        dispensations().filter(person=row),
        by="until",
        after=request.GET.get("granted", ""),
        newest=True,
        most=MOST,
    )
    declared = seen(m.Declaration).filter(person=row).select_related("meeting__organization", "item")
    found, after = stretch(declared, by="id", after=request.GET.get("after", ""), newest=True)
    return shown(
        request,
        lang,
        "person",
        Tongue(lang).named(row),
        key=key,
        person=row,
        once=former([row]).get(row.reference, ()),
        now=_latest_first(held.filter(Q(until=None) | Q(until__gte=today)).order_by("-id")),
        before=before,
        more_held=more_held,
        interests=interests,
        more_interests=more_interests,
        granted=granted,
        more_granted=more_granted,
        declared=found,
        after=after,
    )


@require_safe
def post(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """A post: who holds it and held it, what it took the place of, and what was delegated to it."""
    row = seen(m.Post).select_related("organization", "succeeds").filter(reference=f"post/{key}").first()
    if row is None:
        raise Http404
    holders, more_holders = _entered_last(
        seen(m.Membership).filter(post=row).select_related("person"), request.GET.get("holders", "")
    )
    given = seen(m.Delegation).filter(holder=row).select_related(*POWERS_WITH)
    delegations, after = stretch(given, by="id", after=request.GET.get("after", ""), newest=True, most=MOST)
    return shown(
        request,
        lang,
        "post",
        Tongue(lang).plain(row, "label"),
        key=key,
        post=row,
        today=local(clock.now()).date(),
        once=former([row]).get(row.reference, ()),
        holders=holders,
        more_holders=more_holders,
        succeeded=seen(m.Post).filter(succeeds=row).first(),
        delegations=list(zip(delegations, lives_of(delegations, lang), strict=True)),
        after=after,
    )


def _entered_last(rows: QuerySet[m.Membership], after: str) -> tuple[list[m.Membership], str]:
    """A stretch of what was entered last, the latest to begin first; what began nobody knows when at its end."""
    found, later = stretch(rows, by="id", after=after, newest=True, most=MOST)
    return _latest_first(found), later


def _latest_first(rows: Iterable[m.Membership]) -> list[m.Membership]:
    return sorted(rows, key=lambda each: each.since or date.min, reverse=True)


def _rank(member: Any) -> int:
    """The chair first; ``here`` is what they belong to."""
    return _ORDER.index(member.here[0].role)


def _standing(today: date) -> QuerySet[m.Membership]:
    """What people belong to and hold today."""
    return (
        seen(m.Membership)
        .filter(Q(until=None) | Q(until__gte=today), Q(since=None) | Q(since__lte=today))
        .order_by("id")
    )
