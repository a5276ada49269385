"""Key decisions that were agreed to be urgent, in a period: what the leader reports to Council of them.

S.I. 2012/2089, regulation 19: at such intervals as Council determines, and at least once a year, the leader of the executive submits
to Council a report of each executive decision that was agreed as urgent under regulation 11, with its particulars and a summary of
what it was about. This page is that report: a clerk deposits it on an agenda, where it stays as it was.
"""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide import clock
from guildhall.decide import models as m
from guildhall.decide.desks.public.showing import shown
from guildhall.decide.desks.stretches import stretch
from guildhall.decide.sight import PUBLIC, seen
from guildhall.decide.tongue import Tongue
from guildhall.estate.door import Onlooker
from guildhall.kernel.clocks import local

MOST = 100
"""Decisions that one page holds, so that a report is one page; a link leads to the rest."""
YEAR = timedelta(days=365)
_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)


@require_safe
def urgent(request: HttpRequest, lang: str) -> HttpResponse:
    """The decisions of a period, of the last year where none is named: ``since`` and ``until``, each a day with it."""
    today = local(clock.now()).date()
    until = _day(request.GET.get("until", "")) or today
    since = _day(request.GET.get("since", "")) or until - YEAR
    given = Prefetch("notices", _agreed().order_by("id"), to_attr="given")
    rows = decided_urgently(since, until).select_related("organization", "post", "person", "matter", "plan_entry")
    rows = rows.prefetch_related(
        given, Prefetch("plan_entry__notices", _agreed().order_by("id"), to_attr="agreed"),
        Prefetch("resolutions", m.Resolution.objects.order_by("place")),
    )  # fmt: skip
    found, after = stretch(rows, by="listed_on", after=request.GET.get("after", ""), newest=True, most=MOST)
    return shown(
        request,
        lang,
        "urgent",
        Tongue(lang).say("urgent"),
        since=since,
        until=until,
        rows=[(each, (*each.given, *(each.plan_entry.agreed if each.plan_entry else ()))) for each in found],  # type: ignore[attr-defined]
        onward={"since": since.isoformat(), "until": until.isoformat(), "after": after} if after else {},
    )


def decided_urgently(since: date, until: date, onlooker: Onlooker = PUBLIC) -> QuerySet[m.Decision]:
    """The key decisions of these days, both with them, of which special urgency was agreed by the day they were taken."""
    by_then = Q(agreed_on=None) | Q(agreed_on__lte=OuterRef("taken_on"))
    own = _agreed(onlooker).filter(by_then, decision=OuterRef("pk"))
    planned = _agreed(onlooker).filter(by_then, plan_entry=OuterRef("plan_entry"))
    rows = (
        seen(m.Decision, onlooker).filter(is_key=True, taken_on__gte=since, taken_on__lte=until).exclude(path="council")
    )
    return rows.filter(Q(Exists(own)) | Q(Exists(planned)))


def _agreed(onlooker: Onlooker = PUBLIC) -> QuerySet[m.Notice]:
    rows = seen(m.Notice, onlooker).filter(kind="special-urgency", withdrawn_at=None)
    return rows.select_related("agreed_by", "agreed_by_post")


def _day(text: str) -> date | None:
    """A day of an address; none where it is no day of this century."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if _FIRST <= found < _LAST else None
