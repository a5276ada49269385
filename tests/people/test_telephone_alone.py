"""By telephone alone: the advisor has no mouse, and is faster than the caller can speak."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard, choose, go_on, start, write
from tests.people.town import Town

from guildhall.estate.door import council
from guildhall.serve.models import Case, Interaction, Stumble

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TUESDAY_MORNING = datetime(2026, 11, 17, 11, 0, tzinfo=ZoneInfo("Europe/London"))
"""The round that passes Mill Lane is still on its way."""
STARTING = 4
"""Keys to begin: whose call it is, on to the box, and two times Enter."""
NEED = "In their own words, or a number from the list"
A_QUESTION = 1
"""Keys for each question besides the letters of its answer: Enter."""


def at_the_first_question(town: Town) -> tuple[Page, Keyboard]:
    """An advisor who has begun the missed bin for a caller, and their keyboard."""
    desk = town.staff("advisor")
    keys = Keyboard(desk)
    keys.open("/desk/phone/services/missed-bin?for=own&lang=en")
    return desk, keys


def past_the_address(town: Town) -> tuple[Page, Keyboard]:
    """The same, when the address is given."""
    desk, keys = at_the_first_question(town)
    keys.write("4 Mill Lane")
    keys.to(desk.get_by_label("Postcode"))
    keys.answer("ZZ1 2AB")
    return desk, keys


def test_a_call_costs_no_key_but_the_answers_and_enter(town: Town) -> None:
    desk = town.staff("advisor")
    keys = Keyboard(desk)
    keys.open("/desk/phone")
    keys.press("Space")
    keys.leap("n", desk.get_by_label(NEED))
    keys.answer("they never emptied my bin")
    expect(desk.locator(".gh-services--found button").first).to_contain_text("Report a missed bin")
    expect(desk.locator(".gh-services--found button").first).to_be_focused()
    keys.enter()
    assert keys.pressed == STARTING
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
    desk, keys = at_the_first_question(town)
    keys.answer("?")
    assert keys.pressed + keys.typed == 2
    expect(desk.get_by_role("status")).to_contain_text("callers stumble here")
    assert Stumble.objects.get().step == "address"


@pytest.mark.full
def test_a_key_that_chooses_nothing_is_said_and_what_was_typed_stays(town: Town) -> None:
    desk, keys = at_the_first_question(town)
    keys.write("4 Mill Lane")
    keys.to(desk.get_by_label("Postcode"))
    keys.answer("nowhere")
    assert desk.title().startswith("Error:")
    expect(desk.get_by_label("Address line 1")).to_have_value("4 Mill Lane")
    expect(desk.get_by_label("Postcode")).to_have_value("nowhere")


@pytest.mark.full
def test_staff_may_report_before_the_round_is_over_and_a_resident_may_not(town: Town) -> None:
    town.at(TUESDAY_MORNING)
    desk, keys = past_the_address(town)
    keys.answer("1")
    expect(desk.locator(".gh-say")).to_contain_text("Do our crew usually fetch")

    vera = town.resident()
    start(vera, "missed-bin")
    write(vera, Address_line_1="4 Mill Lane", Postcode="ZZ1 2AB")
    go_on(vera)
    choose(vera, "General waste (grey bin)")
    go_on(vera)
    expect(vera.get_by_role("heading", level=1)).to_have_text("Please wait until 4pm")


@pytest.mark.full
def test_a_service_whose_number_is_known_is_begun_by_its_number(town: Town) -> None:
    desk = town.staff("advisor")
    keys = Keyboard(desk)
    keys.open("/desk/phone")
    number = desk.locator(".gh-services li", has_text="Report a missed bin").locator("kbd").inner_text()
    keys.press("Space")
    keys.leap("n", desk.get_by_label(NEED))
    keys.answer(number)
    assert keys.pressed == STARTING - 1
    expect(desk.locator(".gh-say")).to_contain_text("What is the address where the bin was missed?")


def test_a_caller_with_a_code_goes_on_with_it_in_two_keys(town: Town) -> None:
    desk, keys = past_the_address(town)
    code = desk.locator(".gh-code").inner_text()
    keys.access("k")  # stop here and keep the answers
    keys.pressed = 0
    keys.leap("c", desk.get_by_label("Their code"))
    keys.answer(code)
    assert keys.pressed == 2
    expect(desk.get_by_role("heading", level=1)).to_have_text("Two checks")


@pytest.mark.full
def test_one_key_leads_back_to_the_question_before_with_its_answer(town: Town) -> None:
    desk, keys = past_the_address(town)
    keys.answer("1")
    keys.access("b")
    expect(desk.locator(".gh-say")).to_contain_text("Which bin was missed?")
    expect(desk.locator(".gh-key")).to_have_value("1")
    keys.access("b")
    expect(desk.get_by_label("Address line 1")).to_have_value("4 Mill Lane")
    keys.access("b")
    expect(desk.get_by_role("heading", level=1)).to_have_text("New call")


def keys_of(desk: Page) -> set[str]:
    """The access keys that work on a page."""
    return {str(each.get_attribute("accesskey")) for each in desk.locator("[accesskey]").all()}


def keys_told_of(desk: Page) -> set[str]:
    """Those that its own help tells of; of a row of figures, the first and the last."""
    told = desk.locator(".gh-shortcuts kbd").all_inner_texts()
    named = [each.removeprefix("Alt ").lower() for each in told if each.startswith("Alt ")]
    figures = [int(each) for each in named if each.isdecimal()]
    row = {str(each) for each in range(min(figures), max(figures) + 1)} if figures else set()
    return row | {each for each in named if not each.isdecimal()}


@pytest.mark.full
def test_each_page_tells_of_every_key_that_works_on_it_and_of_no_other(town: Town) -> None:
    desk = town.staff("advisor")
    keys = Keyboard(desk)
    for address in ("", "/question", "/code", "/services/missed-bin?for=own&lang=en"):
        keys.open(f"/desk/phone{address}")
        assert keys_of(desk) == keys_told_of(desk) != set(), address
    keys.write("4 Mill Lane")
    keys.to(desk.get_by_label("Postcode"))
    for answer in ("ZZ1 2AB", "1", "2", "Vera Lind", "2", "07700900982"):
        keys.answer(answer)
        assert keys_of(desk) == keys_told_of(desk) != set(), answer
    keys.enter()
    expect(desk.locator(".gh-reference")).to_be_visible()
    assert keys_of(desk) == keys_told_of(desk) == {"1", "2", "3", "4", "5", "n"}
    keys.access("5")
    expect(desk.get_by_role("status")).to_contain_text("Kept")
    keys.access("n")
    expect(desk.get_by_role("heading", level=1)).to_have_text("New call")
