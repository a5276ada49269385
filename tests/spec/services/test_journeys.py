"""Promises about every journey through the demo council's services, on every way in."""

from datetime import date, datetime

import pytest
from tests.spec.services.shipped import COMPILED, SHIPPED

from guildhall.channels import SURFACES
from guildhall.kernel.clocks import Calendar, closed_on
from guildhall.kernel.journey import Position
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import JourneyTest
from guildhall.kernel.walk import walk

ORDINARY_DAY = "2026-11-18T11:00"
CHRISTMAS = Calendar(closed_on([date(2026, 12, 25), date(2026, 12, 28)]))
JOURNEYS = [
    pytest.param(name, journey, channel, id=f"{name} on {channel}: {journey.name}")
    for name, service in SHIPPED.items()
    for channel in SURFACES
    for journey in service.tests
]


def _around(journey: JourneyTest, channel: str) -> Circumstances:
    now = datetime.fromisoformat(journey.now or ORDINARY_DAY)
    return Circumstances(now=now, channel=channel, actor=journey.actor, facts=journey.facts, calendar=CHRISTMAS)


def _position(name: str, journey: JourneyTest, channel: str, language: str = "en") -> Position:
    walked = walk(COMPILED[name], SURFACES[channel], journey.answers, _around(journey, channel), language)
    assert not walked.position.stuck
    return walked.position


@pytest.mark.parametrize(("name", "journey", "channel"), JOURNEYS)
def test_a_journey_ends_as_its_definition_says(name: str, journey: JourneyTest, channel: str) -> None:
    position = _position(name, journey, channel)
    expected = journey.expect
    assert [refusal.said("en") for refusal in position.refusals] == []
    assert position.outcome is not None
    assert position.outcome.id == expected.outcome
    assert expected.asked is None or position.asked == expected.asked
    assert not set(expected.not_asked or ()) & set(position.asked)
    assert expected.fee is None or position.fee == expected.fee
    assert expected.team is None or position.team == expected.team
    assert expected.case is None or {key: position.answers.get(key) for key in expected.case} == expected.case


@pytest.mark.parametrize(("name", "journey", "channel"), JOURNEYS)
def test_a_journey_in_welsh_ends_as_it_does_in_english(name: str, journey: JourneyTest, channel: str) -> None:
    english, welsh = (_position(name, journey, channel, language) for language in ("en", "cy"))
    assert (welsh.asked, welsh.answers, welsh.fee, welsh.team) == (
        english.asked,
        english.answers,
        english.fee,
        english.team,
    )
    assert welsh.outcome == english.outcome


@pytest.mark.parametrize("name", SHIPPED)
def test_every_question_is_asked_and_every_ending_reached_by_some_journey(name: str) -> None:
    service = SHIPPED[name]
    ends = [_position(name, journey, "web") for journey in service.tests]
    assert len(service.tests) >= 4
    assert {outcome.id for outcome in service.outcomes} == {end.outcome.id for end in ends if end.outcome}
    assert {step.id for step in service.steps} - {step for end in ends for step in end.asked} == set()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_ending_that_opens_a_case_has_a_team_and_a_day_by_which(name: str) -> None:
    for journey in SHIPPED[name].tests:
        end = _position(name, journey, "web")
        assert end.outcome is not None
        if end.outcome.kind == "submit":
            assert end.team is not None, journey.name
            assert end.promised is not None, journey.name
