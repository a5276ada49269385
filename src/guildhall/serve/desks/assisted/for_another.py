"""Somebody speaks for a person who is not there: who that is, on which basis, and whether what stands on record allows it.

Whoever is found is chosen by the advisor, or registered anew by name. For somebody whom we know, the record decides: what stands on
it already, or what is put on it here with all that its basis asks for. Nothing of that person is shown either way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import get_args
from uuid import uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guildhall.kernel.model import words
from guildhall.people.door import (
    TERMS,
    Basis,
    Found,
    NoSuchParty,
    NotEnough,
    Power,
    WhyNot,
    register,
    understood,
)
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.assisted.desk import Desk, aloud, begun_from, let_open, show
from guildhall.serve.desks.assisted.speaking import Speaker, speaker
from guildhall.serve.desks.helping.telling import BASES
from guildhall.serve.desks.people.lasting import Lasting, lasting
from guildhall.serve.desks.people.represented import CHANNELS
from guildhall.serve.desks.staff import actor, said
from guildhall.serve.helping import consents
from guildhall.serve.helping.granting import grant
from guildhall.serve.helping.speaking import MayNot, decide
from guildhall.serve.publishing.editions import Live

NEW = "new"
"""What is chosen where none of those who were found is meant."""
WHY: Mapping[WhyNot, str] = {
    "not-this": "What stands on record lets them hear how it goes, and not speak.",
    "other-matter": "What stands on record is about something else.",
    "not-yet": "What stands on record has not begun.",
    "ended": "What stood on record is over.",
    "withdrawn": "It was taken back: they no longer act for this person.",
    "nothing-recorded": "Nothing stands on record by which they act for this person.",
}
"""Why somebody may not speak for another, in the words of the desk."""
MISSING: Mapping[str, tuple[str, str]] = {
    "another": ("whom", "Nobody speaks for themselves here. Begin again, for the person who speaks"),
    "named": ("helper", "We could not say to them who speaks: write the name on their record first"),
    "powers": ("basis", "This basis lets nobody speak for another"),
    "wording": ("heard", "Only they can agree to it: ask them themselves, or choose another basis"),
    "evidence": ("seen", "Write what you saw, or how you know it"),
    "grown-up": ("basis", "They are 18 or older: nobody acts for them as a parent"),
    "scope": ("basis", "This basis names what it is about"),
    "until": ("until", "The last day is over already, or before the first"),
}
_SPEAKS: tuple[Power, ...] = ("hear", "speak")


class _Amiss(ValueError):
    """What is missing or wrong, at its box."""

    def __init__(self, box: str, text: str) -> None:
        super().__init__(box)
        self.box, self.text = box, text


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was said on the page. ``principal`` is who was chosen, empty where they are registered anew by ``whom``."""

    whom: str
    principal: str
    helper: str
    basis: Basis
    seen: str
    heard: bool
    days: Lasting = field(default_factory=Lasting)


def for_another(request: HttpRequest, desk: Desk, live: Live, language: str) -> HttpResponse:
    """The page that asks for whom somebody speaks. When all is in order, the journey begins."""
    wording = aloud("consent-proxy", language, service=words(live.service.title, language))
    speaks, errors, found = speaker(request), [], _found(request)
    if request.method == "POST":
        before = begun_from(request)
        if before is not None:
            return redirect(desk.url("journey", journey=before))
        try:
            asked = _asked(request, speaks, found)
            if asked is not None:
                begun = _begin(request, desk, live, language, wording, asked)
                let_open(request, begun.id, begun.resume_code)
                return redirect(desk.url("journey", journey=begun.id))
        except _Amiss as amiss:
            errors = [{"text": amiss.text, "href": f"#{amiss.box}"}]
    return show(
        request,
        desk,
        "for_another",
        title="For somebody else",
        service=words(live.service.title, "en"),
        spoken=language,
        errors=errors,
        wording=wording,
        standing_words=aloud("consent-standing", language),
        contact=request.POST.get("contact") or uuid4(),
        speaker=speaks,
        found=found,
        searched=request.method == "POST",
        bases=BASES,
        typed=request.POST,
    )


def begun_by(  # noqa: PLR0917  # what was settled on the page, in its order
    request: HttpRequest,
    desk: Desk,
    live: Live,
    language: str,
    customer: str,
    behalf: str,
    speaks: Speaker,
    at: datetime,
) -> JourneyValue:
    """A journey begun by whoever speaks, for themselves or for another."""
    return journeys.begin(
        live=live,
        language=language,
        channel=desk.channel,
        actor=actor(request),
        on_behalf_of=behalf,
        customer=customer,
        called="" if customer else speaks.called,
        at=at,
    )


