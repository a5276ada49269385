"""A complaint through both stages: made on a telephone, answered at a desk, taken further by whoever complained."""

from playwright.sync_api import Page, expect
from tests.people.hands import choose, go_on, press, send, start, write
from tests.people.town import MORNING, Town


def test_a_complaint_is_acknowledged_answered_and_taken_to_the_second_stage(town: Town) -> None:
    town.at(MORNING)
    vera = town.resident()
    reference = complain(vera)
    town.work_off()
    tom = town.staff("service-officer", script=False)

    tom.goto(f"/desk/cases/{reference}/complaint")
    expect(tom.locator("main")).to_contain_text("It is due Wednesday 25 November 2026.")
    tom.get_by_label("How do you understand the complaint").fill("Nobody emptied your bin for three weeks.")
    press(tom.get_by_role("button", name="Acknowledge", exact=True))
    press(tom.get_by_role("button", name="Answer and close"))
    expect(tom.locator(".govuk-error-summary")).to_contain_text("Choose what you found")
    choose(tom, "Upheld")
    tom.get_by_label("The answer, with the reasons").fill("We are sorry. The round was changed.")
    press(tom.get_by_role("button", name="Answer and close"))
    told = tom.locator("#stage-1 ~ ol .gh-story__detail").last.inner_text()

    follow(vera, reference)
    assert told.strip() in [each.strip() for each in vera.locator(".gh-told").all_inner_texts()]
    expect(vera.locator("main")).to_contain_text("ask us to look again at stage 2")
    vera.get_by_label("What is still wrong?").fill("It was not emptied today.")
    press(vera.get_by_role("button", name="Take it to stage 2"))
    expect(vera.locator("main")).to_contain_text(
        "We write back that we look again. It is due Wednesday 25 November 2026."
    )
    expect(vera.get_by_role("button", name="Take it to stage 2")).to_have_count(0)

    tom.reload()
    expect(tom.locator("main")).to_contain_text("It was not emptied today.")
    tom.get_by_label("How do you understand the complaint").fill("It was not emptied after our answer.")
    press(tom.get_by_role("button", name="Acknowledge", exact=True))
    choose(tom, "Upheld")
    tom.get_by_label("The answer, with the reasons").fill("We pay you back.")
    press(tom.get_by_role("button", name="Answer and close"))
    expect(tom.locator(".govuk-error-summary")).to_contain_text("Somebody else must answer at stage 2")


def complain(page: Page) -> str:
    """Complain of bins for the first time; gives the reference."""
    start(page, "complaint")
    for answer in ("Make a complaint", "Bins and streets", "I am complaining about it for the first time"):
        choose(page, answer)
        go_on(page)
    page.get_by_label("Tell us what happened").fill("Nobody emptied my bin.")
    go_on(page)
    go_on(page)  # in which month, if she knows
    go_on(page)  # anything to show
    choose(page, "An apology")
    go_on(page)
    page.locator("main input[type=text]").first.fill("Vera Lind")
    go_on(page)
    choose(page, "By email")
    go_on(page)
    write(page, **{"What is your email address?": "vera@example.org"})
    go_on(page)
    send(page)
    return page.locator(".gh-code").first.inner_text()


def follow(page: Page, reference: str) -> None:
    """Follow a case by its reference and one detail."""
    page.goto(f"/en/track?reference={reference}")
    page.locator("#detail").fill("Vera Lind")
    press(page.locator("main form").get_by_role("button"))
