"""Journey 1: a form begun on the web, when the device dies, is finished by telephone."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard, asked, choose, go_on, press, start, write
from tests.people.post import PostOffice, words_in
from tests.people.town import Town

from guildhall.serve.models import Answer, Case, Journey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HERS = re.compile("Mill Lane|ZZ1 2AB|General waste", re.IGNORECASE)
"""What she has told us: nobody is shown it before they have shown that it is theirs."""


def reports_as_far_as_page_three(page: Page) -> tuple[str, str]:
    """Vera reports her bin on her phone. Gives the code and the two words that stood on the page."""
    start(page, "missed-bin")
    asked(page, "Where was the bin missed?")
    assert page.locator(".gh-resume").count() == 0
    write(page, Address_line_1="4 Mill Lane", Postcode="zz1 2ab")
    go_on(page)
    asked(page, "Which bin was missed?")
    code = page.locator(".gh-resume .gh-code").inner_text()
    choose(page, "General waste (grey bin)")
    go_on(page)
    asked(page, "Do our crew usually fetch the bin from the house for you?")
    choose(page, "No")
    go_on(page)
    asked(page, "What is your name?")
    assert page.locator(".gh-resume .gh-code").inner_text() == code
    page.locator(".gh-resume summary").click()
    return code, page.locator(".gh-resume details strong").last.inner_text()


def test_her_device_dies_she_rings_and_nothing_is_asked_twice(town: Town, post: PostOffice) -> None:
    vera = town.resident()
    code, phrase = reports_as_far_as_page_three(vera)
    vera.context.close()

    desk = town.staff("advisor")
    keys = Keyboard(desk)
    keys.open("/desk/phone")
    keys.to(desk.get_by_label("Their code"))
    keys.answer(code.lower().replace("-", " "))
    assert not HERS.search(desk.content())
    keys.to(desk.get_by_label("Postcode"))
    keys.write("ZZ1 2AB")
    keys.to(desk.get_by_label("The two words shown with the code"))
    keys.answer(phrase.upper())

    said = desk.locator(".gh-say")
    expect(said).to_contain_text("What is your name?")
    known = desk.get_by_role("complementary")
    expect(known).to_contain_text("4 Mill Lane")
    expect(known).to_contain_text("General waste (grey bin)")
    assert len(re.findall("web", known.inner_text())) == 3
    keys.answer("Vera Lind")
    expect(said).to_contain_text("How shall we tell you that it is done?")
    keys.answer("1")
    expect(said).to_contain_text("What is your email address?")
    keys.answer("vera@example.org")
    expect(desk.get_by_role("heading", level=1)).to_be_visible()
    keys.enter()
    reference = desk.locator(".gh-reference").inner_text()

    case = Case.objects.get()
    assert case.reference == reference
    assert case.journey_id == Journey.objects.get().id
    given = {each.step: (each.channel, each.actor_kind) for each in Answer.objects.all()}
    assert given == dict.fromkeys(["address", "bin", "assisted"], ("web", "resident")) | dict.fromkeys(
        ["name", "contact-by", "email"], ("phone", "staff")
    )

    town.work_off()
    [receipt] = post.letters
    assert receipt["To"] == "vera@example.org"
    told = words_in(receipt)
    assert reference in receipt["Subject"] + told
    assert "23 November 2026" in told


@pytest.mark.full
@pytest.mark.parametrize("slip", ["the postcode", "the words", "the code"])
def test_nothing_is_disclosed_when_a_check_is_wrong_and_which_is_not_said(town: Town, slip: str) -> None:
    code, phrase = reports_as_far_as_page_three(town.resident())
    desk = town.staff("advisor")
    desk.goto("/desk/phone/code")
    desk.get_by_label("Code", exact=True).fill("2345-6789" if slip == "the code" else code)
    press(desk.get_by_role("button", name="Go on"))
    if slip != "the code":
        desk.get_by_label("Postcode").fill("ZZ9 9ZZ" if slip == "the postcode" else "ZZ1 2AB")
        desk.get_by_label("The two words").fill("wrong words" if slip == "the words" else phrase)
        press(desk.get_by_role("button", name="Check"))
    told = "There is a slip in the code" if slip == "the code" else "The code or a check is not right"
    expect(desk.locator(".govuk-error-summary")).to_contain_text(told)
    shown = desk.content()
    if slip == "the words":
        assert shown.count('value="ZZ1 2AB"') == 1
        shown = shown.replace('value="ZZ1 2AB"', "")
    assert not HERS.search(shown)


@pytest.mark.full
def test_a_code_tried_too_often_is_shut_for_an_hour(town: Town) -> None:
    code, _ = reports_as_far_as_page_three(town.resident())
    desk = town.staff("advisor")
    for _ in range(6):
        desk.goto("/desk/phone/code")
        desk.get_by_label("Code", exact=True).fill(code)
        press(desk.get_by_role("button", name="Go on"))
    expect(desk.get_by_role("heading", level=1)).to_have_text("You have tried too many times")
    assert not HERS.search(desk.content())


@pytest.mark.full
def test_the_address_of_a_journey_opens_nothing_to_whoever_has_not_passed_the_checks(town: Town) -> None:
    reports_as_far_as_page_three(town.resident())
    desk = town.staff("advisor")
    desk.goto(f"/desk/phone/journeys/{Journey.objects.get().id}")
    expect(desk.get_by_role("heading", level=1)).to_have_text("You cannot open this page")
    assert not HERS.search(desk.content())


@pytest.mark.full
def test_she_goes_on_by_herself_on_another_device(town: Town) -> None:
    code, phrase = reports_as_far_as_page_three(town.resident())
    borrowed = town.resident(width=320)
    borrowed.goto("/en/continue")
    borrowed.locator("main input[type=text]").fill(code)
    press(borrowed.locator("main form button").last)
    assert not HERS.search(borrowed.content())
    borrowed.get_by_label("Postcode").fill("ZZ1 2AB")
    borrowed.get_by_label("The two words").fill(phrase)
    press(borrowed.locator("main form button").last)
    asked(borrowed, "What is your name?")
