"""Continuing with a spoken code: the code, then what only the person knows; only then anything that was answered."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import problem
from guildhall.estate.door import words as say
from guildhall.kernel.model import words
from guildhall.serve import clock
from guildhall.serve.answering import resuming
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.answering.resuming import Check, NotKnown, TooManyTries
from guildhall.serve.desks.web import cookies
from guildhall.serve.desks.web.acting import acting
from guildhall.serve.desks.web.showing import CHANNEL, OTHER, RESIDENT, private_page
from guildhall.serve.desks.web.standing import Standing
from guildhall.serve.helping.representing import matter_of_form
from guildhall.serve.pages import addresses


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, lang: str) -> HttpResponse:
    """Ask for the code; then, in the same place, for the checks."""
    code = request.POST.get("code", "")
    if not code.strip():
        missing = say("serve").say("web-code-missing", lang) if request.method == "POST" else ""
        return _ask(request, lang, code, wrong=missing)
    place = str(request.META.get("REMOTE_ADDR", ""))
    at = clock.now()
    try:
        if "checked" not in request.POST:
            _, checks = resuming.checks_for(code=code, place=place, now=at)
            return _check(request, lang, code, checks)
        replies = {name.removeprefix("check."): str(held) for name, held in request.POST.items()}
        journey = resuming.resume(code=code, replies=replies, place=place, channel=CHANNEL, actor=RESIDENT, now=at)
    except TooManyTries:
        return problem(request=request, status=429)
    except NotKnown as refused:
        wrong = say("serve").say(f"web-code-{refused.code}", lang)
        if refused.checks:
            return _check(request, lang, code, refused.checks, wrong=wrong)
        return _ask(request, lang, code, wrong=wrong)
    return _gone_on(request, lang, journey, at)


def _gone_on(request: HttpRequest, lang: str, journey: JourneyValue, at: datetime) -> HttpResponse:
    """To where the journey stands, by way of who may act for them in it; to its case, once it has opened one."""
    if journey.case:
        response = HttpResponseRedirect(addresses.of_tracking(lang, journey.case))
        cookies.know_proved(request, response, journey.case)
        return response
    lang = lang if lang in journey.live.service.languages else journey.live.service.languages[0]
    acts = acting(matter_of_form(journey.id), lang, at)
    onward = Standing(journey.live, lang, journey, begun=True).next_after(None)
    response = HttpResponseRedirect(addresses.of_acting(lang, journey.live.id) if acts else onward)
    cookies.know_journey(response, journey)
    return response


def _ask(request: HttpRequest, lang: str, code: str, *, wrong: str = "") -> HttpResponse:
    return private_page(
        request,
        "code",
        lang,
        title=say("serve").say("web-continue-title", lang),
        code=code,
        wrong=wrong,
        errors=[{"text": wrong, "href": "#code"}] if wrong else [],
        other_url=addresses.of_continuing(OTHER[lang]),
    )


def _check(request: HttpRequest, lang: str, code: str, checks: tuple[Check, ...], *, wrong: str = "") -> HttpResponse:
    """The checks, with what was replied to them where that is not right."""
    named = [(f"check.{each.step}", each.label) for each in checks]
    asked = [(name, words(label, lang), request.POST.get(name, "")) for name, label in named]
    return private_page(
        request,
        "checks",
        lang,
        title=say("serve").say("web-checks-title", lang),
        code=code,
        asked=asked,
        wrong=wrong,
        errors=[{"text": wrong, "href": "#checks"}] if wrong else [],
        other_url=addresses.of_continuing(OTHER[lang]),
    )
