"""Helping somebody begins with their consent: shown to them on the screen, in their language, and kept word for word."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guildhall.estate.door import problem
from guildhall.kernel.model import words
from guildhall.people.door import name_of, register
from guildhall.serve.answering import journeys
from guildhall.serve.clock import now
from guildhall.serve.desks.assisted.desk import aloud, begun_from, let_open, show
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.helping.reach import helper
from guildhall.serve.desks.partner.reach import PARTNER, ROLES
from guildhall.serve.desks.staff import desk_page, said
from guildhall.serve.helping import consents
from guildhall.serve.publishing import editions


@desk_page(*ROLES)
def consent(request: HttpRequest, service: str) -> HttpResponse:
    """The words for the person to read. When they agree, a form begins, in which the helper acts for them."""
    live, organisation = editions.current(service=service), onlooker(request).acts_for
    if live is None or not organisation or "web" not in live.service.channels.offered():
        return problem(request=request, status=404, words_key="serve.desk-no-such-service")
    language = request.GET.get("lang", "en")
    language = language if language in live.service.languages else "en"
    title, called = words(live.service.title, language), name_of(reference=organisation)
    wording = aloud("consent-partner", language, service=title, organisation=called)
    name, errors = said(request, "name", 200), []
    if request.method == "POST":
        before = begun_from(request)
        if before is not None:
            return redirect(PARTNER.url("journey", journey=before))
        if name:
            at, by = now(), helper(request)
            person = register(name=name, language=language, at=at)
            begun = journeys.begin(
                live=live, language=language, channel=PARTNER.channel, actor=by, on_behalf_of=person, at=at
            )
            consents.give(
                journey=begun.id,
                principal=person,
                helper=organisation,
                powers=("hear", "speak"),
                wording=wording,
                language=language,
                channel=PARTNER.channel,
                actor=by,
                at=at,
                on_behalf_of=person,
            )
            let_open(request, begun.id)
            return redirect(PARTNER.url("journey", journey=begun.id))
        errors = [{"text": aloud("consent-name-missing", language), "href": "#name"}]
    return show(
        request,
        PARTNER,
        "agreeing",
        title="Consent",
        spoken=language,
        errors=errors,
        service=words(live.service.title, "en"),
        wording=wording,
        name=name,
        contact=request.POST.get("contact") or uuid4(),
    )
