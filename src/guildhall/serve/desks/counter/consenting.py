"""Consent across the counter: read out, agreed to, recorded, before the first question."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guildhall.estate.door import problem
from guildhall.kernel.model import words
from guildhall.people.door import register
from guildhall.serve import consents, editions, journeys
from guildhall.serve.clock import now
from guildhall.serve.desks.assisted.desk import ROLES, Desk, aloud, begun_from, let_open, show
from guildhall.serve.desks.assisted.speaking import speaker
from guildhall.serve.desks.staff import actor, desk_page, said


@desk_page(*ROLES)
def consent(request: HttpRequest, desk: Desk, service: str) -> HttpResponse:
    """The words to read out, and who helps. Agreeing begins the journey."""
    live = editions.current(service=service)
    if live is None:
        return problem(request=request, status=404, words_key="serve.desk-no-such-service")
    whose, language, helped = request.GET.get("for", ""), request.GET.get("lang", "en"), "helper" in request.GET
    if whose not in {"own", "other"} or language not in live.service.languages:
        return redirect(desk.url())
    key = "consent-proxy" if whose == "other" else "consent"
    wording = aloud(key, language, service=words(live.service.title, language))
    errors = []
    if request.method == "POST":
        before = begun_from(request)
        if before is not None:
            return redirect(desk.url("journey", journey=before))
        helper = said(request, "helper", 200)
        if helped and not helper:
            errors = [{"text": "Write the helper’s name", "href": "#helper"}]
        else:
            at, by = now(), actor(request)
            behalf = register(kind="person") if whose == "other" else ""
            speaks = speaker(request)
            begun = journeys.begin(
                live=live,
                language=language,
                channel=desk.channel,
                actor=by,
                on_behalf_of=behalf,
                customer=speaks.party,
                called=speaks.called,
                at=at,
            )
            consents.give(journey=begun.id, helper=helper, wording=wording, language=language, actor=by, at=at)
            let_open(request, begun.id)
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
        helped=helped,
        other=whose == "other",
    )
