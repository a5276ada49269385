"""Promises of the desk about cases that belong together: nothing is joined unseen, and nothing joined is hard to take apart."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.rooms.council import AMIR, VERA, WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.reported import HOLE, POTHOLE, north, reported, row_of, streets

from guildhall.kernel.canonical import read_json
from guildhall.people import door
from guildhall.serve import clock
from guildhall.serve.casework import acts, cases, reopening
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.joining import relations, telling
from guildhall.serve.models import Case, CaseRelation, Message, Task
from guildhall.serve.telling import messages

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BY_EMAIL = {"contact-by": "email", "email": "ken@example.org"}


@pytest.fixture(autouse=True)
def _wednesday() -> Iterator[None]:
    with clock.standing_at(WEDNESDAY):
        yield


@pytest.fixture
def two(_wednesday: None) -> tuple[CaseValue, CaseValue]:
    """A shallow pothole for highways, and the same hole reported as dangerous, for another team."""
    street, danger = streets()
    return reported(street, POTHOLE | BY_EMAIL), reported(danger, HOLE | {"where": north(12)})


@pytest.fixture
def both(_wednesday: None) -> tuple[CaseValue, CaseValue]:
    """Two such cases that are joined, of reporters who are both told by email."""
    street, danger = streets()
    bo = {"contact-by": "email", "email": "bo@example.org"}
    found = reported(street, POTHOLE | BY_EMAIL), reported(danger, HOLE | {"where": north(12)} | bo)
    join(*found)
    return found


def officer(team: str = "") -> Clerk:
    return clerk("service-officer", team=team, name="Ola Brandt")


def page_of(case: CaseValue) -> str:
    return f"/desk/cases/{case.reference}/matter"


def join(one: CaseValue, other: CaseValue) -> None:
    relations.join(one=one.id, other=other.id, said="", actor=VERA, at=WEDNESDAY)


def again(case: CaseValue) -> CaseValue:
    return cases.find(reference=case.reference)


def receive(case: CaseValue, email: str) -> None:
    """Whoever reported it is known, and reached at this safe address."""
    messages.receive(reference=case.reference, at=WEDNESDAY)
    door.mark_contact(reference=again(case).customer, kind="email", safe=True)
    assert door.contacts_of(reference=again(case).customer)[0].value == email


def test_what_may_be_the_same_is_shown_with_its_reasons_and_joined_after_a_preview(two: Any) -> None:
    shallow, hole = two
    before = row_of(shallow), row_of(hole)
    ola = officer().open(page_of(shallow))
    for reason in ("12 metres away", "reported on the same day", "another service", hole.reference):
        assert reason in ola.main.replace("Reported", "reported")
    ola.press("see what joining does", form=None)
    assert "The earliest date that we promised any of you holds for all of you" in ola.main
    assert (row_of(shallow), row_of(hole)) == before
    ola.press("Join them", {"said": "One hole"})
    assert again(shallow).earliest_on == hole.due_on
    ola.press("Take it back")
    assert ola.status == 409
    assert "Write why they do not belong together" in ola.main
    ola.press("Take it back", {"why": "Two holes"})
    assert (row_of(shallow), row_of(hole)) == before
    assert "Two holes" in ola.main


def test_of_another_teams_case_no_more_is_shown_than_anybody_may_see(two: Any) -> None:
    shallow, hole = two
    ola = officer("highways").open(page_of(shallow))
    assert "12 metres away" in ola.main
    assert hole.reference not in ola.source
    ola.press("see what joining does").press("Join them")
    assert again(shallow).matter == again(hole).matter != ""
    assert hole.reference not in ola.source
    assert "Another team’s case" in ola.main
    assert ola.open(f"/desk/cases/{hole.reference}").status == 403


def test_what_a_join_sends_is_foreseen_as_everything_is_and_of_whoever_is_protected_no_way(two: Any) -> None:
    shallow, _hole = two
    receive(shallow, "ken@example.org")
    ola = officer().open(page_of(shallow)).press("see what joining does", form=None)
    assert "ken@example.org" in ola.main
    assert "Withheld." not in ola.main
    door.protect(reference=again(shallow).customer, actor=AMIR, at=WEDNESDAY)
    ola.open(page_of(shallow)).press("see what joining does", form=None)
    assert "Withheld. They are protected: how they are told is shown to those who keep people safe" in ola.main
    assert "The earliest date that we promised any of you holds for all of you" in ola.main
    assert [each for each in ("ken@example.org", "Email", "email") if each in ola.main] == []


def test_what_each_reporter_is_told_of_a_join_taken_back_is_seen_before_it_goes(both: Any) -> None:
    before = [row_of(each) for each in both], Message.objects.count(), CaseRelation.objects.get().retracted_at
    ola = officer().open(page_of(both[0])).press("See what goes", {"why": "Two holes"}, form=0)
    shown = ola.main
    assert shown.count("by itself again") == 2
    assert "ken@example.org" in shown
    assert ([row_of(each) for each in both], Message.objects.count(), CaseRelation.objects.get().retracted_at) == before
    ola.press("Change it")
    assert ola.value("why") == "Two holes"
    ola.press("See what goes", form=0).press("Take it back")
    relation = CaseRelation.objects.get()
    assert relation.why == "Two holes"
    told = telling.tell_reporters(relation=relation.pk, parted=True, cases=[each.id for each in both], at=WEDNESDAY)
    for message in told:
        assert " ".join(message.body.split()) in shown
        assert message.to in shown


def test_of_another_teams_reporter_it_is_seen_what_they_are_told_and_not_how_or_of_which_case(both: Any) -> None:
    ola = officer("highways").open(page_of(both[0])).press("See what goes", {"why": "Two holes"}, form=0)
    assert "The reporter of another team’s case is told by their own way:" in ola.main
    assert both[1].reference not in ola.source
    assert both[0].reference in ola.main


def test_what_is_something_else_is_not_suggested_again_from_either_side(two: Any) -> None:
    ola = officer().open(page_of(two[0])).press("Something else")
    assert CaseRelation.objects.get().kind == "different"
    for case in two:
        assert "12 metres away" not in ola.open(page_of(case)).main
    assert "looked at, not the same" in ola.main


def test_a_reference_that_leads_nowhere_is_refused_at_its_box_and_kept(two: Any) -> None:
    shallow, hole = two
    ola = officer("highways").open(page_of(shallow))
    for typed in ("7QX4-M3KD", hole.reference):
        ola.press("Relate", {"other": typed, "said": "The same contractor"})
        assert ola.status == 409
        assert f"There is no case {typed} that you may open" in ola.main
        assert (ola.page.get_element_by_id("other").value, ola.value("said")) == (typed, "The same contractor")
    ola.press("Relate", {"other": shallow.reference, "said": "Itself"})
    assert "Type the reference of another case" in ola.main
    assert not CaseRelation.objects.exists()


def test_related_cases_are_shown_to_one_another_and_nothing_else_follows(two: Any) -> None:
    shallow, hole = two
    before = row_of(shallow), row_of(hole)
    ola = officer().open(page_of(shallow)).press("Relate", {"other": hole.reference, "said": "The same contractor"})
    assert "The same contractor" in ola.main
    assert "The same contractor" in ola.open(page_of(hole)).main
    assert (row_of(shallow), row_of(hole)) == before
    assert not Message.objects.exists()


def test_a_second_matter_gets_a_case_with_a_clock_from_the_same_day_and_the_person_a_receipt(two: Any) -> None:
    shallow, _ = two
    before = row_of(shallow)
    ola = officer().open(page_of(shallow))
    assert "Write what the second matter is" in ola.press("Open a second case").main
    ola.press("Open a second case", {"what": "The lamp beside it is out", "team": "street-lighting"})
    made = CaseRelation.objects.get(kind="split-from").one
    for name in (
        "answers",
        "promise",
        "received_on",
        "due_on",
        "due_at",
        "service",
        "customer",
        "language",
        "latitude",
    ):
        assert getattr(made, name) == before[name]
    assert made.team == "street-lighting"
    assert set(made.journey.answers.values_list("step", flat=True)) == set(shallow.answers)
    assert row_of(shallow) == before
    receipt = Message.objects.get(case=made)
    assert receipt.about == "receipt"
    assert "The lamp beside it is out" in receipt.body
    assert made.reference in receipt.body
    assert f"{made.reference} was opened from {shallow.reference}" in ola.main


def test_whoever_splits_a_case_says_which_answers_go_and_whose_it_is_always_does(two: Any) -> None:
    shallow, _ = two
    before = row_of(shallow)
    ola = officer().open(page_of(shallow))
    offered = {each.get("value") for each in ola.page.xpath('//input[@name="goes"]')}
    assert offered == {"dangerous", "problem", "whose-road", "where", "depth"}
    nothing = ola.press("Open a second case", {"what": "The lamp beside it is out", "goes": []})
    assert "Choose at least one answer that is about the second matter" in nothing.main
    assert nothing.value("what") == "The lamp beside it is out"
    ola.press("Open a second case", {"goes": ["dangerous", "problem"]})
    made = CaseRelation.objects.get(kind="split-from").one
    kept = read_json(made.answers)
    assert kept == {name: again(shallow).answers[name] for name in ("dangerous", "problem", *BY_EMAIL)}
    assert set(made.journey.answers.values_list("step", flat=True)) == set(kept)
    assert (made.latitude, made.ward) == (None, "")
    assert Message.objects.get(case=made).to == "ken@example.org"
    assert row_of(shallow) == before


def test_closing_one_closes_the_rest_and_tells_every_reporter(two: Any) -> None:
    shallow, hole = two
    join(shallow, hole)
    ola = officer().open(f"/desk/cases/{hole.reference}")
    ola.press("Close the case", {"outcome": "done", "told": "We filled the hole.", "rest": "yes"})
    assert {each.closed_at for each in map(again, two)} == {WEDNESDAY}
    assert "We filled the hole." in Message.objects.get(case=shallow.id, about="closed").body


def test_a_joined_case_of_another_team_is_not_closed_for_it_but_put_before_it(two: Any) -> None:
    shallow, hole = two
    join(shallow, hole)
    ola = officer("highways").open(f"/desk/cases/{shallow.reference}")
    ola.press("Close the case", {"outcome": "done", "told": "We filled the hole.", "rest": "yes"})
    assert (again(shallow).closed_at, again(hole).closed_at) == (WEDNESDAY, None)
    assert Task.objects.get(case_id=hole.id).kind == "joined-closed"


def test_news_written_on_one_case_can_go_to_every_reporter(two: Any) -> None:
    shallow, hole = two
    join(shallow, hole)
    ola = officer().open(f"/desk/cases/{hole.reference}")
    ola.press("Write it to the customer", {"note": "We begin on Monday.", "rest": "yes"}).press(
        "Write it to the customer"
    )
    assert "We begin on Monday." in Message.objects.get(case=shallow.id).body
    noted = Case.objects.filter(notes__text="We begin on Monday.")
    assert set(noted.values_list("id", flat=True)) == {shallow.id, hole.id}


def test_a_joined_case_that_is_opened_again_rules_again(two: Any) -> None:
    shallow, hole = two
    join(shallow, hole)
    acts.close(case=again(hole), outcome="done", told="Filled", actor=AMIR, at=WEDNESDAY)
    assert again(shallow).earliest_on == shallow.due_on
    reopening.reopen(case=again(hole), reason="mistake", text="Not yet", clock="continues", actor=AMIR, at=WEDNESDAY)
    assert again(shallow).earliest_on == again(hole).due_on


def test_the_case_page_says_which_date_rules_and_what_may_be_the_same(two: Any) -> None:
    shallow, hole = two
    ola = officer().open(f"/desk/cases/{shallow.reference}")
    assert "1 report that may be the same" in ola.main
    join(shallow, hole)
    ola.open(f"/desk/cases/{shallow.reference}")
    assert "Joined with 1 other" in ola.main
    assert "Due19 November 2026" in ola.main
