"""Promises of the pages beside a case: work, decision, complaint, documents, what they were told; each without a wall of words."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.complained import complaint
from tests.rooms.council import VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.estate.door import pdf
from guildhall.ledger.door import Actor
from guildhall.serve.casework import acts, advice, cases, complaints, opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Advice, Determination, Inspection, Message, Task

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def tom() -> Clerk:
    return clerk("service-officer", name="Tom Webb")


@pytest.fixture
def case() -> CaseValue:
    in_force("street-problem")
    journey = finished(in_force(), contact_by="email", email="vera@example.org")
    return opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)


def beside(case: CaseValue, name: str) -> str:
    return f"/desk/cases/{case.reference}/{name}"


def a_letter(name: str = "letter.pdf") -> SimpleUploadedFile:
    source = '#set document(title: "Letter")\n#set text(lang: "en")\n= Letter'
    return SimpleUploadedFile(name, pdf(source=source), "application/pdf")


def test_a_task_is_set_done_and_not_needed_with_who_and_when(tom: Clerk, case: CaseValue) -> None:
    tom.open(beside(case, "work"))
    tom.press("Set the task", {"kind": "chase", "words": "Ask the depot", "whom": "me", "within": "3"})
    assert "Chase somebody up: Ask the depot By 23 November. Tom Webb, set by Tom Webb" in tom.main
    tom.press("Set the task", {"kind": "do", "words": "Look again", "whom": "", "within": "1"})
    tom.press("Not needed: Look again")
    assert "Look again Not needed since today at 17:30, Tom Webb" in tom.main
    tom.open("/desk/tasks")
    assert "Ask the depot" in tom.main
    assert "Look again" not in tom.main
    tom.press("Done: Chase somebody up")
    assert tom.address == "/desk/tasks"
    assert "Nothing is to be done here." in tom.main
    assert Task.objects.get(words="Ask the depot").done_by == tom.reference


@pytest.mark.parametrize("within", ["", "0", "61", "x", "²", "1.5"])
def test_a_task_without_a_day_is_not_set_and_nothing_typed_is_lost(tom: Clerk, case: CaseValue, within: str) -> None:
    tom.open(beside(case, "work"))
    tom.press("Set the task", {"kind": "do", "words": "Ask the depot", "whom": "me", "within": within})
    assert "Write how many working days, from 1 to 60" in tom.main
    assert tom.value("words") == "Ask the depot"
    assert not Task.objects.filter(kind="do").exists()


def test_another_team_reads_the_case_while_it_is_asked_and_answers_into_its_file(tom: Clerk, case: CaseValue) -> None:
    gina = clerk("service-officer", team="street-cleaning", name="Gina Ito")
    assert gina.open(beside(case, "work")).status == 403
    tom.open(beside(case, "work"))
    tom.press("Ask them", {"asked": "street-cleaning", "question": "Is it yours?", "answer-within": "2"})
    gina.open("/desk/tasks").follow("Answer")
    assert "Is it yours?" in gina.main
    assert not gina.has("kind")
    gina.press("Answer", {f"answer-{Advice.objects.get().pk}": ""})
    assert "Write the answer" in gina.main
    gina.press("Answer", {f"answer-{Advice.objects.get().pk}": "No, the depot’s."})
    assert gina.address == "/desk/tasks"
    assert gina.open(f"/desk/cases/{case.reference}").status == 403
    tom.open(beside(case, "work"))
    assert "No, the depot’s. Gina Ito, today at 17:30" in tom.main
    assert "Read the advice that came" in tom.main


def test_nobody_answers_for_a_team_that_is_not_theirs(tom: Clerk, case: CaseValue) -> None:
    for team in ("street-cleaning", "highways"):
        asks = Actor("staff", tom.reference)
        advice.ask(case=case, team=team, question="?", due_on=WEDNESDAY.date(), actor=asks, at=WEDNESDAY)
    gina = clerk("service-officer", team="street-cleaning", name="Gina Ito")
    gina.open(beside(case, "work"))
    other = Advice.objects.get(team="highways").pk
    token = gina.value("csrfmiddlewaretoken")
    refused = gina.client.post(
        beside(case, f"advice/{other}"), {f"answer-{other}": "Yes", "csrfmiddlewaretoken": token}
    )
    assert refused.status_code == 403
    assert not Advice.objects.exclude(answered_at=None).exists()


def test_a_visit_is_told_to_the_customer_and_what_was_found_stands_with_its_photographs(
    tom: Clerk, case: CaseValue
) -> None:
    tom.open(beside(case, "work"))
    tom.press(
        "Book it", {"place": "4 Mill Lane", "day": "2026-11-20", "since": "10:00", "until": "12:00", "tell": "yes"}
    )
    told = "We will visit 4 Mill Lane on Friday 20 November 2026, between 10:00 and 12:00."
    assert told in Message.objects.get(about="notice").body
    assert "Friday 20 November, 10:00 to 12:00" in tom.main
    number = Inspection.objects.get().pk
    tom.press("We were there", {f"found-{number}": "The bin was full.", "document": [a_letter()]})
    assert "Visited" in tom.main
    assert "The bin was full." in tom.main
    tom.open(beside(case, "papers"))
    assert "A visit From a visit Tom Webb today at 17:30 nobody yet" in tom.main


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"place": ""}, "Write where"),
        ({"since": "x"}, "Write from when, such as 10:00"),
        ({"until": ""}, "Write until when, such as 12:00"),
        ({"until": "09:00"}, "Write a time that ends after it begins, and is not over yet"),
    ],
)
def test_a_visit_that_is_none_is_not_booked(tom: Clerk, case: CaseValue, typed: dict[str, str], wrong: str) -> None:
    given = {"place": "4 Mill Lane", "day": "2026-11-20", "since": "10:00", "until": "12:00"}
    tom.open(beside(case, "work")).press("Book it", given | typed)
    assert wrong in tom.main
    assert not Inspection.objects.exists()


def test_a_visit_that_was_called_off_is_told_with_why(tom: Clerk, case: CaseValue) -> None:
    tom.open(beside(case, "work"))
    tom.press(
        "Book it", {"place": "4 Mill Lane", "day": "2026-11-20", "since": "10:00", "until": "12:00", "tell": "yes"}
    )
    number = Inspection.objects.get().pk
    tom.press("Call it off", {f"found-{number}": ""})
    assert "Write why. The customer reads it" in tom.main
    tom.press("Call it off", {f"found-{number}": "The road is closed."})
    assert not Message.objects.filter(told="The road is closed.").exists()
    tom.press("Call it off")
    assert "Called off" in tom.main
    assert Message.objects.filter(told="The road is closed.").count() == 1
    assert not Task.objects.filter(kind="inspect", withdrawn_at=None).exists()


def refusal(**more: Any) -> dict[str, Any]:
    return {
        "outcome": "refused",
        "words": "We cannot collect it again.",
        "reason": ["too-late"],
        "law": "Waste Policy 2024, paragraph 3",
        "way": ["review"],
    } | more


@pytest.mark.parametrize(
    ("left_out", "wrong"),
    [
        ({"reason": []}, "Choose at least one reason"),
        ({"way": []}, "Choose at least one way to challenge it"),
        ({"law": ""}, "Write the rule or law that you relied on"),
        ({"reason": ["other"]}, "Write the other reason"),
    ],
)
def test_the_form_refuses_a_refusal_without_why_or_a_way_to_challenge_it(
    tom: Clerk, case: CaseValue, left_out: dict[str, Any], wrong: str
) -> None:
    tom.open(beside(case, "decision")).press("See what goes", refusal(**left_out))
    assert wrong in tom.main
    assert tom.value("words") == "We cannot collect it again."
    assert not Determination.objects.exists()


def test_a_decision_is_seen_before_it_goes_and_stands_word_for_word_for_both(tom: Clerk, case: CaseValue) -> None:
    tom.open(beside(case, "decision")).press("See what goes", refusal())
    assert "What goes to the customer" in tom.main
    assert not Determination.objects.exists()
    tom.press("Change it")
    assert tom.value("words") == "We cannot collect it again."
    tom.press("See what goes", refusal())
    shown = tom.main
    tom.press("Decide", {"close": "yes"})
    message = Message.objects.get(about="decided")
    for part in (message.to, message.subject, message.body):
        assert " ".join(part.split()) in shown
    kept = Determination.objects.get().told
    assert " ".join(kept.split()) in tom.main
    assert cases.find(reference=case.reference).closed_at is not None


def test_a_complaint_goes_through_both_stages_at_the_desk(tom: Clerk) -> None:
    case = complaint()
    ruth = clerk("service-officer", name="Ruth Amos")
    tom.open(f"/desk/cases/{case.reference}").follow("Complaint")
    assert "To be acknowledged. It is due Wednesday 25 November 2026." in tom.main
    tom.press("Acknowledge", {"acknowledgement": "You say that nobody came."})
    assert "To be answered at stage 1. It is due Wednesday 2 December 2026." in tom.main
    tom.press("Take more time", {"count": "11", "why": "Snow"})
    assert "The code leaves 10 working days more at this stage" in tom.main
    tom.press("Answer and close", {"outcome": "upheld", "answer": "We are sorry."})
    assert "Stage 1: upheld" in tom.main
    tom.press("Take it to stage 2", {"channel": "", "because": "It came again"})
    assert "Choose how they asked" in tom.main
    tom.press("Take it to stage 2", {"channel": "phone"})
    tom.press("Acknowledge", {"acknowledgement": "You want it looked at again."})
    tom.press("Answer and close", {"outcome": "partly", "answer": "We will pay."})
    assert "You answered at stage 1. Somebody else must answer at stage 2." in tom.main
    ruth.open(beside(case, "complaint")).press("Answer and close", {"outcome": "partly", "answer": "We will pay."})
    assert "Stage 2: upheld in part" in ruth.main
    assert [each.number for each in complaints.stages(case=case)] == [1, 2]


def test_only_a_complaint_has_stages(tom: Clerk, case: CaseValue) -> None:
    assert tom.open(beside(case, "complaint")).status == 404
    assert "Complaint" not in tom.open(beside(case, "work")).main


def test_a_closed_case_is_opened_again_with_a_reason_and_a_clock(tom: Clerk, case: CaseValue) -> None:
    acts.close(case=case, outcome="done", told="We emptied it.", actor=Actor("staff", tom.reference), at=WEDNESDAY)
    tom.open(f"/desk/cases/{case.reference}").follow("Open it again")
    for typed, wrong in (
        ({}, "Choose why"),
        ({"reason": "disagreed"}, "Write what the customer is told"),
        ({"told": "You say it is full."}, "Choose what becomes of the clock"),
        ({"clock": "new"}, "Write how many working days are promised, from 1 to 60"),
    ):
        tom.press("Open it again", typed)
        assert wrong in tom.main
    tom.press("Open it again", {"within": "2"})
    assert tom.address == f"/desk/cases/{case.reference}"
    assert "20 November 2026" in tom.main
    assert "Opened again: The customer does not agree" in tom.main
    assert "Closed: Done" in tom.main


def test_a_document_is_added_at_the_desk_and_who_opened_it_is_written_down(tom: Clerk, case: CaseValue) -> None:
    tom.open(beside(case, "papers")).press("Add it", {"what": "A letter", "channel": "paper"})
    assert "Choose the document" in tom.main
    tom.press("Add it", {"what": "A letter", "channel": "paper", "document": [a_letter()]})
    assert "A letter By post Tom Webb today at 17:30 nobody yet" in tom.main
    key = tom.page.xpath("//tbody//a/@href")[0]
    assert tom.client.get(key).status_code == 200
    assert "A letter By post Tom Webb today at 17:30 Tom Webb today at 17:30" in tom.open(beside(case, "papers")).main


def test_the_pages_ask_the_database_the_same_however_much_is_in_them(tom: Clerk, case: CaseValue) -> None:
    counted = []
    for more in (1, 4):
        for number in range(more):
            at = WEDNESDAY + timedelta(minutes=number)
            Task.objects.create(case_id=case.id, kind="do", words=f"{more} {number}", to=tom.reference, set_at=at)
        tom.open("/desk/tasks")
        with CaptureQueriesContext(connection) as captured:
            tom.open("/desk/tasks")
            tom.open(beside(case, "work"))
        counted.append(len(captured))
    assert counted[0] == counted[1]
