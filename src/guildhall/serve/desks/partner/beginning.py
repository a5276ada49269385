"""Helping somebody begins with their consent: shown to them on the screen, in their language, and kept word for word."""

from datetime import date, datetime
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guildhall.estate.door import problem
from guildhall.kernel.model import words
from guildhall.ledger.door import Actor
from guildhall.people.door import born as was_born
from guildhall.people.door import name_of, recognised, register
from guildhall.serve.answering import journeys
from guildhall.serve.clock import now
from guildhall.serve.desks.assisted.desk import aloud, begun_from, let_open, show
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.helping.reach import helper
from guildhall.serve.desks.partner.reach import PARTNER, ROLES
from guildhall.serve.desks.people.boxes import settled
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
    name, errors, (told, amiss) = said(request, "name", 200), [], _told(request, language)
    if request.method == "POST":
        before = begun_from(request)
        if before is not None:
            return redirect(PARTNER.url("journey", journey=before))
        if name and not amiss:
            at, by = now(), helper(request)
            person = _person(name, told, language, by, at)
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
        errors = amiss if name else [{"text": aloud("consent-name-missing", language), "href": "#name"}, *amiss]
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
        typed=request.POST,
        contact=request.POST.get("contact") or uuid4(),
    )


def _told(request: HttpRequest, language: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """What the person tells of themselves besides their name, settled; and what is amiss with it."""
    found = {box: settled(box, said(request, box, 300), language) for box in ("born", "phone", "email")}
    amiss = [{"text": each.amiss, "href": f"#{box}"} for box, each in found.items() if each.amiss]
    return {box: each.value for box, each in found.items()}, amiss


def _person(name: str, told: dict[str, str], language: str, by: Actor, at: datetime) -> str:
    """The person known again by all that they told, or registered anew with it. The helper sees the same either way."""
    born = date.fromisoformat(told["born"]) if told["born"] else None
    known = recognised(name=name, born=born, email=told["email"], phone=told["phone"])
    if known:
        return known
    made = register(name=name, email=told["email"], phone=told["phone"], language=language, at=at)
    if born:
        was_born(reference=made, on=born, actor=by, at=at)
    return made
