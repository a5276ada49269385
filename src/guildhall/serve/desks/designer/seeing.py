"""A draft seen whole: on each channel, by its journey tests, beside what is in force, and by last month's cases."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from guildhall.channels import api
from guildhall.estate.door import Unprintable, problem
from guildhall.kernel.clocks import local
from guildhall.kernel.gate.comparing import compare
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import words
from guildhall.serve.answering.journeys import working_calendar
from guildhall.serve.clock import now
from guildhall.serve.commands.exact import indented
from guildhall.serve.commands.scripts import script
from guildhall.serve.designing.parts import SERVICE, found_by_code, path_of
from guildhall.serve.designing.trying import tried
from guildhall.serve.desks.cases.reach import READERS, onlooker
from guildhall.serve.desks.designer.beside import look
from guildhall.serve.desks.designer.channels import NAMES
from guildhall.serve.desks.designer.opening import draft_desk, draft_page, name_of
from guildhall.serve.desks.paper.form import form_pdf
from guildhall.serve.desks.staff import account
from guildhall.serve.desks.telling import pounds, when
from guildhall.serve.publishing import drafts, editions
from guildhall.serve.publishing.drafts import DraftValue
from guildhall.serve.publishing.replays import radius
from guildhall.serve.sight import sees_case

SHOWN = 100
"""Cases listed by their references."""


@draft_page
@require_safe
def channel(request: HttpRequest, draft: DraftValue, channel: str) -> HttpResponse:
    """The whole draft on one channel: a script, a printed form, a schema."""
    standing = drafts.standing(draft)
    if standing.compiled is None or channel not in {"phone", "counter", "paper", "api"}:
        return problem(request=request, status=404)
    at = look(request, standing)
    if channel == "paper":
        return _paper(request, standing.compiled, at.language)
    if channel == "api":
        text = indented(api.schema(standing.compiled, at.language))
    else:
        text = script(standing.compiled, channel, at.language, local(at.at).date())
    return draft_desk(
        request,
        draft,
        standing,
        "channel",
        at=channel,
        title=f"{NAMES[channel]} – {name_of(draft)}",
        heading=NAMES[channel],
        text=text,
        look=at,
        languages=standing.compiled.service.languages,
    )


def _paper(request: HttpRequest, compiled: Compiled, language: str) -> HttpResponse:
    try:
        made = form_pdf(compiled, language, code="DRAFT", large="large" in request.GET)
    except Unprintable:
        return problem(request=request, status=409, words_key="serve.desk-draft-unwalkable")
    return HttpResponse(made, "application/pdf", headers={"Content-Disposition": 'inline; filename="draft.pdf"'})


@draft_page
@require_safe
def trials(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """Its journey tests, run on every channel."""
    standing = drafts.standing(draft)
    at = look(request, standing)
    service = standing.service
    compiled = standing.compiled
    run = [
        (path_of(draft.document, "tests", place), test.name, tried(compiled, test, at.at, working_calendar(at.at)))
        for place, test in enumerate(service.tests if service else ())
        if compiled is not None
    ]
    return draft_desk(
        request,
        draft,
        standing,
        "trials",
        at="trials",
        title=f"Journey tests – {name_of(draft)}",
        run=run,
        failed=sum(any(each.astray for each in trials_of) for _, _, trials_of in run),
        channels=NAMES,
        whole=service is not None,
        look=at,
        languages=standing.rest.languages if standing.rest else ("en",),
    )


@draft_page
@require_safe
def comparison(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """The draft beside the edition in force, step by step in words."""
    standing = drafts.standing(draft)
    live, new = editions.current(service=draft.service), standing.service
    return draft_desk(
        request,
        draft,
        standing,
        "comparison",
        at="comparison",
        title=f"Compared with what is in force – {name_of(draft)}",
        live=live,
        found=[(found_by_code(draft.document, each.step or "") or SERVICE, each) for each in compare(live.service, new)]
        if live and new
        else [],
        whole=standing.service is not None,
        look=look(request, standing),
        languages=standing.rest.languages if standing.rest else ("en",),
    )


@draft_page
@require_safe
def cases(request: HttpRequest, draft: DraftValue) -> HttpResponse:
    """Which of last month's cases would now be asked something else, end otherwise, or cost otherwise."""
    standing = drafts.standing(draft)
    at = now()
    whole = standing.compiled if standing.service is not None else None
    found = radius(service=draft.service, draft=whole, at=at) if whole is not None else None
    reader = onlooker(request) if account(request).holds(*READERS) else None
    old = editions.current(service=draft.service)
    changed = found.steps if found else ()
    called = {step: _asked(standing.compiled, old.compiled if old else None, step) for step in changed}
    return draft_desk(
        request,
        draft,
        standing,
        "cases",
        at="cases",
        title=f"Last month's cases – {name_of(draft)}",
        found=found,
        called=called,
        steps=[(called[step], count) for step, count in found.steps.items()] if found else [],
        replayed=[
            (
                each,
                reverse("serve:cases-case", kwargs={"reference": each.reference}),
                when(each.opened_at, at),
                tuple(pounds(pence) or "no fee" for pence in each.changed.fee or ()),
            )
            for each in (found.changed if found else ())
            if reader is not None and sees_case(reader, each)
        ][:SHOWN],
        may_read=reader is not None,
        look=look(request, standing),
        languages=standing.rest.languages if standing.rest else ("en",),
    )


def _asked(new: Compiled | None, old: Compiled | None, step: str) -> str:
    for compiled in (new, old):
        question = compiled.steps.get(step) if compiled else None
        if question is not None:
            return words(question.label, "en")
    return step
