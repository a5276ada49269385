"""Somebody who answers after their case was closed is told so, and the team is told that they wrote."""

from uuid import UUID

import pytest
from tests.rooms.browsing import AT, Resident, publish
from tests.rooms.council import MISSED_BIN
from tests.rooms.deskwork import Clerk

from guildhall.ledger.door import Actor
from guildhall.serve.casework import acts, cases
from guildhall.serve.models import Case, Enquiry, Task

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

STAFF = Actor("staff", f"account/{UUID(int=1)}")


def asked_and_closed() -> tuple[Resident, str]:
    """A resident who was asked something, and whose case was closed before they answered."""
    resident = Resident(publish("missed-bin")).walk(MISSED_BIN).post()
    reference = resident.reference()
    case = cases.find(reference=reference)
    acts.ask(case=case, question="Is the gate locked?", actor=STAFF, at=AT)
    acts.close(case=case, outcome="done", told="We emptied it.", actor=STAFF, at=AT)
    return resident, reference


@pytest.mark.parametrize(
    ("address", "closed", "late"),
    [
        ("/en/track/{}", "We have closed this, so you need not answer.", "You wrote this after we had closed it."),
        (
            "/cy/olrhain/{}",
            "Rydym wedi cau hwn, felly nid oes rhaid i chi ateb.",
            "Ysgrifennoch hyn ar ôl i ni ei gau.",
        ),
    ],
)
def test_whoever_was_asked_is_told_that_it_is_closed_and_what_they_can_do(address: str, closed: str, late: str) -> None:
    resident, reference = asked_and_closed()
    assert closed in resident.go(address.format(reference)).text
    assert late in resident.post(reply="It is open on Sundays").text
    assert closed not in resident.text


def test_what_is_written_after_closing_stands_in_the_teams_list_until_it_is_read(tom: Clerk) -> None:
    resident, reference = asked_and_closed()
    assert reference not in tom.open("/desk/cases").main
    for _time in range(2):
        resident.go(f"/en/track/{reference}")
        if resident.page.xpath("//textarea"):
            resident.post(reply="It is open on Sundays")
    assert Task.objects.count() == 1
    assert "reply to read" in tom.open("/desk/cases").main
    tom.follow(reference)
    assert "Read what the customer wrote after the case was closed" in tom.main
    assert "It is open on Sundays" in tom.main
    tom.press("Done")
    assert reference not in tom.open("/desk/cases").main
    assert reference in tom.open("/desk/cases?state=closed").main
    assert Case.objects.get().closed_at is not None


def test_an_answer_in_time_sets_no_task() -> None:
    resident = Resident(publish("missed-bin")).walk(MISSED_BIN).post()
    reference = resident.reference()
    acts.ask(case=cases.find(reference=reference), question="Is the gate locked?", actor=STAFF, at=AT)
    resident.go(f"/en/track/{reference}")
    assert "We have closed this" not in resident.text
    resident.post(reply="It is open on Sundays")
    assert not Task.objects.exists()


def test_an_answer_that_is_too_long_is_told_so_and_nothing_of_it_is_lost() -> None:
    resident, reference = asked_and_closed()
    long = "word " * 900
    resident.go(f"/en/track/{reference}").post(reply=long)
    assert "Write 4,000 characters or fewer" in resident.text
    assert resident.page.xpath("string(//textarea)").strip() == long.strip()
    assert Enquiry.objects.get().replied_at is None


@pytest.mark.parametrize("number", ["9" * 5000, "²", "-1", "0"])
def test_an_answer_to_nothing_that_was_asked_changes_nothing(number: str) -> None:
    resident, reference = asked_and_closed()
    resident.go(f"/en/track/{reference}").post(reply="Yes", enquiry=number)
    assert Enquiry.objects.get().replied_at is None


def test_a_sign_that_no_database_keeps_is_left_out_of_an_answer() -> None:
    resident, reference = asked_and_closed()
    resident.go(f"/en/track/{reference}").post(reply="Y\x00es")
    assert Enquiry.objects.get().reply == "Yes"
