"""Journey 11: a tree is about to fall, and the offices are closed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard, choose, go_on, send, start
from tests.people.post import PostOffice, words_in
from tests.people.town import MORNING, Town

from guildhall.estate.door import council
from guildhall.serve.models import Case, Journey, Message, Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONDON = ZoneInfo("Europe/London")
THE_DAY_AFTER_BOXING_DAY = datetime(2026, 12, 28, 11, 0, tzinfo=LONDON)
"""A Monday in office hours, were it not the bank holiday in place of Saturday 26 December."""
CHRISTMAS_EVE = datetime(2026, 12, 24, 11, 0, tzinfo=LONDON)
DUTY = "01632 960 999"
MIGHT_FALL_TODAY = {"somebody-hurt": False, "what": "tree", "hurt-today": True}


def tells_of_a_tree(page: Page, *, might_fall_today: bool) -> None:
    """As far as whether it could hurt somebody today."""
    start(page, "report-danger")
    choose(page, "No")
    go_on(page)
    choose(page, "A tree or branch")
    go_on(page)
    choose(page, "Yes" if might_fall_today else "No")
    go_on(page)


@pytest.mark.parametrize(
    ("moment", "officer"),
    [
        (THE_DAY_AFTER_BOXING_DAY, "Ring our out of hours officer now"),
        pytest.param(MORNING, "Speak to our duty officer now", marks=pytest.mark.full),
    ],
    ids=["a bank holiday", "in office hours"],
)
def test_it_goes_to_a_person_at_once_and_into_no_queue_that_nobody_reads(
    town: Town, moment: datetime, officer: str
) -> None:
    town.at(moment)
    ken = town.resident()
    tells_of_a_tree(ken, might_fall_today=True)
    expect(ken.get_by_role("heading", level=1)).to_have_text(officer)
    number = ken.get_by_role("main").get_by_role("link", name=DUTY).first
    expect(number).to_have_attribute("href", "tel:01632960999")
    expect(ken.get_by_role("main").get_by_role("button", name="Accept and send")).to_have_count(0)
    assert Case.objects.count() == 0


def test_the_advisor_who_hears_of_it_is_shown_whom_to_ring(town: Town) -> None:
    town.at(THE_DAY_AFTER_BOXING_DAY)
    desk = town.staff("advisor", script=False)
    keys = Keyboard(desk)
    keys.open("/desk/phone/services/report-danger?for=own&lang=en")
    for question, number in {"hurt, trapped": "2", "What is dangerous?": "1", "hurt somebody today": "1"}.items():
        expect(desk.locator(".gh-say")).to_contain_text(question)
        keys.to(desk.locator(".gh-prompt input").first)
        keys.answer(number)
    expect(desk.get_by_role("heading", level=1)).to_have_text("Ring our out of hours officer now")
    expect(desk.get_by_role("main")).to_contain_text(DUTY)
    assert Case.objects.count() == 0


def test_what_a_machine_tells_is_flagged_and_pages_the_officer_on_duty(town: Town, post: PostOffice) -> None:
    town.at(THE_DAY_AFTER_BOXING_DAY)
    machine = town.resident().request
    answer = machine.post(
        f"{town.url}/api/v1/services/report-danger/cases",
        data={"answers": MIGHT_FALL_TODAY},
        headers={"Idempotency-Key": "a-tree-seen-by-a-sensor"},
    )
    told = answer.json()
    assert told["urgent"] is True
    assert told["outcome"]["telephone"] == DUTY

    case = Case.objects.get()
    assert case.reference == told["case"]["reference"]
    assert case.team == "out-of-hours-officers"
    assert case.due_on == THE_DAY_AFTER_BOXING_DAY.date()
    assert Task.objects.get().kind == "ring-now"
    town.work_off()
    (page,) = post.letters
    assert page["To"] == council().duty_officer["email"]
    assert case.reference in words_in(page)
    assert Message.objects.filter(about="duty", kind="sms", to=council().duty_officer["sms"]).exists()


def test_a_tree_that_can_wait_is_promised_a_day_on_which_somebody_works(town: Town) -> None:
    town.at(CHRISTMAS_EVE)
    ken = town.resident()
    tells_of_a_tree(ken, might_fall_today=False)
    ken.get_by_label("Describe where it is").fill("Westmere Park gates")
    go_on(ken)
    for _left_blank in ("describe", "photo", "name"):
        go_on(ken)
    choose(ken, "I do not need to be told")
    go_on(ken)
    send(ken)
    expect(ken.get_by_role("main")).to_contain_text("by 30 December 2026 at the latest")
    assert Case.objects.get().due_on == date(2026, 12, 30)
    assert Journey.objects.count() == 1
