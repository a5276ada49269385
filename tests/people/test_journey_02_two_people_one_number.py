"""Journey 2: the number that rings belongs to two people. Both are offered, none is chosen for her."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard
from tests.people.town import MORNING, Town
from tests.rooms.ringing import SECRET, Switchboard

from guildhall.ledger.door import Actor
from guildhall.people import door
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Call, Case, Interaction, Journey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}
CLERK = Actor("staff", "account/1")


@pytest.fixture
def line(settings: Any) -> Switchboard:
    settings.CALLS_SECRET = SECRET
    return Switchboard(at=MORNING)


@pytest.fixture
def household() -> dict[str, str]:
    """A mother, her son, and a third who is protected, all with one telephone."""
    names = {"Vera Lind": "cy", "Jonas Lind": "en", "Mair Lind": "en"}
    found = {
        name: door.register(name=name, phone="01632 960101", lives=HOME, language=language, at=MORNING)
        for name, language in names.items()
    }
    door.protect(reference=found["Mair Lind"], actor=CLERK, at=MORNING)
    return found


def at_the_desk(town: Town, *, script: bool = True) -> Page:
    town.at(MORNING)
    desk = town.staff("advisor", script=script)
    desk.goto("/desk/phone")
    return desk


def test_both_are_offered_and_she_only_asks_the_opening_hours(
    town: Town, line: Switchboard, household: dict[str, str]
) -> None:
    desk = at_the_desk(town)
    expect(desk.get_by_role("heading", name="A call: 01632 960101")).to_have_count(0)
    line.tell("newCall")
    call = desk.get_by_role("region", name="Call from 01632 960101")
    expect(call).to_be_visible()  # by itself: the page asks again and again
    assert sorted(call.locator(".gh-call__who button strong").all_inner_texts()) == ["Jonas Lind", "Vera Lind"]
    expect(desk.locator("body")).not_to_contain_text("Mair Lind")
    expect(desk.locator(".gh-speaker a")).to_have_count(0)

    with desk.expect_navigation():
        call.get_by_role("button", name="Just a question").click()
    expect(desk.locator("aside")).to_contain_text("Monday to Friday, 8:30am to 5pm")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Opening hours or where we are").click()
    expect(desk.get_by_role("status")).to_have_text("Logged: Opening hours or where we are.")

    logged = Interaction.objects.get()
    assert (logged.reason, logged.outcome, logged.channel) == ("opening-hours", "answered", "phone")
    assert (logged.party, logged.called, logged.case) == ("", "", "")
    assert not Case.objects.exists()
    assert not Journey.objects.exists()
    assert Call.objects.get().interaction_id == logged.pk
    expect(call).to_have_count(0)


def test_by_keyboard_alone_and_without_script_she_is_chosen_and_a_service_begins(
    town: Town, line: Switchboard, household: dict[str, str]
) -> None:
    line.tell("newCall")
    line.tell("answer", later=4)
    desk = at_the_desk(town, script=False)
    keys = Keyboard(desk)
    keys.to(desk.get_by_role("button", name="Vera Lind"))
    keys.enter()
    expect(desk.get_by_role("link", name="Vera Lind")).to_be_visible()
    expect(desk.get_by_label("Cymraeg")).to_be_checked()
    expect(desk.get_by_role("heading", name="In this call: 01632 960101")).to_be_visible()
    keys.press("Space")
    keys.leap("n", desk.locator("#q"))
    keys.answer("1")
    expect(desk).to_have_url(re.compile(r"/desk/phone/services/[a-z-]+\?for=own&lang=cy&who="))
    assert Call.objects.get().answered_by.startswith("account/")


def test_somebody_else_on_that_number_is_nobody_we_know(
    town: Town, line: Switchboard, household: dict[str, str]
) -> None:
    line.tell("newCall")
    desk = at_the_desk(town)
    keys = Keyboard(desk)
    keys.to(desk.get_by_label("Somebody else: what they call themselves"))
    keys.answer("a neighbour")
    expect(desk.locator(".gh-speaker")).to_contain_text("a neighbour no record is made")
    keys.access("j")
    keys.enter()
    line.tell("hangup", later=60)
    logged = interactions.find(contact=Interaction.objects.get().pk)
    assert logged is not None
    assert (logged.party, logged.called) == ("", "a neighbour")
    assert logged.handled is not None
    assert logged.handled <= timedelta(seconds=60)
