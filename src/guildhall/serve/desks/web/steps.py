"""Pages of questions: shown, posted, shown again as typed where something cannot stand, and on to the next."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.views.decorators.http import require_http_methods

from guildhall.channels.web import WebPage
from guildhall.estate.door import file_names
from guildhall.kernel.journey import PageOfSteps
from guildhall.kernel.kinds.evidence import Evidence
from guildhall.kernel.model import Json
from guildhall.kernel.question import Refusal, is_blank
from guildhall.serve import clock
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.desks.web import cookies, reading
from guildhall.serve.desks.web.reading import Posted
from guildhall.serve.desks.web.showing import CHANNEL, RESIDENT, answer, resume_line
from guildhall.serve.desks.web.standing import Standing, lost, stand
from guildhall.serve.pages import Made, Showing, shown_page
from guildhall.serve.pages.filling import File


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, lang: str, service: str, page: str) -> HttpResponse:
    """A page of questions."""
    at = clock.now()
    here = stand(request, lang, service, at)
    if isinstance(here, HttpResponse):
        return here
    asked = here.live.compiled.pages.get(page.removesuffix("~"))
    if asked is None:
        raise Http404(page)
    if lang not in here.live.service.languages:
        return HttpResponseRedirect(
            Standing(here.live, here.live.service.languages[0], here.journey, here.begun).page(asked.id)
        )
    if asked.id not in here.position.visited or asked.id == here.last_words:
        if request.method == "POST" and not here.begun:
            return lost(request, lang, service)
        return HttpResponseRedirect(here.next_after(None))
    return _take(request, here, asked, at) if request.method == "POST" else _show(request, here, asked, at)


def _show(request: HttpRequest, here: Standing, page: PageOfSteps, at: datetime) -> HttpResponse:
    """The page with what was answered before, or what we can offer. What no longer stands says so."""
    known = journeys.offers(here.journey, at) | dict(here.journey.answers)
    form, _ = WebPage(page, here.language).fill(known)
    kept = {name for name, value in here.journey.answers.items() if not is_blank(value)}
    stale = [each for each in here.position.refusals if _question_of(each) in kept]
    listed = {step.id: (known.get(step.id) or {}).get("files", ()) for step in page.steps if isinstance(step, Evidence)}
    called = file_names(references=[reference for files in listed.values() for reference in files])
    named = {
        step: tuple(File(called.get(each, each), reading.token_of(each, called.get(each, each))) for each in files)
        for step, files in listed.items()
    }
    return answered(request, here, page, Posted(form, (), files=named, refusals=stale))


def _take(request: HttpRequest, here: Standing, page: PageOfSteps, at: datetime) -> HttpResponse:
    """Keep what stands; show the page again where something does not, or only its shape was changed."""
    posted = reading.posted(request, page.steps)
    if posted.changed:
        return answered(request, here, page, posted)
    shown = {step.id for step in page.steps} & (set(posted.shown) or set(here.position.asked))
    not_taken = {_question_of(each) for each in posted.refusals}
    web, shown_before = WebPage(page, here.language), journeys.offers(here.journey, at) | dict(here.journey.answers)
    read = web.carry(web.read(posted.form), shown_before)
    given = {step: value for step, value in read.items() if step in shown and step not in not_taken}
    saved = _saved(here, given, at)
    there = Standing(here.live, here.language, saved, begun=here.begun or bool(saved.given))
    if saved.position.page == page.id or not_taken:
        posted.refusals += [
            each
            for each in saved.position.refusals
            if _question_of(each) in shown and _question_of(each) not in not_taken
        ]
    onwards = HttpResponseRedirect(there.next_after(page.id))
    response = answered(request, there, page, posted) if posted.refusals else onwards
    if there.begun:
        cookies.go_on_knowing(request, response, saved)
    return response


def _saved(here: Standing, given: Mapping[str, Json], at: datetime) -> JourneyValue:
    if here.begun:
        return journeys.save(journey=here.journey, answers=given, channel=CHANNEL, actor=RESIDENT, at=at)
    tried = journeys.stand(here.journey, given, at)
    refused = {_question_of(each) for each in tried.position.refusals}
    if not given or refused >= given.keys():
        return tried
    return journeys.begin(live=here.live, language=here.language, channel=CHANNEL, actor=RESIDENT, at=at, answers=given)


def answered(request: HttpRequest, here: Standing, page: PageOfSteps, posted: Posted) -> HttpResponse:
    """A page of questions as an answer to whoever asked for it."""
    private = here.begun or request.method == "POST"
    return answer(request, asking(request, here, page, posted), here.language, private=private)


def asking(request: HttpRequest, here: Standing, page: PageOfSteps, posted: Posted) -> Made:
    """A page of questions with what stands in its boxes, and what cannot stand."""
    pieces = here.pieces
    asked = set(here.position.asked) | set(posted.shown)
    showing = Showing(
        language=here.language,
        page=page.id,
        relevant=[step.id for step in page.steps if step.id in asked],
        csrf=get_token(request),
        back=here.before(page.id),
        form=posted.form,
        refusals=_in_order(posted.refusals, page),
        files=posted.files,
        more=posted.more,
        resume=resume_line(pieces, here.journey, here.language) if here.begun else "",
    )
    return shown_page(pieces, showing)


def _question_of(refusal: Refusal) -> str:
    return refusal.step.partition(".")[0]


def _in_order(refusals: Sequence[Refusal], page: PageOfSteps) -> list[Refusal]:
    order = {step.id: place for place, step in enumerate(page.steps)}
    return sorted(refusals, key=lambda each: order.get(_question_of(each), len(order)))
