"""A button that staff press twice does its work once, and the customer is written to once."""

from datetime import timedelta

import pytest
from tests.rooms.council import AMIR, VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk

from guildhall.kernel.notices import Way
from guildhall.serve.casework import acts, cases, enquiries, opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.clock import standing_at
from guildhall.serve.models import Enquiry, Message

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

EMAIL = Way("email", "vera@example.org")


def missed_bin() -> CaseValue:
    journey = finished(in_force(), contact_by="email", email=EMAIL.to)
    return opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)


def press_twice(clerk: Clerk, case: CaseValue, button: str, typed: dict[str, str]) -> Clerk:
    address = f"/desk/cases/{case.reference}"
    other_tab = Clerk(clerk.client, clerk.reference).open(address)
    clerk.open(address).press(button, typed)
    return other_tab.press(button, typed)


def test_the_customer_is_asked_once_and_may_be_asked_again_after_an_answer(tom: Clerk) -> None:
    case, question = missed_bin(), "Which side of the house?"
    assert press_twice(tom, case, "Ask", {"question": question}).status == 200
    assert (Enquiry.objects.count(), Message.objects.count()) == (1, 1)
    with standing_at(WEDNESDAY + timedelta(hours=2)):
        enquiry = Enquiry.objects.get().pk
        enquiries.reply(case=case, enquiry=enquiry, text="Left", channel="web", actor=VERA, at=WEDNESDAY)
        tom.open(f"/desk/cases/{case.reference}").press("Ask", {"question": question})
    asked = Message.objects.filter(body__contains=question)
    assert (Enquiry.objects.count(), asked.count()) == (2, 2)


def test_a_case_is_closed_once_and_nobody_is_told_that_somebody_else_did_it(tom: Clerk) -> None:
    case = missed_bin()
    again = press_twice(tom, case, "Close the case", {"outcome": "done", "told": "We emptied your bin."})
    assert again.status == 200
    assert "meanwhile" not in again.main
    assert "Closed: Done" in again.main
    assert Message.objects.count() == 1


def test_other_words_after_a_case_was_closed_are_still_refused(tom: Clerk) -> None:
    case = missed_bin()
    tom.open(f"/desk/cases/{case.reference}")
    other_tab = Clerk(tom.client, tom.reference).open(f"/desk/cases/{case.reference}")
    tom.press("Close the case", {"outcome": "done", "told": "We emptied your bin."})
    other_tab.press("Close the case", {"outcome": "done", "told": "We could not find it."})
    assert other_tab.status == 409
    assert "This case was closed meanwhile." in other_tab.main


@pytest.mark.parametrize("about", ["receipt", "pay"])
def test_the_same_words_go_to_the_same_place_once_at_a_time(about: str) -> None:
    case = missed_bin()
    for seconds in (0, 1, 40):
        at = WEDNESDAY + timedelta(seconds=seconds)
        acts.write_to(case=case, about=about, way=EMAIL, actor=AMIR, at=at, text="https://example.org/pay/1")
    assert Message.objects.count() == 2
    acts.write_to(case=case, about=about, way=Way("sms", "07700 900 982"), actor=AMIR, at=WEDNESDAY, text="x")
    assert Message.objects.count() == 3
    told = [event.type for event in cases.happenings(case=case, audience="customer")]
    assert told[1:] == [{"receipt": "receipt.sent", "pay": "payment.asked"}[about]] * 3
