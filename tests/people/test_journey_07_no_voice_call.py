"""Journey 7: a deaf customer. A voice call back is stopped with a reason, text is offered at once, the same time holds."""

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard
from tests.people.town import MORNING, Town
from tests.rooms.acquainted import case_of
from tests.rooms.promising import FOUR, MISSED

from guildhall.ledger.door import Actor, history
from guildhall.people import door
from guildhall.serve.models import Callback, CallbackAttempt, Message
from guildhall.serve.publishing import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLERK = Actor("staff", "account/1")


@pytest.fixture
def rosa() -> str:
    """Rosa uses British Sign Language, and has a mobile."""
    found = door.register(name="Rosa Delmar", phone="07700 900123", at=MORNING)
    door.needs(reference=found, code="bsl", actor=CLERK, at=MORNING)
    return found


def promise_page(town: Town, rosa: str) -> tuple[Page, str]:
    """The form to promise a call back about her missed bin."""
    town.at(MORNING)
    live = editions.current(service="missed-bin")
    assert live is not None
    case = case_of(live, rosa, **(MISSED | {"name": "Rosa Delmar"}))
    desk = town.staff("advisor")
    desk.goto(f"/desk/callbacks/promise?case={case.reference}")
    return desk, case.reference


def filled(desk: Page) -> None:
    desk.get_by_label("From, like 14:00").fill("14:00")
    desk.get_by_label("Until, like 16:00").fill("16:00")
    desk.get_by_label("Nothing", exact=True).check()


def test_a_voice_call_is_stopped_with_the_reason_and_text_is_kept_by_the_same_time(town: Town, rosa: str) -> None:
    desk, reference = promise_page(town, rosa)
    expect(desk.locator(".gh-stop")).to_contain_text("a voice call does not reach them")
    filled(desk)
    desk.get_by_label("At another number or address").check()
    desk.get_by_label("By", exact=True).select_option("voice")
    desk.get_by_role("textbox", name="Number or address").fill("07700 900123")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Promise it").click()
    told = "They use British Sign Language: a voice call does not reach them. Choose a text message"
    expect(desk.locator(".govuk-error-summary")).to_contain_text(told)
    assert not Callback.objects.exists()
    expect(desk.get_by_label("From, like 14:00")).to_have_value("14:00")  # nothing typed is lost

    keys = Keyboard(desk)
    desk.get_by_label("Send a text message: 07700 900123").check()
    keys.access("s")
    promise = Callback.objects.get()
    assert (promise.way, promise.closes_at, promise.case) == ("sms", FOUR, reference)
    expect(desk.get_by_role("button", name="I spoke with them")).to_have_count(0)

    desk.get_by_label("What you tell them").fill("The crew comes back tomorrow.")
    keys.access("s")
    expect(desk.get_by_role("status")).to_contain_text("Kept")
    promise.refresh_from_db()
    assert promise.kept_at is not None
    assert promise.kept_at <= promise.closes_at
    sent = Message.objects.get(kind="sms")
    assert (sent.to, "crew comes back tomorrow" in sent.body) == ("07700 900123", True)
    assert [each.way for each in CallbackAttempt.objects.all()] == ["sms"]
    tried = [event.data for event in history(subject=f"case/{reference}", audience="staff") if "callback" in event.type]
    assert tried
    assert not {"voice", "relay"} & {str(data.get("way")) for data in tried}


def test_what_is_found_out_later_stops_the_call_and_offers_text_at_once(town: Town) -> None:
    town.at(MORNING)
    known = door.register(name="Rosa Delmar", phone="07700 900123", at=MORNING)
    desk = town.staff("advisor")
    desk.goto(f"/desk/callbacks/promise?person={known.removeprefix('party/')}")
    filled(desk)
    desk.get_by_label("Ring them: 07700 900123").check()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Promise it").click()
    door.needs(reference=known, code="no-voice", actor=CLERK, at=MORNING)
    with desk.expect_navigation():
        desk.get_by_role("button", name="No answer").click()  # the page was open before it was known
    expect(desk.locator(".govuk-error-summary")).to_contain_text("They asked that nobody rings them")
    expect(desk.get_by_role("button", name="No answer")).to_have_count(0)
    desk.get_by_label("By the same time").select_option(label="Send a text message: 07700 900123")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Keep it in this way").click()
    expect(desk.get_by_label("What you tell them")).to_be_visible()
    promise = Callback.objects.get()
    assert (promise.way, promise.closes_at) == ("sms", FOUR)
    assert not CallbackAttempt.objects.exclude(outcome="stopped").exists()
