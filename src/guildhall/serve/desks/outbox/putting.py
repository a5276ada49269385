"""An email of the inbox put on its case: the reference as it was typed, the case it leads to, and only then the act."""

from contextlib import suppress
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guildhall.kernel.model import words
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import CaseValue, NoSuchCase
from guildhall.serve.clock import now
from guildhall.serve.desks import looking
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.staff import actor, said
from guildhall.serve.desks.telling import when
from guildhall.serve.models import Case
from guildhall.serve.sight import sees_case
from guildhall.serve.telling.inbound import by_hand

LONGEST = 40
BLANK = "Write the reference of the case"
NONE = "There is no such case. Look at the reference again"
ANOTHERS = "This is another team's case. Ask that team to put it there"
MEANWHILE = "Somebody has dealt with this email meanwhile"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The case that a reference leads to, so that somebody sees it before the email stands there."""

    reference: str
    service: str
    opened: str
    closed: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was put anywhere, to be told at the ``box``."""

    text: str
    box: str = "reference"


def look_up(request: HttpRequest) -> CaseValue | Refused:
    """The case whose reference was typed, where there is one that whoever is here sees."""
    typed = said(request, "reference", LONGEST)
    if not typed:
        return Refused(BLANK)
    try:
        found = cases.find(reference=typed)
    except NoSuchCase:
        return Refused(NONE)
    if Case.objects.filter(id=found.id, erased_at__isnull=False).exists():
        return Refused(NONE)
    if not sees_case(onlooker(request), found):
        return Refused(ANOTHERS)
    looking.lay_open(request, cases=[found.reference])
    return found


def foreseen(case: CaseValue) -> Foreseen:
    """A case in short."""
    at = now()
    closed = when(case.closed_at, at) if case.closed_at else ""
    return Foreseen(case.reference, words(case.live.service.title, "en"), when(case.opened_at, at), closed)


def put(request: HttpRequest, arrival: int, case: CaseValue) -> HttpResponse | Refused:
    """Put it there, and lead back to it."""
    try:
        by_hand.put(arrival=arrival, case=case, actor=actor(request), at=now())
    except by_hand.NotWaiting:
        return Refused(MEANWHILE)
    except by_hand.NoCase:
        return Refused(NONE)
    return redirect(f"{reverse('serve:outbox-arrival', kwargs={'arrival': arrival})}?put=yes")


def take_off(request: HttpRequest, arrival: int) -> HttpResponse:
    """Take it off again; it waits as before. So it does where somebody took it off already."""
    with suppress(by_hand.NotByHand):
        by_hand.take_off(arrival=arrival, actor=actor(request), at=now())
    return redirect(f"{reverse('serve:outbox-arrival', kwargs={'arrival': arrival})}?off=yes")
