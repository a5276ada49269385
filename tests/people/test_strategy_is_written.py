"""A strategy officer changes a strategy by keyboard alone, without script, until it is in force by a use of a power."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard
from tests.people.town import PASSWORD, Town
from tests.rooms.planned import ADOPTING, BEGUN, NEW, OLD, by, decide, planned, use_power

from guildhall.estate.door import give_role, open_account
from guildhall.plan.keeping.binding import bind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = "/desk/strategies/digital"


def test_from_the_draft_to_what_everybody_reads_by_keyboard_alone(town: Town) -> None:
    made = planned()
    adopted = decide(made)
    bind(version=made.version, act="adopted", cites=adopted.reference, **by())
    used = use_power(made, adopted)
    opened = open_account(email="strategy@example.org", name="Ffion Garland", password=PASSWORD)
    give_role(account=opened.reference, role="strategy-officer", since=BEGUN - timedelta(days=30))
    town.at(ADOPTING + timedelta(days=31))
    page = _writer(town)
    keys = Keyboard(page)

    keys.open(AT)
    _onto(keys, OLD)
    keys.to(page.get_by_label("What does the council undertake?", exact=True))
    page.keyboard.press("Control+A")
    keys.write(NEW)
    _button(keys, "Save")
    expect(page.locator("main")).to_contain_text(NEW)
    _onto(keys, "Compare and publish")
    expect(page.locator("del")).to_contain_text("2018")
    _button(keys, "Publish it")
    expect(page.locator("#reason-error")).to_contain_text("Write why there is another version")
    _write(keys, "Why is there another version?", "The rules were replaced.")
    _button(keys, "Publish it")

    _write(keys, "By which decision, or by which use of a delegated power?", "decision/none")
    _button(keys, "Record it")
    expect(page.locator("#cites-error")).to_contain_text("no published decision or use of a power called decision/none")
    keys.to(page.locator("#cites"))
    page.keyboard.press("Control+A")
    keys.write(used.reference)
    _button(keys, "Record it")
    expect(page.locator("main")).to_contain_text(f"Amended by {used.reference}")
    keys.open("/en/strategies/digital/commitments/C1.2")
    expect(page.locator("h1")).to_have_text(NEW)
    keys.open(AT)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def _writer(town: Town) -> Page:
    """The strategy officer, logged in, in a browser that runs no script."""
    page = town.resident(width=1280)
    page.goto(f"{town.url}/account/login/")
    page.get_by_label("Email").fill("strategy@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in", exact=True).click()
    return page


def _button(keys: Keyboard, name: str) -> None:
    keys.to(keys.page.get_by_role("button", name=name, exact=True))
    keys.enter()


def _onto(keys: Keyboard, name: str) -> None:
    keys.to(keys.page.locator("main").get_by_role("link", name=name, exact=True))
    keys.enter()


def _write(keys: Keyboard, label: str, words: str) -> None:
    keys.to(keys.page.get_by_label(label, exact=True))
    keys.write(words)
