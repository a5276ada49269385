"""Promises of complaints: each stage acknowledged, answered, put off and taken on as the Ombudsmen's codes have it."""

from datetime import date, timedelta

import pytest
from tests.rooms.complained import ABOUT_BINS, GINA, acknowledged, answered, complaint
from tests.rooms.council import AMIR, VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import clerk

from guildhall.kernel.clocks import Term
from guildhall.serve import outbox
from guildhall.serve.answering import journeys
from guildhall.serve.casework import cases, complaints, opening
from guildhall.serve.casework.acts import AlreadyClosed
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.complaints import NotAtThisPoint, SamePerson
from guildhall.serve.models import Assignment, Case, Message, Obligation
from guildhall.serve.obligations import acting
from guildhall.serve.obligations.acting import TooLong

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

NEXT_DAY = WEDNESDAY + timedelta(days=1)


def owed(case: CaseValue, name: str) -> date | None:
    return Obligation.objects.get(case_id=case.id, name=name).due_on


def test_a_complaint_is_owed_an_acknowledgement_in_five_working_days_and_an_answer_in_ten_of_that() -> None:
    case = complaint()
    assert owed(case, "complaint-acknowledged") == date(2026, 11, 25)
    assert Case.objects.get().due_on == date(2026, 11, 25)
    acknowledged(case, at=NEXT_DAY)
    assert owed(case, "complaint-stage-1") == date(2026, 12, 3)
    assert Case.objects.get().due_on == date(2026, 12, 3)


def test_a_submission_promises_the_whole_answer_and_the_worker_begins_the_terms_once() -> None:
    live = in_force("complaint")
    journey = journeys.begin(live=live, language="en", channel="web", actor=VERA, at=WEDNESDAY, answers=ABOUT_BINS)
    case = opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)
    assert case.due_on == Case.objects.get().due_on == date(2026, 12, 9)
    assert complaints.stages(case=case) == ()
    for _ in range(2):
        outbox.send_receipt.func(reference=case.reference)
    assert [(each.number, each.begun_at) for each in complaints.stages(case=case)] == [(1, WEDNESDAY)]
    assert owed(case, "promise") == date(2026, 12, 9)
    assert Case.objects.get().due_on == owed(case, "complaint-acknowledged") == date(2026, 11, 25)


def test_no_other_way_gives_more_time_than_the_code() -> None:
    case = complaint()
    for name in ("promise", "complaint-acknowledged"):
        with pytest.raises(TooLong):
            acting.extend(case=case.id, name=name, by=days(1), reason="Snow.", actor=AMIR, at=WEDNESDAY)
    acknowledged(case, at=NEXT_DAY)
    complaints.extend(case=case, working_days=4, reason="We wait.", actor=AMIR, at=NEXT_DAY)
    for name in ("promise", "complaint-stage-1"):
        for more in (days(7), Term(1, "days"), Term(1, "months")):
            with pytest.raises(TooLong) as refused:
                acting.extend(case=case.id, name=name, by=more, reason="Snow.", actor=AMIR, at=NEXT_DAY)
            assert refused.value.left.count == 6
        acting.extend(case=case.id, name=name, by=days(6), reason="Snow.", actor=AMIR, at=NEXT_DAY)


def days(count: int) -> Term:
    return Term(count, "working-days", whose="nation")


def test_the_page_of_clocks_gives_more_time_as_the_code_has_it() -> None:
    case = acknowledged(complaint(), at=WEDNESDAY)
    form = {"owed": "complaint-stage-1", "unit": "working-days", "count": "11", "why": "We wait for a report."}
    desk = clerk("administrator").open(f"/desk/cases/{case.reference}/clocks")
    desk.press("Take more time", form)
    assert "The Ombudsman's code leaves 10 working days more" in desk.main
    desk.press("Take more time", form | {"count": "10"})
    told = Message.objects.filter(case_id=case.id, about="notice").get().told
    assert "Local Government and Social Care Ombudsman" in told


def test_the_second_stage_goes_to_the_team_of_reviewers() -> None:
    case = answered(acknowledged(complaint()))
    assert case.team == "complaints"
    complaints.go_on(case=case, because="", channel="web", actor=VERA, at=WEDNESDAY + timedelta(days=6))
    assert cases.find(reference=case.reference).team == "complaint-reviewers"


def test_what_is_no_complaint_has_no_stage() -> None:
    thanks = complaint(kind="thanks", about="bins")
    bin_case = opening.submit(journey=finished(in_force()).id, actor=VERA, channel="web", at=WEDNESDAY)
    for case in (thanks, bin_case):
        assert complaints.stages(case=case) == ()
        with pytest.raises(NotAtThisPoint):
            complaints.acknowledge(case=case, text="Thank you.", actor=AMIR, at=NEXT_DAY)


