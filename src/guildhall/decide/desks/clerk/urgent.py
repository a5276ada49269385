"""The report to Council of decisions that were agreed to be urgent: of which period it is, and how it comes onto an agenda.

S.I. 2012/2089, regulation 19. The report is the page that everybody reads, deposited on an item; what is not published yet is told
here, so that none is left out of it.
"""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide import models as m
from guildhall.decide.addresses import address
from guildhall.decide.clock import now
from guildhall.decide.desks.boxes import Boxes
from guildhall.decide.desks.public.urgent import YEAR, decided_urgently
from guildhall.decide.desks.staff import desk_page, onlooker, show
from guildhall.decide.desks.stretches import stretch
from guildhall.kernel.clocks import local


@require_safe
@desk_page
def urgent(request: HttpRequest) -> HttpResponse:
    """The decisions of a period, of the last year where none is named, and the address under which they are deposited."""
    boxes, today = Boxes.asked(request), local(now()).date()
    until = boxes.day("until") or today
    since = boxes.day("since") or until - YEAR
    if since > until:
        boxes.wrong("since", "The first day is after the last")
    asked = {"since": since.isoformat(), "until": until.isoformat()}
    rows = decided_urgently(since, until, onlooker(request)).select_related("organization", "post", "person")
    found, after = stretch(
        m.Decision.objects.none() if boxes.errors else rows,
        by="listed_on",
        after=request.GET.get("after", ""),
        newest=True,
    )
    return show(
        request,
        "decide/clerk/urgent.jinja",
        title="Decisions that were urgent",
        errors=boxes.errors,
        typed=request.GET,
        since=_said(since),
        until=_said(until),
        report=f"{address('en', 'urgent')}?{urlencode(asked)}",
        rows=found,
        earlier=f"?{urlencode({'since': _said(since), 'until': _said(until), 'after': after})}" if after else "",
    )


def _said(day: date) -> str:
    return f"{day:%-d %B %Y}"
