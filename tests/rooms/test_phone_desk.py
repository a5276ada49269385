"""Promises of the telephone desk."""

import pytest
from django.test import Client
from tests.rooms.council import VERA, WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.estate.door import council
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.serve.answering import journeys
from guildhall.serve.clock import standing_at
from guildhall.serve.models import Answer, Case, Interaction, Journey, Stumble

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def missed_bin(wednesday: None) -> None:
    in_force()


def at_the_first_question(asha: Clerk, whose: str = "own", language: str = "en") -> Clerk:
    return asha.open("/desk/phone").press("Report a missed bin", {"for": whose, "lang": language})


def answered(asha: Clerk) -> Clerk:
    """Through the missed bin by the keys of the script, to the reading back."""
    at_the_first_question(asha)
    asha.press(typed={"address.line1": "4 Mill Lane", "address.postcode": "zz1 2ab"})
    asha.press(typed={"bin": "1"})
    asha.press(typed={"assisted": "2"})
    asha.press(typed={"name": "Vera Lind"})
    return asha.press(typed={"contact-by": "4"})


def test_an_advisor_goes_from_the_first_question_to_a_reference_by_keyboard(asha: Clerk) -> None:
    answered(asha)
    assert "We will empty your bin within 3 working days" in asha.main
    asha.press("Send it")
    case = Case.objects.get()
    assert case.channel == "phone"
    assert case.reference in asha.main
    assert "We will empty your bin within 3 working days, by 23 November 2026." in asha.main
    spelled = asha.page.xpath('//*[@class="gh-spelled"]')[0].text_content()
    assert len(spelled.split(" · ")) == 8
    assert {(each.actor_kind, each.actor, each.channel) for each in Answer.objects.all()} == {
        ("staff", asha.reference, "phone")
    }


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"address.line1": "4 Mill Lane", "address.postcode": "nowhere"}, "address.postcode"),
        ({"address.postcode": "ZZ1 2AB"}, "address.line1"),
    ],
)
def test_a_part_that_is_wrong_is_red_and_is_where_typing_goes_on(asha: Clerk, typed: dict[str, str], box: str) -> None:
    at_the_first_question(asha).press(typed=typed)
    assert [each.get("id") for each in asha.page.find_class("govuk-input--error")] == [box]
    assert [each.get("id") for each in asha.page.xpath("//*[@autofocus]")] == [box]
    assert asha.page.find_class("govuk-error-summary")[0].xpath(".//a/@href") == [f"#{box}"]
    assert asha.page.get_element_by_id(f"{box}-error") is not None


def test_nobody_is_asked_anything_before_it_is_known_for_whom(asha: Clerk) -> None:
    asha.open("/desk/phone").press("Report a missed bin")
    assert "Ask who this is for" in asha.main
    assert "Is this for you, or for somebody else?" in asha.main


def test_a_service_is_chosen_by_the_number_in_the_list(asha: Clerk) -> None:
    asha.open("/desk/phone").press(typed={"for": "own", "q": "1"})
    assert "What is the address where the bin was missed?" in asha.main


def test_a_service_is_found_in_the_callers_own_words(asha: Clerk) -> None:
    asha.open("/desk/phone").press(typed={"for": "own", "q": "they did not take my rubbish"})
    assert "Most likely" in asha.main
    assert "Report a missed bin" in asha.page.xpath('//*[contains(@class,"gh-services--found")]')[0].text_content()


def test_a_caller_is_spoken_to_in_welsh_while_the_desk_stays_in_english(asha: Clerk) -> None:
    at_the_first_question(asha, language="cy")
    said = asha.page.xpath("//q[@lang='cy']")[0].text_content()
    assert said == "Beth yw'r cyfeiriad lle methwyd y bin?"
    assert asha.page.get("lang") == "en"
    asha.press(typed={"address.line1": "4 Mill Lane", "address.postcode": "ZZ1 2AB"})
    assert "Pa fin a fethwyd?" in asha.main
    assert Journey.objects.get().language == "cy"


def test_somebody_who_calls_for_another_is_asked_about_them(asha: Clerk) -> None:
    at_the_first_question(asha, whose="other")
    assert "Do they know, and have they agreed" in asha.main
    asha.press("They agree", {"whom": "Edith Marsh"})
    asha.press(typed={"address.line1": "4 Mill Lane", "address.postcode": "ZZ1 2AB"})
    asha.press(typed={"bin": "1"})
    assert "Do our crew usually fetch the bin from the house for them?" in asha.main
    assert "for somebody else" in asha.main
    assert Journey.objects.get().on_behalf_of.startswith("party/")


