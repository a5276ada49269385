"""The paper desk's pages, and the printed forms that the public may fetch."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from guildhall.channels.paper import ILLEGIBLE, sheet
from guildhall.estate.door import Refused as FileRefused
from guildhall.estate.door import Role, council, offer_desk, page, problem, store_file
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import words
from guildhall.kernel.question import Refusal
from guildhall.kernel.service import Outcome
from guildhall.serve import clock
from guildhall.serve.answering import satisfaction
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.desks import looking
from guildhall.serve.desks.cases.lists import team_name
from guildhall.serve.desks.foreseen import address, shown_first
from guildhall.serve.desks.paper import keying
from guildhall.serve.desks.paper.codes import edition_of
from guildhall.serve.desks.paper.form import plainly
from guildhall.serve.desks.paper.keying import Keyed
from guildhall.serve.desks.paper.printed import printed_form
from guildhall.serve.desks.paper.rows import SCANS, Row, errors_of, rows_of, said_at
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.desks.suggesting import Suggestion, suggested
from guildhall.serve.desks.telling import day_and_time
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live, NotPublished
from guildhall.serve.telling import messages
from guildhall.serve.telling.foreseeing import is_heard

ROLES: tuple[Role, ...] = ("advisor", "service-officer")
PATH = "/desk/paper"
offer_desk(name="paper", label="Paper", path=PATH, roles=ROLES, task="Key a form", place=30)

_LONGEST = 6000
"""Signs kept of what is keyed in one box; more than any question takes."""


@require_GET
@cache_control(public=True, max_age=300)
def form(request: HttpRequest, language: str, service: str) -> HttpResponse:
    """The form of a service in force, to print and fill in; with ``?large``, in large print."""
    live = editions.current(service=service)
    offered = live is not None and "paper" in live.service.channels.offered() and language in live.service.languages
    if live is None or not offered:
        return problem(request=request, status=404)
    made = printed_form(live=live, language=language, large="large" in request.GET)
    name = f"{service}-{language}.pdf"
    return HttpResponse(made, "application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@desk_page(*ROLES)
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Which form is it? Its code leads to its screen."""
    code = request.GET.get("code", "").strip()
    errors = []
    if "code" in request.GET and not code:
        errors = [{"text": "Write the code that is on the form", "href": "#code"}]
    elif code:
        try:
            live, language = edition_of(code)
        except NotPublished:
            errors = [{"text": "No form has this code. Check each sign against the form.", "href": "#code"}]
        else:
            return redirect("serve:paper-keying", code=keying.code_for(live, language))
    return _page(request, "desk", 400 if errors else 200, title="Key a paper form", code=code, errors=errors)


@desk_page(*ROLES)
@require_http_methods(["GET", "POST"])
def key(request: HttpRequest, code: str) -> HttpResponse:
    """The screen of one form: key it, see what does not stand, open its case."""
    try:
        live, language = edition_of(code)
    except NotPublished:
        return problem(request=request, status=404)
    if request.method == "GET":
        return _screen(request, live, language, {}, nonce=uuid4().hex)
    typed, refused = _typed(request, live, language)
    day = keying.handed_in(said(request, "handed-in"), clock.now())
    if "more" in request.POST or "change" in request.GET:
        return _screen(request, live, language, typed)
    slip = said(request, "satisfaction", 10) not in {*satisfaction.SCORES, "", ILLEGIBLE}
    if isinstance(day, Refusal) or refused or slip:
        days = [day] if isinstance(day, Refusal) else []
        return _screen(request, live, language, typed, day=days, files=refused, slip=slip)
    judged = keying.judge(live=live, language=language, typed=typed, handed_in_on=day, now=clock.now())
    return _judged(request, judged, typed)


