"""Promises that hold whatever people answer to the demo council's services."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.spec.services.answering import journeys
from tests.spec.services.shipped import COMPILED, SHIPPED
from tests.worlds.profiles import thorough

from guildhall.channels import SURFACES
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.journey import step
from guildhall.kernel.walk import walk

each_service = pytest.mark.parametrize("name", SHIPPED)


def _ends_well(name: str, data: st.DataObject) -> None:
    """No dead end; every case has a team, a day and its fee; and the end is the same by every way in."""
    answers, around = data.draw(journeys(SHIPPED[name]))
    position = step(COMPILED[name], answers, around)
    assert position.stuck is None
    assert position.outcome or position.refusals
    if position.outcome and position.outcome.kind == "submit":
        assert position.team is not None
        assert position.promised is not None
        assert (position.fee is not None) is (position.outcome.fee is not None)
    walked = {
        canonical_json(walk(COMPILED[name], surface, answers, replace(around, channel=channel)).as_json())
        for channel, surface in SURFACES.items()
    }
    assert len(walked) == 1


@each_service
@given(data=st.data())
def test_no_answer_leads_to_a_dead_end_and_every_way_in_ends_alike(name: str, data: st.DataObject) -> None:
    _ends_well(name, data)


@each_service
@thorough
@given(data=st.data())
def test_none_of_thousands_of_answers_leads_to_a_dead_end(name: str, data: st.DataObject) -> None:
    _ends_well(name, data)
