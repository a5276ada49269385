"""Promises about what one of ours sends by hand: that it is asked as they do it whether the way is safe still."""

import pytest
from tests.rooms.acquainted import ASHA, case_of, person
from tests.rooms.council import MILL_LANE, WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.people import door as people
from guildhall.serve.casework import acts
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Interaction, Message, Task
from guildhall.serve.telling import sending

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

MOBILE = "07700 900982"


def asked(by: str, **contacts: str) -> tuple[CaseValue, Message]:
    """Vera, who is told ``by`` this way, is asked something about her missed bin."""
    vera = person("Vera Lind", **contacts)
    there = {"letter": {}, "call": {"ring-on": MOBILE}}[by]
    answers = {"address": MILL_LANE, "bin": "general", "assisted": False, "name": "Vera Lind", "contact-by": by} | there
    case = case_of(in_force(), vera, **answers)
    acts.ask(case=case, question="Which lane is it?", actor=ASHA, at=WEDNESDAY)
    return case, Message.objects.get(about="asked")


def became() -> list[tuple[str, str, bool]]:
    """Each message of the question: how it goes, why it was stopped, and whether it is sent."""
    rows = Message.objects.filter(about="asked").order_by("id")
    return [(each.kind, each.stopped_reason, each.sent_at is not None) for each in rows]


@pytest.mark.parametrize("page", ["", "/letter"])
def test_a_letter_to_an_address_that_became_unsafe_is_neither_printed_nor_posted(tom: Clerk, page: str) -> None:
    case, letter = asked("letter", post="4 Mill Lane, ZZ1 2AB", email="vera@example.org")
    assert "I have posted it" in tom.open(f"/desk/outbox/{letter.pk}").main
    people.mark_contact(reference=case.customer, kind="post", safe=False)
    tom.open(f"/desk/outbox/{letter.pk}{page}")
    assert "It was not sent. It could put them in danger" in tom.main
    assert "I have posted it" not in tom.main
    assert "The letter to print" not in tom.main
    assert became() == [("letter", "not-safe", False), ("email", "", False)]
    assert tom.open(f"/desk/outbox/{letter.pk}/letter").response["Content-Type"].startswith("text/html")


def test_that_it_was_posted_is_not_kept_of_a_letter_that_may_not_go() -> None:
    case, letter = asked("letter", post="4 Mill Lane, ZZ1 2AB", email="vera@example.org")
    people.mark_contact(reference=case.customer, kind="post", safe=False)
    assert not sending.done_by_hand(message=letter.pk, at=WEDNESDAY)
    assert became() == [("letter", "not-safe", False), ("email", "", False)]


def test_a_number_that_became_unsafe_is_shown_to_nobody_to_be_rung() -> None:
    case, _call = asked("call", phone=MOBILE, post="4 Mill Lane, ZZ1 2AB")
    bo = clerk("service-officer", name="Bo Lind").open(f"/desk/cases/{case.reference}")
    assert f"Ring {MOBILE}" in bo.main
    people.mark_contact(reference=case.customer, kind="phone", safe=False)
    bo.open(f"/desk/cases/{case.reference}")
    assert f"Ring {MOBILE}" not in bo.main
    assert became() == [("call", "not-safe", False), ("letter", "", False)]
    assert Task.objects.get(kind="call-customer").withdrawn_at is not None


def test_a_call_that_may_not_be_made_is_not_kept_as_made() -> None:
    case, call = asked("call", phone=MOBILE, post="4 Mill Lane, ZZ1 2AB")
    assert call.task_id is not None
    people.mark_contact(reference=case.customer, kind="phone", safe=False)
    acts.finish_task(case=case, task=call.task_id, actor=ASHA, at=WEDNESDAY)
    assert became() == [("call", "not-safe", False), ("letter", "", False)]
    assert Task.objects.get(id=call.task_id).done_at is None
    assert not Interaction.objects.filter(reason="rung").exists()
