"""Vera, of whom the council holds a house move that is open and three potholes, and who asks about it; and who decides."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.rooms.acquainted import ASHA, POTHOLE, case_of, person
from tests.rooms.council import MILL_LANE, WEDNESDAY, in_force

from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor
from guildhall.serve.casework import acts, cases
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Case
from guildhall.serve.privacy import requests
from guildhall.serve.privacy.requests import RequestValue

WYN = Actor("staff", f"account/{3:032x}")
YEAR = timedelta(days=365)
MOVE: dict[str, Json] = {
    "which": "within",
    "no-fixed": False,
}


def asks(customer: str, wanted: str = "erase", language: str = "en") -> CaseValue:
    """Somebody asks, by telephone, to see or have erased what we hold."""
    del language
    return case_of(
        in_force("your-information"),
        customer,
        wanted=wanted,
        which=None,
        name="Vera Lind",
        address=MILL_LANE,
        **{"contact-by": "email", "email": "vera.lind@example.org"},
    )


def closed_ago(case: CaseValue, ago: timedelta) -> None:
    """It was opened and closed so long ago."""
    at = WEDNESDAY - ago
    acts.close(case=case, outcome="done", told="Mended, Vera.", actor=ASHA, at=at)
    Case.objects.filter(id=case.id).update(opened_at=at - timedelta(days=3))


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of Vera."""

    vera: str
    open_case: CaseValue
    old: CaseValue
    recent: CaseValue
    request: RequestValue


def held_of_vera(*, wanted: str = "erase", at: datetime = WEDNESDAY) -> Held:
    """An open missed bin, a pothole of four years ago, one of a year ago, a question; and a request that is taken up."""
    vera = person("Vera Lind", phone="01632 960101", email="vera.lind@example.org", lives=MILL_LANE)
    bins = {"address": MILL_LANE, "bin": "general", "assisted": False, "name": "Vera Lind", "contact-by": "none"}
    open_case = case_of(in_force(), vera, **bins)
    live = in_force("street-problem")
    old, recent = (case_of(live, vera, **POTHOLE | {"describe": "I am Vera Lind and I fell"}) for _ in range(2))
    closed_ago(old, 4 * YEAR)
    closed_ago(recent, YEAR)
    interactions.log(
        channel="phone", reason="opening-hours", party=vera, told="Vera asked when we open", actor=ASHA, at=at
    )
    case = asks(vera, "erase" if wanted == "erase" else "copy")
    kind = requests.KINDS["erase" if wanted == "erase" else "copy"]
    requests.take_up(case=cases.find(reference=case.reference), kind=kind, party=vera, actor=WYN, at=at)
    return Held(vera, open_case, old, recent, requests.find(reference=case.reference))