def _found(request: HttpRequest) -> tuple[Found, ...]:
    typed = said(request, "whom", 200)
    if not typed:
        return ()
    speaks = speaker(request)
    found = looking.search(request, understood(text=typed, references=False))[0]
    return tuple(each for each in found if each.kind != "organisation" and each.reference != speaks.party)


def _asked(request: HttpRequest, speaks: Speaker, found: tuple[Found, ...]) -> _Asked | None:
    """What was said, as far as it is whole; ``None`` where they only wish to see who is found. Raises ``_Amiss``."""
    whom, chosen, basis = said(request, "whom", 200), said(request, "party", 32), said(request, "basis", 20)
    if not whom:
        raise _Amiss("whom", "Write who it is for")
    if "find" in request.POST:
        return None
    if found and chosen not in {NEW, *(each.reference.removeprefix("party/") for each in found)}:
        raise _Amiss("party", "Choose who it is for, or that it is none of these")
    if basis not in get_args(Basis):
        raise _Amiss("basis", "Choose on which basis they speak")
    principal = _chosen(request, chosen) if found and chosen != NEW else ""
    if not principal and any(letter.isdigit() for letter in whom):
        raise _Amiss("whom", "Nobody is meant by this number or reference: write their name")
    helper, days = said(request, "helper", 200), lasting(request)
    if (principal or basis != "consent") and not (speaks.party or helper):
        raise _Amiss("helper", "Write who is speaking: for this they must say who they are")
    if days.amiss:
        raise _Amiss(*days.amiss)
    seen = said(request, "seen", 60)
    return _Asked(whom, principal, helper, basis, seen, "heard" in request.POST, days)  # type: ignore[arg-type]  # looked up


def _chosen(request: HttpRequest, key: str) -> str:
    try:
        return looking.person(request, f"party/{key}").reference
    except NoSuchParty:
        raise _Amiss("party", "Choose who it is for, or that it is none of these") from None


def _begin(  # noqa: PLR0917  # what was settled on the page, in its order
    request: HttpRequest, desk: Desk, live: Live, language: str, wording: str, asked: _Asked
) -> JourneyValue:
    """Register whom we do not know, record what was said, and let the record decide. All of it, or nothing. Raises ``_Amiss``."""
    at, speaks = now(), speaker(request)
    with transaction.atomic():
        agent = speaks.party or (register(name=asked.helper, at=at) if asked.helper else "")
        principal = asked.principal or register(name=asked.whom, language=language, at=at)
        on_their_word = not asked.principal and asked.basis == "consent"
        if not on_their_word:
            ends = agent, principal
            _by_record(ends, live.id, at, lambda: _recorded(request, desk, live, language, ends, asked))
        begun = begun_by(request, desk, live, language, agent, principal, speaks, at)
        if on_their_word:
            consents.give(
                journey=begun.id,
                principal=principal,
                helper=agent,
                powers=("hear", "speak"),
                wording=wording,
                language=language,
                channel=desk.channel,
                actor=actor(request),
                at=at,
                on_behalf_of=principal,
                until=asked.days.until,
            )
        return begun


def _by_record(ends: tuple[str, str], service: str, at: datetime, record: Callable[[], None]) -> None:
    """What stands already decides; where it does not allow it, what is recorded now does. Raises ``_Amiss``."""
    agent, principal = ends
    try:
        decide(agent=agent, principal=principal, service=service, at=at)
    except MayNot as before:
        try:
            record()
            decide(agent=agent, principal=principal, service=service, at=at)
        except NotEnough as missing:
            box, text = MISSING[missing.missing[0]]
            raise _Amiss(box, f"{WHY[before.code]} {text}") from None
        except MayNot as refused:
            raise _Amiss("from" if refused.code == "not-yet" else "basis", WHY[refused.code]) from None


def _recorded(  # noqa: PLR0917  # as above
    request: HttpRequest, desk: Desk, live: Live, language: str, ends: tuple[str, str], asked: _Asked
) -> None:
    """Put on record what was said of it, for this service alone. Raises ``NotEnough``."""
    by_word = TERMS[asked.basis].wording
    if not by_word and not asked.seen:
        raise NotEnough(["evidence"])
    agent, principal = ends
    at = now()
    grant(
        principal=principal,
        agent=agent,
        basis=asked.basis,
        powers=_SPEAKS,
        scope=(f"service/{live.id}",),
        wording=aloud("consent-standing", language) if asked.heard else "",
        language=language,
        evidence=f"seen {CHANNELS[desk.channel]}: {asked.seen}" if asked.seen else "",
        channel=desk.channel,
        actor=actor(request),
        at=at,
        since=asked.days.since,
        until=asked.days.until,
    )
