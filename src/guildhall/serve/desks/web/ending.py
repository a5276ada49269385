"""The end of a journey: check the answers, send them, and be told what happens; or be told what to do instead."""

from collections.abc import Callable, Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guildhall.estate.door import spelled
from guildhall.estate.door import words as say
from guildhall.kernel.clocks import local
from guildhall.kernel.journey import LEADS_NOWHERE
from guildhall.kernel.kinds.evidence import Evidence
from guildhall.kernel.kinds.money import pounds
from guildhall.kernel.model import Json, words
from guildhall.kernel.passing import last_words
from guildhall.kernel.question import Question
from guildhall.serve import clock
from guildhall.serve.answering import journeys, satisfaction
from guildhall.serve.casework import cases, opening, payments
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.desks.suggesting import suggested
from guildhall.serve.desks.web import cookies
from guildhall.serve.desks.web.showing import CHANNEL, RESIDENT, answer, private_page, resume_line
from guildhall.serve.desks.web.standing import Standing, lost, stand
from guildhall.serve.desks.web.tracking import details_known
from guildhall.serve.joining import reporting
from guildhall.serve.pages import Hole, addresses, composed, escaped, fill, put, together
from guildhall.serve.pages.markdown import as_html
from guildhall.serve.publishing import editions
from guildhall.serve.telling import messages


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, lang: str, service: str) -> HttpResponse:
    """Every answer once more, and the button that sends them."""
    if request.method == "POST":
        return _send(request, lang, service)
    here = stand(request, lang, service, clock.now())
    if isinstance(here, HttpResponse):
        return here
    outcome = here.position.outcome
    if not here.begun or outcome is None or outcome.kind != "submit":
        return HttpResponseRedirect(here.next_after(None))
    return answer(request, fill(here.pieces["check"], Checking(request, here).give), lang)


@require_safe
def advice(request: HttpRequest, lang: str, service: str) -> HttpResponse:
    """What to do instead, or whom to reach now."""
    at = clock.now()
    here = stand(request, lang, service, at)
    if isinstance(here, HttpResponse):
        return here
    outcome = here.position.outcome
    if here.position.stuck:
        return _nowhere(request, here)
    if outcome is None or outcome.kind == "submit":
        return HttpResponseRedirect(here.next_after(None))
    promised = opening.promise_of(position=here.position, at=at)
    said = _paragraph(words(promised, lang) if promised else "")
    made = put(
        here.pieces[f"advice {outcome.id}"],
        promise=said,
        back=escaped(here.before(None)),
        resume=resume_line(here.pieces, here.journey, lang),
    )
    return answer(request, made, lang)


@require_safe
def done(request: HttpRequest, lang: str, service: str, reference: str) -> HttpResponse:
    """The reference, the promise and what happens next; for the browser that sent it, and nobody else."""
    if reference not in cookies.proved(request):
        return HttpResponseRedirect(addresses.of_tracking(lang))
    try:
        case = cases.find(reference=reference)
    except cases.NoSuchCase:
        raise Http404(reference) from None
    if not cookies.holds(request, case.reference, case.customer):
        return HttpResponseRedirect(addresses.of_tracking(lang))
    if case.live.compiled.outcomes[case.outcome].kind != "submit":
        return HttpResponseRedirect(addresses.of_tracking(lang, case.reference))
    if lang not in case.live.service.languages:
        lang = case.live.service.languages[0]
    page = composed(case.live, lang)[f"done {case.outcome}"]
    return answer(request, fill(page, _Done(request, case, lang).give), lang)


@require_POST
def satisfied(request: HttpRequest, lang: str, service: str) -> HttpResponse:
    """One answer about how it was, kept apart from the case. None at all is an answer too."""
    at = clock.now()
    live = editions.current(service=service)
    if live is None:
        raise Http404(service)
    score = request.POST.get("score", "")
    if score in satisfaction.SCORES:
        satisfaction.keep(service=service, channel=CHANNEL, score=int(score), on=local(at).date())
    said = say("serve")
    return private_page(
        request,
        "notice",
        lang,
        title=said.say("web-satisfaction-thanks", lang),
        paragraphs=[said.say("web-satisfaction-kept", lang)],
        links=[(f"/{lang}", said.say("web-go-home", lang))],
        other_url="",
    )


def _send(request: HttpRequest, lang: str, service: str) -> HttpResponse:
    try:
        known = cookies.journey_of(request, service)
        if known is None:
            return lost(request, lang, service)
        same = request.POST.get("same", "")
        journey, code = known
        case = reporting.submit(journey=journey, code=code, same=same, actor=RESIDENT, channel=CHANNEL, at=clock.now())
    except (cookies.NotOurs, journeys.NoSuchJourney):
        return lost(request, lang, service)
    except opening.NotFinished as unfinished:
        here = Standing(unfinished.journey.live, lang, unfinished.journey, begun=True)
        return HttpResponseRedirect(here.next_after(None))
    offered = case.live.service.channels.web
    pays = bool(case.fee and offered and "card" in offered.payments)
    there = addresses.of_tracking(lang, case.reference, "pay") if pays else done_at(case, lang)
    response = HttpResponseRedirect(there)
    cookies.know_proved(request, response, case.reference)
    return response


def done_at(case: CaseValue, lang: str) -> str:
    """The address of a case's confirmation."""
    return addresses.of_service(lang, case.service, "done", case.reference)


