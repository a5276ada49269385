"""Promises to a resident on the web, from the first question to the last."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from tests.rooms.browsing import AT, MISSED, Resident, publish
from tests.spec.services.shipped import COMPILED

from guildhall.channels import SURFACES
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.evidence import Evidence
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import JourneyTest
from guildhall.kernel.walk import walk
from guildhall.serve import clock
from guildhall.serve.answering import facts
from guildhall.serve.answering.journeys import working_calendar
from guildhall.serve.casework import cases
from guildhall.serve.models import Case, Journey, Satisfaction

pytestmark = pytest.mark.django_db
TOLD = [
    pytest.param(name, each, lang, id=f"{name}-{lang}-{each.name}")
    for name, compiled in COMPILED.items()
    for place, each in enumerate(compiled.service.tests)
    for lang in (("en", "cy")[place % 2],)
]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with clock.standing_at(AT):
        yield


@pytest.mark.parametrize(("name", "told", "lang"), TOLD)
def test_every_journey_of_every_service_ends_on_the_web_as_the_kernel_says(
    name: str, told: JourneyTest, lang: str
) -> None:
    at = datetime.fromisoformat(told.now).replace(tzinfo=ZoneInfo("Europe/London")) if told.now else AT
    live = publish(name)
    answers = _without_files(name, told.answers)
    known = facts.look_up(service=live.compiled, answers=answers, today=local(at).date())
    with clock.standing_at(at):
        around = Circumstances(at, "web", "resident", known, working_calendar(at))
        expected = walk(live.compiled, SURFACES["web"], answers, around, lang).position
        resident = Resident(live, lang).walk(answers)
        if expected.outcome is None:
            assert resident.at == expected.page
        elif expected.outcome.kind != "submit":
            assert resident.at == "advice"
            assert expected.outcome.title[lang] in resident.text
        else:
            assert resident.at == "check"
            resident.post()
            case = Case.objects.get()
            found = cases.find(reference=case.reference)
            assert (found.outcome, found.answers) == (expected.outcome.id, dict(expected.answers))
            assert found.fee == expected.fee


def test_what_was_refused_is_shown_again_as_typed_with_the_same_words_twice() -> None:
    live = publish("missed-bin")
    resident = Resident(live).start().post({"address.line1": "<b>4</b> “Mill” Lane", "address.postcode": "nowhere"})
    summary = resident.error_summary()
    assert summary is not None
    link = summary.xpath(".//a")[0]
    message = resident.page.find_class("govuk-error-message")[0]
    assert link.get("href") == "#f-address.postcode"
    assert resident.page.get_element_by_id("f-address.postcode").get("value") == "nowhere"
    assert resident.page.get_element_by_id("f-address.line1").get("value") == "<b>4</b> “Mill” Lane"
    assert message.text_content().split(":")[1].strip() == link.text_content().strip()
    assert resident.page.xpath("//title")[0].text.startswith("Error: Where was the bin missed?")
    first = resident.page.get_element_by_id("main-content").find(".//*")
    assert "govuk-error-summary" in first.get("class")
    assert not Journey.objects.exists()


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"address.line1": "4 Mill Lane", "address.postcode": "nowhere"}, "postcode"),
        ({"address.line1": "4 Mill Lane"}, "postcode"),
        ({"address.postcode": "ZZ1 2AB"}, "line1"),
        ({"address.line1": "4 Mill Lane", "address.town": "x" * 201, "address.postcode": "ZZ1 2AB"}, "town"),
    ],
)
def test_only_the_box_that_is_wrong_is_red_and_its_message_stands_at_it(typed: dict[str, str], box: str) -> None:
    resident = Resident(publish("missed-bin")).start().post(typed)
    summary = resident.error_summary()
    assert summary is not None
    assert [link.get("href") for link in summary.xpath(".//a")] == [f"#f-address.{box}"]
    assert [each.get("id") for each in resident.page.find_class("govuk-input--error")] == [f"f-address.{box}"]
    (message,) = resident.page.find_class("govuk-error-message")
    assert resident.page.get_element_by_id(f"f-address.{box}").get("aria-describedby") == message.get("id")
    assert [each.get("name") for each in message.getparent().iter("input")] == [f"address.{box}"]


def test_an_answer_changed_on_the_last_page_leads_back_to_it() -> None:
    resident = Resident(publish("missed-bin")).walk(MISSED)
    assert resident.at == "check"
    change = resident.page.xpath("//main//dd/a[contains(., 'Which bin')]")[0].get("href")
    resident.go(change).answer({"bin": "food"})
    assert resident.at == "check"
    assert "Food waste" in resident.text


def test_jumping_ahead_leads_to_the_first_question_without_an_answer() -> None:
    live = publish("missed-bin")
    assert Resident(live).go("/en/services/missed-bin/check").at == "address"
    assert Resident(live).go("/en/services/missed-bin/name").at == "address"
    begun = Resident(live).start().answer(MISSED)
    assert begun.go("/en/services/missed-bin/name").at == "bin"


@pytest.mark.parametrize(
    "url", ["/en/services/none-such", "/cy/gwasanaethau/missed-bin/none-such", "/en/services/none-such/check"]
)
def test_a_service_or_page_that_there_is_not_says_so(url: str) -> None:
    publish("missed-bin")
    response = Client().get(url)
    assert response.status_code == 404
    assert "govuk-heading-l" in response.content.decode()


def test_sending_twice_makes_one_case_and_going_back_shows_the_confirmation() -> None:
    resident = Resident(publish("missed-bin")).walk(MISSED)
    form, url = resident.fields(), "/en/services/missed-bin/check"
    first = resident.client.post(url, form)
    second = resident.client.post(url, form)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1
    for back in ("check", "name"):
        assert resident.go(f"/en/services/missed-bin/{back}").reference() == Case.objects.get().reference
    assert resident.start().at == "address"


def test_the_confirmation_is_for_the_browser_that_sent_it() -> None:
    resident = Resident(publish("missed-bin")).walk(MISSED).post()
    assert "within 3 working days, by 23 November 2026" in resident.text
    assert Client().get(resident.response.request["PATH_INFO"]).headers["Location"] == "/en/track"


@pytest.mark.parametrize("cookie", ["", "tampered", "WyIiXQ:1:x"])
def test_a_browser_that_is_not_known_any_more_is_offered_its_code(cookie: str) -> None:
    live = publish("missed-bin")
    resident = Resident(live).start().answer(MISSED)
    form = resident.fields() | {"bin": "food"}
    resident.client.cookies["journey-missed-bin"] = cookie
    resident.response = resident.client.post("/en/services/missed-bin/bin", form)
    assert resident.response.status_code == 200
    assert resident.page.xpath("//main//a[@href='/en/continue']")
    assert resident.start().at == "address"


def test_a_cookie_lasts_twelve_hours() -> None:
    resident = Resident(publish("missed-bin")).start().answer(MISSED)
    morsel = resident.client.cookies["journey-missed-bin"]
    assert (morsel["httponly"], morsel["samesite"], morsel["max-age"]) == (True, "Lax", 12 * 60 * 60)


def test_a_draft_keeps_the_edition_it_began_with() -> None:
    old = publish("missed-bin")
    resident = Resident(old).start().answer(MISSED)
    publish("missed-bin", at=AT + timedelta(hours=1), **{"Which bin was missed?": "Which container was missed?"})
    assert "Which bin was missed?" in resident.go("/en/services/missed-bin/bin").text
    assert "Which container was missed?" not in resident.text
    for step in ("bin", "assisted", "name", "contact-by"):
        resident.go(f"/en/services/missed-bin/{step}").answer(MISSED)
    assert resident.post().reference()
    assert Case.objects.get().edition_id == old.hash


def test_the_other_language_keeps_every_answer() -> None:
    resident = Resident(publish("missed-bin")).start().answer(MISSED).answer(MISSED)
    switch = resident.page.xpath("//nav[contains(@class, 'gh-language')]/a")[0].get("href")
    resident.go(switch)
    assert resident.response.request["PATH_INFO"] == "/cy/gwasanaethau/missed-bin/assisted"
    resident.go("/cy/gwasanaethau/missed-bin/bin")
    assert resident.page.xpath("//input[@value='general']")[0].get("checked") is not None
    assert resident.page.get("lang") == "cy"


def test_a_page_is_asked_for_without_its_body_too() -> None:
    publish("missed-bin")
    for url in ("/en/services/missed-bin", "/en/services/missed-bin/address", "/en/track", "/en"):
        response = Client().head(url)
        assert (response.status_code, response.content) == (200, b"")


def test_a_post_without_its_token_is_refused() -> None:
    publish("missed-bin")
    assert (
        Client(enforce_csrf_checks=True).post("/en/services/missed-bin/address", {"shown": "address"}).status_code
        == 403
    )


def test_pages_with_answers_are_stored_by_nobody() -> None:
    resident = Resident(publish("missed-bin")).start().answer(MISSED)
    while resident.at != "check":
        assert resident.response["Cache-Control"] == "no-store"
        resident.answer(MISSED)
    assert resident.response["Cache-Control"] == "no-store"
    assert resident.post().response["Cache-Control"] == "no-store"


def test_the_spoken_code_stands_on_every_page_once_something_is_saved() -> None:
    resident = Resident(publish("missed-bin")).start()
    assert not resident.page.find_class("gh-resume")
    resident.answer(MISSED)
    code = resident.code()
    assert code == Journey.objects.get().resume_code
    for _ in range(3):
        resident.answer(MISSED)
        assert resident.code() == code
    assert resident.answer(MISSED).at == "check"
    assert resident.code() == code


def test_items_are_added_and_taken_out_without_losing_what_was_typed() -> None:
    live = publish("house-move")
    answers = live.service.tests[0].answers
    resident = Resident(live).start()
    while resident.at != "people":
        resident.answer(answers)
    resident.post({"people.0.name": "Ann"}, add="people").post({"people.1.name": "Bob"}, add="people")
    resident.post({"people.2.name": "Cy"})
    assert [each.get("value") for each in resident.page.xpath("//input[contains(@name, '.name')]")] == [
        "Ann",
        "Bob",
        "Cy",
    ]
    resident.post(remove="people.1")
    assert [each.get("value") for each in resident.page.xpath("//input[contains(@name, '.name')]")] == ["Ann", "Cy"]
    legends = [each.find("legend").text_content().strip() for each in resident.page.find_class("gh-item")]
    assert legends == ["Person 1", "Person 2"]


def test_how_it_was_is_kept_apart_from_the_case() -> None:
    resident = Resident(publish("missed-bin")).walk(MISSED).post().post(score="4")
    kept = Satisfaction.objects.values().get()
    assert {name: kept[name] for name in ("service", "channel", "score", "on")} == {
        "service": "missed-bin", "channel": "web", "score": 4, "on": AT.date()
    }  # fmt: skip
    assert kept.keys() == {"id", "service", "channel", "score", "on"}
    assert resident.response.status_code == 200


def test_somebody_who_began_already_may_go_on_or_start_again() -> None:
    resident = Resident(publish("missed-bin")).start().answer(MISSED).start()
    assert resident.at == "start"
    assert resident.page.xpath("//main//a[@role='button']")[0].get("href") == "/en/services/missed-bin/bin"
    assert resident.post().at == "address"
    assert resident.page.get_element_by_id("f-address.line1").get("value") == ""


def _without_files(name: str, answers: dict[str, Json]) -> dict[str, Json]:
    """The answers, with evidence sent later: files are handed in by tests of their own."""
    steps = COMPILED[name].steps
    later = {step for step in answers if isinstance(steps.get(step), Evidence) and isinstance(answers[step], dict)}
    return {step: {"later": True} if step in later else value for step, value in answers.items()}
