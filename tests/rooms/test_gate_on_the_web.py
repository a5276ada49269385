"""Promises about counter-examples: the answers that the gate shows lead a resident, on the web's own pages, to the fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.kernel.planted_faults import files, planted
from tests.rooms.browsing import Resident

from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.clocks import local
from guildhall.kernel.model import words
from guildhall.serve import clock
from guildhall.serve.publishing import editions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_remembered")]

SHOWN = [
    pytest.param(file, id=file.stem) for file in files() if {"stuck", "page"} & (planted(file).arrives or {}).keys()
]
LEADS_NOWHERE = "This form leads nowhere from here"


@pytest.fixture
def nothing_remembered() -> Iterator[None]:
    """What is published here is forgotten afterwards, whatever becomes of the test."""
    yield
    editions.forget()


@pytest.mark.parametrize("file", SHOWN)
def test_the_answers_that_are_shown_lead_to_the_fault_on_the_web(file: Path) -> None:
    fault = planted(file)
    finding = next(each for each in fault.found_in(fault.faulty) if (each.id, each.step) == (fault.finds, fault.step))
    assert finding.counterexample is not None
    now = finding.counterexample.now
    with clock.standing_at(local(fault.at.fromisoformat(now)) if now else fault.at):
        live = editions.publish(text=canonical_json(fault.faulty.to_json()), by="system", at=fault.at)
        somebody = Resident(live).walk(finding.counterexample.answers)
    assert fault.arrives is not None
    if "stuck" in fault.arrives:
        assert LEADS_NOWHERE in somebody.text
    else:
        question = next(step for step in fault.faulty.steps if step.id == fault.arrives["page"])
        assert words(question.label, "en") in somebody.text
        assert somebody.error_summary() is not None
