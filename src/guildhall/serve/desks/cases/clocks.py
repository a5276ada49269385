"""The clocks of a case: why it is due then, day by day, and what an officer does to them, each act one post."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from guildhall.estate.door import page
from guildhall.estate.door import words as say
from guildhall.kernel.clocks import LONGEST, Term, Unit
from guildhall.kernel.model import words
from guildhall.serve.casework import complaints
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.complaints import NotAtThisPoint
from guildhall.serve.casework.stages import ANSWERED
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.reach import READERS, WORKERS, onlooker, opened
from guildhall.serve.desks.cases.side import is_complaint
from guildhall.serve.desks.foreseen import shown_first
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.desks.telling import when
from guildhall.serve.obligations import acting
from guildhall.serve.obligations.acting import NothingRuns, NothingWaits, TooLong
from guildhall.serve.obligations.saying import clocks_of
from guildhall.serve.obligations.standing import PROMISE, REASONS, More
from guildhall.serve.sight import works_on_case
from guildhall.serve.telling.notices import language_of

UNITS: dict[Unit, str] = {"working-days": "working days", "days": "days", "months": "months", "hours": "hours"}
"""In what more time may be taken, by code, in the words of the desk."""
WHY = {
    "paused": "The clock was stopped",
    "resumed": "The clock runs again",
    "extended": "More time was taken",
    "calendar": "The calendar changed",
}
"""Why a date was worked out again, by code."""
TOLD_BY = {"phone": "By telephone", "counter": "Face to face"}
"""How somebody is told by word of mouth, by channel."""
_NAMES = {"promise": "What we promised", "again-1": "What we promised when it was opened again"}


@desk_page(*READERS)
def clocks(request: HttpRequest, reference: str) -> HttpResponse:
    """Why a case is due when it is."""
    case = opened(request, reference)
    return clocks_page(request, case) if isinstance(case, CaseValue) else case


@require_POST
@desk_page(*WORKERS)
@shown_first("Stop the clock")
def pauses(request: HttpRequest, reference: str) -> HttpResponse:
    """Stop the clock, with a reason that the customer is told."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    if "change" in request.GET:
        return clocks_page(request, case)
    reason, text = said(request, "reason", 20), said(request, "words", 1000)
    if reason not in REASONS:
        return _refused(request, case, "Choose why the clock is stopped", f"reason-{REASONS[0]}")
    if reason == "other" and not text:
        return _refused(request, case, "Write why, in words for the customer", "words")
    try:
        acting.pause(case=case.id, reason=reason, said=text, actor=actor(request), at=now(), tell=True)
    except NothingRuns:
        text = "No clock runs here that this stops: nothing is promised, it is late already, or the case is closed."
        return _refused(request, case, text, "clocks")
    return _back(case)


@require_POST
@desk_page(*WORKERS)
@shown_first("Let the clock run")
def runs(request: HttpRequest, reference: str) -> HttpResponse:
    """Let the clock run again; the customer is told until when."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    if "change" in request.GET:
        return clocks_page(request, case)
    try:
        acting.resume(case=case.id, actor=actor(request), at=now(), tell=True)
    except NothingWaits:
        return _refused(request, case, "The clock runs already. Nothing was changed.", "clocks")
    return _back(case)


@require_POST
@desk_page(*WORKERS)
@shown_first("Take more time")
def extensions(request: HttpRequest, reference: str) -> HttpResponse:
    """Take more time, with a reason that the customer is told."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    if "change" in request.GET:
        return clocks_page(request, case)
    by, text, box = _more_time(request)
    if by is None:
        return _refused(request, case, text, box)
    text, box = _taken(request, case, by, text)
    return _refused(request, case, text, box) if text else _back(case)


