"""By telephone alone: the advisor has no mouse, and is faster than the caller can speak."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from tests.people.hands import Keyboard, choose, go_on, start, write
from tests.people.town import Town

from guildhall.estate.door import council
from guildhall.serve.models import Case, Interaction, Stumble

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TUESDAY_MORNING = datetime(2026, 11, 17, 11, 0, tzinfo=ZoneInfo("Europe/London"))
"""The round that passes Mill Lane is still on its way."""
STARTING = 5
"""Keys to begin: whose call it is, on to the box, and two times Enter. One more tab passes the language."""
A_QUESTION = 1
"""Keys for each question besides the letters of its answer: Enter."""


def test_a_call_costs_no_key_but_the_answers_and_enter(town: Town) -> None:
    desk = town.staff("advisor")
    keys = Keyboard(desk)
    keys.open("/desk/phone")
    keys.press("Space")
    keys.to(desk.get_by_label("In their own words, or a number from the list"))
    keys.answer("they never emptied my bin")
    number = desk.locator(".gh-services--found li", has_text="Report a missed bin").locator("kbd").inner_text()
    keys.to(desk.get_by_label("In their own words, or a number from the list"))
    keys.press("Control+A")
    keys.answer(number)
    assert keys.pressed <= 2 * STARTING
    keys.pressed = 0

    said = desk.locator(".gh-say")
    expect(said).to_contain_text("What is the address where the bin was missed?")
    keys.write("4 Mill Lane")
    keys.to(desk.get_by_label("Postcode"))
    keys.answer("zz12ab")
    moves = 3
    answers = {
        "Which bin was missed?": "1",
        "Do our crew usually fetch the bin from the house for you?": "2",
        "What is your name?": "Vera Lind",
        "How shall we tell you that it is done?": "2",
        "What is your mobile number?": "07700900982",
    }
    for question, answer in answers.items():
        expect(said).to_contain_text(question)
        keys.answer(answer)
    assert keys.pressed <= moves + A_QUESTION * (1 + len(answers))

    expect(desk.get_by_text("V for Victor").first).to_be_visible()
    keys.enter()
    expect(desk.locator(".gh-say").first).to_contain_text("Your reference is")
    case = Case.objects.get()
    assert (desk.locator(".gh-reference").inner_text(), case.channel) == (case.reference, "phone")


@pytest.mark.full
def test_a_call_about_the_opening_hours_is_logged_in_two_actions(town: Town) -> None:
    desk = town.staff("advisor")
    keys = Keyboard(desk)
    keys.open("/desk/phone")
    keys.access("j")
    expect(desk.get_by_role("complementary")).to_contain_text(council().telephone_hours["en"])
    keys.enter()
    assert keys.pressed == 2
    expect(desk.get_by_role("status")).to_contain_text("Opening hours")
    assert (Interaction.objects.get().reason, Case.objects.count()) == ("opening-hours", 0)


@pytest.mark.full
def test_a_question_that_callers_stumble_on_is_marked_in_two_keys(town: Town) -> None:
    desk = town.staff("advisor")
    keys = Keyboard(desk)
    keys.open("/desk/phone/services/missed-bin?for=own&lang=en")
    keys.answer("?")
    assert keys.pressed + keys.typed == 2
    expect(desk.get_by_role("status")).to_contain_text("callers stumble here")
    assert Stumble.objects.get().step == "address"


@pytest.mark.full
def test_a_key_that_chooses_nothing_is_said_and_what_was_typed_stays(town: Town) -> None:
    desk = town.staff("advisor")
    keys = Keyboard(desk)
    keys.open("/desk/phone/services/missed-bin?for=own&lang=en")
    keys.write("4 Mill Lane")
    keys.to(desk.get_by_label("Postcode"))
    keys.answer("nowhere")
    assert desk.title().startswith("Error:")
    expect(desk.get_by_label("Address line 1")).to_have_value("4 Mill Lane")
    expect(desk.get_by_label("Postcode")).to_have_value("nowhere")


@pytest.mark.full
def test_staff_may_report_before_the_round_is_over_and_a_resident_may_not(town: Town) -> None:
    town.at(TUESDAY_MORNING)
    desk = town.staff("advisor")
    keys = Keyboard(desk)
    keys.open("/desk/phone/services/missed-bin?for=own&lang=en")
    keys.write("4 Mill Lane")
    keys.to(desk.get_by_label("Postcode"))
    keys.answer("ZZ1 2AB")
    keys.answer("1")
    expect(desk.locator(".gh-say")).to_contain_text("Do our crew usually fetch")

    vera = town.resident()
    start(vera, "missed-bin")
    write(vera, Address_line_1="4 Mill Lane", Postcode="ZZ1 2AB")
    go_on(vera)
    choose(vera, "General waste (grey bin)")
    go_on(vera)
    expect(vera.get_by_role("heading", level=1)).to_have_text("Please wait until 4pm")