def test_no_stage_is_jumped_over_and_nothing_is_done_twice() -> None:
    case = complaint()
    with pytest.raises(NotAtThisPoint):
        answered(case)
    with pytest.raises(NotAtThisPoint):
        complaints.go_on(case=case, because="", channel="web", actor=VERA, at=NEXT_DAY)
    acknowledged(case)
    with pytest.raises(NotAtThisPoint):
        acknowledged(case)
    answered(case)
    with pytest.raises(AlreadyClosed):
        answered(case)


def test_the_answer_closes_the_case_and_says_how_to_go_on() -> None:
    case = answered(acknowledged(complaint()))
    assert case.closed_at is not None
    (stage,) = complaints.stages(case=case)
    assert "This is our answer at stage 1." in stage.answer
    assert "We uphold your complaint." in stage.answer
    assert "ask us to look again at stage 2" in stage.answer
    assert Message.objects.filter(case_id=case.id, about="answered").get().told == stage.answer
    assert not Message.objects.filter(case_id=case.id, about="closed").exists()


def test_the_second_stage_opens_the_case_again_with_its_own_terms_and_without_who_answered() -> None:
    case = answered(acknowledged(complaint()))
    Case.objects.filter(id=case.id).update(assigned_to=AMIR.reference)
    later = WEDNESDAY + timedelta(days=6)
    complaints.go_on(case=case, because="", channel="phone", actor=VERA, at=later)
    again = cases.find(reference=case.reference)
    assert (again.closed_at, again.assigned_to) == (None, "")
    assert Assignment.objects.get(case_id=case.id).to == ""
    assert owed(case, "complaint-stage-2-acknowledged") == again.due_on == date(2026, 12, 1)
    acknowledged(again, at=later)
    assert owed(case, "complaint-stage-2") == date(2026, 12, 22)
    assert [(each.number, each.channel) for each in complaints.stages(case=again)] == [(1, "web"), (2, "phone")]
    with pytest.raises(SamePerson):
        answered(again, at=later)
    done = answered(again, at=later, by=GINA)
    with pytest.raises(NotAtThisPoint):
        complaints.go_on(case=done, because="", channel="web", actor=VERA, at=later)


@pytest.mark.parametrize(
    ("about", "named", "other", "until"),
    [
        (
            "bins",
            "Local Government and Social Care Ombudsman",
            "Housing",
            "within 12 months of the day when you first knew",
        ),
        ("housing", "Housing Ombudsman", "Social Care", "by Wednesday 24 November 2027"),
    ],
)
def test_the_last_words_name_the_ombudsman_whose_matter_it_is_and_how_long_there_is(
    about: str, named: str, other: str, until: str
) -> None:
    case = answered(acknowledged(complaint(about=about)))
    complaints.go_on(case=case, because="", channel="web", actor=VERA, at=WEDNESDAY + timedelta(days=6))
    again = acknowledged(cases.find(reference=case.reference), at=WEDNESDAY + timedelta(days=6))
    answered(again, at=WEDNESDAY + timedelta(days=7), by=GINA)
    last = complaints.stages(case=again)[-1].answer
    assert named in last
    assert other not in last
    assert until in last


def test_an_answer_is_put_off_by_ten_working_days_at_most_and_that_names_the_ombudsman() -> None:
    case = acknowledged(complaint(), at=NEXT_DAY)
    with pytest.raises(TooLong):
        complaints.extend(case=case, working_days=11, reason="Snow.", actor=AMIR, at=NEXT_DAY)
    complaints.extend(case=case, working_days=6, reason="We wait for a report.", actor=AMIR, at=NEXT_DAY)
    assert owed(case, "complaint-stage-1") == date(2026, 12, 11)
    told = Message.objects.filter(case_id=case.id, about="notice").get().told
    assert "We wait for a report." in told
    assert "Local Government and Social Care Ombudsman" in told
    with pytest.raises(TooLong) as refused:
        complaints.extend(case=case, working_days=5, reason="More.", actor=AMIR, at=NEXT_DAY)
    assert refused.value.left.count == 4


def test_a_welsh_complaint_is_answered_in_welsh() -> None:
    case = answered(acknowledged(complaint(language="cy")))
    (stage,) = complaints.stages(case=case)
    assert "Dyma ein hateb yng ngham 1." in stage.answer
    assert "Byddwn yn ateb yn llawn erbyn" in stage.acknowledgement
