"""Journey 4: a library's helper acts for somebody who agreed to it, by no right of their own, until she ends it."""

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard, press
from tests.people.town import LONG_AGO, PASSWORD, Town

from guildhall.estate.door import give_role, open_account
from guildhall.ledger.door import history
from guildhall.people.door import names_of, register, represented_by
from guildhall.serve.models import Answer, Case, Journey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def helper_of(library: str, email: str, name: str) -> None:
    """Somebody who works at the library."""
    account = open_account(email=f"{email}@example.org", name=name, password=PASSWORD)
    give_role(account=account.reference, role="partner", team=library, since=LONG_AGO)


@pytest.fixture
def library() -> str:
    opened = register(kind="organisation", name="Westmere Library")
    helper_of(opened, "dai", "Dai Morgan")
    helper_of(opened, "mali", "Mali Griffith")
    return opened


def agrees(desk: Page) -> None:
    """Grace reads what she is asked, in Welsh, and agrees."""
    desk.goto("/desk/partner")
    desk.get_by_label("What they need").select_option(label="Report a missed bin")
    desk.get_by_label("Their language").select_option(label="Cymraeg")
    press(desk.get_by_role("button", name="Show them the consent"))
    expect(desk.locator("#wording")).to_contain_text("Bydd Westmere Library yn eich helpu gyda hyn")
    desk.get_by_label("Eich enw").fill("Grace Adeyemi")
    press(desk.get_by_role("button", name="Rwy’n cytuno"))


def answers(desk: Page, *replies: str) -> None:
    """The questions after the address, each answered in the first box of its page."""
    keys = Keyboard(desk)
    for reply in replies:
        keys.to(desk.locator(".gh-prompt input").first)
        keys.answer(reply)


def at_the_address(desk: Page) -> None:
    keys = Keyboard(desk)
    keys.to(desk.locator("[name='address.line1']"))
    keys.write("4 Mill Lane")
    keys.to(desk.locator("[name='address.postcode']"))
    keys.answer("ZZ1 2AB")


def test_both_names_stand_on_every_event_and_she_ends_it_herself(town: Town, library: str) -> None:
    dai, mali = town.staff("dai"), town.staff("mali")
    agrees(dai)
    at_the_address(dai)
    answers(dai, "b", "b", "Grace Adeyemi", "a", "grace@example.org")
    press(dai.get_by_role("button", name="Send it"))
    town.work_off()

    case, journey = Case.objects.get(), Journey.objects.get()
    grace = journey.on_behalf_of
    assert case.customer == grace
    assert names_of(references=[grace]) == {grace: "Grace Adeyemi"}
    told = history(subject=f"journey/{journey.id}", audience="staff")
    told += history(subject=f"case/{case.reference}", audience="staff")
    theirs = [each for each in told if each.actor.kind != "system"]
    assert {each.type for each in theirs} >= {"journey.begun", "consent.given", "case.opened"}
    assert {(each.actor.kind, each.on_behalf_of) for each in theirs} == {("helper", grace)}
    assert set(Answer.objects.values_list("actor_kind", "on_behalf_of")) == {("helper", grace)}
    assert "Grace" not in str(told)

    mali.goto(f"/desk/partner/cases/{case.reference}")
    expect(mali.locator("main")).to_contain_text("Why you see this")
    expect(mali.locator("main")).not_to_contain_text("Mill Lane")

    hers = town.resident(width=320)
    hers.goto(f"/cy/olrhain?reference={case.reference}")
    hers.locator("#detail").fill("grace@example.org")
    press(hers.locator("main form button").last)
    expect(hers.locator("main")).to_contain_text("Pwy gaiff weithredu drosoch yn hyn")
    press(hers.get_by_role("button", name="Dod â hyn i ben nawr: Westmere Library"))
    expect(hers.locator("main")).not_to_contain_text("Pwy gaiff weithredu drosoch yn hyn")

    for desk in (mali, dai):
        with desk.expect_navigation():
            desk.reload()
        expect(desk.get_by_role("heading", level=1).first).to_have_text("You no longer act for this person")
        desk.goto("/desk/partner")
        expect(desk.locator("main")).to_contain_text("Nobody now")


def test_withdrawn_by_telephone_the_very_next_click_of_the_helper_says_so(town: Town, library: str) -> None:
    dai, advisor = town.staff("dai"), town.staff("advisor")
    agrees(dai)
    at_the_address(dai)
    grace = Journey.objects.get().on_behalf_of
    advisor.goto(f"/desk/people/{grace.removeprefix('party/')}")
    expect(advisor.locator("main")).to_contain_text("Westmere Library")
    press(advisor.get_by_role("button", name="End it now"))
    expect(advisor.locator("main")).to_contain_text("Ended today")

    answers(dai, "b")
    expect(dai.get_by_role("heading", level=1).first).to_have_text("You no longer act for this person")
    assert Answer.objects.count() == 1
    (given,) = represented_by(reference=grace)
    assert given.withdrawn_at is not None


@pytest.mark.full
def test_a_helper_gains_nothing_by_helping(town: Town, library: str) -> None:
    dai = town.staff("dai")
    agrees(dai)
    for address in ("/desk/people", "/desk/cases", "/desk/phone", "/desk/councillor"):
        dai.goto(address)
        expect(dai.get_by_role("heading", level=1).first).to_have_text("You cannot open this page")
