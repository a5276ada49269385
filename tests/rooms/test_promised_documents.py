"""A document that somebody will send later is waited for by name."""

import pytest
from tests.rooms.council import VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk
from tests.rooms.test_web_payments import PERMIT

from guildhall.serve import cases, journeys, outbox
from guildhall.serve.cases import CaseValue
from guildhall.serve.models import Case, Task

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def permit() -> CaseValue:
    live = in_force("resident-parking-permit")
    journey = journeys.begin(live=live, language="en", channel="phone", actor=VERA, at=WEDNESDAY, answers=PERMIT)
    return cases.submit(journey=journey.id, actor=VERA, channel="phone", at=WEDNESDAY)


def test_what_was_promised_is_a_task_until_it_has_come(tom: Clerk) -> None:
    case = permit()
    for _time in range(2):
        outbox.send_receipt.call(reference=case.reference)
    tom.open(f"/desk/cases/{case.reference}")
    asked = "Show us that you live there; Show us the log book or the lease"
    assert f"Wait for documents that were promised: {asked}" in tom.main
    assert "To do: Wait for documents that were promised" in tom.main
    assert Task.objects.count() == 1
    tom.press("Done")
    assert "Done: Wait for documents that were promised" in tom.main


def test_where_nothing_was_promised_nothing_is_waited_for() -> None:
    case = cases.submit(journey=finished(in_force()).id, actor=VERA, channel="web", at=WEDNESDAY)
    outbox.send_receipt.call(reference=case.reference)
    assert Case.objects.get().customer
    assert not Task.objects.exists()
