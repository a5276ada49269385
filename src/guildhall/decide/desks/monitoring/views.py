"""One page: what happened against the rule, interests that are not registered, and uses of powers that nobody was told of.

What happened against the rule are votes under an interest, and key decisions without notice.
"""

from typing import NamedTuple, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guildhall.decide import models as m
from guildhall.decide.authority.concerns import see_to, waiting, waiting_decisions
from guildhall.decide.authority.declarations import Checked, checked, unregistered
from guildhall.decide.authority.uses import unreported
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.staff import actor, show
from guildhall.decide.desks.stretches import stretch
from guildhall.estate.door import Role, require
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.saying import day_in_full

ROLES: tuple[Role, ...] = ("monitoring-officer",)
Row = TypeVar("Row", bound=Model)


class Votes(NamedTuple):
    """Something that happened against the rule, as the page says it."""

    row: m.Concern
    who: str
    where: str
    when: str


class Unnoticed(NamedTuple):
    """A key decision without notice, as the page says it."""

    row: m.Concern
    decision: m.Decision
    who: str
    when: str


class Owed(NamedTuple):
    """A declared interest that is not registered, as the page says it."""

    found: Checked
    who: str
    where: str
    notify_by: str
    late: bool


class Used(NamedTuple):
    """A use of a power that nobody was told of, as the page says it."""

    row: m.DelegationUse
    who: str
    when: str


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require(*ROLES)
def monitoring(request: HttpRequest) -> HttpResponse:
    """What waits for the monitoring officer; and what came of one of them, written where it stands."""
    boxes = Boxes.posted(request)
    if request.method == "POST" and _see_to(request, boxes):
        return redirect(reverse("decide:monitoring"))
    today = local(now()).date()
    votes, more_votes = _stretch(request, "votes", waiting())
    decisions, more_decisions = _stretch(request, "decisions", waiting_decisions())
    interests, more_interests = _stretch(request, "interests", unregistered())
    uses, more_uses = _stretch(request, "uses", unreported())
    return show(
        request,
        "decide/monitoring/desk.jinja",
        title="Monitoring",
        desk="monitoring",
        errors=boxes.errors,
        votes=[
            Votes(each, called(each.person), _where(each.item), day_in_full(local(each.reported_at).date(), "en"))
            for each in votes
            if each.person
        ],
        decisions=[_unnoticed(each, each.decision) for each in decisions if each.decision],
        interests=[owed(checked(each), late=checked(each).late(today)) for each in interests],
        uses=[
            Used(each, called(each.person) if each.person else "", day_in_full(local(each.used_at).date(), "en"))
            for each in uses
        ],
        more={"votes": more_votes, "decisions": more_decisions, "interests": more_interests, "uses": more_uses},
    )


def called(person: m.Person) -> str:
    """How somebody is addressed."""
    return f"{person.style} {person.name}".strip()


def _see_to(request: HttpRequest, boxes: Boxes) -> bool:
    number = boxes.raw("concern")
    rows = m.Concern.objects.filter(seen_at=None)
    concern = rows.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
    if concern is None:  # another hand was quicker
        return True
    box = f"done-{concern.pk}"
    done = boxes.text(box, "Write what came of it", longest=4000)
    return boxes.do(lambda: see_to(concern=concern, done=done, actor=actor(request), at=now()), {"done": box})


def _unnoticed(row: m.Concern, decision: m.Decision) -> Unnoticed:
    office = decision.organization.name if decision.organization else decision.post.label if decision.post else ""
    who = office or (called(decision.person) if decision.person else "")
    return Unnoticed(row, decision, who, day_in_full(decision.taken_on, "en") if decision.taken_on else "")


def _stretch(request: HttpRequest, name: str, rows: QuerySet[Row]) -> tuple[list[Row], str]:
    found, after = stretch(rows, by="id", after=request.GET.get(name, ""))
    return found, f"?{urlencode({name: after})}#{name}" if after else ""


def owed(found: Checked, *, late: bool) -> Owed:
    """A declaration that is not registered, as a page says it."""
    row = found.declaration
    where = _where(row.item) if row.item else f"{row.meeting.organization.name}, {_day(row.meeting)}"
    return Owed(found, called(row.person), where, day_in_full(found.notify_by, "en") if found.notify_by else "", late)


def _where(item: m.AgendaItem | None) -> str:
    if item is None:
        return ""
    return f"{item.meeting.organization.name}, {_day(item.meeting)}: {item.title}"


def _day(meeting: m.Meeting) -> str:
    return day_in_full(meeting.day, "en") if meeting.day else "day not known"
