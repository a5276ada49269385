"""Promises to somebody who comes back to the web: with a code, or to see how their case is getting on."""

import time
from collections.abc import Iterator

import pytest
from django.core.signing import TimestampSigner, b62_encode
from django.test import Client
from tests.rooms.browsing import AT, MISSED, Resident, publish

from guildhall.ledger.door import Actor
from guildhall.serve import clock
from guildhall.serve.casework import acts, cases
from guildhall.serve.models import Enquiry, Journey

pytestmark = pytest.mark.django_db
STAFF = Actor("staff", "account/officer")


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with clock.standing_at(AT):
        yield


def test_a_code_and_two_checks_lead_back_and_nothing_is_disclosed_before() -> None:
    live = publish("missed-bin")
    begun = Resident(live).start()
    for _ in range(4):
        begun.answer(MISSED)
    code = begun.code()
    other = Resident(live).go("/en/continue").post(code=code.lower().replace("-", " "))
    assert other.at == "continue"
    assert "Vera" not in other.response.content.decode()
    assert "Mill" not in other.response.content.decode()
    other.post({"check.name": "vera lind", "check.address": "ZZ12AB"})
    assert other.at == "contact-by"
    other.go("/en/services/missed-bin/name")
    assert other.page.get_element_by_id("f-name").get("value") == "Vera Lind"


@pytest.mark.parametrize(
    "replies", [{}, {"check.name": "Vera Lind", "check.address": "ZZ9 9ZZ"}, {"check.name": "", "check.address": ""}]
)
def test_a_wrong_check_leads_nowhere_does_not_say_which_and_is_kept_to_be_put_right(replies: dict[str, str]) -> None:
    live = publish("missed-bin")
    begun = Resident(live).start()
    for _ in range(4):
        begun.answer(MISSED)
    other = Resident(live).go("/en/continue").post(code=begun.code()).post(replies)
    assert other.at == "continue"
    assert "do not fit together" in other.text
    assert "journey-missed-bin" not in other.client.cookies
    kept = {name: each.get("value") or "" for each in other.page.iter("input") if (name := each.get("name")) in replies}
    assert kept == replies
    assert other.page.get_element_by_id("checks-error") is not None
    other.post({"check.name": "Vera Lind", "check.address": "ZZ1 2AB"})
    assert other.at == "contact-by"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (" ", "Write your code"),
        ("2222-2223", "There is a slip in that code"),
        ("7QX4 M3K", "There is a slip in that code"),
        ("2222-2222", "We have nothing under that code"),
    ],
)
def test_a_code_that_will_not_do_is_told_why_before_anything_is_asked(typed: str, told: str) -> None:
    other = Resident(publish("missed-bin")).go("/en/continue").post(code=typed)
    assert other.error_summary() is not None
    assert told in other.text
    assert "answers do not fit" not in other.text
    assert other.page.get_element_by_id("code").get("value") == typed
    told_in_welsh = Resident(publish("missed-bin"), "cy").go("/cy/parhau").post(code=typed)
    assert told_in_welsh.error_summary() is not None
    assert told not in told_in_welsh.text


def test_a_slip_in_a_code_is_no_try_at_one() -> None:
    other = Resident(publish("missed-bin")).go("/en/continue")
    form = other.fields() | {"code": "2222-2223"}
    assert {other.client.post("/en/continue", form).status_code for _ in range(30)} == {200}


def test_a_code_may_be_tried_only_so_often() -> None:
    other = Resident(publish("missed-bin")).go("/en/continue")
    form = other.fields() | {"code": "2222-2222"}
    assert [other.client.post("/en/continue", form).status_code for _ in range(6)][-1] == 429


def test_the_two_words_do_where_too_little_was_answered() -> None:
    live = publish("report-danger")
    begun = Resident(live).start().answer({"somebody-hurt": False})
    other = Resident(live).go("/en/continue").post(code=begun.code())
    phrase = begun.page.find_class("govuk-details__text")[0].xpath(".//strong")[0].text
    assert other.post({"check.phrase": phrase}).at == "what"


