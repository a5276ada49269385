"""What somebody said in a consultation: read here, counted by its way in, and put to what others said too."""

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import problem
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import words
from guildhall.plan.door import NotKept
from guildhall.serve.casework import voices
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.reach import READERS, onlooker, opened
from guildhall.serve.desks.cases.side import Errors, back, error, side_page
from guildhall.serve.desks.staff import actor, desk_page, said
from guildhall.serve.sight import works_on_case

LONGEST = 300
"""Signs of what many said, in one language."""


@desk_page(*READERS)
def heard(request: HttpRequest, reference: str) -> HttpResponse:
    """Read an answer; say what it says."""
    case = opened(request, reference)
    if not isinstance(case, CaseValue):
        return case
    if not case.answers_a_consultation:
        return problem(request=request, status=404)
    if request.method != "POST":
        return _page(request, case)
    if not works_on_case(onlooker(request), case):
        return problem(request=request, status=403, words_key="serve.desk-another-team")
    return _read(request, case)


def _read(request: HttpRequest, case: CaseValue) -> HttpResponse:
    more, more_cy = said(request, "more", LONGEST), said(request, "more-cy", LONGEST)
    if more_cy and not more:
        return _page(request, case, error("Write it in English too", "more"))
    ticked = request.POST.getlist("finding")
    try:
        voices.read(case=case, findings=ticked, more=more, more_cy=more_cy, actor=actor(request), at=now())
    except NotKept:
        return problem(request=request, status=400)
    return back(case, "heard")


def _page(request: HttpRequest, case: CaseValue, errors: Errors | None = None) -> HttpResponse:
    asking, put_to = voices.asked(case=case), voices.put_to(case=case)
    return side_page(
        request,
        case,
        "heard",
        "What they said",
        errors,
        asking=asking,
        on_what=words(asking.title, "en") if asking else "",
        first=in_words(asking.opens_on.isoformat(), "en") if asking else "",
        last=in_words(asking.closes_on.isoformat(), "en") if asking else "",
        received=in_words(case.received_on.isoformat(), "en"),
        written=_written(case),
        is_read=put_to is not None,
        ticked=request.POST.getlist("finding") if errors else put_to or (),
        longest=LONGEST,
    )


def _written(case: CaseValue) -> list[tuple[str, str]]:
    """What they wrote in their own words: each question, and the answer."""
    asked = [(each, case.answers.get(step)) for step, each in case.live.compiled.steps.items()]
    return [
        (words(each.label, "en"), each.shown(value, "en"))
        for each, value in asked
        if each.kind == "long-text" and value is not None
    ]
