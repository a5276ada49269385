"""The first page of the desk: what waits to be taken up, the requests there are, and one of them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from guildhall.estate.door import is_sound, page, problem, tidy
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.people.door import Found, NoSuchParty, understood
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import CaseValue, NoSuchCase
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.privacy import saying
from guildhall.serve.desks.privacy.deciding import request_page
from guildhall.serve.desks.privacy.reach import GOVERNS, back_to
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.desks.telling import day_and_time, is_late, left_in_words, when
from guildhall.serve.privacy import requests
from guildhall.serve.privacy.requests import KINDS, NoSuchRequest, RequestValue

Errors = list[dict[str, str]]


@desk_page(*GOVERNS)
def home(request: HttpRequest) -> HttpResponse:
    """What waits to be taken up, and the requests there are, the newest first."""
    at = now()
    found, later = requests.listed(after=request.GET.get("after", "")[:80])
    names = looking.names(request, [each.party for each in found])
    return page(
        request=request,
        template="serve/privacy/home.jinja",
        account=account(request),
        desk="privacy",
        title="Privacy",
        waiting=[(each, _wanted(each), when(each.opened_at, at), _due(each)) for each in requests.to_take_up()],
        rows=[(each, names.get(each.party, ""), when(each.at, at), _due(each.case), _state(each)) for each in found],
        kinds=saying.KINDS,
        later=later,
        further="after" in request.GET,
    )


@desk_page(*GOVERNS)
def one(request: HttpRequest, reference: str) -> HttpResponse:
    """One request; or the case that is to be taken up as one."""
    found = _found(reference)
    if found is None:
        return problem(request=request, status=404, words_key="serve.desk-no-such-case")
    return request_page(request, found) if isinstance(found, RequestValue) else _taking_up(request, found)


@require_POST
@desk_page(*GOVERNS)
def taking_up(request: HttpRequest, reference: str) -> HttpResponse:
    """Search for who asks; or take the case up as a request of the person that was chosen."""
    found = _found(reference)
    if found is None:
        return problem(request=request, status=404, words_key="serve.desk-no-such-case")
    if isinstance(found, RequestValue):
        return back_to(found)
    if "find" in request.POST:
        return _taking_up(request, found)
    kind, party = said(request, "kind", 10), said(request, "party", 40)
    errors: Errors = []
    if kind not in saying.KINDS:
        errors.append({"text": "Choose what they ask for", "href": "#kind-access"})
    try:
        looking.person(request, f"party/{party}")
    except (NoSuchParty, ValueError):
        errors.append({"text": "Choose who asks, or search for them", "href": "#typed"})
    if errors:
        return _taking_up(request, found, errors)
    requests.take_up(case=found, kind=kind, party=f"party/{party}", actor=actor(request), at=now())
    return back_to(requests.find(reference=found.reference))


def _taking_up(request: HttpRequest, case: CaseValue, errors: Errors | None = None) -> HttpResponse:
    typed = said(request, "typed", 200) or str(case.answers.get("name") or "")
    listed = looking.search(request, understood(text=typed))[0] if typed else ()
    at = now()
    return page(
        request=request,
        template="serve/privacy/taking_up.jinja",
        status=409 if errors else 200,
        account=account(request),
        desk="privacy",
        title=f"{case.reference} Who asks, and for what?",
        errors=errors or [],
        case=case,
        asked=[
            (question.label["en"], question.shown(case.answers[step], "en"))
            for step, question in case.live.compiled.steps.items()
            if case.answers.get(step) is not None
        ],
        opened=when(case.opened_at, at),
        due=_due(case),
        found=[(each.reference.removeprefix("party/"), each, _told(each)) for each in listed],
        own=case.customer.removeprefix("party/"),
        kinds=saying.KINDS,
        kind=said(request, "kind", 10) or _wanted(case),
        chosen=said(request, "party", 40),
        typed=typed,
    )


def _told(found: Found) -> str:
    return "protected" if found.protected else found.lives


def _found(reference: str) -> RequestValue | CaseValue | None:
    """The request that is a case; the case where it is not taken up yet; nothing where it is no such case."""
    if not is_sound(reference):
        return None
    try:
        return requests.find(reference=tidy(reference))
    except NoSuchRequest:
        pass
    try:
        case = cases.find(reference=reference)
    except NoSuchCase:
        return None
    return case if case.service == requests.SERVICE and case.closed_at is None else None


def _wanted(case: CaseValue) -> str:
    return KINDS.get(str(case.answers.get("wanted")), "")


def _due(case: CaseValue) -> tuple[str, str, bool]:
    """By when a request is to be answered, how long that is from now, and whether it is late."""
    at = now()
    if case.paused_at:
        return "paused", "", False
    left = left_in_words(case.due_on, at, case.due_at) if not case.closed_at else ""
    return day_and_time(case.due_on, case.due_at), left, is_late(case.due_on, case.due_at, at) and not case.closed_at


def _state(each: RequestValue) -> str:
    if each.answered_at:
        return f"answered on {in_words(local(each.answered_at).date().isoformat(), 'en')}"
    if each.case.closed_at:
        return f"closed without it on {in_words(local(each.case.closed_at).date().isoformat(), 'en')}"
    return "being decided" if each.known_at else "we do not know yet that it is them"
