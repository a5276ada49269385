"""Requests about personal data in the demo council: one to erase, one for a copy, one that nobody has taken up, and a hold."""

from datetime import datetime, timedelta

from django.db.models import F

from guildhall.estate.door import Onlooker
from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor
from guildhall.people.door import register, search_for, understood
from guildhall.serve.answering import journeys
from guildhall.serve.casework import cases, opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Case, Message
from guildhall.serve.privacy import holds, requests
from guildhall.serve.publishing import editions
from guildhall.serve.telling import messages

_ASKS = (("Amina Yusuf", "erase", 4), ("Owen Prosser", "copy", 3), ("Rosa Delmar", "erase", 1))
_WHY = "Somebody says that they fell there, and may claim"


def ask(*, until: datetime, officer: Actor) -> None:
    """Let three people ask, take up the first two, and hold a case about which somebody may claim."""
    for place, (name, wanted, days) in enumerate(_ASKS):
        at = until - timedelta(days=days)
        found = search_for(sought=understood(text=name), onlooker=Onlooker(officer.reference, people=True))[0]
        party = found[0].reference if found else register(name=name, at=at)
        case = _asked(name, wanted, party, at)
        if place < 2:
            requests.take_up(case=case, kind=requests.KINDS[wanted], party=party, actor=officer, at=at)
    closed = Case.objects.filter(service="street-problem", closed_at__isnull=False).order_by("id").first()
    if closed is not None:
        holds.place(subject=f"case/{closed.reference}", reason=_WHY, actor=officer, at=until - timedelta(days=2))


def _asked(name: str, wanted: str, customer: str, at: datetime) -> CaseValue:
    live = editions.current(service=requests.SERVICE)
    assert live is not None
    answers: dict[str, Json] = {
        "wanted": wanted,
        "which": None,
        "name": name,
        "address": {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"},
        "contact-by": "email",
        "email": f"{name.lower().replace(' ', '.')}@example.org",
    }
    who = Actor("staff", "")
    journey = journeys.begin(
        live=live, language="en", channel="phone", actor=who, customer=customer, answers=answers, at=at
    )
    case = opening.submit(journey=journey.id, actor=who, channel="phone", at=at)
    messages.receive(reference=case.reference, at=at)
    interactions.led_to_case(reference=case.reference)
    Message.objects.filter(case_id=case.id, kind="email", sent_at=None).update(sent_at=F("rendered_at"))
    return cases.find(reference=case.reference)
