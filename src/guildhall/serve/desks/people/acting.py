"""Who acts for a person, and for whom they act: recorded with its basis, and ended at once on the person's word."""

from collections.abc import Mapping
from contextlib import suppress
from typing import get_args

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from guildhall.estate.door import Refused, problem, store_file
from guildhall.people.door import (
    Basis,
    Found,
    NoSuchParty,
    NoSuchRepresentation,
    NotEnough,
    Portrait,
    represented_by,
    understood,
)
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.assisted.desk import aloud
from guildhall.serve.desks.foreseen import shown_first
from guildhall.serve.desks.helping.telling import POWERS
from guildhall.serve.desks.people.lasting import Lasting, lasting
from guildhall.serve.desks.people.reach import ROLES, back_to, known
from guildhall.serve.desks.people.represented import CHANNELS
from guildhall.serve.desks.people.viewing import person_page
from guildhall.serve.desks.staff import account, actor, desk_page, said
from guildhall.serve.helping.granting import grant
from guildhall.serve.helping.withdrawing import withdraw

MISSING: Mapping[str, tuple[str, str]] = {
    "another": ("agent", "Nobody acts for themselves. Choose somebody else"),
    "named": ("agent", "We could not say to them who acts: this record has no name. Write the name on it first"),
    "powers": ("powers", "Choose what they may do, of what this basis allows"),
    "wording": ("agreed", "Read the words, and tick that they agreed"),
    "evidence": ("saw", "Write what you saw, or keep a copy"),
    "scope": ("scope", "Choose what it is about: this basis does not reach everything"),
    "grown-up": ("basis", "They are 18 or older: nobody acts for them as a parent"),
    "until": ("until", "The last day is over already, or before the first"),
}
"""The box at which each thing that a basis asks for is missing, and what is said there."""


@require_POST
@desk_page(*ROLES)
@known
@shown_first("Record it")
def representations(request: HttpRequest, person: Portrait) -> HttpResponse:
    """Somebody acts for them from now on. What was typed finds who it may be; one of them is chosen."""
    if "change" in request.GET:
        return person_page(request, person, agents=_agent(request, person)[1])
    basis, channel, scope = said(request, "basis", 20), said(request, "by", 10), said(request, "scope", 110)
    agent, choices = _agent(request, person)
    days = lasting(request)
    amiss = _amiss(request, agent, choices, days)
    if agent is None or amiss is not None:
        return _refused(request, person, [amiss] if amiss else [], choices)
    evidence = _evidence(request, channel)
    if isinstance(evidence, Refused):
        return _refused(request, person, [("copy", evidence.words["en"])], choices)
    language = person.language or "en"
    try:
        grant(
            principal=person.reference,
            agent=agent,
            basis=basis,  # type: ignore[arg-type]  # looked up
            powers=[each for each in POWERS if each in request.POST.getlist("powers")],  # type: ignore[misc]
            scope=[scope] if scope else [],
            wording=aloud("consent-standing", language) if "agreed" in request.POST else "",
            language=language,
            evidence=evidence,
            channel=channel,
            actor=actor(request),
            at=now(),
            since=days.since,
            until=days.until,
        )
    except NotEnough as refused:
        return _refused(request, person, [MISSING[each] for each in refused.missing], choices)
    return back_to(person, "acting")


@require_POST
@desk_page(*ROLES)
@known
@shown_first("End it")
def withdrawals(request: HttpRequest, person: Portrait, representation: int) -> HttpResponse:
    """They no longer wish it, and said so by some channel. It ends at once."""
    if "change" in request.GET:
        return person_page(request, person)
    channel = said(request, "by", 10)
    theirs = {each.id for each in represented_by(reference=person.reference)}
    if representation not in theirs or channel not in CHANNELS:
        return problem(request=request, status=404, words_key="serve.desk-no-such-person")
    with suppress(NoSuchRepresentation):  # it has ended already, as they wish
        withdraw(representation=representation, channel=channel, actor=actor(request), at=now())
    return back_to(person, "acting")


def _amiss(
    request: HttpRequest, agent: str | None, choices: tuple[Found, ...], days: Lasting
) -> tuple[str, str] | None:
    """The first box in which something is amiss, and what; ``None`` where the rest is for the record to judge."""
    if said(request, "basis", 20) not in get_args(Basis) or said(request, "by", 10) not in CHANNELS:
        return "basis", "Choose on which basis"
    if agent is None and choices:
        return "chosen-agent", "Choose one of those who were found"
    if agent is None:
        return "agent", "Nobody of this name is registered. Register them first"
    if "see" in request.GET and "copy" in request.FILES:
        return "copy", "A copy is kept when you record it, not when you look what goes. Choose it then"
    return days.amiss


def _agent(request: HttpRequest, person: Portrait) -> tuple[str | None, tuple[Found, ...]]:
    """Who was chosen; and those who were found by what was typed."""
    chosen, typed = said(request, "agent-party", 32), said(request, "agent", 200)
    found = looking.search(request, understood(text=typed, references=False))[0] if typed else ()
    choices = tuple(each for each in found if each.reference not in person.references)
    try:
        end = looking.person(request, f"party/{chosen}") if chosen else None
    except NoSuchParty:
        end = None
    return (end.reference if end else None), choices


def _evidence(request: HttpRequest, channel: str) -> str | Refused:
    """A copy that is kept, or what was seen and handed back; empty where there is neither."""
    sent = request.FILES.get("copy")
    if sent is not None:
        by = account(request).reference
        return store_file(content=sent.read(), name=sent.name or "", by=by, channel=channel)
    seen = said(request, "saw", 60)
    return f"seen {CHANNELS[channel]}: {seen}" if seen else ""


def _refused(
    request: HttpRequest, person: Portrait, amiss: list[tuple[str, str]], choices: tuple[Found, ...] = ()
) -> HttpResponse:
    errors = [{"text": text, "href": f"#{box}"} for box, text in amiss]
    return person_page(request, person, errors, agents=choices)
