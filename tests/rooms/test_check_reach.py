"""Promises about the blast radius at the command line: what a change would have meant for the cases of the last month."""

from datetime import timedelta

import pytest
from tests.rooms.council import VERA, WEDNESDAY, finished, in_force

from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.loading import load_service
from guildhall.kernel.service import Service
from guildhall.serve.casework import opening
from guildhall.serve.commands.reached import reached

pytestmark = pytest.mark.django_db

TODAY = WEDNESDAY + timedelta(days=3)
COLOUR = {"id": "colour", "kind": "text", "label": {"en": "What colour is it?"}}


def changed(service: Service, *, steps: list[object]) -> Service:
    """The definition, asked about something more."""
    document = service.to_json()
    return load_service(canonical_json(document | {"steps": [*document["steps"], *steps]}))


def test_a_question_more_is_told_of_each_case_by_its_reference() -> None:
    live = in_force()
    case = opening.submit(journey=finished(live).id, actor=VERA, channel="web", at=WEDNESDAY)
    counted, *told = reached(changed(live.service, steps=[COLOUR]), TODAY)
    assert counted.startswith("Of the 1 case of the last 31 days, 1 would be asked something else")
    assert told == [f"    {case.reference}: asked too: colour"]


def test_the_same_definition_reaches_nobody() -> None:
    live = in_force()
    opening.submit(journey=finished(live).id, actor=VERA, channel="web", at=WEDNESDAY)
    assert reached(live.service, TODAY) == (
        "Of the 1 case of the last 31 days, 0 would be asked something else, 0 would end otherwise and 0 would pay another fee.",
    )
