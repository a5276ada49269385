"""The decision on a case: made with reasons, the rule and how to challenge it; seen word for word before it goes."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import display_names, problem
from guildhall.estate.door import words as say
from guildhall.serve.casework import challenges, determinations
from guildhall.serve.casework.acts import AlreadyClosed
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.determinations import Draft, Reason, Unreasoned
from guildhall.serve.casework.ending import AnswerOwed
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.ending import WHY
from guildhall.serve.desks.cases.reach import READERS, onlooker, opened
from guildhall.serve.desks.cases.side import Errors, back, error, inserted, side_page
from guildhall.serve.desks.foreseen import going, printed
from guildhall.serve.desks.outbox.telling import FORMATS, KINDS, REASONS
from guildhall.serve.desks.staff import actor, desk_page, said
from guildhall.serve.desks.telling import when
from guildhall.serve.sight import works_on_case
from guildhall.serve.telling import messages
from guildhall.serve.telling.notices import language_of

OUTCOMES = {"granted": "Granted", "refused": "Refused", "partly": "Granted in part"}
WAYS = {
    "review": "Our own review, within 28 days",
    "review-homelessness": "Review of a homelessness decision, within 21 days",
    "review-benefit": "Benefit: looked at again, or appeal, within 1 month",
    "appeal-valuation": "Valuation Tribunal, within 2 months",
    "appeal-licensing": "Magistrates' court (licensing), within 21 days",
    "appeal-planning": "Planning Inspectorate (householder), within 12 weeks",
    "complaint": "A complaint to us, within 12 months",
    "ombudsman-local-government": "Local Government and Social Care Ombudsman, within 12 months",
    "ombudsman-housing": "Housing Ombudsman, within 12 months",
    "information-commissioner": "Information Commissioner (requests about personal data), within 3 months",
}
"""Ways to challenge a decision, by code, in the words of the desk."""
assert WAYS.keys() == challenges.WAYS.keys()

_WANTING = {
    "outcome": "Choose what was decided",
    "words": "Write the decision in your own words",
    "reasons": "Choose at least one reason",
    "because-other": "Write the other reason",
    "law": "Write the rule or law that you relied on",
    "ways": "Choose at least one way to challenge it",
}
_AT = {"outcome": "outcome-granted", "reasons": f"reason-{determinations.REASONS[0]}", "ways": "way-review"}


@desk_page(*READERS)
def decision(request: HttpRequest, reference: str) -> HttpResponse:
    """What was decided, and the form to decide; nothing goes before it was seen."""
    case = opened(request, reference)
    if not isinstance(case, CaseValue):
        return case
    if request.method != "POST":
        return _page(request, case)
    if not works_on_case(onlooker(request), case):
        return problem(request=request, status=403, words_key="serve.desk-another-team")
    put_in = inserted(request, case)
    return _page(request, case, put_in[1], typed=put_in[0]) if put_in else _decided(request, case)


def _decided(request: HttpRequest, case: CaseValue) -> HttpResponse:
    """What was typed: wanting something, to be seen, or decided."""
    draft = _draft(request)
    try:
        determinations.check(draft=draft)
        if "decide" not in request.POST:
            return _page(request, case) if "change" in request.POST else _seen(request, case, draft)
        close = "close" in request.POST
        determinations.decide(case=case, draft=draft, close=close, actor=actor(request), at=now())
    except Unreasoned as missing:
        return _page(request, case, error(_WANTING[missing.box], _AT.get(missing.box, missing.box)))
    except AlreadyClosed:
        return _page(request, case, error("This case is closed. Nothing was decided.", "decision"))
    except AnswerOwed as first:
        return _page(request, case, error(f"{WHY[first.what]} Nothing was decided.", "decision"))
    return back(case, "decision")


def _seen(request: HttpRequest, case: CaseValue, draft: Draft) -> HttpResponse:
    """The decision as it goes: by which way, to whom and in which words; or the letter that would go, as it is printed."""
    text = determinations.text_of(draft=draft, language=language_of(case), at=now())
    notice = messages.draft_of(reference=case.reference, about="decided", text=text, at=now())
    seen = going(request, notice)
    if "letter" not in request.POST:
        return _page(request, case, going=seen, kinds=KINDS, shapes=FORMATS, why_stopped=REASONS)
    if seen.hidden or seen.first is None or seen.first.kind != "letter":
        return problem(request=request, status=403 if seen.hidden else 404)
    return printed(seen.first)


def _draft(request: HttpRequest) -> Draft:
    chosen, ways = request.POST.getlist("reason"), request.POST.getlist("way")
    return Draft(
        outcome=said(request, "outcome", 20),
        words=said(request, "words"),
        reasons=tuple(
            Reason(code, said(request, f"because-{code}", 1000)) for code in determinations.REASONS if code in chosen
        ),
        law=said(request, "law", 500),
        ways=tuple(way for way in WAYS if way in ways),
    )


def _page(request: HttpRequest, case: CaseValue, errors: Errors | None = None, **more: Any) -> HttpResponse:
    at, found = now(), determinations.of_case(case=case)
    names = display_names(references={each.by for each in found})
    return side_page(
        request,
        case,
        "decision",
        "Decision",
        errors,
        found=[(each, OUTCOMES[each.outcome], when(each.at, at), names.get(each.by, "staff")) for each in found],
        outcomes=OUTCOMES,
        reasons=[(code, say("serve").say(f"reason-{code}", "en")) for code in determinations.REASONS],
        ways=WAYS,
        chosen=set(request.POST.getlist("reason")),
        chosen_ways=set(request.POST.getlist("way")),
        **more,
    )