@shown_first("Open the case")
def _judged(request: HttpRequest, judged: Keyed, typed: Mapping[str, str]) -> HttpResponse:
    """What a keyed form leads to: things to put right or to ask, or its case; at once where somebody must be rung."""
    live, language = judged.live, judged.sheet.language
    if not judged.opens_a_case:
        return problem(request=request, status=400, words_key="serve.paper-leads-nowhere")
    code, now = keying.code_for(live, language), clock.now()
    if not judged.urgent and "open" not in request.POST:
        answers = judged.standing.position.answers
        alike = suggested(live=live, answers=answers, language="en", at=now) if judged.outcome else ()
        if judged.missing or alike:
            return _screen(request, live, language, typed, judged=judged, alike=alike)
    once = f"{code} {said(request, 'serial', 60) or said(request, 'nonce', 60)}"
    case = keying.open_case(
        keyed_form=judged,
        language=_reply_language(request, live, language),
        once=once,
        clerk=actor(request),
        now=now,
        same="" if judged.urgent else said(request, "same", 40),
    )
    if is_heard():
        messages.foresee_receipt(reference=case.reference, at=now)
    if (score := said(request, "satisfaction", 10)) in satisfaction.SCORES:
        satisfaction.keep(service=live.id, channel="paper", score=int(score), on=local(now).date(), once=once)
    return redirect("serve:paper-keyed", code=code, reference=case.reference)


