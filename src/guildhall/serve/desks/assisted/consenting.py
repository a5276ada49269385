"""Consent: read out in the person's language, agreed to, recorded word for word, before the first question.

Across the counter somebody may sit beside the person and hear what is said. At either desk somebody may speak for another.
"""

from datetime import datetime, timedelta
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guildhall.estate.door import problem
from guildhall.kernel.model import words
from guildhall.people.door import register
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.clock import now
from guildhall.serve.desks.assisted.desk import ROLES, Desk, aloud, begun_from, let_open, show
from guildhall.serve.desks.assisted.for_another import begun_by, for_another
from guildhall.serve.desks.assisted.speaking import speaker
from guildhall.serve.desks.staff import actor, desk_page, said
from guildhall.serve.helping import consents
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

VISIT = timedelta(hours=12)
"""How long somebody may hear who only sat beside the person: they may not ask later."""


@desk_page(*ROLES)
def consent(request: HttpRequest, desk: Desk, service: str) -> HttpResponse:
    """The words to read out, and who helps. Agreeing begins the journey."""
    live = editions.current(service=service)
    if live is None:
        return problem(request=request, status=404, words_key="serve.desk-no-such-service")
    whose, language, helped = request.GET.get("for", ""), request.GET.get("lang", "en"), "helper" in request.GET
    if whose not in {"own", "other"} or language not in live.service.languages:
        return redirect(desk.url())
    if whose == "other":
        return for_another(request, desk, live, language)
    wording, speaks = aloud("consent", language, service=words(live.service.title, language)), speaker(request)
    helper, errors = said(request, "helper", 200), []
    if request.method == "POST":
        before = begun_from(request)
        if before is not None:
            return redirect(desk.url("journey", journey=before))
        if helped and not helper:
            errors = [{"text": "Write the helper’s name", "href": "#helper"}]
        else:
            begun = _beside(request, desk, live, language, helper, wording, now())
            let_open(request, begun.id, begun.resume_code)
            return redirect(desk.url("journey", journey=begun.id))
    return show(
        request,
        desk,
        "consent",
        title="Consent",
        service=words(live.service.title, "en"),
        spoken=language,
        errors=errors,
        wording=wording,
        contact=request.POST.get("contact") or uuid4(),
        speaker=speaks,
        helper=helper,
        helped=helped,
    )


def _beside(  # noqa: PLR0917  # what was settled on the page, in its order
    request: HttpRequest, desk: Desk, live: Live, language: str, helper: str, wording: str, at: datetime
) -> JourneyValue:
    """The person speaks for themselves, and somebody beside them hears it."""
    speaks = speaker(request)
    person = speaks.party or (register(name=speaks.called, at=at) if helper else "")
    begun = begun_by(request, desk, live, language, person, "", speaks, at)
    consents.give(
        journey=begun.id,
        principal=person,
        helper=register(name=helper, at=at) if helper else "",
        powers=("hear",),
        wording=wording,
        language=language,
        channel=desk.channel,
        actor=actor(request),
        at=at,
        until=at + VISIT,
    )
    return begun
