"""Promises about a call at the telephone desk: everybody who may be ringing is offered, nobody is chosen."""

from datetime import timedelta
from typing import Any

import pytest
from tests.rooms.acquainted import person
from tests.rooms.council import MILL_LANE, WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.ringing import SECRET, Switchboard

from guildhall.ledger.door import Actor
from guildhall.people import door
from guildhall.serve.clock import standing_at
from guildhall.serve.contacts import calls, interactions
from guildhall.serve.models import Call, Interaction

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def line(settings: Any) -> Switchboard:
    in_force()
    settings.CALLS_SECRET = SECRET
    return Switchboard()


@pytest.fixture
def two() -> tuple[str, str]:
    """A mother and a son with one telephone."""
    return (
        person("Vera Lind", phone="01632 960101", lives=MILL_LANE, language="cy"),
        person("Jonas Lind", phone="01632 960101"),
    )


def ring(line: Switchboard, **more: Any) -> Clerk:
    line.tell("newCall", **more)
    return clerk("advisor").open("/desk/phone")


def test_everybody_with_the_number_is_offered_and_nobody_is_chosen(line: Switchboard, two: tuple[str, str]) -> None:
    asha = ring(line)
    assert "01632 960101" in asha.main
    assert "Vera Lind 4 Mill Lane" in asha.main
    assert "Jonas Lind" in asha.main
    assert not asha.page.xpath('//main//a[contains(@href, "/desk/people/")]')  # nobody is chosen
    assert Call.objects.get().answered_by == ""


def test_one_is_chosen_and_the_contact_goes_on_in_their_language(line: Switchboard, two: tuple[str, str]) -> None:
    asha = ring(line).press("Vera Lind")
    assert "In this call" in asha.main
    assert asha.page.xpath('//input[@id="lang-cy"]/@checked')
    assert asha.page.xpath(f'//a[@href="/desk/people/{two[0][6:]}"]')
    assert Call.objects.get().answered_by == asha.reference
    assert "960101" not in asha.address
    assert "Vera" not in asha.address


def test_somebody_else_is_called_what_they_say_and_no_record_is_made(line: Switchboard, two: tuple[str, str]) -> None:
    asha = ring(line).press("Take it", {"called": "a woman called Mair"})
    assert "a woman called Mair no record is made" in asha.main
    asha.follow("Just a question").press("Thanks")
    logged = Interaction.objects.get()
    assert (logged.party, logged.called) == ("", "a woman called Mair")


def test_protected_people_are_never_among_the_candidates(line: Switchboard, two: tuple[str, str]) -> None:
    door.protect(reference=two[0], actor=Actor("staff", "account/1"), at=WEDNESDAY)
    asha = ring(line)
    assert "Jonas Lind" in asha.main
    assert "Vera Lind" not in asha.source


def test_a_withheld_number_offers_nobody(line: Switchboard, two: tuple[str, str]) -> None:
    asha = ring(line, number="anonymous")
    assert "number withheld" in asha.main
    assert "Lind" not in asha.main


def test_just_a_question_is_logged_in_two_presses_with_how_long_each_part_took(
    line: Switchboard, two: tuple[str, str]
) -> None:
    line.tell("newCall")
    line.tell("answer", later=12)
    with standing_at(WEDNESDAY + timedelta(seconds=20)):
        asha = clerk("advisor").open("/desk/phone").press("Just a question")
    line.tell("hangup", later=60)
    with standing_at(WEDNESDAY + timedelta(seconds=75)):
        asha.press("Opening hours")
    logged = interactions.find(contact=Interaction.objects.get().pk)
    assert logged is not None
    assert (logged.waited, logged.handled, logged.wrapped_up) == (
        timedelta(seconds=12),
        timedelta(seconds=48),
        timedelta(seconds=15),
    )
    assert (logged.party, logged.called, logged.case, logged.outcome) == ("", "", "", "answered")
    assert "A call" not in asha.open("/desk/phone").main


def test_a_contact_logged_before_they_hang_up_learns_when_it_ended(line: Switchboard) -> None:
    asha = ring(line).press("Just a question")
    asha.press("Thanks")
    line.tell("hangup", later=30)
    logged = interactions.find(contact=Interaction.objects.get().pk)
    assert logged is not None
    assert (logged.handled, logged.wrapped_up) == (timedelta(seconds=30), timedelta())


