"""Promises of advice: another team is asked, sees the case while it is asked and no longer, and its answer stands in the file."""

from datetime import date, timedelta

import pytest
from tests.rooms.council import AMIR, VERA, WEDNESDAY, finished, in_force
from tests.rooms.deskwork import clerk
from tests.rooms.test_cases_desk import permit

from guildhall.estate.door import Onlooker
from guildhall.ledger.door import Actor, history
from guildhall.people import door
from guildhall.serve.casework import advice, casefile, opening, papers, tasks
from guildhall.serve.casework.advice import AlreadyAnswered, OwnTeam
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Case
from guildhall.serve.sight import cases_seen, sees_case, works_on_case
from guildhall.serve.telling import messages

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

HIGHWAYS = Onlooker("account/9", teams=("highways",), works=("highways",))
GINA = Actor("staff", "account/9")
LATER = WEDNESDAY + timedelta(hours=2)


@pytest.fixture
def case() -> CaseValue:
    return opening.submit(journey=finished(in_force()).id, actor=VERA, channel="web", at=WEDNESDAY)


def ask(case: CaseValue, team: str = "highways", question: str = "Is the lane ours?") -> None:
    advice.ask(case=case, team=team, question=question, due_on=date(2026, 11, 25), actor=AMIR, at=WEDNESDAY)


def sees(onlooker: Onlooker, case: CaseValue) -> bool:
    by_list = set(Case.objects.filter(cases_seen(onlooker)).values_list("reference", flat=True))
    assert (case.reference in by_list) == sees_case(onlooker, case)
    return case.reference in by_list


def test_the_team_that_is_asked_sees_the_case_until_it_answered(case: CaseValue) -> None:
    assert not sees(HIGHWAYS, case)
    ask(case)
    assert sees(HIGHWAYS, case)
    assert not works_on_case(HIGHWAYS, case)
    assert not sees(Onlooker("account/8", teams=("planning",)), case)
    (asked,) = advice.of_case(case=case)
    advice.answer(case=case, advice=asked.id, text="Yes, from the bridge.", actor=GINA, at=LATER)
    assert not sees(HIGHWAYS, case)


def test_the_team_that_is_asked_opens_the_documents_while_it_is_asked_unless_somebody_is_protected() -> None:
    case = permit()
    messages.receive(reference=case.reference, at=WEDNESDAY)
    bryn = clerk("service-officer", team="highways")
    (document,) = papers.files_of(case=case)
    address = f"/desk/cases/{case.reference}/files/{document.removeprefix('file/')}"
    assert bryn.client.get(address).status_code == 403
    ask(case)
    bryn.open(f"/desk/cases/{case.reference}").follow("Document 1")
    assert bryn.response.content.startswith(b"%PDF")
    door.protect(reference=Case.objects.get().customer, actor=AMIR, at=WEDNESDAY)
    assert bryn.client.get(address).status_code == 403
    door.end_protection(reference=Case.objects.get().customer, actor=AMIR, at=WEDNESDAY)
    (asked,) = advice.of_case(case=case)
    advice.answer(case=case, advice=asked.id, text="Yes, from the bridge.", actor=GINA, at=LATER)
    assert bryn.client.get(address).status_code == 403


def test_a_question_that_was_taken_back_shows_the_case_to_nobody(case: CaseValue) -> None:
    ask(case)
    (asked,) = advice.of_case(case=case)
    advice.withdraw(case=case, advice=asked.id, actor=AMIR, at=LATER)
    assert not sees(HIGHWAYS, case)
    assert tasks.to_do(onlooker=HIGHWAYS)[0] == ()
    with pytest.raises(AlreadyAnswered):
        advice.answer(case=case, advice=asked.id, text="Yes.", actor=GINA, at=LATER)


def test_who_is_asked_has_it_to_do_and_who_asked_has_the_answer_to_read(case: CaseValue) -> None:
    ask(case)
    (todo,) = tasks.to_do(onlooker=HIGHWAYS)[0]
    assert (todo.kind, todo.words, todo.due_on) == ("give-advice", "Is the lane ours?", date(2026, 11, 25))
    (asked,) = advice.of_case(case=case)
    advice.answer(case=case, advice=asked.id, text="Yes, from the bridge.", actor=GINA, at=LATER)
    assert tasks.to_do(onlooker=HIGHWAYS)[0] == ()
    ours = Onlooker("account/1", teams=(case.team,), works=(case.team,))
    assert [each.kind for each in tasks.to_do(onlooker=ours)[0]] == ["read-advice"]
    (given,) = advice.of_case(case=case)
    assert (given.answer, given.answered_by, given.answered_at) == ("Yes, from the bridge.", GINA.reference, LATER)
    assert [each.done_at for each in casefile.tasks_of(case=case) if each.kind == "give-advice"] == [LATER]


def test_the_case_s_own_team_is_not_asked_and_nobody_is_asked_the_same_twice(case: CaseValue) -> None:
    with pytest.raises(OwnTeam):
        ask(case, team=case.team)
    ask(case)
    ask(case)
    assert len(advice.of_case(case=case)) == 1


def test_the_story_tells_who_was_asked_and_what_became_of_it(case: CaseValue) -> None:
    ask(case)
    ask(case, team="planning", question="Is it a listed wall?")
    first, second = advice.of_case(case=case)
    advice.answer(case=case, advice=first.id, text="Yes.", actor=GINA, at=LATER)
    advice.withdraw(case=case, advice=second.id, actor=AMIR, at=LATER)
    amir = clerk("service-officer").open(f"/desk/cases/{case.reference}")
    assert amir.status == 200
    for told in (
        "Advice was asked of Highways",
        "Advice was given by Highways",
        "Advice is no longer asked of Planning",
    ):
        assert told in amir.main


def test_the_customer_sees_nothing_of_it_and_no_word_of_it_is_in_the_ledger(case: CaseValue) -> None:
    ask(case, question="Is Vera Lind's lane ours?")
    assert not [each for each in history(subject=case.subject, audience="customer") if "advice" in each.type]
    told = [each for each in history(subject=case.subject, audience="staff") if each.type == "advice.asked"]
    assert [dict(each.data) for each in told] == [{"team": "highways", "due": "2026-11-25"}]
