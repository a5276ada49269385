"""A complaint for tests: opened on the web, begun by the worker, acknowledged, answered, at moments of a council of the tests."""

from datetime import datetime, timedelta

from tests.rooms.council import AMIR, VERA, WEDNESDAY, in_force

from guildhall.ledger.door import Actor
from guildhall.serve.answering import journeys
from guildhall.serve.casework import cases, complaints, opening, stages
from guildhall.serve.casework.cases import CaseValue

GINA = Actor("staff", "account/gina")
ABOUT_BINS = {
    "kind": "complaint",
    "about": "bins",
    "stage": "first",
    "what-happened": "Nobody came for three weeks.",
    "when": None,
    "papers": None,
    "put-right-by": ["apology"],
    "name": "Vera Lind",
    "contact-by": "email",
    "email": "vera@example.org",
}


def complaint(*, language: str = "en", at: datetime = WEDNESDAY, **answers: object) -> CaseValue:
    """A complaint of Vera's, opened at a moment."""
    given = ABOUT_BINS | {key.replace("_", "-"): value for key, value in answers.items()}
    live = in_force("complaint")
    journey = journeys.begin(live=live, language=language, channel="web", actor=VERA, at=at, answers=given)
    case = opening.submit(journey=journey.id, actor=VERA, channel="web", at=at)
    stages.take_up(reference=case.reference, at=at)
    return case


def acknowledged(case: CaseValue, *, at: datetime = WEDNESDAY + timedelta(days=1)) -> CaseValue:
    complaints.acknowledge(case=case, text="You say that nobody came.", actor=AMIR, at=at)
    return cases.find(reference=case.reference)


def answered(case: CaseValue, *, at: datetime = WEDNESDAY + timedelta(days=5), by: Actor = AMIR) -> CaseValue:
    complaints.answer(case=case, outcome="upheld", text="We are sorry.", actor=by, at=at)
    return cases.find(reference=case.reference)