def test_a_call_that_somebody_took_is_not_taken_again_by_another(line: Switchboard) -> None:
    asha, tom = ring(line), clerk("advisor", name="Tom Harrow")
    tom.open("/desk/phone")
    asha.press("Take it")
    assert "Meanwhile Asha Pell took this call" in tom.press("Take it").main
    assert "A call" not in tom.open("/desk/phone").main


@pytest.mark.parametrize("call", [0, 99, 2**63])
def test_there_is_no_taking_what_is_no_call(line: Switchboard, call: int) -> None:
    asha = clerk("advisor")
    asha.client.handler.enforce_csrf_checks = False
    assert asha.client.post(f"/desk/calls/{call}/taking").status_code == 404


def test_the_piece_that_is_asked_for_again_is_the_panel_alone(line: Switchboard, two: tuple[str, str]) -> None:
    asha = ring(line)
    piece = asha.client.get("/desk/calls/arriving")
    assert "Vera Lind" in piece.content.decode()
    assert "<html" not in piece.content.decode()
    assert "no-store" in piece.headers["Cache-Control"]


def test_a_call_is_joined_to_the_case_it_opened(line: Switchboard) -> None:
    asha = ring(line).press("Take it", {"called": "Vera"})
    asha.press("Report a missed bin", {"for": "own"})
    asha.press(typed={"address.line1": "4 Mill Lane", "address.postcode": "zz1 2ab"})
    asha.press(typed={"bin": "1"}).press(typed={"assisted": "2"}).press(typed={"name": "Vera Lind"})
    asha.press(typed={"contact-by": "4"}).press("Send it")
    reference = asha.page.xpath('//*[@class="gh-reference"]')[0].text_content().strip()
    interactions.led_to_case(reference=reference)
    logged = Interaction.objects.get()
    assert (logged.outcome, logged.case, logged.began) == ("case", reference, WEDNESDAY)
    assert Call.objects.get().interaction_id == logged.pk


def test_the_log_shows_everybodys_mine_and_the_missed(line: Switchboard, two: tuple[str, str]) -> None:
    asha = ring(line).press("Vera Lind")
    asha.follow("Just a question").press("Thanks")
    line.tell("newCall", "call-2", number="01632 960777")
    line.tell("hangup", "call-2", later=9)
    listed = asha.open("/desk/calls").main
    assert "Vera Lind" in listed
    assert "01632 960777" in listed
    assert "960101" not in listed  # whose number it is is told on their page, to those who may see it
    assert "960777" not in asha.open("/desk/calls?show=mine").main
    assert "Vera Lind" not in asha.open("/desk/calls?show=missed").main
    assert "missed" in asha.main


def test_the_log_is_read_a_stretch_at_a_time_and_loses_nobody(line: Switchboard) -> None:
    Call.objects.bulk_create(
        Call(key=f"c{each}", rang_at=WEDNESDAY - timedelta(minutes=each // 2)) for each in range(120)
    )
    seen: list[int] = []
    after = ""
    while True:
        stretch = calls.log(after=after)
        seen += [each.id for each in stretch.calls]
        after = stretch.after
        if not after:
            break
    assert sorted(seen) == sorted(Call.objects.values_list("id", flat=True))
    assert len(seen) == len(set(seen))
    assert calls.log(after="nonsense~x").calls == calls.log().calls


def test_a_call_is_made_up_in_the_demo_alone(line: Switchboard, settings: Any) -> None:
    asha = clerk("advisor")
    settings.DEMO = False
    settings.MFA_REQUIRED = False
    assert asha.client.post("/desk/calls/simulation", {"number": "01632 960101"}).status_code != 200
    assert not Call.objects.exists()
    settings.DEMO = True
    asha.open("/desk/calls").press("Simulate a call", {"number": "nonsense"})
    assert "Write a telephone number" in asha.main
    asha.press("Simulate a call", {"number": "01632 960101"})
    assert "A call: 01632 960101" in asha.main


def test_a_name_that_is_too_long_is_asked_for_again_before_the_call_is_taken(line: Switchboard) -> None:
    asha = ring(line).press("Take it", {"called": "V" * 500})
    assert asha.status == 409
    assert "V" * 500 in asha.source
    assert Call.objects.get().answered_by == ""
