"""A council whose services are measured: real journeys, contacts and cases by every way in, and the events carried to be counted."""

from datetime import datetime, timedelta

from django.db.models import Q
from django_tasks_db.models import DBTaskResult
from tests.rooms.acquainted import ASHA
from tests.rooms.council import MILL_LANE, MISSED_BIN, VERA, WEDNESDAY, in_force

from guildhall.ledger.door import Actor
from guildhall.serve.answering import journeys, satisfaction
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.casework import acts, opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.clock import standing_at
from guildhall.serve.contacts import interactions
from guildhall.serve.publishing.editions import Live
from guildhall.understand import carrying, laid
from guildhall.understand.carrying import files
from guildhall.understand.counting import asked
from guildhall.understand.engine import opened

HARBOUR = {"line1": "2 Quay Street", "postcode": "ZZ1 3CD"}
LATER = WEDNESDAY + timedelta(days=40)
"""A day by which every journey of the world is over."""


Counted = dict[str | None, tuple[int, int]]


def told(name: str, by: str = "", *, until: datetime = LATER) -> Counted:
    """What a measure counts, before anything is withheld: hits and rows of each part (of a mean, the two sums)."""
    measure, last = laid.measure(name), until.date()
    with opened() as engine:
        engine.lay(laid.views(), files(), laid.unit_costs(), last)
        found = asked(engine, measure, last - timedelta(days=364), last, by=by)
    if measure.kind == "mean":
        return {each.part: (each.top or 0, each.bottom or 0) for each in found}
    if measure.kind == "duration":
        return {each.part: (each.median or 0, each.count) for each in found}
    return {each.part: (each.hits or 0, each.count) for each in found}


def carry(at: datetime = LATER) -> list[int]:
    """Carry what is new."""
    return list(carrying.carry(at=at))


def begun(live: Live, *, at: datetime, channel: str = "web", actor: Actor = VERA, **answers: object) -> JourneyValue:
    """A journey with these answers, and no further."""
    given = {key.replace("_", "-"): value for key, value in answers.items()}
    return journeys.begin(live=live, language="en", channel=channel, actor=actor, answers=given, at=at)


def sent(
    live: Live, *, at: datetime, channel: str = "web", actor: Actor = VERA, place: object = MILL_LANE
) -> CaseValue:
    """A missed bin, reported to the end."""
    yesterday = (at - timedelta(days=1)).date().isoformat()
    answers = MISSED_BIN | {"address": place, "collection-day": yesterday}
    journey = journeys.begin(live=live, language="en", channel=channel, actor=actor, answers=answers, at=at)
    with standing_at(at):
        case = opening.submit(journey=journey.id, actor=actor, channel=channel, at=at)
        worked(at)
    return case


def worked(at: datetime) -> None:
    """The worker does what the rooms below have for it by now, and what comes of that, each once."""
    waits = DBTaskResult.objects.filter(status="READY", task_path__startswith="guildhall.serve.outbox.")
    due = waits.filter(Q(run_after__lte=at) | Q(run_after__year=9999)).order_by("enqueued_at")
    with standing_at(at):
        while row := due.first():
            row.task.call(**row.args_kwargs["kwargs"])
            row.delete()


def live_through() -> None:
    """A few weeks of missed bins: many online, some by telephone; most in time; some left, and some asked about again."""
    live, day = in_force(), timedelta(days=1)
    for number in range(30):
        at = WEDNESDAY + number % 7 * day + timedelta(minutes=number)
        channel, actor = ("web", VERA) if number % 3 else ("phone", ASHA)
        case = sent(live, at=at, channel=channel, actor=actor, place=MILL_LANE if number % 2 else HARBOUR)
        if number % 5 == 0:
            interactions.log(
                channel="phone", reason="progress", case=case.reference, called="Vera", actor=ASHA, at=at + day
            )
        if number % 10 == 0:
            late = at + 30 * day
            interactions.log(
                channel="phone", reason="progress", case=case.reference, called="Vera", actor=ASHA, at=late
            )
        if number % 4:
            acts.close(case=case, outcome="done", told="It is done.", actor=ASHA, at=at + (1 + number % 12) * day)
        if number % 9 == 0:
            satisfaction.keep(service="missed-bin", channel=channel, score=2 + number % 4, on=at.date())
    for number in range(14):
        at = WEDNESDAY + timedelta(hours=number)
        begun(live, at=at, **({"address": MILL_LANE, "bin": "general"} if number % 2 else {"address": MILL_LANE}))
        if number % 2:
            interactions.log(channel="counter", reason="opening-hours", actor=ASHA, at=at)
    for number in range(12):
        satisfaction.keep(
            service="missed-bin", channel="web", score=1 + number % 5, on=(WEDNESDAY + number * day).date()
        )
    worked(LATER)
