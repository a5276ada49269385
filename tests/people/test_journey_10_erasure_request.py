"""Journey 10: somebody with an open council tax case and old pothole reports asks for all of it to be erased."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.people.hands import Keyboard, choose, go_on, press, reference_on, send, start, write
from tests.people.town import LONG_AGO, MORNING, PASSWORD, Town
from tests.rooms.acquainted import POTHOLE, case_of
from tests.rooms.council import MILL_LANE
from tests.rooms.privacy_world import YEAR, closed_ago
from tests.rooms.test_privacy_retention import figures

from guildhall.estate.door import give_role, open_account
from guildhall.ledger.door import Verified, verify
from guildhall.people import door
from guildhall.serve.models import Case, Message, Tombstone
from guildhall.serve.publishing import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOVED: dict[str, object] = {
    "direction": "within",
    "keep-secret": False,
    "moved-on": "2026-11-14",
    "old-address": {"line1": "9 Weir Terrace", "postcode": "ZZ2 3JK"},
    "new-address": MILL_LANE,
    "letters": "new-address",
    "people": [{"name": "Vera Lind", "age": "adult", "student": False, "gets-help": False}],
    "tell": ["council-tax"],
    "council-tax-number": None,
    "contact-by": "none",
}


@pytest.fixture
def vera(town: Town) -> dict[str, str]:
    """What the council holds of Vera: a move that is open for council tax, and potholes of four years and of one year ago."""
    town.at(MORNING)
    party = door.register(name="Vera Lind", email="vera.lind@example.org", lives=MILL_LANE, at=MORNING)
    live = {each: editions.current(service=each) for each in ("house-move", "street-problem")}
    tax = case_of(live["house-move"], party, **MOVED)  # type: ignore[arg-type]  # in force
    told = POTHOLE | {"describe": "I am Vera Lind and I fell"}
    old, recent = (case_of(live["street-problem"], party, **told) for _ in range(2))  # type: ignore[arg-type]
    closed_ago(old, 4 * YEAR)
    closed_ago(recent, YEAR)
    account = open_account(email="information-governance@example.org", name="Wyn Keating", password=PASSWORD)
    give_role(account=account.reference, role="information-governance", since=LONG_AGO)
    return {"party": party, "tax": tax.reference, "old": old.reference, "recent": recent.reference}


def asks_on_the_web(town: Town) -> str:
    """Vera asks on her phone for everything to be erased; her reference."""
    hers = town.resident()
    start(hers, "your-information")
    choose(hers, "Erase what you hold")
    go_on(hers)
    go_on(hers)
    hers.get_by_label("What is your name?").fill("Vera Lind")
    go_on(hers)
    write(hers, Address_line_1="4 Mill Lane", Postcode="ZZ1 2AB")
    go_on(hers)
    choose(hers, "By email")
    go_on(hers)
    hers.get_by_label("What is your email address?").fill("vera.lind@example.org")
    go_on(hers)
    send(hers)
    town.work_off()
    return reference_on(hers)


def test_it_is_decided_record_by_record_and_no_figure_changes(town: Town, vera: dict[str, str]) -> None:
    reference = asks_on_the_web(town)
    desk = town.staff("information-governance")
    keys = Keyboard(desk)
    keys.open("/desk/privacy")
    keys.to(desk.get_by_role("link", name=reference))
    keys.enter()
    hers = desk.locator(f"[name=party][value='{vera['party'].removeprefix('party/')}']")
    keys.to(desk.locator("[name=party]").first)
    keys.press("Space")
    while not hers.is_checked():
        keys.press("ArrowDown")
    keys.to(desk.get_by_role("button", name="Take it up"))
    keys.enter()

    keys.to(desk.get_by_label("They showed or sent something with their name and address"))
    keys.press("Space")
    keys.to(desk.get_by_role("button", name="We know"))
    keys.enter()
    for key, basis, proposed in (
        (
            "tax",
            "Public task",
            "Keep it. It is not finished, and the law gives us this task (UK GDPR Article 17(3)(b)).",
        ),
        ("old", "Public task", "Erase it. We need it no longer (UK GDPR Article 17(1)(a))."),
        ("recent", "Public task", "Keep it without anything that tells who they are. We need to know what was wrong"),
    ):
        row = desk.locator(".gh-judged__record", has_text=vera[key])
        expect(row).to_contain_text(basis)
        expect(row).to_contain_text(proposed)
    expect(desk.locator(".gh-judged__record", has_text=vera["tax"])).to_contain_text(
        "Local Government Finance Act 1992"
    )

    keys.to(desk.get_by_role("button", name="Record these decisions"))
    keys.enter()
    before = figures()
    keys.to(desk.get_by_role("button", name="Tell them, and erase what goes"))
    keys.enter()
    expect(desk.get_by_role("status")).to_contain_text("Answered today")
    town.work_off()

    after = figures()
    apart = {key for key in before | after if "your-information" in map(str, key) or key == ("closed",)}
    assert {key: many for key, many in before.items() if key not in apart} == {
        key: many for key, many in after.items() if key not in apart
    }
    rows = {name: Case.objects.get(reference=vera[name]) for name in ("tax", "old", "recent")}
    assert rows["tax"].customer == vera["party"]
    assert (rows["old"].answers, rows["old"].customer) == ("{}", "")
    assert "Vera" not in rows["recent"].answers
    assert "pothole" in rows["recent"].answers
    assert {each.record for each in Tombstone.objects.all()} == {f"case/{vera['old']}", f"case/{vera['recent']}"}
    for each in Case.objects.all():
        assert isinstance(verify(subject=f"case/{each.reference}"), Verified)

    told = Message.objects.filter(about="closed").latest("id")
    assert told.sent_at is not None
    assert re.search(rf"{vera['tax']}, of 18 November 2026: we keep it\.", told.body)
    assert re.search(rf"{vera['old']}, of \d+ November 2022: we erased it\.", told.body)
    assert "ico.org.uk/make-a-complaint" in told.body


def test_what_is_held_for_a_claim_cannot_be_erased_until_the_hold_is_lifted(town: Town, vera: dict[str, str]) -> None:
    desk = town.staff("information-governance", script=False)
    desk.goto(f"/desk/cases/{vera['old']}")
    press(desk.get_by_role("link", name="Place a legal hold"))
    desk.get_by_label("Why nothing may be erased").fill("Somebody fell there and may claim")
    press(desk.get_by_role("button", name="Hold it"))
    desk.goto("/desk/privacy/retention?ahead=0")
    expect(desk.get_by_role("row", name=vera["old"])).to_contain_text("Held: stays")
    reference = asks_on_the_web(town)
    desk.goto(f"/desk/privacy/requests/{reference}")
    desk.locator(f"[name=party][value='{vera['party'].removeprefix('party/')}']").check()
    press(desk.get_by_role("button", name="Take it up"))
    held = desk.locator(".gh-judged__record", has_text=vera["old"])
    expect(held).to_contain_text("It is needed for a legal claim (UK GDPR Article 17(3)(e)).")
    expect(held.get_by_role("radio")).to_have_count(1)
    town.at(MORNING + timedelta(days=1))
    desk.goto("/desk/privacy/holds")
    desk.get_by_label("Why it is lifted").fill("They did not claim")
    press(desk.get_by_role("button", name="Lift it"))
    desk.goto(f"/desk/privacy/requests/{reference}")
    expect(desk.locator(".gh-judged__record", has_text=vera["old"]).get_by_role("radio")).to_have_count(3)
