"""People whom a council knows, for tests of rooms: with cases of two teams, and contacts about none."""

from dataclasses import dataclass
from datetime import timedelta

from tests.rooms.council import MILL_LANE, WEDNESDAY, in_force

from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor
from guildhall.people import door
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.casework import cases, opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.contacts import interactions
from guildhall.serve.publishing.editions import Live
from guildhall.serve.telling import messages

ASHA = Actor("staff", f"account/{1:032x}")
POTHOLE: dict[str, Json] = {
    "dangerous": False,
    "problem": "pothole",
    "whose-road": "street",
    "where": {"description": "Outside 12 High Street"},
    "depth": "deep",
    "describe": None,
    "photo": None,
    "contact-by": "none",
}


def person(name: str, **more: object) -> str:
    """Somebody registered; their reference."""
    return door.register(name=name, at=WEDNESDAY - timedelta(days=30), **more)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody with a story."""

    reference: str
    bin: CaseValue
    hole: CaseValue
    happenings: int

    @property
    def key(self) -> str:
        """What their page is known by."""
        return self.reference.removeprefix("party/")

    def asks(self, times: int) -> None:
        """They ask so many questions more, at so many moments before."""
        for minute in range(times):
            at = WEDNESDAY - timedelta(days=2, minutes=minute)
            interactions.log(channel="phone", reason="thanks", party=self.reference, actor=ASHA, at=at)


def case_of(live: Live, customer: str, **answers: object) -> CaseValue:
    """A case of theirs, begun with staff at a desk."""
    journey = journeys.begin(
        live=live,
        language="en",
        channel="phone",
        actor=ASHA,
        customer=customer,
        answers=answers,
        at=WEDNESDAY,
    )
    return opened(journey)


def opened(journey: JourneyValue) -> CaseValue:
    """The case that a finished journey leads to, with all that the worker does for it."""
    case = opening.submit(journey=journey.id, actor=journey.actor, channel=journey.channel, at=WEDNESDAY)
    messages.receive(reference=case.reference, at=WEDNESDAY)
    interactions.led_to_case(reference=case.reference)
    return cases.find(reference=case.reference)


def about_vera() -> Acquaintance:
    """Vera Lind: a missed bin by telephone, a pothole of another team's, and two questions."""
    vera = person("Vera Lind", phone="01632 960101", lives=MILL_LANE)
    missed = {"address": MILL_LANE, "bin": "general", "assisted": False, "name": "Vera Lind"}
    email = {"contact-by": "email", "email": "vera.lind@example.org"}
    bin_case = case_of(in_force(), vera, **(missed | email))
    hole = case_of(in_force("street-problem"), vera, **POTHOLE)
    for reason, channel in (("opening-hours", "counter"), ("progress", "phone")):
        interactions.log(channel=channel, reason=reason, party=vera, actor=ASHA, at=WEDNESDAY - timedelta(days=1))
    return Acquaintance(vera, bin_case, hole, happenings=5)
