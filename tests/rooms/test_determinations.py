"""Promises of decisions: nobody is refused without why, by which rule and what they can do; it is kept word for word."""

from datetime import date

import pytest
from tests.rooms.council import AMIR, VERA, WEDNESDAY, finished, in_force

from guildhall.ledger.door import history
from guildhall.serve.casework import cases, challenges, determinations, opening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.determinations import Draft, Reason, Unreasoned
from guildhall.serve.casework.told import told
from guildhall.serve.models import Determination, Message

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

REFUSED = Draft(
    outcome="refused",
    words="Your permit cannot be given.",
    reasons=(Reason("not-eligible", "You live in zone B."), Reason("other", "The street is full.")),
    law="Parking Permit Policy 2025, paragraph 4",
    ways=("review", "ombudsman-local-government"),
)


@pytest.fixture
def case() -> CaseValue:
    journey = finished(in_force(), contact_by="email", email="vera@example.org")
    return opening.submit(journey=journey.id, actor=VERA, channel="web", at=WEDNESDAY)


def decide(case: CaseValue, draft: Draft = REFUSED, *, close: bool = False) -> None:
    determinations.decide(case=case, draft=draft, close=close, actor=AMIR, at=WEDNESDAY)


@pytest.mark.parametrize(
    ("left_out", "box"),
    [
        ({"reasons": ()}, "reasons"),
        ({"reasons": (Reason("other", ""),)}, "because-other"),
        ({"law": ""}, "law"),
        ({"ways": ()}, "ways"),
        ({"words": ""}, "words"),
        ({"outcome": "perhaps"}, "outcome"),
    ],
)
@pytest.mark.parametrize("outcome", ["refused", "partly"])
def test_nobody_is_refused_without_why_by_which_rule_and_how_to_challenge_it(
    case: CaseValue, left_out: dict[str, object], box: str, outcome: str
) -> None:
    parts = {name: getattr(REFUSED, name) for name in ("words", "reasons", "law", "ways")}
    with pytest.raises(Unreasoned) as missing:
        decide(case, Draft(**({"outcome": outcome} | parts | left_out)))
    assert missing.value.box == box
    assert not Determination.objects.exists()


def test_what_is_granted_needs_no_reason(case: CaseValue) -> None:
    decide(case, Draft(outcome="granted", words="Your permit is on its way."))
    assert Determination.objects.get().told == "We have granted what you asked for.\n\nYour permit is on its way."


def test_the_whole_is_told_and_kept_word_for_word(case: CaseValue) -> None:
    decide(case)
    kept = Determination.objects.get().told
    assert kept == (
        "We have refused what you asked for.\n\nYour permit cannot be given.\n\n"
        "Our reasons:\n• You do not meet what the rule asks for. You live in zone B.\n• The street is full.\n\n"
        "The rule that we followed: Parking Permit Policy 2025, paragraph 4\n\n"
        "If you do not agree:\n"
        "• Ask us to look at it again, by Wednesday 16 December 2026. Somebody who did not decide it does so. "
        "Telephone 01632 960 100.\n"
        "• If our answer to a complaint does not put it right, go to the Local Government and Social Care Ombudsman "
        "(www.lgo.org.uk, 0300 061 0614, PO Box 4771, Coventry CV4 0EH), by Wednesday 17 November 2027. It is free."
    )
    assert Message.objects.get(about="decided").told == kept
    assert [each.words for each in told(case=case) if each.what == "decided"] == [kept]


def test_each_way_to_challenge_has_its_last_day_by_the_rule_it_comes_from() -> None:
    days = {way: challenges.last_day(way=way, told=WEDNESDAY) for way in challenges.WAYS}
    assert days["review-homelessness"] == date(2026, 12, 8)
    assert days["review-benefit"] == date(2026, 12, 18)
    assert days["appeal-valuation"] == date(2027, 1, 18)
    assert days["appeal-planning"] == date(2027, 2, 10)
    for way, day in days.items():
        for language in ("en", "cy"):
            said = challenges.in_words(way=way, by=day, language=language)
            assert str(day.year) in said, way
            assert "{" not in said


def test_deciding_can_close_the_case_and_tells_it_once(case: CaseValue) -> None:
    decide(case, close=True)
    assert cases.find(reference=case.reference).closed_at == WEDNESDAY
    assert [each.what for each in told(case=case) if each.what in {"decided", "closed"}] == ["decided"]
    assert not Message.objects.filter(about="closed").exists()


def test_the_same_button_twice_decides_once_and_a_later_decision_stands_beside_the_first(case: CaseValue) -> None:
    decide(case)
    decide(case)
    assert Determination.objects.count() == 1
    decide(case, Draft(outcome="granted", words="On review: your permit is on its way."))
    assert [each.outcome for each in determinations.of_case(case=case)] == ["refused", "granted"]


def test_the_ledger_holds_the_outcome_and_no_word_of_it(case: CaseValue) -> None:
    decide(case)
    events = [each for each in history(subject=case.subject, audience="customer") if each.type == "case.determined"]
    assert [dict(each.data) for each in events] == [{"outcome": "refused"}]


def test_a_decision_that_was_made_already_closes_the_case_when_it_is_to_and_is_told_once(case: CaseValue) -> None:
    decide(case)
    decide(case, close=True)
    assert cases.find(reference=case.reference).closed_at == WEDNESDAY
    assert Determination.objects.count() == 1
    assert Message.objects.filter(about="decided").count() == 1
