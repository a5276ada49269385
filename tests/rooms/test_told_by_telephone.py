"""Promises to whoever has a landline and nothing else: an advisor rings them, and knows what not to say to whoever answers."""

from datetime import timedelta

import pytest
from tests.rooms.acquainted import ASHA, case_of, opened, person
from tests.rooms.council import MILL_LANE, WEDNESDAY, in_force
from tests.rooms.deskwork import clerk

from guildhall.kernel.model import Json
from guildhall.people import door as people
from guildhall.serve.answering import journeys
from guildhall.serve.casework import acts
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Message, Task
from guildhall.serve.telling import messages
from guildhall.serve.telling.notices import Drafted

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

LANDLINE = "01632 960101"
RING_ME: dict[str, Json] = {
    "help-with": ["first-steps"],
    "where": "telephone",
    "has": ["nothing"],
    "easier": None,
    "name": "Vera Lind",
    "arrange-by": "telephone",
    "telephone": LANDLINE,
}


def asked_for(channel: str = "paper", **known: str) -> CaseValue:
    """Help getting online, asked for by somebody who gave a landline alone."""
    her = person("Vera Lind", **({"phone": LANDLINE} | known))
    journey = journeys.begin(
        live=in_force("digital-help"),
        language="en",
        channel=channel,
        actor=ASHA,
        customer=her,
        answers=RING_ME,
        at=WEDNESDAY,
    )
    return opened(journey)


def moved(case: CaseValue) -> Drafted:
    return messages.draft_of(reference=case.reference, about="moved", text="It is Friday now.", at=WEDNESDAY)


def test_an_advisor_is_set_the_task_to_read_the_receipt_to_them() -> None:
    case = asked_for()
    [receipt] = Message.objects.filter(about="receipt")
    assert (receipt.kind, receipt.to, receipt.task) == ("call", LANDLINE, Task.objects.get(kind="call-customer"))
    page = clerk("service-officer", name="Bo Lind").open(f"/desk/cases/{case.reference}")
    assert f"Ring {LANDLINE}" in page.main
    assert "To whoever else answers, say nothing of this. Leave no message." in page.main
    assert f"Your reference is {case.reference}." in page.main
    acts.finish_task(
        case=case, task=Task.objects.get(kind="call-customer").pk, actor=ASHA, at=WEDNESDAY + timedelta(hours=1)
    )
    assert Message.objects.get(about="receipt").sender == "advisor"


def test_the_number_is_withheld_where_they_are_protected() -> None:
    case = asked_for()
    people.mark_contact(
        reference=case.customer, kind="phone", safe=True
    )  # a number that is not known to be is not rung
    people.protect(reference=case.customer, actor=ASHA, at=WEDNESDAY)
    page = clerk("service-officer", name="Bo Lind").open(f"/desk/cases/{case.reference}")
    assert "Ring a number that is withheld" in page.main
    assert LANDLINE not in page.main


@pytest.mark.parametrize("channel", ["phone", "counter"])
def test_nobody_is_rung_to_hear_what_they_were_told_as_they_spoke_with_us(channel: str) -> None:
    asked_for(channel)
    assert not Message.objects.exists()
    assert not Task.objects.exists()


def test_a_date_that_moved_is_told_them_by_telephone() -> None:
    assert [(each.kind, each.to) for each in moved(asked_for("phone")).messages] == [("call", LANDLINE)]


def test_nobody_is_rung_whom_something_in_writing_reaches() -> None:
    case = asked_for(email="vera@example.org")
    assert [each.kind for each in moved(case).messages] == ["email", "call"]


MOBILE = "07700 900982"


def wishes_a_call(**known: str) -> CaseValue:
    """A missed bin, reported by telephone by somebody who asked to be rung on a mobile."""
    her = person("Vera Lind", **known)
    asked = {"contact-by": "call", "ring-on": MOBILE}
    return case_of(in_force(), her, address=MILL_LANE, bin="general", assisted=False, name="Vera Lind", **asked)


def test_whoever_asks_to_be_rung_is_rung_though_writing_would_reach_them_and_somebody_has_the_task() -> None:
    case = wishes_a_call(email="vera@example.org", phone=MOBILE)
    assert next((each.kind, each.to) for each in moved(case).messages) == ("call", MOBILE)
    acts.close(case=case, outcome="done", told="We came back for it.", actor=ASHA, at=WEDNESDAY)
    told = Message.objects.get(about="closed")
    assert (told.kind, told.to, told.task) == ("call", MOBILE, Task.objects.get(kind="call-customer"))


def test_whoever_asks_to_be_rung_and_needs_no_voice_is_written_to() -> None:
    case = wishes_a_call(email="vera@example.org")
    people.needs(reference=case.customer, code="no-voice", actor=ASHA, at=WEDNESDAY)
    draft = moved(case)
    assert [each.kind for each in draft.messages][:1] == ["email"]
    assert [(each.kind, each.stopped_reason) for each in draft.stopped] == [("call", "no-voice")]


@pytest.mark.parametrize("wanted", ["call", "sms"])
def test_the_number_that_goes_with_the_choice_is_used_and_none_that_was_given_for_something_else(wanted: str) -> None:
    permit, repair = in_force("resident-parking-permit").compiled, in_force("housing-repair").compiled
    given: dict[str, Json] = {"contact-by": wanted, {"call": "ring-on", "sms": "mobile"}[wanted]: MOBILE}
    for service, other in ((permit, "reminder-mobile"), (repair, "telephone")):
        way = messages.way_to_reach(service, given | {other: "07700 900333"}, "en")
        assert way is not None
        assert (way.kind, way.to) == (wanted, MOBILE)


def test_whoever_is_not_to_be_rung_is_told_by_one_of_ours_another_way() -> None:
    case = asked_for()
    people.needs(reference=case.customer, code="no-voice", actor=ASHA, at=WEDNESDAY)
    assert moved(case).unreachable
