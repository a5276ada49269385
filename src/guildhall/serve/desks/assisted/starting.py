"""The beginning of a contact: whom it is for, in which language, and which service; or a code; or just a question."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from guildhall.estate.door import problem
from guildhall.people.door import same_as
from guildhall.serve.answering import resuming
from guildhall.serve.answering.resuming import NotKnown, TooManyTries
from guildhall.serve.casework.worklists import cases_of
from guildhall.serve.clock import now
from guildhall.serve.contacts import interactions
from guildhall.serve.desks.assisted import finding
from guildhall.serve.desks.assisted.desk import ROLES, Desk, let_open, show
from guildhall.serve.desks.assisted.speaking import speaker
from guildhall.serve.desks.calls.arriving import arriving
from guildhall.serve.desks.cases.lists import title_of
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.places.told import told_places
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.publishing import editions

LANGUAGES = {"en": "English", "cy": "Cymraeg"}
_REFUSED = {
    "mistyped": "There is a slip in the code. Have it said again, sign by sign.",
    "no-such-code": "There is nothing under this code. It may have run out. You can begin afresh.",
    "not-known": "The code or a check is not right. Ask again: we do not say which. You can also begin afresh.",
}
"""Why a form cannot be taken up, by the code of the refusal."""


@desk_page(*ROLES)
def start(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The first page of every contact. Choosing a service leads to its first question."""
    whose = request.GET.get("for", "")
    language = request.GET.get("lang", "en")
    language = language if language in LANGUAGES else "en"
    sentence = request.GET.get("q", "").strip()[:300]
    found = finding.meant(sentence=sentence, channel=desk.channel, language=language) if sentence else ()
    chosen = request.GET.get("service", "")
    if not chosen and sentence.isdecimal() and found:
        chosen = found[0].id
    helper = desk.in_person and "helper" in request.GET
    speaks = speaker(request)
    errors = []
    if chosen and whose not in {"own", "other"}:
        errors = [{"text": "Ask who this is for", "href": "#for-own"}]
    elif chosen and editions.current(service=chosen) is not None:
        asked = {"for": whose, "lang": language} | ({"helper": "yes"} if helper else {}) | speaks.asked
        first = "consent" if helper or whose == "other" else "service"
        return redirect(desk.url(first, service=chosen) + "?" + urlencode(asked))
    return show(
        request,
        desk,
        "start",
        title=f"New {desk.contact}",
        errors=errors,
        whose=whose,
        helper=helper,
        speaker=speaks,
        spoken=language,
        languages=LANGUAGES,
        sentence=sentence,
        found=found,
        services=finding.offered(channel=desk.channel, language=language),
        logged=interactions.REASONS.get(request.GET.get("logged", "")),
        arriving=() if desk.in_person else arriving(request),
    )


@desk_page(*ROLES)
def question(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Just a question: its answer to read out, and one press to log it."""
    errors, speaks = [], speaker(request)
    theirs = _open_cases(request, speaks.party)
    if request.method == "POST":
        reason = said(request, "reason")
        try:
            interactions.log(
                channel=desk.channel,
                reason=reason,
                party=speaks.party,
                called=speaks.called,
                case=said(request, "case", 20) if said(request, "case", 20) in dict(theirs) else "",
                support=[each for each in request.POST.getlist("support") if each in interactions.SUPPORT],
                told=said(request, "told", interactions.TOLD),
                actor=actor(request),
                at=now(),
            )
        except interactions.NoSuchReason:
            errors = [{"text": "Press one of the reasons in the list", "href": "#reasons"}]
        else:
            return redirect(desk.url() + "?" + urlencode({"logged": reason}))
    return show(
        request,
        desk,
        "question",
        title="Just a question",
        speaker=speaks,
        spoken="en",
        errors=errors,
        reasons=list(enumerate(interactions.REASONS.items(), 1)),
        cases=theirs,
        support=interactions.SUPPORT,
        places=told_places(at=now()),
        typed=request.POST,
    )


def _open_cases(request: HttpRequest, party: str) -> list[tuple[str, str]]:
    """The open cases of whoever is speaking, as far as the advisor sees them: a reference and what it is about."""
    if not party:
        return []
    theirs = cases_of(onlooker=onlooker(request), customers=same_as(references=[party])[party], limit=5)
    return [(each.reference, title_of(each.service)) for each in theirs.cases]


@desk_page(*ROLES)
def resume(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Go on with a journey by its spoken code. Nothing of it is shown before both checks are right."""
    code = said(request, "code", 40)
    by, at = account(request), now()
    if request.method != "POST" or not code:
        errors = [{"text": "Type the code", "href": "#code"}] if request.method == "POST" else []
        return _ask_for_code(request, desk, code, errors)
    try:
        if "checked" not in request.POST:
            _journey, checks = resuming.checks_for(code=code, place=by.reference, now=at)
            return _ask_checks(request, desk, code, checks)
        replies = {
            name.removeprefix("check."): said(request, name, 300) for name in request.POST if name[:6] == "check."
        }
        found = resuming.resume(
            code=code, replies=replies, place=by.reference, channel=desk.channel, actor=actor(request), now=at
        )
    except TooManyTries:
        return problem(request=request, status=429, words_key="serve.desk-too-many-tries")
    except NotKnown as refused:
        text = _REFUSED[refused.code]
        if refused.checks:
            return _ask_checks(request, desk, code, refused.checks, errors=[{"text": text, "href": "#checks"}])
        return _ask_for_code(request, desk, code, [{"text": text, "href": "#code"}])
    let_open(request, found.id, found.resume_code)
    return redirect(desk.url("journey", journey=found.id))


def _ask_for_code(request: HttpRequest, desk: Desk, code: str, errors: list[dict[str, str]]) -> HttpResponse:
    return show(
        request,
        desk,
        "code",
        title="Go on with a code",
        spoken="en",
        code=code,
        checks=(),
        errors=errors,
    )


def _ask_checks(
    request: HttpRequest,
    desk: Desk,
    code: str,
    checks: tuple[resuming.Check, ...],
    errors: Sequence[Mapping[str, str]] = (),
) -> HttpResponse:
    """The checks, with what was typed into them where that is not right."""
    return show(
        request,
        desk,
        "code",
        title="Two checks",
        spoken="en",
        code=code,
        checks=checks,
        replied={each.step: request.POST.get(f"check.{each.step}", "") for each in checks},
        errors=errors,
    )
