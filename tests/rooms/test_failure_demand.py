"""Promises about failure demand: worked out from what happened, never asked of an advisor."""

from datetime import timedelta

import pytest
from tests.rooms.acquainted import ASHA, POTHOLE, case_of, person
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import clerk
from tests.rooms.promising import MISSED, about_a_bin, vera

from guildhall.ledger.door import Actor, history
from guildhall.people import door
from guildhall.serve.casework import acts, enquiries
from guildhall.serve.clock import standing_at
from guildhall.serve.contacts import calls, interactions
from guildhall.serve.models import Case, Interaction

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
NEXT_DAY = WEDNESDAY + timedelta(days=1)


def logged(**more: object) -> bool | None:
    told = {"channel": "phone", "reason": "progress", "actor": ASHA, "at": NEXT_DAY} | more
    number = interactions.log(**told)  # type: ignore[arg-type]
    row = Interaction.objects.get(id=number)
    [event] = history(subject=f"contact/{number}", audience="staff")
    assert event.data.get("failure_demand") == row.failure_demand
    return row.failure_demand


def test_asking_how_far_an_open_case_has_got_is_failure_demand() -> None:
    case = about_a_bin(vera())
    assert logged(party=case.customer)
    assert logged(party=case.customer, case=case.reference, reason="something-else")


def test_so_it_is_for_whoever_is_the_same_person() -> None:
    case, other = about_a_bin(vera()), person("V Lind")
    assert not logged(party=other)
    door.assert_link(one=case.customer, other=other, actor=ASHA, at=WEDNESDAY)
    assert logged(party=other, at=NEXT_DAY + timedelta(minutes=5))


def test_a_contact_about_something_else_or_of_somebody_else_is_not() -> None:
    case = about_a_bin(vera())
    assert not logged(party=case.customer, reason="thanks")
    assert not logged(party=person("Edith Marsh"))
    assert not logged(party=person("Edith Marsh"), case=case.reference)


def test_whether_somebody_unknown_asks_about_an_open_case_is_not_known_and_said_to_be_so() -> None:
    assert logged() is None
    assert logged(reason="thanks", called="Vera") is False
    calls.told(event="newCall", key="call-1", at=NEXT_DAY, number="+441632960101")
    number = calls.told(event="answer", key="call-1", at=NEXT_DAY, by=ASHA.reference)
    calls.take(call=number, account=ASHA.reference, at=NEXT_DAY)
    assert logged(called="Vera") is None
    with standing_at(NEXT_DAY):
        assert "whether on an open case is not known" in clerk("advisor").open("/desk/calls").main


def test_of_somebody_who_is_not_registered_it_is_known_by_the_case_they_ask_about() -> None:
    case = about_a_bin(vera())
    assert logged(case=case.reference, called="a woman called Vera")
    acts.close(case=case, outcome="done", told="It is done.", actor=ASHA, at=NEXT_DAY)
    assert not logged(case=case.reference, called="a woman called Vera", at=NEXT_DAY + timedelta(minutes=5))


def test_on_a_closed_case_there_is_none() -> None:
    case = about_a_bin(vera())
    acts.close(case=case, outcome="done", told="It is done.", actor=ASHA, at=WEDNESDAY + timedelta(hours=1))
    assert not logged(party=case.customer, case=case.reference)


def test_a_reply_that_came_by_it_is_news() -> None:
    case = about_a_bin(vera())
    acts.ask(case=case, question="Which side?", actor=ASHA, at=WEDNESDAY + timedelta(hours=1))
    [asked] = enquiries.of_case(case=case)
    enquiries.reply(
        case=case, enquiry=asked.id, text="The left", channel="phone", actor=Actor("staff", "account/1"), at=NEXT_DAY
    )
    assert not logged(party=case.customer, case=case.reference, at=NEXT_DAY + timedelta(seconds=30))
    assert logged(party=case.customer, case=case.reference, at=NEXT_DAY + timedelta(minutes=30))


def test_another_case_that_came_by_it_is_news() -> None:
    case = about_a_bin(vera())
    other = case_of(in_force("street-problem"), case.customer, **POTHOLE)
    Case.objects.filter(reference=other.reference).update(opened_at=NEXT_DAY - timedelta(seconds=20))
    assert not logged(party=case.customer, case=case.reference)
    assert logged(party=case.customer, case=case.reference, at=NEXT_DAY + timedelta(minutes=30))


def test_an_advisor_says_which_case_it_is_about_and_is_never_asked_whether_it_is_failure_demand() -> None:
    case = about_a_bin(vera())
    with standing_at(NEXT_DAY):
        asha = clerk("advisor").open(f"/desk/people/{case.customer[6:]}").press("New call from them")
        asha.follow("Just a question")
        assert "ailure demand" not in asha.source
        asha.press("How far a case has got", {"case": case.reference, "told": "On Friday"})
    row = Interaction.objects.get(reason="progress")
    assert (row.case, row.failure_demand, row.told) == (case.reference, True, "On Friday")


def test_what_is_no_open_case_of_theirs_is_not_kept_as_one() -> None:
    case, edith = about_a_bin(vera()), person("Edith Marsh")
    own = case_of(in_force(), edith, **MISSED)
    asha = clerk("advisor").open(f"/desk/people/{edith[6:]}").press("New call from them").follow("Just a question")
    asha.press("How far a case has got", {"case": case.reference})
    assert Interaction.objects.get(reason="progress").case == ""
    assert own.reference != case.reference
