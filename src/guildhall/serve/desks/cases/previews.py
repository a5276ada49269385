"""What goes to the customer, seen before it goes: word for word, by which way, to whom, and what stands by."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from guildhall.estate.door import page, problem
from guildhall.kernel.model import words
from guildhall.serve.casework import ending
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.ending import INSTEAD, WHY
from guildhall.serve.desks.cases.reach import WORKERS, onlooker, opened
from guildhall.serve.desks.cases.views import case_page
from guildhall.serve.desks.foreseen import going, printed
from guildhall.serve.desks.outbox.telling import FORMATS, KINDS, REASONS, hidden
from guildhall.serve.desks.staff import account, desk_page, said
from guildhall.serve.telling import messages
from guildhall.serve.telling.notices import Drafted


@dataclass(frozen=True, slots=True)
class _Act:
    """What is about to be done: the notice it sends, the box that holds its words, and the address that does it."""

    about: str
    box: str
    address: str
    wanting: str


ACTS = {
    "question": _Act("asked", "question", "serve:cases-enquiries", "Write what you want to ask"),
    "closure": _Act("closed", "told", "serve:cases-closure", "Write what the customer is told"),
    "note": _Act("notice", "note", "serve:cases-notes", "Write the note"),
}
_KEPT = ("question", "told", "outcome", "note", "shown", "rest")


@require_POST
@desk_page(*WORKERS)
def preview(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """Exactly what will go. From here it is sent, or changed with nothing lost."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    doing = ACTS.get(act)
    if doing is None:
        return problem(request=request, status=404)
    text = said(request, doing.box)
    if "change" in request.POST:
        return case_page(request, case)
    if not text:
        return case_page(request, case, [{"text": doing.wanting, "href": f"#{doing.box}"}])
    owed = ending.owed(case=case) if act == "closure" else None
    if owed and said(request, "outcome") != ending.WITHDRAWN:
        return case_page(request, case, [{"text": f"{WHY[owed]} {INSTEAD[owed]}", "href": "#ending"}])
    draft = _draft(request, case, doing)
    return page(
        request=request,
        template="serve/cases/preview.jinja",
        account=account(request),
        desk="cases",
        title=f"What goes to the customer: {case.reference}",
        case=case,
        service_title=words(case.live.service.title, "en"),
        act=act,
        doing=doing,
        going=going(request, draft),
        kinds=KINDS,
        shapes=FORMATS,
        reasons=REASONS,
        kept=[(name, said(request, name)) for name in _KEPT if request.POST.get(name)],
    )


@require_POST
@desk_page(*WORKERS)
def letter(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """The letter that will go, as it is printed."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    doing = ACTS.get(act)
    if doing is None:
        return problem(request=request, status=404)
    if hidden(case.customer, onlooker(request)):
        return problem(request=request, status=403)
    draft = _draft(request, case, doing)
    found = next((each for each in draft.messages if each.kind == "letter"), None)
    return printed(found) if found else problem(request=request, status=404)


def _draft(request: HttpRequest, case: CaseValue, doing: _Act) -> Drafted:
    """What would go, word for word."""
    text = said(request, doing.box)
    if doing.about == "closed":
        text = ending.told_of(case=case, outcome=said(request, "outcome"), text=text)
    return messages.draft_of(reference=case.reference, about=doing.about, text=text, at=now())
