"""A council for tests of rooms: services in force, people who act, and one moment at which it all happens."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from guildhall import catalogue
from guildhall.ledger.door import Actor
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live

SERVICES = Path(catalogue.__file__).parent / catalogue.SERVICES
WEDNESDAY = datetime(2026, 11, 18, 17, 30, tzinfo=ZoneInfo("Europe/London"))
VERA = Actor("resident")
AMIR = Actor("staff", "account/amir")

MILL_LANE = {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}
NOWHERE_KNOWN = {"line1": "9 Unlisted Row", "postcode": "ZZ9 9ZZ"}
MISSED_BIN = {"address": MILL_LANE, "bin": "general", "assisted": False, "name": "Vera Lind", "contact-by": "none"}


def in_force(service: str = "missed-bin", *, text: str | None = None) -> Live:
    """Put a shipped service in force, or one written for the test."""
    editions.forget()
    written = text if text is not None else (SERVICES / f"{service}.yaml").read_text(encoding="utf-8")
    return editions.publish(text=written, by="account/designer", at=WEDNESDAY, file=service)


def finished(live: Live, *, at: datetime = WEDNESDAY, **answers: object) -> JourneyValue:
    """A journey through the missed bin with every answer given."""
    given = MISSED_BIN | {key.replace("_", "-"): value for key, value in answers.items()}
    journey = journeys.begin(live=live, language="en", channel="web", actor=VERA, at=at)
    while journey.position.page is not None and set(journey.position.relevant) <= given.keys():
        here = {step: given[step] for step in journey.position.relevant}
        journey = journeys.save(journey=journey, answers=here, channel="web", actor=VERA, at=at)
    return journey
