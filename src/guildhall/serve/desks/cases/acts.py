"""What an officer does with a case: each act one post, refused in plain words, never half done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_POST

from guildhall.estate.door import Altered, accounts_holding, display_names, open_file, problem
from guildhall.serve.casework import acts, attachments, casefile, cases, ending, papers, payments
from guildhall.serve.casework.acts import AlreadyClosed, MeanwhileGiven
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.ending import AnswerOwed
from guildhall.serve.casework.payments import AlreadyPaid, NoReason, NothingToPay
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.choosing import every_team
from guildhall.serve.desks.cases.ending import INSTEAD, WHY
from guildhall.serve.desks.cases.reach import READERS, WORKERS, may_open_documents, onlooker, opened
from guildhall.serve.desks.cases.side import inserted
from guildhall.serve.desks.cases.story import CLOSED_AS
from guildhall.serve.desks.cases.views import case_page
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.joining import closing
from guildhall.serve.sight import sees_case, works_on_case

_UNTOLD = ("Write what the customer is told", "told")
_CLOSED = "This case was closed meanwhile. Nothing was changed. The story below says by whom."


@require_POST
@desk_page(*WORKERS)
def assignments(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a case to oneself, to somebody else, or to another team."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    me = account(request).reference
    to = me if "me" in request.POST else said(request, "to", 100)
    team = said(request, "team", 100) or None
    elsewhere = team is not None and team != case.team
    if elsewhere and team not in every_team():
        return problem(request=request, status=400)
    if to and to != me and to not in {each.reference for each in accounts_holding(role="service-officer")}:
        return problem(request=request, status=400)
    if elsewhere and "me" not in request.POST:
        to = ""  # another team chooses whom among its own
    try:
        acts.assign(case=case, to=to, team=team, actor=actor(request), at=now(), seen=said(request, "seen", 100))
    except AlreadyClosed:
        return _refused(request, reference, _CLOSED, "story")
    except MeanwhileGiven as meanwhile:
        name = display_names(references=[meanwhile.to]).get(meanwhile.to, "nobody")
        text = f"Meanwhile this case was given to {name}. Nothing was changed. Look, then choose again."
        return _refused(request, reference, text, "give")
    return _back(request, case)


@require_POST
@desk_page(*READERS)
def notes(request: HttpRequest, reference: str) -> HttpResponse:
    """Write a note, for staff or for the customer too."""
    case = opened(request, reference)
    if not isinstance(case, CaseValue):
        return case
    put_in = inserted(request, case)
    if put_in is not None:
        return case_page(request, case, put_in[1], typed=put_in[0])
    text = said(request, "note")
    shown = "shown" in request.POST or "told" in request.POST
    if shown and not works_on_case(onlooker(request), case):
        return problem(request=request, status=403)
    if not text:
        return _refused(request, reference, "Write the note", "note")
    if not casefile.is_noted(case=case, text=text, by=account(request).reference):
        if "told" in request.POST:
            rest = onlooker(request) if "rest" in request.POST else None
            closing.tell(case=case, text=text, rest=rest, actor=actor(request), at=now())
        else:
            acts.note(case=case, text=text, shown=shown, actor=actor(request), at=now())
    return _back(request, case)


@require_POST
@desk_page(*WORKERS)
def enquiries(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask the customer something."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    put_in = inserted(request, case)
    if put_in is not None:
        return case_page(request, case, put_in[1], typed=put_in[0])
    question = said(request, "question")
    if not question:
        return _refused(request, reference, "Write what you want to ask", "question")
    try:
        acts.ask(case=case, question=question, actor=actor(request), at=now())
    except AlreadyClosed:
        return _refused(request, reference, _CLOSED, "story")
    return _back(request, case)


@require_POST
@desk_page(*WORKERS)
def closure(request: HttpRequest, reference: str) -> HttpResponse:
    """Close the case, in the words the customer is told."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    put_in = inserted(request, case)
    if put_in is not None:
        return case_page(request, case, put_in[1], typed=put_in[0])
    outcome, told = said(request, "outcome"), said(request, "told")
    if outcome not in CLOSED_AS or not told:
        first = ("Choose how it ended", f"outcome-{next(iter(CLOSED_AS))}")
        return _refused(request, reference, *(first if outcome not in CLOSED_AS else _UNTOLD))
    try:
        rest = onlooker(request) if "rest" in request.POST else None
        closing.close(case=case, outcome=outcome, told=told, rest=rest, actor=actor(request), at=now())
    except AnswerOwed as first:
        return _refused(request, reference, f"{WHY[first.what]} {INSTEAD[first.what]}", "ending")
    except AlreadyClosed:
        closed, words = casefile.closure_of(case=case), ending.told_of(case=case, outcome=outcome, text=told)
        same = (outcome, words, account(request).reference)
        if not closed or (closed.outcome, closed.told, closed.by) != same:  # else the same button was pressed twice
            return _refused(request, reference, _CLOSED, "story")
    return _back(request, case)


