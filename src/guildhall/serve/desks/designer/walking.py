"""A draft walked on the web, as a resident would: the web's own pages and rules, plainly marked, and no case is made.

Where a walk stands is kept in the designer's session: the answers, the moment, who answers, and which facts are given.
"""

import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from guildhall.channels.web import WebPage
from guildhall.estate.door import compose, problem
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.journey import PageOfSteps, step
from guildhall.kernel.kinds.money import pounds
from guildhall.kernel.model import Json, words
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import Outcome
from guildhall.ledger.door import Actor
from guildhall.serve.answering import facts
from guildhall.serve.answering.journeys import JourneyValue, working_calendar
from guildhall.serve.casework import opening
from guildhall.serve.clock import now
from guildhall.serve.designing import parts
from guildhall.serve.designing.menus import kept_json
from guildhall.serve.designing.standing import Standing as DraftStanding
from guildhall.serve.desks.designer.beside import look
from guildhall.serve.desks.designer.opening import draft_page
from guildhall.serve.desks.staff import actor, said
from guildhall.serve.desks.web import reading
from guildhall.serve.desks.web.ending import Checking
from guildhall.serve.desks.web.reading import Posted
from guildhall.serve.desks.web.standing import Standing, not_begun
from guildhall.serve.desks.web.steps import asking
from guildhall.serve.pages import Composed, Fixed, Hole, addresses, escaped, fill, put
from guildhall.serve.pages.composing import Composing
from guildhall.serve.pages.offering import fee_in_words
from guildhall.serve.publishing import drafts
from guildhall.serve.publishing.drafts import Closed, DraftValue, Overtaken
from guildhall.serve.publishing.editions import Live

LANGUAGES = ("en", "cy")
_OURS = frozenset({"", "start", "check", "advice", "done"})
_KEPT = 8
_pieces: "OrderedDict[tuple[str, str, int], Composed]" = OrderedDict()


@dataclass(frozen=True, slots=True)
class Walked:
    """How far a walk has come. ``facts`` is ``None`` where they are looked up as they would be."""

    answers: Mapping[str, Json]
    facts: Mapping[str, Json] | None
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class Walking(Standing):
    """A browser in a draft: as in a service, with addresses of this desk."""

    draft: int = 0

    @property
    def pieces(self) -> Composed:
        return pieces_of(self.live, self.language, self.draft)

    def page(self, page: str) -> str:
        return self.address(f"{page}~" if page in addresses.OURS else page)

    def address(self, *rest: str) -> str:
        return "/".join([_root(self.draft, self.language), *rest])


def pieces_of(live: Live, language: str, draft: int) -> Composed:
    """The pages of a draft, composed as for the web, leading to one another here. A few are kept in memory."""
    key = (live.hash, language, draft)
    if key not in _pieces:
        made = Composing(live.compiled, language).pieces()
        _pieces[key] = {name: tuple(_led_here(each, live.id, draft) for each in piece) for name, piece in made}
        while len(_pieces) > _KEPT:
            _pieces.popitem(last=False)
    return _pieces[key]


