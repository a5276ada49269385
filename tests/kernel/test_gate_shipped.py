"""Promises about the shipped services: nothing is in the way of publishing any of them, and nothing is silenced."""

from datetime import datetime

import pytest
from tests.kernel.planted_faults import CALENDAR, ORDINARY_DAY
from tests.spec.services.shipped import SHIPPED

from guildhall.channels import SURFACES
from guildhall.kernel.clocks import local
from guildhall.kernel.gate import tests
from guildhall.kernel.gate.check import check
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.walk import walk

TOLD = {"words.unchecked-welsh", "access.actor-difference"}
"""What a designer is told of each service and may leave: whose Welsh nobody has approved, and whom it treats otherwise."""


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_service_can_be_published_with_nothing_silenced(name: str) -> None:
    at = local(datetime.fromisoformat(f"{ORDINARY_DAY}T11:00"))
    found = check(SHIPPED[name], at=at, calendar=CALENDAR, surfaces=SURFACES)
    assert [each for each in found if each.severity == "blocks" or each.id not in TOLD] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_the_same_definition_gives_the_same_findings(name: str) -> None:
    at = local(datetime.fromisoformat(f"{ORDINARY_DAY}T11:00"))
    first, second = (check(SHIPPED[name], at=at, calendar=CALENDAR, surfaces=SURFACES) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", SHIPPED)
def test_a_journey_test_arrives_in_the_gate_where_a_walk_arrives(name: str) -> None:
    service = SHIPPED[name]
    examined = Examined(service, local(datetime.fromisoformat(f"{ORDINARY_DAY}T11:00")), CALENDAR, SURFACES)
    for journey in service.tests:
        around = tests.circumstances(examined, journey)
        assert around is not None
        arrived = {channel: end for end, channels in tests.arrivals(examined, journey, around) for channel in channels}
        assert set(arrived) == set(service.channels.offered())
        for channel, end in arrived.items():
            walked = walk(examined.compiled, SURFACES[channel], journey.answers, around).position
            assert (end.outcome, end.asked, end.answers) == (walked.outcome, walked.asked, walked.answers)
