"""A clerk records a meeting by keyboard alone, without script, and its minutes and notices are out before the members are home."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard
from tests.people.town import PASSWORD, Town
from tests.rooms.decided import CLERK

from guildhall.decide import models as m
from guildhall.decide.keeping import bodies, matters, meetings
from guildhall.decide.sight import seen
from guildhall.estate.door import give_role, open_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EARLY = datetime(2026, 11, 18, 9, 0, tzinfo=ZoneInfo("Europe/London"))
EVENING = datetime(2026, 12, 10, 18, 30, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def meeting(town: Town) -> m.Meeting:
    """Cabinet meets in three weeks, and a matter is planned for it."""
    town.at(EARLY)
    by: dict[str, Any] = {"actor": CLERK, "at": EARLY}
    opened = open_account(email="clerk@example.org", name="Mair Tudor", password=PASSWORD)
    give_role(account=opened.reference, role="democratic-services", since=EARLY - timedelta(days=30))
    cabinet = bodies.found_body(name="Cabinet", kind="executive", **by)
    for name, role in (("Ann Archer", "chair"), ("Ben Bowen", "member"), ("Cai Carver", "member")):
        person = bodies.enter_person(name=name, kind="member", style="Councillor", **by)
        bodies.take_office(person=person, body=cabinet, role=role, since=date(2026, 5, 20), **by)
    matter = matters.raise_matter(title="Library opening hours", kind="service", **by)
    matters.plan_decision(matter=matter, due_from=date(2026, 12, 1), due_until=date(2026, 12, 31), body=cabinet, **by)
    return meetings.call_meeting(body=cabinet, starts_at=EVENING, place="The Guildhall", **by)


def test_from_the_forward_plan_to_published_minutes_by_keyboard_alone(town: Town, meeting: m.Meeting) -> None:
    page = _clerk(town)
    keys = Keyboard(page)
    here = f"/desk/record/meetings/{meeting.key}"

    keys.open(here)
    _button(keys, "Put it on : Library opening hours")
    keys.open(f"/desk/record/items/{m.AgendaItem.objects.get().key}")
    keys.to(page.locator("#title"))
    keys.write("When people come")
    _write(keys, "Or its text", "Most come before ten.")
    _button(keys, "Attach it")
    expect(page.locator("main")).to_contain_text("When people come")
    _onto(keys, "Publish")
    expect(page.locator(".gh-notice")).to_have_text("In time. Publishing now keeps every duty.")
    _button(keys, "Publish the agenda")
    item = seen(m.AgendaItem).get()

    town.at(EVENING)
    page = _clerk(town)
    keys = Keyboard(page)
    keys.open(f"{here}/live?item={item.key}")
    _button(keys, "The meeting begins now")
    for name, status in (("Ann Archer", "Present"), ("Ben Bowen", "Present"), ("Cai Carver", "Apologies")):
        _button(keys, f"{status} : {name}")
    _button(keys, "The meeting comes to this item")
    _open(keys, "Note a declaration")
    _choose(keys, "Who declares it?", "Councillor Ben Bowen")
    _choose(keys, "What kind of interest?", "Personal")
    _write(keys, "What is it?", "He reads there every day.")
    _choose(keys, "Do they take part?", "Yes")
    _button(keys, "Note the declaration")
    expect(page.locator("main")).to_contain_text(
        "Councillor Ben Bowen: personal interest. He reads there every day. They took part."
    )
    _choose(keys, "Who moves it?", "Councillor Ann Archer")
    _write(keys, "What is moved?", "That libraries open at nine.")
    _button(keys, "Note the motion")
    _choose(keys, "How?", "Recorded")
    _choose(keys, "Councillor Ann Archer", "For")
    _choose(keys, "Councillor Ben Bowen", "Against")
    _choose(keys, "What came of it?", "Carried")
    _button(keys, "Record the vote")
    expect(page.locator("#vote-result-error")).to_contain_text("no casting vote")
    _choose(keys, "Was there a casting vote?", "Councillor Ann Archer")
    _button(keys, "Record the vote")
    expect(page.locator(".gh-moved")).to_contain_text("Carried recorded: 1 for, 1 against, 0 abstaining.")
    _button(keys, "Note the decision", open_first=True)
    expect(page.locator("#decision-reasons-error")).to_contain_text("Write the reasons")
    _write(keys, "Reasons", "People asked for it.")
    _write(keys, "Options rejected", "None")
    _write(keys, "Conflicts of interest declared", "None")
    _button(keys, "Note the decision")
    expect(page.locator(".gh-paragraphs")).to_contain_text("That libraries open at nine.")
    _button(keys, "It ends now")

    _onto(keys, "Minutes")
    _button(keys, "Publish all with their notices")
    _button(keys, "Draw the draft from the record")
    _button(keys, "Publish the minutes")
    assert seen(m.Minutes).get().meeting == meeting
    assert seen(m.Report).get().title == "When people come"
    assert seen(m.Declaration).get().person.name == "Ben Bowen"
    assert seen(m.Notice).filter(kind="decision").get().decision == seen(m.Decision).get()
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def _clerk(town: Town) -> Page:
    """The clerk, logged in, in a browser that runs no script."""
    page = town.resident(width=1280)
    page.goto(f"{town.url}/account/login/")
    page.get_by_label("Email").fill("clerk@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in", exact=True).click()
    return page


def _button(keys: Keyboard, name: str, *, open_first: bool = False) -> None:
    if open_first:
        _open(keys, name)
    keys.to(keys.page.get_by_role("button", name=name, exact=True))
    keys.enter()


def _open(keys: Keyboard, name: str) -> None:
    keys.to(keys.page.locator("summary", has_text=name))
    keys.press("Enter")


def _onto(keys: Keyboard, name: str) -> None:
    keys.to(keys.page.locator(".gh-tabs").get_by_role("link", name=name))
    keys.enter()


def _choose(keys: Keyboard, label: str, option: str) -> None:
    """An option is found by its first letters, as in every list of a browser."""
    box = keys.page.get_by_label(label, exact=True)
    keys.to(box)
    keys.write(option)
    expect(box.locator("option:checked")).to_have_text(option)


def _write(keys: Keyboard, label: str, words: str) -> None:
    keys.to(keys.page.get_by_label(label, exact=True))
    keys.write(words)
