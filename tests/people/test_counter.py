"""At the counter, with somebody to help."""

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard, choose, press
from tests.people.town import MORNING, Town

from guildhall.ledger.door import history
from guildhall.serve.models import Case, Consent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def comes_with_a_helper(desk: Page) -> None:
    """Grace comes to the counter with her neighbour, who helps her."""
    desk.goto("/desk/counter")
    choose(desk, "The visitor", "Somebody is with them to help")
    press(desk.get_by_role("button", name="Report a missed bin"))


def test_a_neighbour_helps_at_the_counter_with_consent_that_was_read_out(town: Town) -> None:
    town.at(MORNING)
    desk = town.staff("advisor", script=False)
    comes_with_a_helper(desk)
    expect(desk.get_by_role("heading", level=1)).to_have_text("Consent")
    expect(desk.locator(".gh-say")).to_contain_text("is here to help you with this: Report a missed bin")
    press(desk.get_by_role("button", name="They agree"))
    expect(desk.locator(".govuk-error-summary")).to_contain_text("Write the helper’s name")
    desk.get_by_label("Name of the person who helps").fill("Dai Morgan")
    press(desk.get_by_role("button", name="They agree"))

    keys = Keyboard(desk)
    said = desk.locator(".gh-say")
    keys.to(desk.get_by_label("Address line 1"))
    keys.write("9 Weir Terrace")
    keys.to(desk.get_by_label("Postcode"))
    keys.answer("ZZ2 3JK")
    for question, answer in {
        "Which bin was missed?": "B",
        "When should it have been collected?": "17 11 2026",
        "Do our crew usually fetch the bin": "b",
        "What is your name?": "Grace Adeyemi",
        "How shall we tell you": "d",
    }.items():
        expect(said).to_contain_text(question)
        keys.to(desk.locator(".gh-prompt input").first)
        keys.answer(answer)
    press(desk.get_by_role("button", name="Send it"))
    expect(desk.locator(".gh-reference")).to_be_visible()

    case, consent = Case.objects.get(), Consent.objects.get()
    assert case.channel == "counter"
    assert consent.journey_id == case.journey_id
    assert "Dai Morgan" not in case.answers
    told = [each for each in history(subject=f"journey/{case.journey_id}", audience="staff") if "consent" in each.type]
    assert [each.data["helper"] for each in told] == [consent.helper]
    assert "Dai" not in str(told)


@pytest.mark.full
def test_without_consent_nothing_is_begun(town: Town) -> None:
    desk = town.staff("advisor")
    comes_with_a_helper(desk)
    press(desk.get_by_role("link", name="They do not agree"))
    expect(desk.get_by_role("heading", level=1)).to_have_text("New visit")
    assert Consent.objects.count() == 0
