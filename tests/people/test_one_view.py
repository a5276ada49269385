"""One view of a person, by keyboard alone: who is speaking is found while they say it, and the call is theirs."""

import pytest
from playwright.sync_api import expect
from tests.people.hands import Keyboard
from tests.people.town import Town

from guildhall.estate.door import Onlooker
from guildhall.people import door
from guildhall.serve.clock import now
from guildhall.serve.models import Case, Interaction

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MILL_LANE = {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}


def vera() -> str:
    return door.register(name="Vera Lind", phone="01632 960101", lives=MILL_LANE, language="en", at=now())


def test_who_is_speaking_is_found_by_sound_and_their_call_stands_in_their_one_view(town: Town) -> None:
    reference = vera()
    desk = town.staff("advisor", script=False)
    keys = Keyboard(desk)
    keys.open("/desk/phone")
    keys.leap("p", desk.get_by_label("A name, a number or a reference"))
    keys.answer("veera linnd")
    expect(desk.get_by_role("status")).to_contain_text("a name or a street like “veera linnd”")
    expect(desk.get_by_role("button", name="Choose Vera Lind")).to_be_focused()
    keys.enter()
    expect(desk.get_by_role("complementary")).to_contain_text("Vera Lind")

    keys.press("Space")
    keys.leap("n", desk.get_by_label("In their own words, or a number from the list"))
    keys.answer("they never emptied my bin")
    keys.enter()
    expect(desk.locator(".gh-caption")).to_contain_text("speaking: Vera Lind")
    keys.write("4 Mill Lane")
    keys.to(desk.get_by_label("Postcode"))
    for answer in ("zz1 2ab", "1", "2", "Vera Lind", "4"):
        keys.answer(answer)
    keys.enter()
    expect(desk.locator(".gh-say").first).to_contain_text("Your reference is")
    town.work_off()
    case = Case.objects.get()
    assert case.customer == reference

    keys.open("/desk/people")
    keys.answer(case.reference)
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Vera Lind")
    expect(desk.locator(".gh-promises")).to_contain_text(case.reference)
    keys.to(desk.get_by_role("link", name=case.reference).first)
    keys.enter()
    keys.to(desk.get_by_role("link", name="Vera Lind"))
    keys.enter()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Vera Lind")


@pytest.mark.full
def test_what_is_not_safe_is_marked_by_keyboard_and_struck_at_once(town: Town) -> None:
    reference = vera()
    desk = town.staff("advisor")
    keys = Keyboard(desk)
    keys.open(f"/desk/people/{reference.removeprefix('party/')}")
    keys.to(desk.locator("summary", has_text="Change: 01632 960101"))
    keys.press("Enter")
    keys.to(desk.get_by_label("Safe to use?").first)
    desk.keyboard.type("Not safe")
    keys.to(desk.get_by_role("button", name="Keep for 01632 960101"))
    keys.enter()
    expect(desk.locator(".gh-ways")).to_contain_text("Do not ring: not safe")
    expect(desk.locator(".gh-ways del")).to_have_text("01632 960101")


@pytest.mark.full
def test_a_caller_called_vera_is_logged_and_becomes_no_record(town: Town) -> None:
    desk = town.staff("advisor")
    keys = Keyboard(desk)
    keys.open("/desk/phone")
    keys.leap("p", desk.get_by_label("A name, a number or a reference"))
    keys.write("a woman called Vera")
    keys.to(desk.get_by_role("button", name="Only call them this"))
    keys.enter()
    keys.access("j")
    keys.enter()
    assert Interaction.objects.get().called == "a woman called Vera"
    found, _ = door.search_for(sought=door.understood(text="vera"), onlooker=door_keeper())
    assert found == ()


def door_keeper() -> Onlooker:
    """Somebody who looks people up."""
    return Onlooker("account/1", people=True)
