"""On the web: on a small phone with no JavaScript, by keyboard alone, in Welsh; and with everything that goes wrong."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.people.hands import (
    Keyboard,
    asked,
    choose,
    go_on,
    moves_within_town,
    press,
    reference_on,
    send,
    start,
    told_off,
    write,
)
from tests.people.town import MORNING, Town

from guildhall.serve.models import Answer, Case, Journey, Payment, Satisfaction

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WRONG = re.compile("^Error:")


def reports_a_bin(page: Page) -> None:
    """As far as the check of the answers."""
    start(page, "missed-bin")
    write(page, Address_line_1="4 Mill Lane", Postcode="ZZ1 2AB")
    go_on(page)
    choose(page, "General waste (grey bin)")
    go_on(page)
    choose(page, "No")
    go_on(page)
    page.get_by_label("What is your name?").fill("Vera Lind")
    go_on(page)
    choose(page, "I do not need to be told")
    go_on(page)
    asked(page, "Check your answers")


def test_somebody_with_no_script_reports_a_bin_on_a_small_phone(town: Town) -> None:
    vera = town.resident(width=320)
    reports_a_bin(vera)
    expect(vera.get_by_role("term")).to_have_count(5)
    send(vera)
    expect(vera.get_by_role("heading", level=1)).to_have_text("We will come back for your bin")
    expect(vera.get_by_role("main")).to_contain_text("within 3 working days, by 23 November 2026")
    assert reference_on(vera) == Case.objects.get().reference

    choose(vera, "Very good")
    press(vera.get_by_role("button", name="Send this answer"))
    expect(vera.get_by_role("heading", level=1)).to_have_text("Thank you for telling us")
    assert Satisfaction.objects.get().score == 5


def test_somebody_with_no_mouse_reports_a_bin(town: Town) -> None:
    keys = Keyboard(vera := town.resident(script=True, width=1280))
    vera.goto("/en/services/missed-bin")
    keys.to(vera.get_by_role("button", name="Start now"))
    keys.enter()
    keys.to(vera.get_by_label("Address line 1"))
    keys.write("4 Mill Lane")
    keys.to(vera.get_by_label("Postcode"))
    keys.answer("ZZ1 2AB")
    keys.to(vera.get_by_label("General waste (grey bin)"))
    keys.press("ArrowDown")
    expect(vera.get_by_label("Recycling (green bin)")).to_be_checked()
    keys.press("ArrowUp")
    keys.enter()
    keys.to(vera.get_by_label("Yes", exact=True))
    keys.press("ArrowDown")
    keys.enter()
    keys.to(vera.get_by_label("What is your name?"))
    keys.answer("Vera Lind")
    keys.to(vera.get_by_label("By email"))
    keys.press("ArrowUp")
    expect(vera.get_by_label("I do not need to be told")).to_be_checked()
    keys.enter()
    keys.to(vera.get_by_role("button", name="Accept and send"))
    keys.enter()
    assert reference_on(vera) == Case.objects.get().reference


@pytest.mark.full
def test_somebody_reports_a_bin_in_welsh_from_the_front_page_to_the_reference(town: Town) -> None:
    mali = town.resident(language="cy")
    mali.goto("/cy")
    press(mali.get_by_role("link", name="Rhoi gwybod am fin a fethwyd").first)
    press(mali.get_by_role("button", name="Dechrau nawr"))
    mali.get_by_label("Llinell gyfeiriad 1").fill("4 Mill Lane")
    go_on(mali, "cy")
    told_off(mali, "Ysgrifennwch y cod post")
    mali.get_by_label("Cod post").fill("ZZ1 2AB")
    go_on(mali, "cy")
    choose(mali, "Gwastraff cyffredinol (bin llwyd)")
    go_on(mali, "cy")
    choose(mali, "Nac ydyn")
    go_on(mali, "cy")
    mali.get_by_label("Beth yw eich enw?").fill("Mali Gruffydd")
    go_on(mali, "cy")
    choose(mali, "Nid oes angen i mi gael gwybod")
    go_on(mali, "cy")
    asked(mali, "Gwiriwch eich atebion")
    send(mali, "cy")
    expect(mali.get_by_role("heading", level=1)).to_have_text("Byddwn yn dod yn ôl am eich bin")
    expect(mali.get_by_role("main")).to_contain_text("23 Tachwedd 2026")
    assert Case.objects.get().language == "cy"


@pytest.mark.full
def test_somebody_changes_the_language_half_way_and_keeps_the_answers(town: Town) -> None:
    mali = town.resident()
    start(mali, "missed-bin")
    write(mali, Address_line_1="4 Mill Lane", Postcode="ZZ1 2AB")
    go_on(mali)
    press(mali.get_by_role("link", name="Cymraeg"))
    asked(mali, "Pa fin a fethwyd?")
    press(mali.get_by_role("link", name="Yn ôl"))
    expect(mali.get_by_label("Llinell gyfeiriad 1")).to_have_value("4 Mill Lane")
    assert Journey.objects.count() == 1


@pytest.mark.full
def test_what_is_wrong_is_said_first_at_the_field_and_in_the_title_and_nothing_typed_is_lost(town: Town) -> None:
    vera = town.resident()
    start(vera, "missed-bin")
    go_on(vera)
    expect(vera).to_have_title(WRONG)
    write(vera, Address_line_1="4 Mill Lane", Postcode="not one")
    go_on(vera)
    expect(vera).to_have_title(WRONG)
    expect(vera.get_by_label("Address line 1")).to_have_value("4 Mill Lane")
    expect(vera.get_by_label("Postcode")).to_have_value("not one")
    assert Journey.objects.count() == 0


@pytest.mark.full
def test_an_answer_changed_at_the_end_leaves_no_answer_that_no_longer_applies(town: Town) -> None:
    vera = town.resident()
    reports_a_bin(vera)
    press(vera.get_by_role("link", name=re.compile("Change.*How shall we tell you")))
    choose(vera, "By email")
    go_on(vera)
    vera.get_by_label("What is your email address?").fill("vera@example.org")
    go_on(vera)
    press(vera.get_by_role("link", name=re.compile("Change.*How shall we tell you")))
    choose(vera, "I do not need to be told")
    go_on(vera)
    asked(vera, "Check your answers")
    expect(vera.get_by_role("main")).not_to_contain_text("vera@example.org")
    send(vera)
    assert "vera@example.org" not in Case.objects.get().answers


@pytest.mark.full
def test_a_double_click_makes_one_case(town: Town) -> None:
    vera = town.resident()
    reports_a_bin(vera)
    vera.get_by_role("button", name="Accept and send").dblclick()
    expect(vera.get_by_role("heading", level=1)).to_have_text("We will come back for your bin")
    assert Case.objects.count() == 1


@pytest.mark.full
def test_going_back_after_sending_makes_no_second_case(town: Town) -> None:
    vera = town.resident()
    reports_a_bin(vera)
    send(vera)
    reference = reference_on(vera)
    vera.go_back()
    if vera.get_by_role("button", name="Accept and send").count():
        send(vera)
    assert Case.objects.get().reference == reference


@pytest.mark.full
def test_a_second_tab_does_no_harm(town: Town) -> None:
    vera = town.resident()
    start(vera, "missed-bin")
    write(vera, Address_line_1="4 Mill Lane", Postcode="ZZ1 2AB")
    go_on(vera)
    other = vera.context.new_page()
    other.goto(vera.url)
    choose(other, "Food waste (small caddy)")
    go_on(other)
    choose(vera, "General waste (grey bin)")
    go_on(vera)
    asked(vera, "Do our crew usually fetch the bin from the house for you?")
    assert Answer.objects.get(step="bin").value == '"general"'


@pytest.mark.full
def test_somebody_follows_a_case_without_an_account(town: Town) -> None:
    vera = town.resident()
    reports_a_bin(vera)
    send(vera)
    reference = reference_on(vera)
    later = town.resident()
    later.goto("/en/track")
    later.get_by_label("Your reference").fill(reference.lower().replace("-", ""))
    later.get_by_label("Something you gave us with it").fill("ZZ9 9ZZ")
    press(later.get_by_role("button", name="Show me"))
    expect(later).to_have_title(WRONG)
    expect(later.get_by_role("main")).not_to_contain_text("bin")
    later.get_by_label("Something you gave us with it").fill("zz12ab")
    press(later.get_by_role("button", name="Show me"))
    expect(later.get_by_role("main")).to_contain_text("Received")
    expect(later.get_by_role("main")).to_contain_text("by 23 November 2026")


@pytest.mark.full
def test_whoever_knows_only_the_reference_is_shown_nothing(town: Town) -> None:
    vera = town.resident()
    reports_a_bin(vera)
    send(vera)
    there, reference = vera.url, reference_on(vera)
    for address in (there, f"/en/track/{reference}"):
        stranger = town.resident()
        stranger.goto(address)
        expect(stranger.get_by_role("heading", level=1)).to_have_text("See how something is getting on")


def applies_for_a_permit(page: Page) -> None:
    """To the page where the fee is paid."""
    start(page, "resident-parking-permit")
    write(page, Address_line_1="1 Unlisted Row", Postcode="ZZ9 9ZZ")
    go_on(page)
    choose(page, "Zone C (Station)")
    go_on(page)
    choose(page, "Yes")
    go_on(page)
    page.get_by_label("How many permits are there at this address now?").fill("0")
    go_on(page)
    page.get_by_label("What is the number plate of your vehicle?").fill("ab12 cde")
    go_on(page)
    choose(page, "My employer lets me keep it at home")
    go_on(page)
    choose(page, "None, it is electric")
    go_on(page)
    write(page, Day="1", Month="12", Year="2026")
    go_on(page)
    for _ in range(2):
        page.get_by_role("checkbox").check()
        go_on(page)
    page.get_by_label("What is your name?").fill("Amina Yusuf")
    go_on(page)
    choose(page, "By text message")
    go_on(page)
    page.get_by_label("What is your mobile number?").fill("07700 900111")
    go_on(page)
    choose(page, "Yes")
    go_on(page)
    page.get_by_role("checkbox").check()
    go_on(page)
    asked(page, "Check your answers")
    expect(page.get_by_role("main")).to_contain_text("£20")
    send(page)


def test_a_card_is_declined_and_the_permit_is_paid_later_and_only_once(town: Town) -> None:
    town.at(MORNING)
    amina = town.resident()
    applies_for_a_permit(amina)
    asked(amina, "Pay the fee")
    case = Case.objects.get()
    press(amina.get_by_role("button", name="Pay by card"))
    press(amina.get_by_role("button", name="Let the card be declined"))
    expect(amina.get_by_role("main")).to_contain_text("No money was taken")

    later = town.resident()
    later.goto("/en/track")
    later.get_by_label("Your reference").fill(case.reference)
    later.get_by_label("Something you gave us with it").fill("Amina Yusuf")
    press(later.get_by_role("button", name="Show me"))
    press(later.get_by_role("link", name="Pay now"))
    press(later.get_by_role("button", name="Pay by card"))
    later.get_by_role("button", name="Pay", exact=True).dblclick()
    expect(later.get_by_role("main")).to_contain_text("You have paid £20")
    later.go_back()
    assert Payment.objects.filter(case=case, settled_at__isnull=False).count() == 1
    assert Case.objects.count() == 1


def test_three_people_move_one_is_taken_out_again_and_an_error_stands_inside_an_item(town: Town) -> None:
    town.at(MORNING)
    carys = town.resident(width=320)
    moves_within_town(carys)
    people = {"Carys Hughes": "18 or over", "Owen Hughes": "16 or 17", "Mali Hughes": "Under 16", "A Mistake": ""}
    for place, (name, age) in enumerate(people.items()):
        if place:
            press(carys.get_by_role("button", name="Add another"))
        person = carys.get_by_role("group", name=f"Person {place + 1}", exact=True)
        person.get_by_label("Full name").fill(name)
        if age:
            person.get_by_label(age).check()
    press(carys.get_by_role("button", name="Remove Person 4"))
    expect(carys.get_by_role("group", name="Person 4")).to_have_count(0)
    go_on(carys)
    expect(carys).to_have_title(WRONG)
    first = carys.get_by_role("group", name="Person 1", exact=True)
    expect(first.locator(".govuk-error-message").first).to_be_visible()
    expect(first.get_by_label("Full name")).to_have_value("Carys Hughes")
    first.get_by_role("group", name="Are they a full-time student?").get_by_label("No").check()
    for place in (1, 2):
        person = carys.get_by_role("group", name=f"Person {place}", exact=True)
        person.get_by_role("group", name="Do they get Housing Benefit or Council Tax Reduction?").get_by_label(
            "No"
        ).check()
    go_on(carys)
    choose(carys, "Bins and recycling")
    go_on(carys)
    choose(carys, "I do not need to be told")
    go_on(carys)
    asked(carys, "Check your answers")
    send(carys)
    answers = Case.objects.get().answers
    assert [name in answers for name in people] == [True, True, True, False]


@pytest.mark.full
def test_somebody_who_is_hurt_is_told_to_ring_999_after_one_answer(town: Town) -> None:
    ken = town.resident()
    start(ken, "report-danger")
    choose(ken, "Yes")
    go_on(ken)
    expect(ken.get_by_role("heading", level=1)).to_have_text("Ring 999 now")