@draft_page
@require_http_methods(["GET", "HEAD", "POST"])
def walk(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """Begin a walk: at the service's own page, or with the answers of a counter-example."""
    standing = drafts.standing(draft)
    if standing.rest is None:
        return problem(request=request, status=409, words_key="serve.desk-draft-unwalkable")
    at = look(request, standing)
    if request.method != "POST":
        _keep(request, draft, Walked({}, None, at.at, "resident"))
        return HttpResponseRedirect(_root(draft.id, at.language))
    try:
        example = kept_json(request.POST.get("example", "{}")[:100_000])
        walked = _from_example(example, at.at)
    except (ValueError, TypeError):
        return problem(request=request, status=400)
    _keep(request, draft, walked)
    here = _here(draft, standing, walked, at.language)
    return HttpResponseRedirect(here.next_after(None))


@draft_page
@require_http_methods(["GET", "HEAD", "POST"])
def walk_page(request: HttpRequest, draft: DraftValue, lang: str, rest: str = "") -> HttpResponse:
    """One page of a walk."""
    standing = drafts.standing(draft)
    if standing.rest is None or lang not in standing.rest.languages or lang not in LANGUAGES:
        return problem(request=request, status=404)
    walked = _kept(request, draft, look(request, standing).at)
    here = _here(draft, standing, walked, lang)
    browser = _Browser(request, draft, standing, here, walked)
    asked = here.live.compiled.pages.get(rest.removesuffix("~"))
    if rest in _OURS:
        return browser.ours(rest)
    return browser.question(asked) if asked is not None else problem(request=request, status=404)


@draft_page
@require_POST
def recorded(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """Keep a walk that has come to an end as a journey test."""
    standing = drafts.standing(draft)
    if standing.rest is None:
        return problem(request=request, status=409, words_key="serve.desk-draft-unwalkable")
    walked = _kept(request, draft, look(request, standing).at)
    here = _here(draft, standing, walked, standing.rest.languages[0])
    name = said(request, "name", 200)
    if here.position.outcome is None or not name:
        return HttpResponseRedirect(here.next_after(None))
    document = parts.add(draft.document, "tests", _test(name, here, walked))
    try:
        drafts.save(draft=draft, document=document, actor=actor(request), at=now())
    except (Overtaken, Closed):
        return problem(request=request, status=409, words_key="serve.desk-draft-closed")
    return HttpResponseRedirect(reverse("serve:designer-trials", kwargs={"draft": draft.id}))


def _test(name: str, here: Walking, walked: Walked) -> dict[str, Json]:
    position = here.position
    expect: dict[str, Json] = {
        "outcome": position.outcome.id if position.outcome else "",
        "asked": list(position.asked),
    }
    expect |= {key: held for key, held in (("fee", position.fee), ("team", position.team)) if held is not None}
    made: dict[str, Json] = {
        "name": name,
        "now": local(walked.at).strftime("%Y-%m-%dT%H:%M"),
        "answers": {step: held for step, held in walked.answers.items() if step in position.asked and held is not None},
        "expect": expect,
    }
    if walked.actor != "resident":
        made["actor"] = walked.actor
    known = dict(here.journey.facts)
    return made | ({"facts": known} if known else {})


@dataclass(frozen=True, slots=True)
class _Browser:
    """Somebody at a place in a walk."""

    request: HttpRequest
    draft: DraftValue
    standing: DraftStanding
    here: Walking
    walked: Walked

    def question(self, page: PageOfSteps) -> HttpResponse:
        """A page of questions, shown or answered."""
        if page.id not in self.here.position.visited:
            return HttpResponseRedirect(self.here.next_after(None))
        if self.request.method == "POST":
            return self._taken(page)
        form, _ = WebPage(page, self.here.language).fill(self.here.journey.answers)
        return self._again(page, Posted(form, ()))

    def ours(self, which: str) -> HttpResponse:
        """A page that every service has: its own, the check, an ending."""
        here, outcome = self.here, self.here.position.outcome
        if which == "":
            return self.marked(_service_page(here, self.walked.at))
        if which == "start":
            first = here.live.compiled.start
            known = first in here.live.compiled.pages
            return HttpResponseRedirect(here.page(str(first)) if known else here.next_after(None))
        if here.position.stuck:
            return self.marked(_nowhere(here))
        if outcome is None or (which == "advice") != (outcome.kind != "submit"):
            return HttpResponseRedirect(here.next_after(None))
        return self._ending(which, outcome)

    def _ending(self, which: str, outcome: Outcome) -> HttpResponse:
        here = self.here
        if which == "check":
            if self.request.method == "POST":
                return HttpResponseRedirect(here.address("done"))
            return self.marked(fill(here.pieces["check"], Checking(self.request, here).give))
        promised = opening.promise_of(position=here.position, at=self.walked.at)
        promise = f'<p class="govuk-body">{escaped(words(promised, here.language))}</p>' if promised else ""
        if which == "advice":
            piece = here.pieces[f"advice {outcome.id}"]
            return self.marked(put(piece, promise=promise, back=escaped(here.before(None)), resume=""))
        held = {"promise": promise, "reference": "PREVIEW", "csrf": escaped(get_token(self.request))}
        held["paying"] = f'<p class="govuk-body">{pounds(here.position.fee)}</p>' if here.position.fee else ""
        return self.marked(fill(here.pieces[f"done {outcome.id}"], lambda hole: held.get(hole[0], "")))

    def _taken(self, page: PageOfSteps) -> HttpResponse:
        posted = reading.posted(self.request, page.steps)
        if posted.changed:
            return self._again(page, posted)
        shown = {each.id for each in page.steps} & (set(posted.shown) or set(self.here.position.asked))
        read = WebPage(page, self.here.language).read(posted.form)
        answers = {**self.walked.answers, **{name: held for name, held in read.items() if name in shown}}
        tried = replace(self.walked, answers=answers)
        there = _here(self.draft, self.standing, tried, self.here.language)
        refused = {each.step.partition(".")[0] for each in there.position.refusals} & shown
        kept = replace(tried, answers={name: held for name, held in answers.items() if name not in refused})
        _keep(self.request, self.draft, kept)
        if there.position.page == page.id and refused:
            posted.refusals += [each for each in there.position.refusals if each.step.partition(".")[0] in shown]
            return replace(self, here=there, walked=kept)._again(page, posted)
        return HttpResponseRedirect(there.next_after(page.id))

    def _again(self, page: PageOfSteps, posted: Posted) -> HttpResponse:
        return self.marked(asking(self.request, self.here, page, posted))

    def marked(self, made: str) -> HttpResponse:
        """A page of the web, plainly marked as a preview."""
        here, position, walked = self.here, self.here.position, self.walked
        token = f'<input type="hidden" name="csrfmiddlewaretoken" value="{escaped(get_token(self.request))}">'
        banner = compose(
            template="serve/designer/banner.jinja",
            draft=self.draft,
            position=position,
            outcome=words(position.outcome.title, "en") if position.outcome else "",
            fee=pounds(position.fee) if position.fee is not None else "",
            reasons=[each.sentence.get("en", each.code) for each in position.reasons],
            at=local(walked.at),
            actor=walked.actor,
            csrf_input=token,
        )
        whole = re.sub(r"(<main\b[^>]*>)", lambda found: found[1] + banner, made, count=1)
        whole = re.sub(r"<title>", "<title>Preview: ", whole, count=1)
        return HttpResponse(whole, headers={"Content-Language": here.language, "Cache-Control": "no-store"})


def _service_page(here: Walking, at: datetime) -> str:
    fee = fee_in_words(here.live.compiled, here.language, local(at).date())

    def give(hole: Hole) -> str:
        return escaped(fee) if hole[0] == "fee" else ""

    return fill(here.pieces["service"], give)


def _nowhere(here: Walking) -> str:
    said_so = here.position.refusals[0].said(here.language) if here.position.refusals else ""
    title = {"en": "The journey is stuck here", "cy": "Mae'r daith yn sownd yma"}[here.language]
    return compose(
        template="serve/web/notice.jinja",
        lang=here.language,
        title=title,
        service=words(here.live.service.title, here.language),
        paragraphs=[said_so, f"({here.position.stuck})"],
        links=[],
        back_url=here.before(None),
        other_url="",
    )


def _here(draft: DraftValue, standing: DraftStanding, walked: Walked, language: str) -> Walking:
    assert standing.compiled is not None
    live = Live(standing.compiled.service.hash(), standing.compiled)
    return Walking(live, language, _journey(live, walked, language), begun=False, draft=draft.id)


def _journey(live: Live, walked: Walked, language: str) -> JourneyValue:
    known = walked.facts
    if known is None:
        known = facts.look_up(service=live.compiled, answers=walked.answers, today=local(walked.at).date())
    around = Circumstances(walked.at, "web", walked.actor, known, working_calendar(walked.at))
    position = step(live.compiled, walked.answers, around)
    blank = not_begun(live, language, walked.at)
    who = Actor("resident" if walked.actor == "resident" else "staff", "")
    return replace(blank, answers=dict(walked.answers), facts=dict(known), position=position, actor=who)


def _from_example(example: Json, at: datetime) -> Walked:
    if not isinstance(example, dict) or not isinstance(example.get("answers", {}), dict):
        raise ValueError("this is no example")  # noqa: TRY004  # whatever was posted
    moment = example.get("now")
    known = example.get("facts")
    who = example.get("actor") or "resident"
    return Walked(
        example.get("answers", {}),
        known if isinstance(known, dict) else None,
        local(datetime.fromisoformat(moment)) if isinstance(moment, str) else at,
        who if who in {"resident", "helper", "staff"} else "resident",
    )


def _kept(request: HttpRequest, draft: DraftValue, at: datetime) -> Walked:
    held = request.session.get(f"walk-{draft.id}")
    try:
        return _from_example(read_json(held), at) if held else Walked({}, None, at, "resident")
    except ValueError:
        return Walked({}, None, at, "resident")


def _keep(request: HttpRequest, draft: DraftValue, walked: Walked) -> None:
    held = {"answers": dict(walked.answers), "now": walked.at.isoformat(), "actor": walked.actor}
    if walked.facts is not None:
        held["facts"] = dict(walked.facts)
    request.session[f"walk-{draft.id}"] = canonical_json(held)


def _root(draft: int, language: str) -> str:
    return reverse("serve:designer-walk-service", kwargs={"draft": draft, "lang": language})


def _led_here(part: Fixed | Hole, service: str, draft: int) -> Fixed | Hole:
    if isinstance(part, tuple):
        return part
    for language in LANGUAGES:
        public = addresses.of_service(language, service)
        part = Fixed(re.sub(rf"{re.escape(public)}(?=[/\"?#])", _root(draft, language), part))
    return part