class Checking:
    """Fills the page on which answers are checked."""

    def __init__(self, request: HttpRequest, here: Standing) -> None:
        self.request = request
        self.here = here
        self.given = here.position.answers

    def give(self, hole: Hole) -> str:
        what, here = hole[0], self.here
        if what == "row":
            return self._row(hole[1]) if hole[1] in here.position.asked else ""
        if what == "fee-row":
            return self._fee()
        if what == "alike":
            return self._alike()
        if what == "csrf":
            return escaped(get_token(self.request))
        if what == "back":
            return escaped(here.before(None))
        return resume_line(here.pieces, here.journey, here.language)

    def _alike(self) -> str:
        """The reports that may be of the same thing, to choose from; nothing where there are none."""
        here = self.here
        found = suggested(live=here.live, answers=self.given, language=here.language, at=clock.now())
        listed = [
            put(here.pieces["alike-one"], code=each.code, name=escaped(each.what), message=escaped(each.since))
            for each in found
        ]
        return put(here.pieces["alike"], list=together(listed)) if listed else ""

    def _row(self, step: str) -> str:
        question = self.here.live.compiled.steps[step]
        said = _said(question, self.given.get(step), self.here.language)
        return put(self.here.pieces[f"row {step}"], shown=said)

    def _fee(self) -> str:
        fee = self.here.position.fee
        if fee is None:
            return ""
        label = say("serve").say("web-to-pay", self.here.language)
        return put(self.here.pieces["fee"], label=escaped(label), shown=pounds(fee))


class _Done:
    """Fills the confirmation, each hole in the way that ``_CONFIRMED`` names for it."""

    def __init__(self, request: HttpRequest, case: CaseValue, language: str) -> None:
        self.request = request
        self.case = case
        self.language = language

    def give(self, hole: Hole) -> str:
        return _CONFIRMED[hole[0]](self)

    def told(self) -> str:
        joined = _paragraph(say("serve").say("alike-joined", self.language)) if self.case.matter else ""
        return joined + self._way()

    def _way(self) -> str:
        way = messages.way_to_reach(
            self.case.live.compiled, dict(self.case.answers), self.language, local(self.case.opened_at).date()
        )
        return _paragraph(say("serve").say(f"web-told-{way.kind}", self.language, to=way.to)) if way else ""

    def phrase(self) -> str:
        """The two words, where the answers hold nothing that a person could be known by."""
        if details_known(self.case):
            return ""
        phrase = journeys.phrase_of(self.case.journey, self.language)
        return escaped(say("serve").say("web-track-words", self.language, words=phrase))

    def paying(self) -> str:
        if not self.case.fee:
            return ""
        settled = any(each.settled for each in payments.of_case(reference=self.case.reference))
        said = say("serve")
        if settled:
            return _paragraph(said.say("web-paid", self.language, amount=pounds(self.case.fee)))
        link = addresses.of_tracking(self.language, self.case.reference, "pay")
        due = escaped(said.say("web-due", self.language, amount=pounds(self.case.fee)))
        pay = escaped(said.say("web-pay", self.language))
        return f'<div class="govuk-inset-text">{due} <a class="govuk-link" href="{link}">{pay}</a></div>'


_CONFIRMED: Mapping[str, Callable[[_Done], str]] = {
    "reference": lambda page: escaped(page.case.reference),
    "spelled": lambda page: escaped(", ".join(spelled(page.case.reference, page.language))),
    "promise": lambda page: _paragraph(words(page.case.promise, page.language) if page.case.promise else ""),
    "told": _Done.told,
    "track": lambda page: addresses.of_tracking(page.language, page.case.reference),
    "phrase": _Done.phrase,
    "paying": _Done.paying,
    "csrf": lambda page: escaped(get_token(page.request)),
}


def _said(question: Question, value: Json, language: str) -> str:
    """An answer as its row shows it, escaped; each item or line on a line of its own."""
    if value is None:
        return f'<span class="gh-quiet">{escaped(say("serve").say("web-not-given", language))}</span>'
    if isinstance(question, Evidence) and value.get("files"):
        return escaped(say("serve").say("web-files-count", language, n=len(value["files"])))
    inner = question.inner()
    if not inner:
        return escaped(question.shown(value, language)).replace("\n", "<br>")
    items = value if isinstance(value, list) else [value]
    return "".join([f'<p class="govuk-body">{"<br>".join(_lines(inner, item, language))}</p>' for item in items])


def _lines(questions: Sequence[Question], item: Mapping[str, Json], language: str) -> list[str]:
    """The answers inside one item, each with its question."""
    return [
        f"{escaped(words(each.label, language))} <strong>{escaped(each.shown(item[each.id], language))}</strong>"
        for each in questions
        if each.id in item
    ]


def _paragraph(text: str) -> str:
    return f'<p class="govuk-body">{escaped(text)}</p>' if text else ""


def _nowhere(request: HttpRequest, here: Standing) -> HttpResponse:
    """A definition that leads nowhere: said plainly, with the other ways in on the page as ever.

    Where it ends on words alone, they stand first: they are all the advice there is.
    """
    page = last_words(here.live.compiled, here.position)
    title = words(page.page.title, here.language) if page and page.page.title else ""
    return private_page(
        request,
        "notice",
        here.language,
        title=title or say("serve").say("web-nowhere", here.language),
        service=words(here.live.service.title, here.language),
        guidance=as_html(words(page.page.guidance, here.language)) if page and page.page.guidance else "",
        paragraphs=[words(LEADS_NOWHERE, here.language)],
        links=[],
        back_url=here.before(here.last_words),
        other_url="",
    )
