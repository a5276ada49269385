"""An agenda is published in time, or the clerk is told before which duty it would miss, by how much, and what the law allows."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from tests.rooms.clerks import LONDON, TODAY, Hall, hall
from tests.rooms.decided import CLERK

from guildhall.decide import models as m
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.agendas import put_item, put_report, restrict
from guildhall.decide.keeping.meetings import call_meeting
from guildhall.decide.keeping.planned import put_planned
from guildhall.decide.keeping.publishing import publish, versions
from guildhall.decide.sight import seen

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

LAST_DAY = datetime(2026, 12, 2, 23, 50, tzinfo=LONDON)
"""The last moment for an agenda of 10 December: Thursday 3 to Wednesday 9 December are five clear days."""
A_DAY = timedelta(days=1)


@pytest.fixture
def made() -> Iterator[Hall]:
    with standing_at(TODAY):
        yield hall()


@pytest.fixture
def key() -> Iterator[Hall]:
    """A meeting with a key decision on its agenda."""
    with standing_at(TODAY):
        found = hall(is_key=True)
        put_planned(meeting=found.meeting, entry=found.entry, actor=CLERK, at=TODAY)
        yield found


def notices() -> dict[str, str]:
    return dict(m.Notice.objects.exclude(published_at=None).values_list("kind", "reasons"))


def test_in_time_it_is_published_by_one_button_with_the_notice_of_the_meeting(made: Hall) -> None:
    put_item(meeting=made.meeting, title="Apologies", actor=CLERK, at=TODAY)
    with standing_at(LAST_DAY):
        made.desk.open(made.at("/publication"))
        assert "In time. Publishing now keeps every duty." in made.desk.main
        made.desk.press("Publish the agenda")
    assert m.AgendaItem.objects.get() in seen(m.AgendaItem)
    assert notices() == {"meeting": ""}
    assert "Version 1, 2 December 2026 at 23:50, Asha Pell" in made.desk.main


def test_ten_minutes_later_it_is_late_and_the_page_says_which_duty_by_which_rule_and_by_how_much(made: Hall) -> None:
    put_item(meeting=made.meeting, title="Apologies", actor=CLERK, at=TODAY)
    with standing_at(LAST_DAY + timedelta(minutes=10)):
        made.desk.open(made.at("/publication"))
        assert "Publishing now would miss 2 duties" in made.desk.main
        assert "Agenda and reports. 1 day late: 4 clear days left of 5." in made.desk.main
        assert "The last day was Wednesday 2 December 2026" in made.desk.main
        assert "regulations 6(2) and 7" in made.desk.main
        made.desk.press("Publish it late, with these reasons")
        assert made.desk.page.get_element_by_id("late_reasons-error") is not None
    assert m.Publication.objects.count() == 0


def test_late_it_is_published_with_reasons_and_the_notice_says_so(made: Hall) -> None:
    put_item(meeting=made.meeting, title="Flood repairs", actor=CLERK, at=TODAY)
    with standing_at(LAST_DAY + A_DAY):
        made.desk.open(made.at("/publication"))
        made.desk.press("Publish it late, with these reasons", {"late_reasons": "The river rose on Tuesday."})
    assert notices() == {"meeting": "The river rose on Tuesday."}
    assert m.Notice.objects.get() in seen(m.Notice)
    assert "Notice of the meeting: The river rose on Tuesday." in made.desk.main


def test_nothing_is_published_for_a_meeting_that_was_held(made: Hall) -> None:
    put_item(meeting=made.meeting, title="Apologies", actor=CLERK, at=TODAY)
    made.desk.open(made.at("/publication"))
    with standing_at(LAST_DAY + 9 * A_DAY):
        made.desk.press("Publish the agenda", {})
        assert m.Publication.objects.count() == 0
        assert "The meeting was held" in made.desk.open(made.at("/publication")).main


def test_a_key_decision_without_notice_goes_under_the_general_exception_once_scrutiny_was_informed(key: Hall) -> None:
    key.desk.open(key.at("/publication"))
    assert "Notice of a key decision: Library opening hours. 7 days late: 21 clear days left of 28." in key.desk.main
    assert "Notice under the general exception" in key.desk.main
    key.desk.press("Publish it late, with these reasons", {"late_reasons": "The lease ended early."})
    assert key.desk.page.get_element_by_id("told-error") is not None
    assert key.desk.value("late_reasons").strip() == "The lease ended early."
    key.desk.press("Publish it late, with these reasons", {"told": "The chair of scrutiny, by letter, today"})
    assert notices()["general-exception"] == "The lease ended early."
    assert m.Notice.objects.get(kind="general-exception").told == "The chair of scrutiny, by letter, today"


def test_with_less_than_five_clear_days_it_needs_the_agreement_of_the_chair_of_scrutiny(key: Hall) -> None:
    with standing_at(LAST_DAY + 2 * A_DAY):
        key.desk.open(key.at("/publication"))
        assert "Notice of special urgency" in key.desk.main
        key.desk.press("Publish it late, with these reasons", {"late_reasons": "The roof fell in."})
        assert key.desk.page.get_element_by_id("agreed_by-error") is not None
        assert m.Publication.objects.count() == 0
        key.desk.press("Publish it late, with these reasons", {"agreed_by": key.ben.reference})
    assert m.Notice.objects.get(kind="special-urgency").agreed_by == key.ben
    assert notices()["special-urgency"] == "The roof fell in."


def test_a_key_decision_that_was_on_the_published_plan_in_time_is_not_late(key: Hall) -> None:
    publish(reference=key.entry.reference, actor=CLERK, at=TODAY - 30 * A_DAY)
    key.desk.open(key.at("/publication"))
    assert "In time" in key.desk.main
    key.desk.press("Publish the agenda")
    assert notices() == {"meeting": ""}


def test_a_part_in_private_without_its_notice_needs_agreement_that_it_is_urgent(made: Hall) -> None:
    item = put_item(meeting=made.meeting, title="Tenders", actor=CLERK, at=TODAY)
    paper = put_report(item=item, title="Tenders", actor=CLERK, at=TODAY)
    restrict(record=paper, paragraph="3", public_interest="The tender", actor=CLERK, at=TODAY)
    made.desk.open(made.at("/publication"))
    assert "Notice of a meeting in private. 7 days late" in made.desk.main
    made.desk.press(
        "Publish it late, with these reasons", {"late_reasons": "It cannot wait.", "agreed_by": made.ann.reference}
    )
    assert notices()["private-urgency"] == "It cannot wait."


def test_at_another_committee_its_own_chair_must_be_of_the_opinion_that_it_is_urgent(made: Hall) -> None:
    made.cabinet.kind = "scrutiny"
    made.cabinet.save()
    put_item(meeting=made.meeting, title="Flood", actor=CLERK, at=TODAY)
    with standing_at(LAST_DAY + A_DAY):
        made.desk.open(made.at("/publication"))
        assert "section 100B(3) and (4)" in made.desk.main
        made.desk.press("Publish it late, with these reasons", {"late_reasons": "The river rose."})
        assert made.desk.page.get_element_by_id("agreed_by-error") is not None


def test_what_comes_after_is_a_new_version_with_its_reason(made: Hall) -> None:
    put_item(meeting=made.meeting, title="Apologies", actor=CLERK, at=TODAY)
    made.desk.open(made.at("/publication")).press("Publish the agenda")
    put_item(meeting=made.meeting, title="Libraries", actor=CLERK, at=TODAY)
    made.desk.open(made.at("/publication"))
    assert "new since it was published: 1 item, 0 papers" in made.desk.main
    made.desk.press("Publish the agenda again")
    assert made.desk.page.get_element_by_id("reason-error") is not None
    made.desk.press("Publish the agenda again", {"reason": "Libraries were added."})
    told = versions(reference=f"agenda/{made.meeting.key}")
    assert [(each.number, each.reason) for each in told] == [(1, ""), (2, "Libraries were added.")]


def test_a_form_sent_twice_publishes_once(made: Hall) -> None:
    put_item(meeting=made.meeting, title="Apologies", actor=CLERK, at=TODAY)
    made.desk.open(made.at("/publication"))
    sent = dict(made.desk.page.xpath("//main//form")[0].form_values())
    for _ in range(2):
        made.desk.client.post(made.at("/publication"), sent)
    assert m.Publication.objects.filter(subject__startswith="agenda/").count() == 1
    assert m.Notice.objects.count() == 1


def test_an_empty_agenda_and_a_meeting_without_a_day_say_so(made: Hall) -> None:
    assert "There is nothing on the agenda yet." in made.desk.open(made.at("/publication")).main
    undated = call_meeting(body=made.cabinet, actor=CLERK, at=TODAY)
    assert "no day yet" in made.desk.open(f"/desk/record/meetings/{undated.key}/publication").main