@require_POST
@desk_page(*WORKERS)
def payment(request: HttpRequest, reference: str) -> HttpResponse:
    """Record cash or a cheque, or waive the fee with a reason."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    method = said(request, "method")
    try:
        if method == "waived":
            payments.waive(reference=case.reference, reason=said(request, "reason"), actor=actor(request), at=now())
        elif method in payments.IN_HAND:
            payments.record_in_hand(reference=case.reference, method=method, actor=actor(request), at=now())
        else:
            return _refused(request, reference, "Choose how it was paid", "fee")
    except NoReason:
        return _refused(request, reference, "Write why the fee is waived", "reason")
    except AlreadyPaid:
        return _refused(request, reference, "The fee is settled already. Nothing was recorded twice.", "fee")
    except NothingToPay:
        return _refused(request, reference, "There is nothing to pay", "fee")
    return _back(request, case)


@require_POST
@desk_page(*WORKERS)
def documents(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep a document that was promised and has come, by post or over the counter."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    step, channel = said(request, "step", 100), said(request, "channel", 20)
    if channel not in attachments.CAME_BY:
        return problem(request=request, status=400)
    uploads: MultiValueDict[str, Any] = request.FILES
    sent = [(each.read(), each.name or "") for each in uploads.getlist("document")]
    if not sent:
        return _refused(request, reference, "Choose the document", "document")
    refused = attachments.attach(case=case, step=step, sent=sent, channel=channel, actor=actor(request), at=now())
    if refused is not None:
        return _refused(request, reference, refused.words["en"], "document")
    return _back(request, case)


@desk_page(*READERS)
def file(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """A document of a case, for those who work on it or are asked about it. That it was opened is written down."""
    case = opened(request, reference)
    if not isinstance(case, CaseValue):
        return case
    if not may_open_documents(request, case):
        return problem(request=request, status=403, words_key="serve.desk-another-team")
    document = f"file/{key}"
    if document not in papers.files_of(case=case):
        return problem(request=request, status=404)
    try:
        found = open_file(reference=document)
    except Altered:
        return problem(request=request, status=404, words_key="serve.desk-document-altered")
    if found is None:
        return problem(request=request, status=404)
    casefile.document_opened(case=case, document=document, actor=actor(request), at=now())
    ending = found.media_type.rpartition("/")[2]
    named = f'attachment; filename="{case.reference}-{key[:6]}.{ending}"'
    headers = {"Content-Disposition": named, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(found.content, content_type=found.media_type, headers=headers)


def _refused(request: HttpRequest, reference: str, text: str, at: str) -> HttpResponse:
    """The case as it stands now, with why nothing was done."""
    case = opened(request, reference)
    return case_page(request, case, [{"text": text, "href": f"#{at}"}]) if isinstance(case, CaseValue) else case


def _back(request: HttpRequest, case: CaseValue) -> HttpResponse:
    if sees_case(onlooker(request), cases.find(reference=case.reference)):
        return redirect(reverse("serve:cases-case", kwargs={"reference": case.reference}))
    return redirect(reverse("serve:cases"))
