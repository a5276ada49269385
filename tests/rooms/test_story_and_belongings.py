"""Promises of the one view: what somebody was told stands in their story, and what is over stands no more."""

import pytest
from tests.rooms.acquainted import ASHA, Acquaintance, about_vera, case_of
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk
from tests.rooms.promising import MISSED

from guildhall.kernel.notices import Way
from guildhall.people import door
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Message
from guildhall.serve.telling import messages

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def vera() -> Acquaintance:
    return about_vera()


def test_what_they_were_told_in_a_contact_stands_in_their_story(asha: Clerk, vera: Acquaintance) -> None:
    interactions.log(
        channel="phone", reason="opening-hours", party=vera.reference, told="Open until five", actor=ASHA, at=WEDNESDAY
    )
    assert "was told: Open until five" in asha.open(f"/desk/people/{vera.key}").main


def test_what_they_were_told_about_no_case_stands_there_too(asha: Clerk, vera: Acquaintance) -> None:
    way = Way("email", "vera@example.org")
    written = messages.write_to(
        party=vera.reference, language="en", about="answer", text="It is open.", at=WEDNESDAY, way=way
    )
    assert written is not None
    assert written.case is None
    story = asha.open(f"/desk/people/{vera.key}").main
    assert "To them:" in story
    assert written.subject in story
    assert " ".join(written.body.split()) in story


def test_a_code_that_somebody_was_told_is_not_to_be_read_there(asha: Clerk, vera: Acquaintance) -> None:
    way = Way("email", "vera@example.org")
    text = "Your code is 7QX-4MM."
    written = messages.write_to(party=vera.reference, language="en", about="code", text=text, at=WEDNESDAY, way=way)
    assert written is not None
    assert "7QX" in written.body
    asha.open(f"/desk/people/{vera.key}")
    assert written.subject in asha.main
    assert "7QX" not in asha.source


def test_where_somebody_protected_is_expected_is_not_to_be_read_there(asha: Clerk, vera: Acquaintance) -> None:
    way = Way("email", "vera@example.org")
    for about, text in (("appointment", "At the harbour, at ten."), ("answer", "It is open.")):
        messages.write_to(party=vera.reference, language="en", about=about, text=text, at=WEDNESDAY, way=way)
    door.protect(reference=vera.reference, actor=ASHA, at=WEDNESDAY)
    asha.open(f"/desk/people/{vera.key}")
    assert "It is open." in asha.source
    assert "harbour" not in asha.source


def test_what_an_advisor_is_to_ring_about_stands_there_too(asha: Clerk, vera: Acquaintance) -> None:
    case = case_of(in_force(), vera.reference, **MISSED)
    Message.objects.create(case_id=case.id, kind="call", to="", language="en", subject="Ring", rendered_at=WEDNESDAY)
    assert "Call" in asha.open(f"/desk/people/{vera.key}").main


def test_a_belonging_is_ended_on_either_page_and_stands_no_more(asha: Clerk, vera: Acquaintance) -> None:
    guild = door.register(kind="organisation", name="Elverdon Rowers")
    for page in (vera.key, guild.removeprefix("party/")):
        door.belongs(person=vera.reference, organisation=guild, role="treasurer", actor=ASHA, at=WEDNESDAY)
        asha.open(f"/desk/people/{page}")
        assert "treasurer" in asha.main
        asha.press("No longer: ")
        assert "treasurer" not in asha.main
        assert "treasurer" not in asha.open(f"/desk/people/{vera.key}").main