@desk_page(*ROLES)
@require_GET
def opened(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """The case that a keyed form opened: whom to ring now, by when, what is still to be asked, and what the person is sent."""
    try:
        case = cases.find(reference=reference)
    except cases.NoSuchCase:
        return problem(request=request, status=404)
    if case.channel != "paper":
        return problem(request=request, status=404)
    looking.lay_open(request, cases=[case.reference])
    form_sheet = sheet(case.live.compiled, case.language)
    outcome = case.live.compiled.outcomes[case.outcome]
    return _page(
        request,
        "opened",
        title="This cannot wait" if outcome.kind == "handover" else f"Case {case.reference} is open",
        case=case,
        outcome=outcome,
        told=words(outcome.title, case.language),
        tell=_to_tell(outcome, case.language),
        reach=_how_to_reach(case),
        duty=council().emergency_telephone,
        team=f"the team {team_name(case.team)}" if case.team else "those who serve every team",
        what=words(case.live.service.title, "en"),
        received=in_words(case.received_on.isoformat(), "en"),
        due=day_and_time(case.due_on, case.due_at),
        promise=words(case.promise, case.language) if case.promise else "",
        missing=[(said_at(form_sheet, step), _question_words(case, step)) for step in case.missing],
        sent=messages.receipt_of(reference=case.reference),
        alike=suggested(live=case.live, answers=case.answers, language="en", at=clock.now(), besides=case.id),
    )


def _to_tell(outcome: Outcome, language: str) -> list[str]:
    """What somebody must be told whose form opens no ordinary case, in their language; nothing for any other."""
    if outcome.kind == "submit":
        return []
    contact = words(outcome.contact, language) if outcome.contact else outcome.telephone or ""
    return [part for part in (contact, *plainly(words(outcome.next, language) if outcome.next else "")) if part]


def _how_to_reach(case: CaseValue) -> str:
    """The telephone numbers on the form; where it gives none, the addresses."""
    steps = case.live.compiled.steps
    for kind in ("telephone", "address"):
        given = [step.shown(case.answers[name], "en") for name, step in steps.items()
                 if step.kind == kind and case.answers.get(name)]  # fmt: skip
        if given:
            return "; ".join(dict.fromkeys(given))
    return ""


def _screen(
    request: HttpRequest,
    live: Live,
    language: str,
    typed: Mapping[str, str],
    *,
    day: list[Refusal] | None = None,
    files: Mapping[str, FileRefused] | None = None,
    judged: Keyed | None = None,
    alike: Sequence[Suggestion] = (),
    nonce: str = "",
    slip: bool = False,
) -> HttpResponse:
    form_sheet = sheet(live.compiled, language)
    refusals = judged.standing.refusals if judged else ()
    rows = rows_of(form_sheet, typed, refusals, _room(request))
    errors = [{"text": each.said("en"), "href": "#handed-in"} for each in day or ()]
    errors += [{"text": each.words["en"], "href": f"#{name}"} for name, each in (files or {}).items()]
    slipped = "Type a number from 1 to 5, or leave it blank" if slip else ""
    errors += [{"text": slipped, "href": "#satisfaction"}] if slip else []
    errors += errors_of(form_sheet, rows, refusals)
    return _page(
        request,
        "key",
        400 if errors else 200,
        title=f"{words(live.service.title, 'en')}: key a form",
        code=keying.code_for(live, language),
        current=editions.current(service=live.id) == live,
        language=language,
        languages=live.service.languages,
        reply_language=_reply_language(request, live, language),
        rows=rows,
        scans=SCANS,
        day_error=[each.said("en") for each in day or ()],
        file_errors={name: each.words["en"] for name, each in (files or {}).items()},
        handed_in=said(request, "handed-in", 40),
        serial=said(request, "serial", 60),
        satisfied=said(request, "satisfaction", 10),
        slipped=slipped,
        see_at=address(request, see="yes"),
        done_at=address(request),
        nonce=nonce or said(request, "nonce", 60),
        repeats=_repeats(rows),
        judged=judged,
        alike=alike,
        same=said(request, "same", 40),
        unread=[said_at(form_sheet, step) for step in judged.illegible] if judged else (),
        errors=errors,
    )


def _typed(request: HttpRequest, live: Live, language: str) -> tuple[dict[str, str], dict[str, FileRefused]]:
    """What was keyed in each box, with the scans kept; and the scans that could not be taken. Raises ``Overlong``.

    A scan that is kept stands with what was posted from then on, as if it had been kept before.
    """
    typed = {name: said(request, name, _LONGEST) for name in request.POST if name[:1].isdigit()}
    refused: dict[str, FileRefused] = {}
    for row in rows_of(sheet(live.compiled, language), typed):
        for scan in request.FILES.getlist(SCANS + row.name) if row.file else ():
            by = account(request).reference
            kept = store_file(content=scan.read(), name=scan.name or "", by=by, channel="paper")
            if isinstance(kept, str):
                typed[row.name] = ",".join(each for each in (typed.get(row.name, ""), kept) if each)
                held = request.POST.copy()
                held[row.name] = typed[row.name]
                request.POST = held  # type: ignore[assignment]  # it is read as what was posted
            else:
                refused[row.name] = kept
    return typed, refused


def _room(request: HttpRequest) -> dict[str, int]:
    """How many items to show of a repeating question: as many as there were, and one more where it is asked for."""
    shown = {name.removeprefix("items:"): str(held) for name, held in request.POST.items() if name.startswith("items:")}
    asked = request.POST.get("more", "")
    return {
        number: int(held) + (number == asked) for number, held in shown.items() if held.isdecimal() and len(held) < 4
    }


def _repeats(rows: tuple[Row, ...]) -> dict[str, int]:
    """Each repeating question on the screen, by its number, and how many items it shows."""
    places = [row.name.split(".")[:2] for row in rows if row.name.count(".") > 1]
    return {number: 1 + max(int(item) for each, item in places if each == number and item.isdecimal())
            for number, item in places if item.isdecimal()}  # fmt: skip


def _reply_language(request: HttpRequest, live: Live, language: str) -> str:
    chosen = said(request, "language", 3)
    return chosen if chosen in live.service.languages else language


def _question_words(case: CaseValue, step: str) -> str:
    question = case.live.compiled.steps.get(step.partition(".")[0])
    return words(question.label, case.language) if question else step


def _page(request: HttpRequest, name: str, status: int = 200, **context: Any) -> HttpResponse:
    return page(
        request=request,
        template=f"serve/paper/{name}.jinja",
        status=status,
        account=account(request),
        desk="paper",
        desk_path=reverse("serve:paper"),
        **context,
    )
