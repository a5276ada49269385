"""Who may act for somebody in a case or a form of theirs, as they are told when they come back to it; and how they end it, at once."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guildhall.estate.door import words
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import words as in_language
from guildhall.people.door import (
    NoSuchRepresentation,
    RepresentationValue,
    names_of,
    representation_of,
    represented_by,
)
from guildhall.serve import clock
from guildhall.serve.answering import journeys
from guildhall.serve.desks.web import cookies
from guildhall.serve.desks.web.showing import CHANNEL, OTHER, RESIDENT, private_page
from guildhall.serve.desks.web.standing import stand
from guildhall.serve.helping.representing import Matter, matter_of_form
from guildhall.serve.helping.withdrawing import withdraw
from guildhall.serve.pages import addresses


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody who may act for them. ``wording`` is what they agreed to, in the ``language`` in which it was said."""

    id: int
    name: str
    basis: str
    since: str
    wording: str
    language: str


def acting(matter: Matter, lang: str, at: datetime) -> tuple[Acting, ...]:
    """Everybody who may hear of a matter or speak in it now, the newest first."""
    given = represented_by(reference=matter.principal) if matter.principal else ()
    return _told([each for each in given if each.stands(at) and each.covers(matter.about)], lang)


def _told(now: Sequence[RepresentationValue], lang: str) -> tuple[Acting, ...]:
    said = words("serve")
    names = names_of(references={each.agent for each in now}) if now else {}
    return tuple(
        Acting(
            each.id,
            names.get(each.agent) or said.say("web-acts-no-name", lang),
            said.say(f"web-acts-{each.basis}", lang),
            in_words(local(each.since).date().isoformat(), lang),
            each.wording,
            each.language,
        )
        for each in now
    )


def end(matter: Matter, representation: str, lang: str, at: datetime) -> None:
    """End what may be ended from this page. What has ended already, or is none of theirs, stays as it is."""
    for each in acting(matter, lang, at):
        if str(each.id) == representation:
            with suppress(NoSuchRepresentation):  # it has ended in the same moment, as they wish
                withdraw(representation=each.id, channel=CHANNEL, actor=RESIDENT, at=at)


@require_http_methods(["GET", "HEAD", "POST"])
def acting_page(request: HttpRequest, lang: str, service: str) -> HttpResponse:
    """Who may act for somebody in the form that this browser is on, and the code by which it is taken up from now on."""
    at = clock.now()
    here = stand(request, lang, service, at)
    if isinstance(here, HttpResponse):
        return _over(request, lang, service) if request.method == "POST" and _has_ended(request, service) else here
    if not here.begun:
        return HttpResponseRedirect(here.address())
    languages = here.live.service.languages
    if lang not in languages:
        return HttpResponseRedirect(addresses.of_acting(languages[0], service))
    matter = matter_of_form(here.journey.id)
    if request.method == "POST":
        end(matter, request.POST.get("representation", ""), lang, at)
        response = HttpResponseRedirect(addresses.of_acting(lang, service))
        # Ending it gave the form another code, and whoever ended it goes on with it here.
        cookies.know_journey(response, journeys.load(journey=here.journey.id, at=at))
        return response
    return private_page(
        request,
        "acting",
        lang,
        title=words("serve").say("web-acts-title", lang),
        service=in_language(here.live.service.title, lang),
        acting=acting(matter, lang, at),
        code=here.journey.resume_code,
        go_on=here.next_after(None),
        other_url=addresses.of_acting(OTHER[lang], service) if OTHER[lang] in languages else "",
    )


def page_of_code(request: HttpRequest, lang: str, code: str, at: datetime) -> HttpResponse | None:
    """The page on which somebody ends that another acts for them, by the code that they were told; nothing where there is none."""
    given = representation_of(code=code)
    if given is None:
        return None
    if given.stands(at) and not cookies.holds(request, code, given.principal):
        return None
    if request.method == "POST":
        if given.stands(at) and request.POST.get("representation") == str(given.id):
            with suppress(NoSuchRepresentation):  # pressed twice at once
                withdraw(representation=given.id, channel=CHANNEL, actor=RESIDENT, at=at)
        return HttpResponseRedirect(addresses.of_tracking(lang, code))
    return private_page(
        request,
        "acting",
        lang,
        title=words("serve").say("web-acts-mine", lang),
        service="",
        acting=_told([given] if given.stands(at) else [], lang),
        over=words("serve").say("web-acts-ended", lang),
        other_url=addresses.of_tracking(OTHER[lang], code),
    )


def _has_ended(request: HttpRequest, service: str) -> bool:
    """Whether what was pressed has ended already: with it the form got another code, and no cookie of the one before leads to it."""
    try:
        known = cookies.journey_of(request, service)
    except cookies.NotOurs:
        return False
    principal = matter_of_form(known[0]).principal if known else ""
    given = represented_by(reference=principal) if principal else ()
    pressed = request.POST.get("representation", "")
    return any(str(each.id) == pressed and each.withdrawn_at is not None for each in given)


def _over(request: HttpRequest, lang: str, service: str) -> HttpResponse:
    """Say that it has ended, and how to go on. The cookie stays: the answer to the first press may just have brought a new one."""
    said = words("serve")
    return private_page(
        request,
        "notice",
        lang,
        title=said.say("web-acts-over", lang),
        service="",
        paragraphs=[said.say("web-acts-over-why", lang)],
        links=[
            (addresses.of_acting(lang, service), said.say("web-acts-title", lang)),
            (addresses.of_continuing(lang), said.say("web-continue-title", lang)),
        ],
        other_url="",
    )
