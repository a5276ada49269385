"""Journey 8: no fixed address, at the counter. Letters wait at the library, and a text says so."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard, choose, press
from tests.people.town import MORNING, Town

from guildhall.kernel.canonical import read_json
from guildhall.ledger.door import history
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Case, HeldLetter, Message, PostHolding
from guildhall.serve.publishing import editions
from guildhall.serve.telling import messages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SERVICE = Path(__file__).parent.parent / "fixtures" / "services" / "food-and-fuel.yaml"
LIBRARY = "c/o Westmere Library ({code}), 2 Canal Street, Westmere, ZZ2 4BB"
CONNECTION = "Do you have a local connection?"


@pytest.fixture
def desk(town: Town) -> Page:
    """The counter, where help with food and fuel can be asked for."""
    town.at(MORNING)
    editions.publish(text=SERVICE.read_text(encoding="utf-8"), by="system", at=MORNING, file=SERVICE.name)
    open_places(at=MORNING)
    return town.staff("advisor")


def begun(desk: Page) -> Keyboard:
    """Mel comes to the counter, has no address, and says where they mostly sleep."""
    desk.goto("/desk/counter")
    choose(desk, "The visitor")
    press(desk.get_by_role("button", name="Ask for help with food and fuel"))
    keys = Keyboard(desk)
    keys.settle()
    keys.answer("Mel Arden")
    expect(desk.locator(".gh-say").first).to_contain_text("Where do you live?")
    keys.to(desk.get_by_label("I have no fixed address"))
    keys.press("Space")
    keys.to(desk.get_by_label("Where you mostly stay (optional)"))
    keys.answer("by the canal at Westmere")
    expect(desk.locator(".govuk-error-summary")).to_have_count(0)  # nobody asks for a postcode
    expect(desk.locator(".gh-say").first).to_contain_text(CONNECTION)
    return keys


def asked_for(town: Town, desk: Page) -> Case:
    """They have a local connection, and so their case is opened."""
    keys = begun(desk)
    keys.to(desk.locator(".gh-prompt input").first)
    keys.answer("a")
    keys.to(desk.locator(".gh-prompt input").first)
    keys.answer("07700 900181")
    press(desk.get_by_role("button", name="Send it"))
    expect(desk.locator(".gh-reference")).to_be_visible()
    town.work_off()
    return Case.objects.get()


def test_their_letters_wait_at_the_library_and_a_text_tells_them(town: Town, desk: Page) -> None:
    case = asked_for(town, desk)
    assert read_json(case.answers)["home"] == {"noFixedAddress": True, "near": "by the canal at Westmere"}
    assert case.team == "welfare"

    desk.goto(f"/desk/people/{case.customer.removeprefix('party/')}")
    expect(desk.locator(".gh-home")).to_contain_text("by the canal at Westmere")
    press(desk.get_by_role("link", name="Where their letters wait"))
    keys = Keyboard(desk)
    press(desk.get_by_role("button", name="Hold their letters there"))
    expect(desk.locator(".govuk-error-summary")).to_contain_text("Choose a place")
    keys.to(desk.get_by_label("The Guildhall, 1 Market Place"))
    keys.press("ArrowDown")
    keys.enter()
    code = PostHolding.objects.get().code
    expect(desk.get_by_role("status")).to_contain_text(f"addressed {LIBRARY.format(code=code)}")

    draft = messages.draft_of(reference=case.reference, about="notice", text="Your payment is ready.", at=MORNING)
    [written] = [each for each in draft.messages if each.kind == "letter"]
    assert written.to == LIBRARY.format(code=code)  # so letters are addressed

    town.at(MORNING + timedelta(days=2))
    desk.goto("/desk/places/westmere-library/post")
    press(desk.get_by_role("button", name="A letter came for Mel Arden"))
    town.work_off()
    text = Message.objects.get(about="held-letter")
    assert (text.kind, text.to) == ("sms", "07700 900181")
    assert "A letter is waiting for you at Westmere Library, 2 Canal Street" in text.body
    assert f"Say the code {code} there" in text.body
    assert "payment" not in text.body  # whoever sees the telephone learns nothing of the matter

    row = desk.get_by_role("row", name="Mel Arden").first
    expect(row).to_contain_text("told by text")
    press(desk.get_by_role("button", name="Collected by Mel Arden"))
    expect(desk.locator("main")).to_contain_text("No letter waits here.")
    assert HeldLetter.objects.get().collected_at == MORNING + timedelta(days=2)
    told = [each.type for each in history(subject=case.customer, audience="staff")]
    assert [each for each in told if each.split(".")[0] in {"post", "letter"}] == [
        "post.held", "letter.came", "letter.collected",
    ]  # fmt: skip


def test_without_a_local_connection_another_council_helps_and_nobody_is_turned_away_with_nothing(desk: Page) -> None:
    keys = begun(desk)
    keys.to(desk.locator(".gh-prompt input").first)
    keys.answer("b")
    expect(desk.locator("main")).to_contain_text("Another council helps you")
    expect(desk.locator("main")).to_contain_text("ring them for you")
    assert not Case.objects.exists()


def test_whoever_lives_in_the_area_is_not_asked_for_a_connection(desk: Page) -> None:
    desk.goto("/desk/counter")
    choose(desk, "The visitor")
    press(desk.get_by_role("button", name="Ask for help with food and fuel"))
    keys = Keyboard(desk)
    keys.settle()
    keys.answer("Ida Moss")
    keys.to(desk.get_by_label("Address line 1"))
    keys.write("4 Mill Lane")
    keys.to(desk.get_by_label("Postcode"))
    keys.answer("ZZ1 2AB")
    expect(desk.locator(".gh-say").first).to_contain_text("What is your mobile number?")
