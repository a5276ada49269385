"""Promises of how a case ends: nobody loses the answer they are owed, by one button or by many, and staff are never stuck."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.rooms.complained import acknowledged, answered, complaint
from tests.rooms.council import AMIR, VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.privacy_world import WYN, held_of_vera
from tests.rooms.test_cases_desk import permit

from guildhall.estate.door import Onlooker
from guildhall.serve.casework import acts, bulk, cases, determinations, ending, opening, reopening
from guildhall.serve.casework.bulk import Deed
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.determinations import Draft, Reason
from guildhall.serve.casework.ending import AnswerOwed
from guildhall.serve.joining import closing, relations
from guildhall.serve.models import Case, Closure, Message, Task
from guildhall.serve.privacy import requests

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

ALL = Onlooker("account/1", teams=None, works=None)
GRANTED = Draft("granted", "Your permit is on its way.")
REFUSED = Draft("refused", "We cannot.", (Reason("other", "We do not know you."),), "UK GDPR, Article 12", ("review",))


def asked_for_a_copy() -> CaseValue:
    return held_of_vera(wanted="copy").request.case


def missed_bin() -> CaseValue:
    journey = finished(in_force(), contact_by="email", email="vera@example.org")
    return opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)


KINDS: dict[str, Callable[[], CaseValue]] = {
    "complaint": complaint,
    "application": permit,
    "request": asked_for_a_copy,
}


def close(case: CaseValue, outcome: str = "done") -> None:
    acts.close(case=case, outcome=outcome, told="It is over.", actor=AMIR, at=WEDNESDAY)


def is_open(case: CaseValue) -> bool:
    return cases.find(reference=case.reference).closed_at is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("outcome", ["done", "not-done", "not-ours", "duplicate"])
def test_what_is_owed_an_answer_is_not_just_closed(kind: str, outcome: str) -> None:
    case = KINDS[kind]()
    with pytest.raises(AnswerOwed) as refused:
        close(case, outcome)
    assert refused.value.what == kind
    assert is_open(case)
    assert not Closure.objects.filter(case_id=case.id).exists()
    assert not Message.objects.filter(case_id=case.id, about="closed").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_who_no_longer_wants_it_withdraws_it_and_reads_that_we_understood_them_so(kind: str) -> None:
    case = KINDS[kind]()
    close(case, "withdrawn")
    assert not is_open(case)
    told = Closure.objects.get(case_id=case.id).told
    assert told.startswith("You told us that you withdraw this")
    assert told.endswith("It is over.")
    assert Message.objects.get(case_id=case.id, about="closed").told == told


def test_what_nobody_is_owed_an_answer_to_is_closed_as_ever() -> None:
    case, thanks = missed_bin(), complaint(kind="thanks", about="bins")
    close(case)
    close(thanks, "withdrawn")
    assert {each.told for each in Closure.objects.all()} == {"It is over."}


def test_a_complaint_that_was_answered_and_opened_again_is_closed_as_ever() -> None:
    case = answered(acknowledged(complaint()))
    at = WEDNESDAY + timedelta(days=6)
    reopening.reopen(case=case, reason="mistake", text="We look again.", clock="continues", actor=AMIR, at=at)
    assert ending.owed(case=cases.find(reference=case.reference)) is None


def test_an_application_ends_with_its_decision_and_is_decided_anew_where_somebody_disagreed() -> None:
    case = permit()
    determinations.decide(case=case, draft=GRANTED, close=True, actor=AMIR, at=WEDNESDAY)
    assert not is_open(case)
    later = WEDNESDAY + timedelta(hours=1)
    reopening.reopen(case=case, reason="disagreed", text="We look again.", clock="continues", actor=AMIR, at=later)
    case = cases.find(reference=case.reference)
    assert ending.owed(case=case) == "application"
    determinations.decide(case=case, draft=GRANTED, close=True, actor=AMIR, at=later)
    assert not is_open(case)
    assert len(determinations.of_case(case=case)) == 2


def test_a_decision_is_no_answer_to_a_complaint_and_a_request_is_only_refused_by_one() -> None:
    for case, draft in ((complaint(), GRANTED), (complaint(), REFUSED), (asked_for_a_copy(), GRANTED)):
        with pytest.raises(AnswerOwed):
            determinations.decide(case=case, draft=draft, close=True, actor=AMIR, at=WEDNESDAY)
        assert is_open(case)
        assert determinations.of_case(case=case) == ()
    determinations.decide(case=case, draft=REFUSED, close=True, actor=WYN, at=WEDNESDAY)
    assert not is_open(case)
    assert requests.to_take_up() == ()


def test_what_is_joined_with_a_closed_case_and_owed_an_answer_stays_open_with_a_task() -> None:
    case, other = missed_bin(), complaint()
    relations.join(one=case.id, other=other.id, said="One matter", actor=AMIR, at=WEDNESDAY)
    case = cases.find(reference=case.reference)
    closing.close(case=case, outcome="done", told="Emptied.", rest=ALL, actor=AMIR, at=WEDNESDAY)
    assert not is_open(case)
    assert is_open(other)
    assert Task.objects.filter(case_id=other.id, kind=closing.JOINED_CLOSED).count() == 1


@pytest.mark.parametrize("outcome", ["done", "withdrawn"])
def test_in_bulk_the_preview_names_what_is_not_closed_and_why_and_the_rest_is_undone_as_ever(outcome: str) -> None:
    owed, case = [make() for make in KINDS.values()], missed_bin()
    boss = clerk("administrator", name="Ida Voss").open("/desk/cases")
    boss.press("Close", {"case": [each.reference for each in (*owed, case)]})
    boss.press("See what will be done", {"outcome": outcome, "text": "It is over."})
    assert "It will be done for 1 case, and not for 3" in boss.main
    reasons = (
        "A complaint ends with its answer: open it and answer it",
        "An application ends with a decision: open it and decide it",
        "A request about personal data ends with its answer: it is answered at the privacy desk",
    )
    assert all(each in boss.main for each in reasons)
    boss.press("Close 1 case")
    assert all(map(is_open, owed))
    assert not is_open(case)
    boss.press("Undo it")
    assert is_open(case)


def test_a_bulk_act_with_a_case_that_its_preview_did_not_offer_leaves_it_open(tom: Clerk) -> None:
    case = complaint()
    deed = Deed("close", text="It is over.", outcome="done")
    (foreseen,) = bulk.foresee(deed=deed, references=[case.reference], onlooker=ALL)
    assert foreseen.refused == "owed-complaint"
    tom.open("/desk/cases")
    form = {
        "act": "close",
        "text": "It is over.",
        "outcome": "withdrawn",
        "case": case.reference,
        f"seen.{case.reference}": "",
    }
    key = {"key": "7d3f3f9e-0d3a-4b57-9a39-6f2f0f3a8c11", "csrfmiddlewaretoken": tom.value("csrfmiddlewaretoken")}
    tom._see(tom.client.post("/desk/cases/bulk-acts", form | key, follow=True))
    assert tom.status == 200
    assert is_open(case)


@pytest.mark.parametrize(
    ("kind", "leads", "to"),
    [
        ("complaint", "Answer the complaint", "/complaint"),
        ("application", "Decide the application", "/decision"),
        ("request", "", ""),
    ],
)
def test_the_page_offers_the_answer_where_it_offered_to_close(tom: Clerk, kind: str, leads: str, to: str) -> None:
    case = KINDS[kind]()
    page = f"/desk/cases/{case.reference}"
    tom.open(page)
    assert "Close the case" not in tom.main
    if leads:
        assert tom.follow(leads).address == f"{page}{to}"
    else:
        assert "It is answered at the privacy desk" in tom.main
    tom.open(page).press("Close it as withdrawn", {"told": ""})
    assert "Write what the customer is told" in tom.main
    withdrawing = next(n for n, form in enumerate(tom.page.xpath("//main//form")) if "withdrawn" in form.text_content())
    tom.press("See what goes", {"told": "You found it yourself."}, form=withdrawing)
    assert "You told us that you withdraw this" in tom.main
    tom.open(page).press("Close it as withdrawn", {"told": "You found it yourself."})
    assert not is_open(case)
    told = f"/desk/cases/{case.reference}/told"
    assert "You told us that you withdraw this" in tom.open(told).main


def test_an_old_page_that_still_closes_is_refused_with_what_to_do_and_keeps_the_words(tom: Clerk) -> None:
    case = complaint()
    tom.open(f"/desk/cases/{case.reference}")
    form = {"csrfmiddlewaretoken": tom.value("csrfmiddlewaretoken"), "outcome": "done", "told": "Nothing to see."}
    for address in ("closure", "preview/closure"):
        tom._see(tom.client.post(f"/desk/cases/{case.reference}/{address}", form))
        assert tom.status == 409
        assert "A complaint ends with its answer" in tom.main
        assert "record below that they withdraw it" in tom.main
        assert tom.value("told") == "Nothing to see."
    assert is_open(case)
    assert Case.objects.get(id=case.id).closed_at is None
