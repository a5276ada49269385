"""What lies in a case's file: every document, and all that the customer was told."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict

from guildhall.estate.door import display_names, problem
from guildhall.kernel.model import words
from guildhall.serve.answering import journeys
from guildhall.serve.casework import papers, told
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.reach import READERS, may_open_documents, onlooker, opened
from guildhall.serve.desks.cases.side import Errors, back, error, side_page
from guildhall.serve.desks.outbox.telling import hidden, tells_where, way_in_words
from guildhall.serve.desks.staff import actor, desk_page, said
from guildhall.serve.desks.telling import when
from guildhall.serve.sight import works_on_case

CAME_BY = {"counter": "At the counter", "paper": "By post", "email": "By email", "partner": "From a partner"}
CAME = {**CAME_BY, "web": "On the web", "phone": "By telephone", "api": "From another system", "visit": "From a visit"}
WHAT = {
    "note": "Note",
    "asked": "Question",
    "decided": "Decision",
    "acknowledged": "Complaint acknowledged",
    "answered": "Complaint answered",
    "reopened": "Opened again",
    "closed": "Closed",
    "message": "Message",
}
"""What somebody was told, by code, in the words of the desk."""


@desk_page(*READERS)
def documents(request: HttpRequest, reference: str) -> HttpResponse:
    """Every document of a case; one more is added here."""
    case = opened(request, reference)
    if not isinstance(case, CaseValue):
        return case
    if request.method != "POST":
        return _papers(request, case)
    if not works_on_case(onlooker(request), case):
        return problem(request=request, status=403, words_key="serve.desk-another-team")
    wrong = _added(request, case)
    return _papers(request, case, wrong) if wrong else back(case, "papers")


def _added(request: HttpRequest, case: CaseValue) -> Errors:
    """Add what was sent; or what is amiss."""
    title, channel = said(request, "what", 200), said(request, "channel", 20)
    uploads: MultiValueDict[str, Any] = request.FILES
    sent = tuple((each.read(), each.name or "") for each in uploads.getlist("document"))
    if not title:
        return error("Write what it is", "what")
    if channel not in CAME_BY:
        return error("Choose how it came", "channel")
    if not sent:
        return error("Choose the document", "document")
    refused = papers.add(case=case, title=title, channel=channel, sent=sent, actor=actor(request), at=now())
    return error(refused.words["en"], "document") if refused else []


@desk_page(*READERS)
def told_of(request: HttpRequest, reference: str) -> HttpResponse:
    """All that the customer was told, word for word, as they read it where they follow their case."""
    case = opened(request, reference)
    if not isinstance(case, CaseValue):
        return case
    at, kept_back = now(), hidden(case.customer, onlooker(request))
    return side_page(
        request,
        case,
        "told",
        "What they were told",
        told=[
            (
                "" if kept_back and tells_where(each.about) else each.words,
                WHAT[each.what],
                when(each.at, at),
                [(way_in_words(kind, kept=kept_back), when(moment, at)) for kind, moment in each.sent],
                each.language,
            )
            for each in told.told(case=case)
        ],
    )


def _papers(request: HttpRequest, case: CaseValue, errors: Errors | None = None) -> HttpResponse:
    at, steps = now(), case.live.compiled.steps
    found = papers.of_case(case=case, given=journeys.load(journey=case.journey, at=at).given)
    names = display_names(
        references={one for each in found for one in (each.by, *(who for who, _at in each.opened)) if one}
    )
    return side_page(
        request,
        case,
        "papers",
        "Documents",
        errors,
        papers=[
            {
                "key": each.file.removeprefix("file/"),
                "what": words(steps[each.step].label, "en") if each.step in steps else each.title or "A visit",
                "came": CAME.get(each.channel, each.channel),
                "at": when(each.at, at),
                "by": names.get(each.by, "") or "the customer",
                "opened": [(names.get(who, "staff"), when(moment, at)) for who, moment in each.opened],
            }
            for each in found
        ],
        came_by=CAME_BY,
        opens=may_open_documents(request, case),
    )
