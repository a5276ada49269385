"""Opening a closed case again: why, what the customer is told, and what becomes of its clock."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse

from guildhall.serve.casework import casefile, reopening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.reopening import NotClosed
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.reach import WORKERS, opened
from guildhall.serve.desks.cases.side import Errors, back, error, inserted, side_page
from guildhall.serve.desks.cases.story import CLOSED_AS, REOPENED
from guildhall.serve.desks.cases.work import days_of
from guildhall.serve.desks.foreseen import shown_first
from guildhall.serve.desks.staff import actor, desk_page, said
from guildhall.serve.desks.telling import when

CLOCKS = {"continues": "The old promise runs on", "new": "A new promise is given"}


@desk_page(*WORKERS)
@shown_first("Open it again")
def reopenings(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a case again."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    if case.closed_at is None or request.method != "POST" or "change" in request.GET:
        return back(case, "case") if case.closed_at is None else _page(request, case)
    put_in = inserted(request, case)
    if put_in is not None:
        return _page(request, case, put_in[1], typed=put_in[0])
    reason, text, clock = said(request, "reason", 20), said(request, "told"), said(request, "clock", 20)
    within = days_of(request, "within")
    wrong = _wanting(reason, text, clock, within)
    if wrong:
        return _page(request, case, wrong)
    with suppress(NotClosed):  # somebody else's hand was quicker: it is open, as was wanted
        reopening.reopen(
            case=case,
            reason=reason,
            text=text,
            clock=clock,  # type: ignore[arg-type]  # one of CLOCKS
            working_days=within or 0,
            actor=actor(request),
            at=now(),
        )
    return back(case, "case")


def _wanting(reason: str, text: str, clock: str, within: int | None) -> Errors:
    """What is missing, at the first box where something is."""
    if reason not in reopening.REASONS:
        return error("Choose why", f"reason-{reopening.REASONS[0]}")
    if not text:
        return error("Write what the customer is told", "told")
    if clock not in CLOCKS:
        return error("Choose what becomes of the clock", "clock-continues")
    if clock == "new" and within is None:
        return error("Write how many working days are promised, from 1 to 60", "within")
    return []


def _page(request: HttpRequest, case: CaseValue, errors: Errors | None = None, **more: Any) -> HttpResponse:
    at, closed = now(), casefile.closure_of(case=case)
    return side_page(
        request,
        case,
        "reopening",
        "Open it again",
        errors,
        closed=closed,
        closed_as=CLOSED_AS.get(closed.outcome, "") if closed else "",
        closed_when=when(closed.at, at) if closed else "",
        reasons={code: REOPENED[code] for code in reopening.REASONS},
        clocks=CLOCKS,
        **more,
    )
