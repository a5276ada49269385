"""A form filled in by hand is keyed as it stands, by number and letter, and opens one case."""

from datetime import date, timedelta

import pytest
from django.test import Client
from lxml import html
from tests.rooms.council import MISSED_BIN, VERA, WEDNESDAY, finished, in_force
from tests.rooms.paperwork import ON_PAPER, code, opens_the_post, post, said, typed

from guildhall.channels.paper import sheet
from guildhall.estate.door import give_role, open_account
from guildhall.estate.models import Account
from guildhall.kernel.canonical import read_json
from guildhall.serve.casework import cases, opening
from guildhall.serve.models import Case, Task

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def clerk() -> Client:
    return opens_the_post()


def test_the_code_opens_the_screen_with_every_number_and_letter_of_the_form(clerk: Client) -> None:
    live = in_force()
    answer = clerk.get("/desk/paper", {"code": code(live).lower()}, follow=True)
    page = html.fromstring(answer.content)
    form = sheet(live.compiled, "en")
    for printed in form.printed():
        for box in printed.boxes:
            name = f"{printed.number}.{box.key}".rstrip(".")
            assert page.xpath(f"//*[@id='{name}']"), name
            assert page.xpath(f"//label[@for='{name}']"), name
    assert "A General waste (grey bin) · B Recycling (green bin)" in said(answer)
    assert page.xpath("//script") == []


def test_a_part_that_is_wrong_is_told_at_its_own_line_only(clerk: Client) -> None:
    live = in_force()
    wrong = ON_PAPER | {"address": {"line1": "4 Mill Lane", "postcode": "nowhere"}}
    answer = post(clerk, live, typed(live, wrong))
    page = html.fromstring(answer.content)
    number = sheet(live.compiled, "en").numbers["address"]
    assert [each.get("id") for each in page.find_class("govuk-input--error")] == [f"{number}.postcode"]
    assert page.get_element_by_id(f"{number}.postcode-error") is not None
    assert f"#{number}.postcode" in page.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href")


def test_a_perfect_form_opens_its_case_at_once(clerk: Client) -> None:
    live = in_force()
    answer = post(clerk, live, typed(live, ON_PAPER))
    case = cases.find(reference=Case.objects.get().reference)
    assert answer.headers["Location"] == f"/desk/paper/{code(live)}/{case.reference}"
    assert case.answers == ON_PAPER
    assert (case.channel, case.missing, case.outcome) == ("paper", (), "reported")
    assert Task.objects.count() == 0


def test_the_clock_runs_from_the_day_the_form_was_handed_in(clerk: Client) -> None:
    live = in_force()
    post(clerk, live, typed(live, ON_PAPER | {"collection-day": "2026-11-13"}), handed_in="16/11/2026")
    case = cases.find(reference=Case.objects.get().reference)
    assert case.received_on == date(2026, 11, 16)
    assert case.due_on == date(2026, 11, 19)


def test_a_paper_form_is_due_on_the_same_day_as_its_twin_on_the_web(clerk: Client) -> None:
    live = in_force()
    twin = opening.submit(journey=finished(live).id, actor=VERA, channel="web", at=WEDNESDAY)
    post(clerk, live, typed(live, MISSED_BIN))
    paper = cases.find(reference=Case.objects.get(channel="paper").reference)
    assert (paper.due_on, paper.promise, paper.answers, paper.team) == (
        twin.due_on,
        twin.promise,
        twin.answers,
        twin.team,
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "Write the day on which the form was handed in"),
        ("19 11 2026", "cannot have been handed in after today"),
        ("31 2 2026", "Write a real date"),
        ("soon", "Write a real date"),
    ],
)
def test_no_case_without_the_day_it_was_handed_in(written: str, told: str, clerk: Client) -> None:
    live = in_force()
    answer = post(clerk, live, typed(live, ON_PAPER), handed_in=written)
    assert answer.status_code == 400
    assert told in said(answer)
    assert Case.objects.count() == 0


def test_the_order_of_keying_does_not_matter(clerk: Client) -> None:
    live = in_force()
    post(clerk, live, dict(reversed(typed(live, ON_PAPER).items())))
    assert read_json(Case.objects.get().answers) == ON_PAPER


def test_small_letters_and_any_mark_for_a_tick_are_understood(clerk: Client) -> None:
    live = in_force("resident-parking-permit")
    journey = next(each for each in live.service.tests if not each.facts and each.expect.outcome == "applied")
    keyed = typed(live, dict(journey.answers))
    marked = {name: "x" if held == "yes" else held.lower() for name, held in keyed.items()}
    answer = post(clerk, live, marked)
    assert answer.status_code == 302, said(answer)


def test_a_further_sheet_has_its_lines_on_the_screen(clerk: Client) -> None:
    live = in_force("house-move")
    page = html.fromstring(clerk.get(f"/desk/paper/{code(live)}").content)
    assert page.xpath("//input[@id='9.3.name']")
    assert not page.xpath("//input[@id='9.4.name']")
    more = html.fromstring(post(clerk, live, {"items:9": "4", "9.0.name": "Carys Hughes"}, more="9").content)
    assert more.xpath("//input[@id='9.4.name']")
    assert more.xpath("//input[@id='9.0.name']/@value") == ["Carys Hughes"]


# Once


def test_a_double_click_keys_the_form_once(clerk: Client) -> None:
    live = in_force()
    first, second = (post(clerk, live, typed(live, ON_PAPER)) for _click in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1


def test_two_clerks_who_key_one_stamped_form_open_one_case(clerk: Client) -> None:
    live = in_force()
    for nonce in ("one", "two"):
        post(clerk, live, typed(live, ON_PAPER), nonce=nonce, serial="0042")
    assert Case.objects.count() == 1


def test_two_forms_alike_open_two_cases(clerk: Client) -> None:
    live = in_force()
    for nonce in ("one", "two"):
        post(clerk, live, typed(live, ON_PAPER), nonce=nonce)
    assert Case.objects.count() == 2


# Who may key, and what the person is sent


def test_only_advisors_and_officers_key_forms() -> None:
    live = in_force()
    for address in ("/desk/paper", f"/desk/paper/{code(live)}"):
        assert Client().get(address).status_code == 302
    account = open_account(email="designer@example.org", name="D", password="a long enough password")
    give_role(account=account.reference, role="service-designer", since=WEDNESDAY - timedelta(days=9))
    client = Client()
    client.force_login(Account.objects.get(email="designer@example.org"))
    assert client.get("/desk/paper").status_code == 403


def test_the_clerk_sees_what_the_person_will_be_sent_in_their_language(clerk: Client) -> None:
    live = in_force()
    answers = ON_PAPER | {"contact-by": "email", "email": "vera@example.org"}
    page = said(clerk.get(post(clerk, live, typed(live, answers, "cy"), "cy").headers["Location"]))
    assert "By email to vera@example.org" in page
    assert "Diolch" in page
    assert "Due on 23 November 2026" in page