def test_a_case_is_shown_for_its_reference_and_one_thing_given_with_it() -> None:
    live = publish("missed-bin")
    reference = Resident(live).walk(MISSED).post().reference()
    for detail in ("zz1 2ab", "VERA LIND"):
        follower = Resident(live).go("/en/track").post(reference=reference.lower(), detail=detail)
        assert follower.at == reference
        assert "We received what you sent" in follower.text
        assert "Received" in follower.text
        assert "Mill Lane" not in follower.text


@pytest.mark.parametrize(
    ("reference", "detail"), [("", ""), ("XXXX-XXXX", "Vera Lind"), ("own", "Somebody Else"), ("own", "")]
)
def test_a_case_is_not_shown_otherwise(reference: str, detail: str) -> None:
    live = publish("missed-bin")
    own = Resident(live).walk(MISSED).post().reference()
    follower = Resident(live).go("/en/track").post(reference=own if reference == "own" else reference, detail=detail)
    assert follower.at == "track"
    assert follower.error_summary() is not None
    assert Client().get(f"/en/track/{own}")["Location"].startswith("/en/track?")


def test_a_reference_may_be_tried_only_so_often() -> None:
    live = publish("missed-bin")
    own = Resident(live).walk(MISSED).post().reference()
    follower = Resident(live).go("/en/track")
    form = follower.fields() | {"reference": own, "detail": "guess"}
    answers = [follower.client.post("/en/track", form).status_code for _ in range(11)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_what_the_customer_is_asked_can_be_answered_there() -> None:
    resident = Resident(publish("missed-bin")).walk(MISSED).post()
    reference = resident.reference()
    case = cases.find(reference=reference)
    acts.ask(case=case, question="Is the gate locked?", actor=STAFF, at=AT)
    acts.note(case=case, text="Not for the customer", shown=False, actor=STAFF, at=AT)
    resident.go(f"/en/track/{reference}")
    assert "Is the gate locked?" in resident.text
    assert "Not for the customer" not in resident.text
    assert resident.post(reply=" ").error_summary() is not None
    resident.post(reply="Only on Sundays <b>")
    assert "Only on Sundays <b>" in resident.text
    assert Enquiry.objects.get().reply == "Only on Sundays <b>"
    acts.close(case=case, outcome="done", told="We emptied it.", actor=STAFF, at=AT)
    assert "We emptied it." in resident.go(f"/cy/olrhain/{reference}").text


def test_a_code_whose_case_is_open_leads_to_the_case() -> None:
    live = publish("missed-bin")
    resident = Resident(live).walk(MISSED).post()
    code = Journey.objects.get().resume_code
    other = (
        Resident(live).go("/en/continue").post(code=code).post({"check.name": "Vera Lind", "check.address": "ZZ1 2AB"})
    )
    assert other.at == resident.reference()


def test_a_browser_is_known_for_as_long_again_an_hour_after_its_cookie_was_written() -> None:
    resident = Resident(publish("missed-bin")).start().answer(MISSED)
    written = resident.client.cookies["journey-missed-bin"].value
    assert resident.answer(MISSED).client.cookies["journey-missed-bin"].value == written
    journey = Journey.objects.get()
    said = f"{journey.id.hex}.{journey.resume_code}"
    resident.client.cookies["journey-missed-bin"] = TwoHoursAgo(salt="journey-missed-bin").sign(said)
    assert TimestampSigner(salt="journey-missed-bin").unsign(
        resident.answer(MISSED).client.cookies["journey-missed-bin"].value, max_age=60
    )


class TwoHoursAgo(TimestampSigner):
    """Signs as if it were two hours ago: a cookie's age is counted by the machine's own clock."""

    def timestamp(self) -> str:
        return b62_encode(int(time.time()) - 7200)
