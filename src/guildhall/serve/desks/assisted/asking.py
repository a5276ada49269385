"""Asking: one page of a service at a time, read aloud, typed, kept, and on to the next."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode
from markupsafe import Markup

from guildhall.estate.door import Refused, problem, spelled, store_file
from guildhall.kernel.model import Json, words
from guildhall.kernel.passing import passed
from guildhall.kernel.question import Question, Refusal
from guildhall.kernel.surface import Form
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import JourneyValue, NoSuchJourney
from guildhall.serve.clock import now
from guildhall.serve.contacts import interactions
from guildhall.serve.desks.assisted import conversation, documents
from guildhall.serve.desks.assisted.desk import ROLES, Desk, begun_from, let_open, may_open, show
from guildhall.serve.desks.assisted.prompts import STUMBLE, Asked, Sheet
from guildhall.serve.desks.assisted.speaking import speaker
from guildhall.serve.desks.staff import account, actor, desk_page
from guildhall.serve.helping import consents
from guildhall.serve.helping.speaking import speaks_still
from guildhall.serve.pages.markdown import as_html
from guildhall.serve.publishing import editions


@desk_page(*ROLES)
def service(request: HttpRequest, desk: Desk, service: str) -> HttpResponse:
    """The first page of a service; the first answers that stand begin a journey."""
    live = editions.current(service=service)
    if live is None:
        return problem(request=request, status=404, words_key="serve.desk-no-such-service")
    whose, language = request.GET.get("for", ""), request.GET.get("lang", "en")
    asked = whose in {"own", "other"} and language in live.service.languages
    if not asked or whose == "other":
        query = urlencode({"for": whose, "lang": language} | speaker(request).asked)
        return redirect(desk.url("consent", service=service) + f"?{query}" if asked else desk.url())
    at = now()
    journey = conversation.before_the_first_answer(live=live, language=language, desk=desk, actor=actor(request), at=at)
    if request.method != "POST" or journey.position.page is None:
        return _page(request, desk, journey, str(journey.position.page or ""))
    return _begun(request, desk, journey, at)


@desk_page(*ROLES)
def journey(request: HttpRequest, desk: Desk, journey: UUID, page_id: str = "") -> HttpResponse:
    """The page of a journey that is to be answered now, or one answered before."""
    return gone_on(request, desk, journey, page_id)


def gone_on(request: HttpRequest, desk: Desk, journey: UUID, page_id: str = "") -> HttpResponse:
    """The same, at any desk that has let somebody in by rules of its own."""
    at = now()
    found = open_journey(request, desk, journey, at)
    if isinstance(found, HttpResponse):
        return found
    wanted = page_id or str(found.position.page or "")
    if not wanted or (found.position.stuck and not page_id):
        return redirect(desk.url("end", journey=found.id))
    if wanted not in found.position.visited:
        return redirect(desk.url("journey", journey=found.id))
    if request.method != "POST":
        return _page(request, desk, found, wanted, room_for_more="more" in request.GET)
    return _answered(request, desk, found, wanted, at)


def open_journey(request: HttpRequest, desk: Desk, journey: UUID, at: datetime) -> JourneyValue | HttpResponse:
    """A journey that whoever is here may open; or the page that says why not, or that it has become a case."""
    if not may_open(request, journey):
        return problem(request=request, status=403, words_key="serve.desk-not-opened")
    try:
        found = conversation.taken_up(journey, desk, desk.by(request), at)
    except NoSuchJourney:
        return problem(request=request, status=404)
    if not (may_open(request, journey, found.resume_code) and speaks_still(journey=journey, at=at)):
        return problem(
            request=request,
            status=410,
            words_key="serve.desk-speaks-no-longer",
            heading_key="serve.desk-speaks-no-longer-heading",
        )
    return found if found.case is None else redirect(desk.url("case", reference=found.case))


def _begun(request: HttpRequest, desk: Desk, journey: JourneyValue, at: datetime) -> HttpResponse:
    """Begin a journey with its first answers; a second press of the same button leads to the journey there is."""
    before = begun_from(request)
    if before is not None:
        return redirect(desk.url("journey", journey=before))
    page_id = str(journey.position.page)
    sheet = conversation.sheet_for(desk, journey, page_id)
    form, answers, refusals = _posted(request, desk, journey, sheet)
    if _stumbled(request, journey, sheet, form):
        return _page(request, desk, journey, page_id, form=form, stumbled=True)
    tried = journeys.stand(journey, answers, at)
    refusals += _refused_here(tried, sheet, refusals)
    if refusals:
        return _page(request, desk, tried, page_id, form=form, refusals=refusals)
    speaks = speaker(request)
    begun = journeys.begin(
        live=journey.live,
        language=journey.language,
        channel=desk.channel,
        actor=journey.actor,
        customer=speaks.party,
        called=speaks.called,
        answers=answers,
        at=at,
    )
    let_open(request, begun.id, begun.resume_code)
    return redirect(desk.url("journey", journey=begun.id))


def _answered(request: HttpRequest, desk: Desk, journey: JourneyValue, page_id: str, at: datetime) -> HttpResponse:
    sheet = conversation.sheet_for(desk, journey, page_id)
    form, answers, refusals = _posted(request, desk, journey, sheet)
    if _stumbled(request, journey, sheet, form):
        return _page(request, desk, journey, page_id, form=form, stumbled=True)
    saved = conversation.kept(journey, answers, at)
    refusals += _refused_here(saved, sheet, refusals)
    if refusals:
        return _page(request, desk, saved, page_id, form=form, refusals=refusals)
    if "more" in request.POST:
        return redirect(desk.url("page", journey=journey.id, page_id=page_id) + "?more=1")
    return redirect(desk.url("journey", journey=journey.id))


def _posted(
    request: HttpRequest, desk: Desk, journey: JourneyValue, sheet: Sheet
) -> tuple[Form, dict[str, Json], list[Refusal]]:
    """What was typed, the answers it makes, and why files were refused."""
    form: Form = {name: str(request.POST[name]) for name in sheet.names(request.POST)}
    refusals: list[Refusal] = []
    for question in sheet.script.questions:
        if question.kind == "evidence":
            files, refused = _files(request, desk, journey, question)
            refusals += refused
            form.pop(f"{question.id}.files", None)
            if files:
                form[f"{question.id}.files"] = files
    shown = journeys.offers(journey, now()) | dict(journey.answers)
    answers = sheet.script.carry(sheet.script.read(form), shown)
    spoilt = {each.step for each in refusals}
    return form, {name: value for name, value in answers.items() if name not in spoilt}, refusals


def _files(
    request: HttpRequest, desk: Desk, journey: JourneyValue, question: Question
) -> tuple[list[str], list[Refusal]]:
    """The documents of a question: those kept before, those scanned now, and those seen and handed back."""
    before = journey.answers.get(question.id)
    known = before.get("files", []) if isinstance(before, dict) else []
    files = [each for each in request.POST.getlist(f"{question.id}.files") if each in known]
    by = account(request)
    refusals = []
    uploads: MultiValueDict[str, Any] = request.FILES
    for sent in uploads.getlist(f"{question.id}.new"):
        stored = store_file(content=sent.read(), name=sent.name or "", by=by.reference, channel=desk.channel)
        if isinstance(stored, Refused):
            refusals.append(Refusal(question.id, stored.code, stored.words))
        else:
            files.append(stored)
    seen = str(request.POST.get(f"{question.id}.seen", "")).strip()
    if seen and desk.in_person:
        files.append(documents.seen(what=seen, of=question, by=by, at=now()))
    return files, refusals


def _stumbled(request: HttpRequest, journey: JourneyValue, sheet: Sheet, form: Form) -> bool:
    """Whether a question was marked instead of answered; if so the mark is kept."""
    marked = {request.POST.get("stumble", "")}
    marked |= {name.partition(".")[0] for name, held in form.items() if held == STUMBLE}
    steps = marked & {each.id for each in sheet.script.questions}
    for step in steps:
        interactions.stumbled(edition=journey.live.hash, step=step, actor=journey.actor, at=now())
    for name in [name for name, held in form.items() if held == STUMBLE]:
        del form[name]
    return bool(steps)


def _refused_here(journey: JourneyValue, sheet: Sheet, already: list[Refusal]) -> list[Refusal]:
    """The refusals that belong to the questions just asked; not those of a question that only now came up.

    A question of ``already`` needs no second reason: its file was refused.
    """
    here = {each.id for each in sheet.script.questions} - {each.step for each in already}
    return [each for each in journey.position.refusals if each.step.partition(".")[0] in here]


def _page(
    request: HttpRequest,
    desk: Desk,
    journey: JourneyValue,
    page_id: str,
    *,
    form: Mapping[str, Any] | None = None,
    refusals: list[Refusal] | None = None,
    stumbled: bool = False,
    room_for_more: bool = False,
) -> HttpResponse:
    sheet = conversation.sheet_for(desk, journey, page_id)
    offers = journeys.offers(journey, now())
    typed = sheet.script.fill(offers | dict(journey.answers))[0] if form is None else form
    asked: tuple[Asked, ...] = sheet.laid_out(typed, refusals or [], journey.answers, room_for_more, offers)
    service = journey.live.service
    return show(
        request,
        desk,
        "asking",
        title=_title(journey, page_id),
        service=words(service.title, "en"),
        journey=journey,
        begun=bool(journey.resume_code),
        back=conversation.page_before(journey, desk, page_id),
        contact=request.POST.get("contact") or journey.id,
        speaker=speaker(request),
        spoken=journey.language,
        asked=asked,
        errors=sheet.errors(asked),
        stumbled=stumbled,
        told=conversation.told_so_far(journey, desk, now()),
        code=spelled(journey.resume_code, journey.language) if journey.resume_code else (),
        guidance=_guidance(journey, page_id),
        consents=consents.of_journey(journey=journey.id) if journey.resume_code else (),
    )


def _title(journey: JourneyValue, page_id: str) -> str:
    found = journey.live.compiled.pages[page_id]
    if found.page.title:
        return words(found.page.title, "en")
    return words(found.steps[0].label, "en") if found.steps else page_id


def _guidance(journey: JourneyValue, page_id: str) -> Markup:
    """What to read out before the questions: the pages of words passed on the way here, then the page's own."""
    service = journey.live.compiled
    told = [
        part for each in passed(service, journey.position, page_id) for part in (each.page.title, each.page.guidance)
    ]
    told.append(service.pages[page_id].page.guidance)
    return as_html("\n\n".join(words(each, journey.language) for each in told if each))
