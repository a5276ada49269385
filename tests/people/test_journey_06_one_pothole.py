"""Journey 6: two reports of one pothole, by app and telephone, in different categories, 12 metres apart."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.people.hands import Keyboard, choose, go_on, press, reference_on, send, start, write
from tests.people.post import PostOffice, words_in
from tests.people.town import MORNING, Town

from guildhall.serve.models import Case, CaseRelation, Message

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KENS = ("54.771000", "-1.575000")
TWELVE_METRES_ON = ("54.771108", "-1.575000")


def by_app(town: Town) -> str:
    """Ken reports a pothole on his telephone, as a street problem. Nobody has reported it before, and he is asked nothing more."""
    ken = town.resident()
    start(ken, "street-problem")
    for answer in ("No", "Pothole in the road", "A street or an ordinary road"):
        choose(ken, answer)
        go_on(ken)
    write(ken, Describe_where_it_is="Outside the bank", **places(KENS))
    go_on(ken)
    choose(ken, "Not so deep")
    go_on(ken)
    for _left_blank in ("describe", "photo"):
        go_on(ken)
    choose(ken, "By email")
    go_on(ken)
    ken.locator("main [name=email]").fill("ken@example.org")
    go_on(ken)
    expect(ken.get_by_role("main")).not_to_contain_text("Is it one of these?")
    send(ken)
    return reference_on(ken)


def places(where: tuple[str, str]) -> dict[str, str]:
    return {"Latitude,_if_you_know_it_(optional)": where[0], "Longitude,_if_you_know_it_(optional)": where[1]}


def by_telephone(town: Town) -> tuple[Page, Keyboard]:
    """Vera rings about something dangerous; the advisor has come to the end of it, by keyboard alone."""
    desk = town.staff("advisor")
    keys = Keyboard(desk)
    keys.open("/desk/phone/services/report-danger?for=own&lang=en")
    for number in ("2", "3", "2"):
        keys.to(desk.locator(".gh-prompt input").first)
        keys.answer(number)
    keys.to(desk.locator("[name='where.description']"))
    keys.write("In front of the bank in the High Street")
    for axis, degrees in zip(("lat", "lon"), TWELVE_METRES_ON, strict=True):
        keys.to(desk.locator(f"[name='where.{axis}']"))
        keys.write(degrees)
    keys.enter()
    for answer in ("", "", "Vera Lind", "1", "vera@example.org"):
        if answer:
            keys.to(desk.locator(".gh-prompt").locator("input, textarea").first)
            keys.write(answer)
        else:
            keys.to(desk.get_by_role("main").get_by_role("button", name="Go on").first)
        keys.enter()
    return desk, keys


def ruling(officer: Page, reference: str) -> Locator:
    """The date that a case goes by, as its page tells it."""
    officer.goto(f"/desk/cases/{reference}")
    return officer.locator(".gh-facts > div").filter(has_text="Due").first


def as_it_was(reference: str) -> dict[str, Any]:
    return dict(Case.objects.filter(reference=reference).values().get())


def test_two_reports_of_one_pothole_are_one_matter_until_they_are_not(town: Town, post: PostOffice) -> None:
    town.at(MORNING)
    kens = by_app(town)
    town.work_off()
    alone = as_it_was(kens)

    desk, keys = by_telephone(town)
    suggestion = desk.get_by_label("Pothole in the road, 12 metres away")
    expect(suggestion).to_be_visible()
    assert kens not in desk.content()
    keys.to(suggestion)
    keys.press("Space")
    keys.enter()
    veras = desk.locator(".gh-reference").inner_text()
    joined = Case.objects.get(reference=veras)
    assert joined.matter == Case.objects.get(reference=kens).matter != ""
    own = {"ken": alone["due_on"], "vera": joined.due_on}
    assert own["vera"] < own["ken"]

    town.work_off()
    told = {letter["To"]: words_in(letter) for letter in post.letters if "these reports as one" in words_in(letter)}
    assert set(told) == {"ken@example.org", "vera@example.org"}
    assert kens in told["ken@example.org"]
    assert veras not in told["ken@example.org"]
    assert all("19 November 2026" in each for each in told.values())

    officer = town.staff("service-officer")
    expect(ruling(officer, kens)).to_contain_text("19 November 2026")
    expect(ruling(officer, veras)).to_contain_text("19 November 2026")
    officer.goto("/desk/cases")
    listed = officer.locator("main tbody tr").filter(has_text="tomorrow")
    expect(listed).to_have_count(2)

    officer.goto(f"/desk/cases/{kens}/matter")
    officer.get_by_text("Take it back").first.click()
    officer.get_by_label("Why do they not belong together?").fill("Two holes, one on each side of the road")
    press(officer.get_by_role("button", name="Take it back"))
    expect(officer.get_by_role("main")).to_contain_text("Two holes, one on each side of the road")
    assert as_it_was(kens) == alone
    after = as_it_was(veras)
    assert (after["matter"], after["earliest_on"], after["due_on"]) == ("", own["vera"], own["vera"])
    assert CaseRelation.objects.get().retracted_at == MORNING
    expect(ruling(officer, kens)).not_to_contain_text("19 November 2026")
    town.work_off()
    parted = Message.objects.filter(body__contains="not the same thing").values_list("to", flat=True)
    assert set(parted) == {"ken@example.org", "vera@example.org"}


def test_the_second_to_report_it_on_the_web_says_that_it_is_the_same(town: Town) -> None:
    town.at(MORNING)
    kens = by_app(town)
    vera = town.resident()
    start(vera, "report-danger")
    choose(vera, "No")
    go_on(vera)
    choose(vera, "A hole in the road or pavement, or a missing cover")
    go_on(vera)
    choose(vera, "No")
    go_on(vera)
    write(vera, Describe_where_it_is="In front of the bank", **places(TWELVE_METRES_ON))
    go_on(vera)
    for _left_blank in ("describe", "photo", "name"):
        go_on(vera)
    choose(vera, "I do not need to be told")
    go_on(vera)
    expect(vera.get_by_role("heading", name="Is it one of these?")).to_be_visible()
    choose(vera, "Pothole in the road, 12 metres away")
    send(vera)
    expect(vera.get_by_role("main")).to_contain_text("We deal with both as one.")
    assert kens not in vera.content()
    assert reference_on(vera) != kens
    assert Case.objects.exclude(matter="").count() == 2
