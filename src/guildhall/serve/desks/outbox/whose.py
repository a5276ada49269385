"""An email of the inbox that is about no case, put with whoever wrote it: looked for as on the people desk, chosen by one of us."""

import re
from contextlib import suppress
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guildhall.people.door import Found, NoSuchParty, understood
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.outbox.putting import MEANWHILE, Refused
from guildhall.serve.desks.people.finding import NOTHING, TOO_SHORT, too_little
from guildhall.serve.desks.people.saying import FOUND_BY
from guildhall.serve.desks.staff import actor, said
from guildhall.serve.telling.inbound import by_hand

LONGEST = 200
NOBODY = "Nobody was found. Look at what you typed again"
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Likely:
    """Those who may have written it, the likeliest first. ``more`` says that there are others: more must be typed to see them."""

    found: tuple[tuple[Found, str], ...]
    more: bool


def look_for(request: HttpRequest) -> Likely | Refused:
    """Whom what was typed finds: a name, a number, an address."""
    typed = said(request, "typed", LONGEST)
    sought = understood(text=typed, references=False)
    if not typed or too_little(sought):
        return Refused(TOO_SHORT if typed else NOTHING, "typed")
    found, later = looking.search(request, sought)
    if not found:
        return Refused(NOBODY, "typed")
    return Likely(tuple((each, FOUND_BY[each.by]) for each in found), bool(later))


def give(request: HttpRequest, arrival: int) -> HttpResponse | Refused:
    """Put it with the one who was chosen, and lead back to it."""
    key = said(request, "party", 32)
    try:
        person = looking.person(request, f"party/{key}" if _KEY.fullmatch(key) else "")
        by_hand.give(arrival=arrival, party=person.reference, actor=actor(request), at=now())
    except NoSuchParty:
        return Refused(NOBODY, "typed")
    except by_hand.NotWaiting:
        return Refused(MEANWHILE, "typed")
    return redirect(f"{reverse('serve:outbox-arrival', kwargs={'arrival': arrival})}?put=yes")


def take_back(request: HttpRequest, arrival: int) -> HttpResponse:
    """It is somebody else's; it waits as before. So it does where somebody said so already."""
    with suppress(by_hand.NotByHand):
        by_hand.take_back(arrival=arrival, actor=actor(request), at=now())
    return redirect(f"{reverse('serve:outbox-arrival', kwargs={'arrival': arrival})}?off=yes")