@require_POST
@desk_page(*WORKERS)
def tellings(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down that the customer was told of more time by word of mouth, who could not be written to."""
    case = opened(request, reference, to_work=True)
    if not isinstance(case, CaseValue):
        return case
    number, channel = said(request, "extension", 18), said(request, "channel", 10)
    if channel not in TOLD_BY:
        return _refused(request, case, "Choose how you told them", f"told-{number}")
    try:
        extension = int(number) if number.isascii() and number.isdecimal() else 0
        acting.told_of_extension(case=case.id, extension=extension, channel=channel, actor=actor(request), at=now())
    except NothingRuns:
        return _refused(request, case, "There is nothing to tell any more. Nothing was changed.", "clocks")
    return _back(case)


def _taken(request: HttpRequest, case: CaseValue, by: Term, why: str) -> tuple[str, str]:
    """Take more time; or say what is in the way, and at which box. That of a complaint is told as the codes have it."""
    name, who = said(request, "owed", 40), actor(request)
    try:
        if is_complaint(case) and by.unit == "working-days" and name in {PROMISE, *ANSWERED.values()}:
            complaints.extend(case=case, working_days=by.count, reason=why, actor=who, at=now())
        else:
            acting.extend(case=case.id, name=name, by=by, reason=why, actor=who, at=now())
    except TooLong as too_long:
        return _too_long(too_long.left), "count"
    except NotAtThisPoint:
        return "No answer to the complaint is owed yet. Write first that we have it.", "clocks"
    except NothingRuns:
        return "Nothing here can take more time: it is closed, or nothing is promised.", "clocks"
    except (ValueError, OverflowError):
        return "That is further away than a calendar goes", "count"
    return "", ""


def _too_long(left: More) -> str:
    """Why so much more time is not to be had."""
    if left.unit != "months":
        return f"The Ombudsman's code leaves {left.count} working days more, and is counted in no other way"
    return (
        f"The law leaves {left.count} further months of the two that it allows for such a request, and it is counted in no "
        "other way (UK GDPR, Article 12(3))"
    )


def _more_time(request: HttpRequest) -> tuple[Term | None, str, str]:
    """How much more time was typed, and why; or nothing, what is amiss, and at which box."""
    unit, count, why = said(request, "unit", 20), said(request, "count", 20), said(request, "why", 1000)
    if unit not in UNITS:
        return None, "Choose days, working days, months or hours", "unit"
    most = LONGEST[unit]
    if not (count.isascii() and count.isdecimal() and len(count) < 7 and 1 <= int(count) <= most):
        return None, f"Write how many as a number, from 1 to {most}", "count"
    return (Term(int(count), unit), why, "") if why else (None, "Write why more time is needed", "why")


def clocks_page(request: HttpRequest, case: CaseValue, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """The page of a case's clocks, with what did not work and what was typed."""
    at, found = now(), clocks_of(case=case.id, language="en", at=now())
    told_in = language_of(case)
    aloud = found if told_in == "en" else clocks_of(case=case.id, language=told_in, at=at)
    return page(
        request=request,
        template="serve/cases/clocks.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="cases",
        title=f"Why this date: {case.reference}",
        errors=errors or [],
        case=case,
        told_in=told_in,
        is_complaint=is_complaint(case),
        service_title=words(case.live.service.title, "en"),
        works=works_on_case(onlooker(request), case) and case.closed_at is None,
        clocks=[
            (each, _NAMES.get(each.name, each.name.replace("-", " ").capitalize()), spoken)
            for each, spoken in zip(found, aloud, strict=True)
        ],
        moved={each.name: [(WHY[one.why], when(one.at, at), one.said) for one in each.moved] for each in found},
        reasons={each: say("serve").say(f"clock-reason-{each}", "en") for each in REASONS},
        units=UNITS,
        told_by=TOLD_BY,
        waits=any(each.waits for each in found),
        typed=request.POST,
    )


def _refused(request: HttpRequest, case: CaseValue, text: str, at: str) -> HttpResponse:
    return clocks_page(request, case, [{"text": text, "href": f"#{at}"}])


def _back(case: CaseValue) -> HttpResponse:
    return redirect(reverse("serve:cases-clocks", kwargs={"reference": case.reference}))
