"""Journey 12: a call back was promised from 14:00 to 16:00, "leave no message"."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard, press
from tests.people.town import MORNING, Town
from tests.rooms.acquainted import case_of
from tests.rooms.promising import FOUR, MISSED, TWO

from guildhall.people import door
from guildhall.serve.models import Callback, CallbackAttempt, Message
from guildhall.serve.publishing import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reference(town: Town) -> str:
    """Vera's case about a missed bin."""
    town.at(MORNING)
    vera = door.register(name="Vera Lind", phone="01632 960101", at=MORNING)
    live = editions.current(service="missed-bin")
    assert live is not None
    return case_of(live, vera, **MISSED).reference


def promised(town: Town, reference: str) -> Page:
    """The advisor promises it, by keyboard alone."""
    desk = town.staff("advisor")
    keys = Keyboard(desk)
    keys.open(f"/desk/callbacks/promise?case={reference}")
    keys.to(desk.get_by_label("From, like 14:00"))
    keys.write("14:00")
    keys.press("Tab")
    keys.write("16:00")
    keys.to(desk.get_by_label("Nothing", exact=True))
    keys.press("Space")
    keys.access("s")
    expect(desk.get_by_role("status")).to_have_text("Promised: today, 14:00 to 16:00.")
    return desk


def tracking(town: Town, reference: str) -> Page:
    """Vera looks at her case on the web."""
    vera = town.resident()
    vera.goto(f"/en/track?reference={reference}")
    vera.locator("main [name=detail]").fill("ZZ1 2AB")
    press(vera.locator("main form button").last)
    return vera


def test_nothing_is_disclosed_to_whoever_answers_and_she_sees_the_promise_kept(town: Town, reference: str) -> None:
    desk = promised(town, reference)
    hers = tracking(town, reference)
    promise = "We will ring you on 18 November 2026 between 14:00 and 16:00."
    expect(hers.locator(".gh-calling-back")).to_contain_text(promise)

    town.at(TWO + timedelta(minutes=20))
    keys = Keyboard(desk)
    keys.open("/desk/callbacks")
    keys.enter()  # the soonest has the focus
    expect(desk.locator(".gh-may-say")).to_have_text(
        "To whoever else answers: nothing. Leave no message. Do not say where you ring from."
    )
    rows = desk.locator(".gh-aloud > div")
    expect(rows.nth(0)).to_contain_text("May I speak with Vera Lind, please?")
    for row in (rows.nth(0), rows.nth(1), rows.nth(2)):
        expect(row).not_to_contain_text("Elverdon")
        expect(row).not_to_contain_text("bin")
    expect(rows.nth(1)).to_contain_text("I will try again another time.")
    expect(rows.nth(2)).to_contain_text("Leave no message.")
    keys.access("3")
    expect(desk.locator(".gh-story")).to_contain_text("Somebody else answered")
    hers.reload()
    expect(hers.locator(".gh-calling-back")).to_contain_text("We tried to reach you on 18 November 2026 at 14:20.")

    town.at(TWO + timedelta(minutes=50))
    keys.access("1")
    expect(desk.get_by_role("status")).to_contain_text("Kept.")
    hers.reload()
    expect(hers.locator(".gh-calling-back")).to_contain_text("We spoke with you on 18 November 2026 at 14:50.")
    assert [each.outcome for each in CallbackAttempt.objects.order_by("at")] == ["somebody-else", "spoke"]
    town.at(FOUR + timedelta(minutes=1))
    assert Callback.objects.get().missed_at is None


def test_when_it_is_missed_it_is_escalated_and_she_is_told_so(town: Town, reference: str) -> None:
    desk = promised(town, reference)
    Message.objects.all().delete()
    town.at(FOUR + timedelta(minutes=5))
    due = Callback.objects.get()
    [waiting] = DBTaskResult.objects.filter(task_path__endswith="see_whether_kept")
    assert waiting.run_after == FOUR
    waiting.task.call(**waiting.args_kwargs["kwargs"])
    due.refresh_from_db()
    assert due.escalated_at == FOUR + timedelta(minutes=5)
    told = Message.objects.filter(to__contains="duty")
    assert told.count() == 1
    for message in Message.objects.all():
        assert "Vera" not in message.body + message.subject
        assert reference not in message.body + message.subject
        assert "960101" not in message.body
    desk.goto("/desk/callbacks?show=missed")
    row = desk.get_by_role("row", name="Vera Lind")
    expect(row).to_contain_text("5 min overdue")
    expect(row).to_contain_text("escalated")
    expect(tracking(town, reference).locator(".gh-calling-back")).to_contain_text("We did not keep to the time")

    keys = Keyboard(desk)
    keys.to(desk.get_by_role("link", name="Vera Lind"))
    keys.enter()
    keys.access("1")
    expect(tracking(town, reference).locator(".gh-calling-back")).to_contain_text("We spoke with you")
