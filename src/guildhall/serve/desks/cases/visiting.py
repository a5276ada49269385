"""Visits for a case: booked, and what became of them. Each act one post of the page of work."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_POST

from guildhall.estate.door import accounts_holding, problem
from guildhall.serve.casework import inspections
from guildhall.serve.casework.acts import AlreadyClosed
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.inspections import AlreadyOver, NotAWindow
from guildhall.serve.clock import now
from guildhall.serve.desks.callbacks.windows import moment
from guildhall.serve.desks.cases.reach import WORKERS, opened
from guildhall.serve.desks.cases.side import Errors, back, error
from guildhall.serve.desks.cases.work import CLOSED, work_page
from guildhall.serve.desks.foreseen import shown_first
from guildhall.serve.desks.staff import account, actor, desk_page, said

DOES = {"missed": "It was missed", "cancelled": "Call it off"}
"""What it is called on its button, when a visit does not take place. Of one that does, nothing goes to the customer."""
_NO_WINDOW = "Write a time that ends after it begins, and is not over yet"
_OVER = "Somebody wrote down meanwhile what became of this visit."


@require_POST
@desk_page(*WORKERS)
@shown_first("Book it")
def book(request: HttpRequest, reference: str) -> HttpResponse:
    """Book a visit, and tell the customer of it."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    if "change" in request.GET:
        return work_page(request, case)
    place, day, goes = said(request, "place", 300), said(request, "day", 20), said(request, "goes", 100)
    opens, closes = moment(day, said(request, "since", 20)), moment(day, said(request, "until", 20))
    if not place or opens is None or closes is None:
        return work_page(request, case, _wanting(place, opens))
    goes = goes or account(request).reference
    officers = {each.reference for each in accounts_holding(role="service-officer", team=case.team)}
    if goes not in officers | {account(request).reference}:
        return problem(request=request, status=400)
    try:
        inspections.book(
            case=case,
            place=place,
            opens=opens,
            closes=closes,
            goes=goes,
            tell="tell" in request.POST,
            actor=actor(request),
            at=now(),
        )
    except (NotAWindow, AlreadyClosed) as refused:
        over = isinstance(refused, NotAWindow)
        return work_page(request, case, error(_NO_WINDOW, "until") if over else error(CLOSED, "work"))
    return back(case, "work")


@require_POST
@desk_page(*WORKERS)
@shown_first(lambda request: DOES.get(request.POST.get("became", ""), ""))
def visit(request: HttpRequest, reference: str, visit: int) -> HttpResponse:
    """Write down what was found, or why there was no visit."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    if "change" in request.GET:
        return work_page(request, case)
    became, text = said(request, "became", 20), said(request, f"found-{visit}")
    if not text:
        wanting = "Write what was found" if became == "visited" else "Write why. The customer reads it"
        return work_page(request, case, error(wanting, f"found-{visit}"))
    done: dict[str, Any] = {"case": case, "inspection": visit, "actor": actor(request), "at": now()}
    try:
        if became == "missed":
            inspections.missed(because=text, **done)
        elif became == "cancelled":
            inspections.cancelled(because=text, **done)
        else:
            uploads: MultiValueDict[str, Any] = request.FILES
            sent = [(each.read(), each.name or "") for each in uploads.getlist("document")]
            refused = inspections.visited(found=text, sent=sent, **done)
            if refused is not None:
                return work_page(request, case, error(refused.words["en"], f"document-{visit}"))
    except AlreadyOver:
        return work_page(request, case, error(_OVER, "work"))
    return back(case, "work")


def _wanting(place: str, opens: datetime | None) -> Errors:
    """What is missing of a visit, at its first box."""
    if not place:
        return error("Write where", "place")
    if opens is None:
        return error("Write from when, such as 10:00", "since")
    return error("Write until when, such as 12:00", "until")