def test_what_was_refused_is_shown_again_as_it_was_typed(asha: Clerk) -> None:
    at_the_first_question(asha)
    asha.press(typed={"address.line1": "4 Mill Lane", "address.postcode": "somewhere"})
    assert asha.value("address.postcode") == "somewhere"
    assert asha.value("address.line1") == "4 Mill Lane"
    assert "There is a problem" in asha.main
    assert "Write a full postcode, like ZZ1 1AA" in asha.main
    assert asha.source.startswith("<!DOCTYPE html>")
    assert "<title>Error:" in asha.source
    assert not Journey.objects.exists()


def test_an_answer_given_before_can_be_changed(asha: Clerk) -> None:
    answered(asha)
    asha.follow("Change: Which bin was missed?")
    assert asha.value("bin") == "1"
    asha.press(typed={"bin": "2"})
    assert "Recycling" in asha.main


def test_a_question_that_callers_stumble_on_is_marked_in_two_keys(asha: Clerk) -> None:
    at_the_first_question(asha)
    asha.press(typed={"address.line1": "4 Mill Lane", "address.postcode": "?"})
    assert "Marked: callers stumble here" in asha.main
    assert asha.value("address.line1") == "4 Mill Lane"
    assert asha.value("address.postcode") == ""
    asha.press(typed={"address.postcode": "?"})
    assert [each.step for each in Stumble.objects.all()] == ["address"]


def test_a_contact_that_needs_no_case_is_logged_in_two_actions(asha: Clerk) -> None:
    asha.open("/desk/phone")
    asha.follow("Just a question")
    assert council().telephone_hours["en"] in asha.main
    asha.press("Opening hours")
    logged = Interaction.objects.get()
    assert (logged.channel, logged.reason, logged.by) == ("phone", "opening-hours", asha.reference)
    assert "Logged: Opening hours" in asha.main


@pytest.mark.parametrize("reason", ["", "teatime"])
def test_a_reason_that_is_not_in_the_list_is_told_on_the_page_with_the_list(reason: str, asha: Clerk) -> None:
    asha.open("/desk/phone/question")
    asha.press(typed={"reason": reason})
    assert asha.status == 200
    assert "There is a problem" in asha.main
    assert "Press one of the reasons in the list" in asha.main
    assert asha.page.get_element_by_id("reasons").xpath(".//button[@value='opening-hours']")
    assert not Interaction.objects.exists()
    asha.press("Opening hours")
    assert Interaction.objects.get().reason == "opening-hours"


def test_a_double_click_logs_one_contact(asha: Clerk) -> None:
    asha.open("/desk/phone/question").press("Thanks")
    asha.open("/desk/phone/question").press("Thanks")
    assert Interaction.objects.count() == 1


