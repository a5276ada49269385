"""Calls that arrive at the telephone desk, each with everybody whose number it is. Nobody is chosen for the advisor."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from guildhall.estate.door import display_names, problem
from guildhall.people.door import Found, NoSuchParty, Sought
from guildhall.serve.clock import now
from guildhall.serve.contacts import calls
from guildhall.serve.contacts.calls import CallValue, NoSuchCall, TakenByAnother, shown
from guildhall.serve.contacts.interactions import CALLED
from guildhall.serve.desks import looking
from guildhall.serve.desks.assisted.desk import ROLES
from guildhall.serve.desks.assisted.speaking import Speaker, let_speak
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.outbox.telling import hides
from guildhall.serve.desks.staff import account, desk_page, said
from guildhall.serve.desks.telling import when

CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Arriving:
    """A call as the desk shows it: its number, since when, and who may be ringing."""

    id: int
    number: str
    since: str
    taken: bool
    candidates: tuple[Found, ...]
    more: bool


def arriving(request: HttpRequest) -> tuple[Arriving, ...]:
    """The calls that somebody at this desk may take or has taken. Protected people are never among the candidates."""
    at = now()
    return tuple(_arriving(request, each) for each in calls.going_on(account=account(request).reference, at=at))


@require_GET
@desk_page(*ROLES)
def panel(request: HttpRequest) -> HttpResponse:
    """The same as a piece of a page, for the script that asks again and again."""
    return render(request, "serve/calls/arriving.jinja", {"arriving": arriving(request)})


@require_POST
@desk_page(*ROLES)
def taking(request: HttpRequest, call: int) -> HttpResponse:
    """Take a call: from one of the candidates, from somebody else, or from nobody who is named."""
    by, party, called = account(request), said(request, "party", 32), said(request, "called", CALLED)
    try:
        taken = calls.take(call=call, account=by.reference, at=now())
    except (NoSuchCall, OverflowError):
        return problem(request=request, status=404, words_key="serve.desk-no-such-call")
    except TakenByAnother as meanwhile:
        name = display_names(references=[meanwhile.by]).get(meanwhile.by, "somebody else")
        return redirect(reverse("serve:calls") + "?" + urlencode({"taken": name}))
    speaks, asked = _speaker(request, party, called), {}
    if speaks.party:
        found = looking.person(request, speaks.party)
        asked = {"lang": found.language} if found.language else {}
    place = "serve:phone-question" if "question" in request.POST else "serve:phone"
    asked |= speaks.asked
    if not speaks.mark and "question" not in request.POST:
        asked |= {"call": str(taken.id)}
    return redirect(reverse(place) + (f"?{urlencode(asked)}" if asked else ""))


def _speaker(request: HttpRequest, party: str, called: str) -> Speaker:
    """Whom the advisor chose. Somebody who is not there to be chosen is nobody."""
    try:
        known = looking.person(request, f"party/{party}")
    except NoSuchParty:
        return let_speak(request, name=called) if called else Speaker()
    return let_speak(request, party=known.reference, name=known.name or "Somebody without a name")


def _arriving(request: HttpRequest, call: CallValue) -> Arriving:
    found: tuple[Found, ...] = ()
    more = ""
    if call.number:
        found, more = looking.search(request, Sought(phone=call.number), limit=CANDIDATES, once=f"call {call.id}")
    candidates = tuple(each for each in found if not each.protected or onlooker(request).safeguards)
    # A number that others have too tells nothing of whoever is protected. One that is theirs alone would.
    number = "" if not candidates and hides(onlooker(request), "phone", [call.number]) else call.number
    return Arriving(
        call.id, shown(number), when(call.rang_at, now()), call.taken_at is not None, candidates, bool(more)
    )
