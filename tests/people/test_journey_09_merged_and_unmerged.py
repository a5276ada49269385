"""Journey 9: father and son, merged and un-merged, with a week's work in between."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import Keyboard, press
from tests.people.town import MORNING, WEDNESDAY, Town
from tests.rooms.acquainted import ASHA, case_of
from tests.rooms.council import MILL_LANE

from guildhall.estate.door import Onlooker
from guildhall.people import door
from guildhall.serve.casework import cases
from guildhall.serve.casework.timelines import timeline
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Message
from guildhall.serve.publishing import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EVERYBODY = Onlooker(account="account/1", teams=None, works=None, people=True)
PHONE = "01632 960100"
MISSED = {"address": MILL_LANE, "bin": "general", "assisted": False, "name": "Ifan Rees"}
BY_EMAIL = {"contact-by": "email", "email": "ifan.rees@example.org"}


def page_of(reference: str) -> str:
    """Where somebody's one view is."""
    return f"/desk/people/{reference.removeprefix('party/')}"


def records_of(reference: str) -> list[tuple[str, int]]:
    """All that lies with one record, and with it alone."""
    return sorted((each.kind, each.number) for each in timeline(parties=[reference], onlooker=EVERYBODY).entries)


@pytest.fixture
def father_and_son(town: Town) -> tuple[str, str]:
    """Ifan Rees and Ifan Rees, of one home, with one telephone; each has rung before."""
    town.at(MORNING)
    long_ago = MORNING - timedelta(days=90)
    both = tuple(door.register(name="Ifan Rees", phone=PHONE, lives=MILL_LANE, at=long_ago) for _ in range(2))
    for reference, reason in zip(both, ("thanks", "opening-hours"), strict=True):
        interactions.log(channel="phone", reason=reason, party=reference, actor=ASHA, at=long_ago)
    return both[0], both[1]


def test_father_and_son_are_taken_for_one_and_each_has_his_own_again(
    town: Town, father_and_son: tuple[str, str]
) -> None:
    father, son = father_and_son
    before = {each: records_of(each) for each in father_and_son}
    desk = town.staff("advisor")
    keys = Keyboard(desk)

    # The reasons are shown; somebody decides, by the keyboard alone.
    keys.open(page_of(father))
    keys.to(desk.locator(".gh-known__row", has_text="May be the same as").get_by_role("link"))
    keys.enter()
    expect(desk.locator("main")).to_contain_text("The same telephone number")
    keys.to(desk.get_by_label("Why (optional)"))
    keys.write("same name and number")
    keys.access("s")
    expect(desk.get_by_role("status")).to_contain_text("they are one person")
    desk.goto(page_of(son))
    expect(desk.locator(".gh-facts")).to_contain_text("2, one person")

    # A week's work: a case, a call and a message, all made on the father's page; some of it is the son's.
    town.at(WEDNESDAY)
    live = editions.current(service="missed-bin")
    assert live is not None
    case = case_of(live, father, **(MISSED | BY_EMAIL)).reference
    call = interactions.log(
        channel="phone", reason="progress", party=father, actor=ASHA, at=MORNING + timedelta(days=3)
    )
    message = Message.objects.get(case__reference=case)

    # He rings: there are two of them.
    town.at(MORNING + timedelta(days=7))
    desk.goto(page_of(father))
    press(desk.get_by_role("link", name="Two people?"))
    desk.get_by_label("Why they are two people").fill("Father and son: both rang")
    press(desk.get_by_role("button", name="Take it back"))
    expect(desk.get_by_role("status")).to_contain_text("Every record is its own person's again")
    assert set(before[father]) <= set(records_of(father))
    assert records_of(son) == before[son]

    # What was made meanwhile is listed, and whose each is, is said.
    for told in (case, "How far a case has got", message.subject):
        expect(desk.locator(".gh-review")).to_contain_text(told)
    sons = "B" if _side_of(desk, father) == "A" else "A"
    _say(desk, "Case", sons)
    press(desk.get_by_role("button", name="Keep what I chose"))
    _say(desk, "Contact", f"{_side_of(desk, father)}, as it stands")
    press(desk.get_by_role("button", name="Keep what I chose"))
    _say(desk, "Message", sons, exact=False)
    press(desk.get_by_role("button", name="Keep what I chose"))
    expect(desk.get_by_role("status")).to_contain_text("Nothing is left to say")
    desk.goto("/desk/people/reviews")
    expect(desk.locator("main")).to_contain_text("Nothing is left to review")

    assert cases.find(reference=case).customer == son
    assert ("contact", call) in records_of(father)
    assert {kind for kind, _ in records_of(son)} == {"contact", "case", "message"}
    desk.goto(page_of(son))
    expect(desk.locator("main")).to_contain_text(case)
    expect(desk.locator("main")).not_to_contain_text("May be the same as")
    desk.goto(page_of(father))
    expect(desk.locator("main")).not_to_contain_text(case)


def test_an_ex_partner_learns_nothing_where_one_of_two_is_protected(
    town: Town, father_and_son: tuple[str, str]
) -> None:
    father, son = father_and_son
    door.protect(reference=son, actor=ASHA, at=MORNING)
    desk = town.staff("advisor")
    desk.goto(page_of(father))
    expect(desk.locator("main")).not_to_contain_text("May be the same as")
    desk.goto("/desk/people/proposals")
    expect(desk.locator("main")).to_contain_text("None waits for you.")


def _side_of(page: Page, reference: str) -> str:
    """By which letter the page calls a record."""
    first = page.locator(".gh-facts a").first.get_attribute("href")
    return "A" if first == page_of(reference) else "B"


def _say(page: Page, kind: str, whose: str, *, exact: bool = True) -> None:
    """Choose whose the thing of this kind is."""
    one = page.locator(".gh-review__one").filter(has=page.locator(".gh-review__kind", has_text=kind))
    one.get_by_label(whose, exact=exact).check()