def test_a_draft_from_the_web_is_taken_up_by_its_code_and_nothing_is_shown_before_both_checks(asha: Clerk) -> None:
    draft = journeys.begin(
        live=in_force(),
        language="en",
        channel="web",
        actor=VERA,
        at=WEDNESDAY,
        answers={
            "address": {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"},
            "bin": "general",
            "assisted": False,
            "name": "Vera Lind",
        },
    )
    asha.open("/desk/phone").press("Go on with a code", {"code": draft.resume_code.lower().replace("-", " ")})
    assert "Full name" in asha.main
    assert "Postcode" in asha.main
    for secret in ("Vera", "Mill Lane", "ZZ1 2AB", "missed bin"):
        assert secret not in asha.main
    asha.press("Check", {"check.name": "Vera Lind", "check.address": "ZZ9 9ZZ"})
    assert "not right" in asha.main
    assert "Vera Lind" not in asha.main
    assert asha.open(f"/desk/phone/journeys/{draft.id}").status == 403
    asha.open("/desk/phone").press("Go on with a code", {"code": draft.resume_code})
    asha.press("Check", {"check.name": "vera lind", "check.address": "zz12ab"})
    assert "How shall we tell you that it is done?" in asha.main
    assert "on the web" in asha.main
    asha.press(typed={"contact-by": "4"}).press("Send it")
    assert Case.objects.get().channel == "phone"
    assert Answer.objects.get(step="name").channel == "web"
    assert Answer.objects.get(step="contact-by").channel == "phone"


@pytest.mark.parametrize(
    ("typed", "told"), [("2222-2223", "There is a slip in the code"), ("2222-2222", "There is nothing under this code")]
)
def test_a_code_that_will_not_do_is_told_why_before_anything_is_asked(typed: str, told: str, asha: Clerk) -> None:
    asha.open("/desk/phone").press("Go on with a code", {"code": typed})
    assert told in asha.main
    assert "check is not right" not in asha.main
    assert asha.value("code") == typed


def test_sending_twice_makes_one_case_and_going_back_leads_to_it(asha: Clerk) -> None:
    answered(asha)
    end = asha.address
    asha.press("Send it")
    reference = Case.objects.get().reference
    assert asha.open(end).address == f"/desk/phone/cases/{reference}"
    assert asha.open(end.removesuffix("/end")).address == f"/desk/phone/cases/{reference}"
    assert Case.objects.count() == 1


def test_a_double_click_on_the_first_page_begins_one_journey(asha: Clerk) -> None:
    at_the_first_question(asha)
    address = asha.address
    typed = {name: asha.value(name) for name in ("csrfmiddlewaretoken", "contact")}
    typed |= {"address.line1": "4 Mill Lane", "address.postcode": "ZZ1 2AB"}
    led = [asha.client.post(address, typed).headers["Location"] for _click in range(2)]
    assert led[0] == led[1]
    assert Journey.objects.count() == 1


def test_advice_is_read_out_and_the_contact_logged(asha: Clerk) -> None:
    at_the_first_question(asha)
    asha.press(typed={"address.line1": "9 Unlisted Row", "address.postcode": "ZZ9 9ZZ"})
    asha.press(typed={"bin": "1"})
    asha.press(typed={"collection-day": "2 11 2026"})
    assert "We will empty it on your next collection day" in asha.main
    asha.press("Told: end the call")
    logged = Interaction.objects.get()
    assert (logged.reason, logged.service) == ("advice", "missed-bin")
    assert not Case.objects.exists()


def test_danger_shows_the_number_to_ring_and_whom_to_page_before_anything_else(asha: Clerk) -> None:
    live = in_force("report-danger")
    test = next(each for each in live.service.tests if each.expect.outcome == "duty-officer-out-of-hours")
    draft = journeys.begin(
        live=live, language="en", channel="phone", actor=VERA, at=WEDNESDAY, answers={}, on_behalf_of=""
    )
    moment = WEDNESDAY.replace(hour=22)
    with standing_at(moment):
        saved = journeys.save(journey=draft, answers=test.answers, channel="phone", actor=VERA, at=moment)
        session = asha.client.session
        session["desk-journeys"] = [str(saved.id)]
        session.save()
        asha.open(f"/desk/phone/journeys/{saved.id}")
    alarm = asha.page.xpath('//*[@role="alert"]')[0].text_content()
    assert "01632 960 999" in alarm
    assert "Page at once: out of hours officers" in alarm


def test_only_advisors_and_administrators_open_the_desk() -> None:
    tom = clerk("service-officer", name="Tom Harrow")
    assert tom.open("/desk/phone").status == 403
    visitor = Client().get("/desk/phone")
    assert visitor.status_code == 302
    assert "login" in visitor.headers["Location"]


def test_no_page_of_the_desk_is_kept_by_a_browser(asha: Clerk) -> None:
    answered(asha)
    assert "no-store" in asha.response.headers["Cache-Control"]


def test_a_journey_that_somebody_else_began_is_not_opened_without_its_code(asha: Clerk) -> None:
    answered(asha)
    journey = Journey.objects.get()
    tom = clerk("advisor", name="Tom Harrow")
    for page in ("", "/end", "/pages/name"):
        assert tom.open(f"/desk/phone/journeys/{journey.id}{page}").status == 403
        assert "Vera" not in tom.words


def test_whoever_asks_to_be_rung_hears_that_they_will_be_and_where(asha: Clerk) -> None:
    answered(asha).press("Send it")
    case = Case.objects.get()
    told = read_json(case.answers) | {"contact-by": "call", "ring-on": "07700 900982"}
    Case.objects.update(answers=canonical_json(told))
    asha.open(f"/desk/phone/cases/{case.reference}")
    assert "We will ring you on 07700 900982 when there is news." in asha.main
    assert "None goes: they asked to be rung on 07700 900982." in asha.main


def test_the_receipt_can_be_sent_another_way(asha: Clerk) -> None:
    answered(asha).press("Send it")
    asha.press("Send the receipt", {"kind": "email", "to": "not an address"})
    assert "There is a problem" in asha.main
    assert asha.value("to") == "not an address"
    asha.press("Send the receipt", {"kind": "sms", "to": "07700 900 123"})
    message = Case.objects.get().messages.get()
    assert (message.kind, message.to) == ("sms", "07700 900 123")
    assert Case.objects.get().reference in message.body
