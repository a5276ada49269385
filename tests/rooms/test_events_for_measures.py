"""Promises about what events tell so that services can be measured: codes, numbers and dates, and nobody's answers."""

import re
from datetime import datetime, time, timedelta

import pytest
from tests.rooms.acquainted import ASHA
from tests.rooms.council import MISSED_BIN, SERVICES, VERA, WEDNESDAY, finished, in_force

from guildhall.kernel.clocks import LONDON
from guildhall.ledger.door import FOREIGN_CODE, EventValue, histories, history
from guildhall.ledger.models import Event
from guildhall.serve import outbox
from guildhall.serve.answering import journeys, satisfaction
from guildhall.serve.casework import opening
from guildhall.serve.clock import standing_at
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Satisfaction

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
OVER = WEDNESDAY + journeys.KEPT_FOR


def stopped(journey: object) -> list[EventValue]:
    told = history(subject=f"journey/{journey}", audience="staff")
    return [each for each in told if each.type == "journey.stopped"]


def test_the_opening_of_a_case_tells_its_ward_and_its_journey() -> None:
    journey = finished(in_force())
    case = opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)
    [opened] = histories(subjects=[case.subject], audience="staff")[case.subject]
    assert (opened.data["ward"], opened.data["journey"]) == ("mill-lane", f"journey/{journey.id}")


def test_a_ward_that_is_written_as_no_code_stops_no_case_and_is_not_told() -> None:
    assert FOREIGN_CODE.or_nothing("E05001234") == "E05001234"
    assert FOREIGN_CODE.or_nothing("Mill Lane, by the weir") is None
    assert FOREIGN_CODE.or_nothing("") is None


def test_an_outcome_is_told_as_its_definition_writes_it() -> None:
    written = "Reported_to.US-" + 85 * "x"
    text = (SERVICES / "missed-bin.yaml").read_text(encoding="utf-8")
    for key in ("id", "to", "outcome"):
        text = re.sub(rf"\b{key}: reported\b", f"{key}: {written}", text)
    case = opening.submit(journey=finished(in_force(text=text)).id, actor=VERA, channel="web", at=WEDNESDAY)
    [opened] = histories(subjects=[case.subject], audience="staff")[case.subject]
    assert opened.data["outcome"] == written


def test_once_a_journey_can_be_taken_up_no_more_it_is_told_at_which_question_it_stopped() -> None:
    begun = journeys.begin(
        live=in_force(),
        language="en",
        channel="web",
        actor=VERA,
        answers={"address": MISSED_BIN["address"]},
        at=WEDNESDAY,
    )
    outbox.see_where_it_stopped.call(journey=str(begun.id))
    assert stopped(begun.id) == []
    with standing_at(OVER):
        outbox.see_where_it_stopped.call(journey=str(begun.id))
        outbox.see_where_it_stopped.call(journey=str(begun.id))
    [told] = stopped(begun.id)
    assert dict(told.data) == {"service": "missed-bin", "channel": "web", "step": "bin"}
    assert told.at == OVER


def test_of_a_journey_that_came_to_a_case_it_is_never_told() -> None:
    journey = finished(in_force())
    opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)
    with standing_at(OVER):
        outbox.see_where_it_stopped.call(journey=str(journey.id))
    assert stopped(journey.id) == []


def test_how_it_was_is_told_of_nobody_and_by_the_day_alone() -> None:
    satisfaction.keep(service="missed-bin", channel="web", score=4, on=WEDNESDAY.date())
    told = Event.objects.get(type="satisfaction.given")
    assert told.subject == f"satisfaction/{Satisfaction.objects.get().pk}"
    assert (told.actor_kind, told.actor, told.on_behalf_of) == ("system", "", "")
    assert told.at == datetime.combine(WEDNESDAY.date(), time(), LONDON)
    assert told.data == {"service": "missed-bin", "channel": "web", "score": 4}


def test_a_contact_tells_its_case_which_way_it_went_and_nothing_of_who_it_was() -> None:
    case = opening.submit(journey=finished(in_force()).id, actor=VERA, channel="web", at=WEDNESDAY)
    number = interactions.log(
        channel="phone",
        reason="progress",
        actor=ASHA,
        at=WEDNESDAY + timedelta(days=1),
        case=case.reference,
        called="a woman called Vera",
        support=["relay"],
    )
    [told] = history(subject=f"contact/{number}", audience="staff")
    assert (told.data["case"], told.data["direction"], told.data["supported"]) == (case.subject, "in", True)
    assert "Vera" not in str(told)
