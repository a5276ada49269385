"""What was public before a meeting is counted: notice of time and place, the summons, and each item with its papers.

Before a meeting on Thursday 12 March 2026 the 5th, 6th, 9th, 10th and 11th are the five clear days: the 4th is the last day.
"""

from datetime import date, datetime
from typing import Any

import pytest
from tests.rooms.decided import CLERK, LONDON

from guildhall.decide import models as m
from guildhall.decide.keeping import agendas, bodies, meetings, notices
from guildhall.decide.keeping.in_time import publish_in_time
from guildhall.decide.keeping.publishing import publish, publish_agenda
from guildhall.decide.promptness import Figures, figures
from guildhall.decide.sight import KEEPERS
from guildhall.kernel.authority.publishing import Compliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

NOTHING = Compliance(0, 0, 0)


def on(day: int, month: int = 3) -> dict[str, Any]:
    return {"actor": CLERK, "at": datetime(2026, month, day, 10, 0, tzinfo=LONDON)}


def of_march(**told: Any) -> Figures:
    return figures(since=date(2026, 3, 1), until=date(2026, 3, 31), **told)


def called(kind: str, day: int, *, place: str = "Hall") -> m.Meeting:
    """A meeting of a body of its own at six on 12 March, called on a day in March."""
    body = bodies.found_body(name=f"{kind} {m.Organization.objects.count()}", kind=kind, **on(5, 1))
    starts = datetime(2026, 3, 12, 18, 0, tzinfo=LONDON)
    return meetings.call_meeting(body=body, starts_at=starts, place=place, **on(day))


def put(meeting: m.Meeting, title: str) -> m.AgendaItem:
    return agendas.put_item(meeting=meeting, title=title, **on(1))


def agreeing() -> m.Person:
    return bodies.enter_person(name="Ann Archer", kind="member", **on(5, 1))


def test_an_item_that_was_added_late_is_not_hidden_by_those_that_came_in_time() -> None:
    meeting = called("committee", 1)
    put(meeting, "A wall")
    publish_agenda(meeting=meeting.reference, **on(4))
    put(meeting, "A bridge")
    publish_agenda(meeting=meeting.reference, reason="Added", **on(6))
    assert of_march().duties["agenda"] == Compliance(kept=1, missed=1, not_on_record=0)


def test_an_item_that_was_agreed_to_be_urgent_is_late_with_its_reason() -> None:
    meeting = called("committee", 1)
    put(meeting, "A wall")
    publish_in_time(meeting=meeting, **on(4))
    agendas.put_report(item=put(meeting, "A bridge"), title="The bridge", **on(6))
    publish_in_time(meeting=meeting, reasons="It may fall", reason="Added", agreed_by=agreeing(), **on(6))
    assert of_march().duties["agenda"] == Compliance(kept=1, missed=0, not_on_record=0, excused=1)


def test_a_notice_given_for_one_late_item_excuses_no_other() -> None:
    meeting = called("committee", 1)
    put(meeting, "A wall")
    publish_in_time(meeting=meeting, reasons="It may fall", agreed_by=agreeing(), **on(6))
    put(meeting, "A bridge")
    publish_agenda(meeting=meeting.reference, reason="Added", **on(9))
    assert of_march().duties["agenda"] == Compliance(kept=0, missed=1, not_on_record=0, excused=1)


def test_the_executive_has_nobody_to_agree_that_an_item_is_urgent_but_may_be_called_at_shorter_notice() -> None:
    for day in (1, 6):
        meeting = called("executive", day)
        put(meeting, "A wall")
        publish_in_time(meeting=meeting, reasons="The river rose", **on(6))
    duties = of_march().duties
    assert duties["executive-agenda"] == Compliance(kept=0, missed=1, not_on_record=0, excused=1)
    assert duties["agenda"] == NOTHING


def test_a_paper_that_came_after_its_agenda_makes_its_item_late_with_the_reason_it_says() -> None:
    for late in (4, 6, 20):
        meeting = called("committee", 1)
        item = put(meeting, "A wall")
        publish_agenda(meeting=meeting.reference, **on(3))
        agendas.put_report(item=item, title="A supplement", kind="supplement", late_because="A survey", **on(late))
        publish_agenda(meeting=meeting.reference, reason="A survey came", **on(late))
    assert of_march().duties["agenda"] == Compliance(kept=1, missed=1, not_on_record=0, excused=1)


def test_a_draft_of_a_paper_and_an_item_that_was_withdrawn_are_late_for_nobody() -> None:
    meeting = called("committee", 1)
    item = put(meeting, "A wall")
    publish_agenda(meeting=meeting.reference, **on(4))
    agendas.put_report(item=item, title="A draft", late_because="A survey", **on(6))
    added = put(meeting, "A bridge")
    publish_agenda(meeting=meeting.reference, reason="Added", **on(6))
    agendas.withdraw_item(item=added, why="It stands", **on(9))
    agendas.put_report(item=item, title="Another draft", late_because="A survey", **on(9))
    expected = Compliance(kept=0, missed=0, not_on_record=0, excused=1)
    assert of_march().duties["agenda"] == of_march(onlooker=KEEPERS).duties["agenda"] == expected


def test_a_meeting_that_was_held_without_an_agenda_is_not_left_out() -> None:
    meeting = called("committee", 1)
    publish(reference=meeting.reference, **on(1))
    assert of_march().duties["agenda"] == Compliance(kept=0, missed=0, not_on_record=1)


def test_notice_of_time_and_place_is_the_day_on_which_the_meeting_was_published() -> None:
    for kind in ("executive", "committee", "council"):
        for published in (4, 5):
            meeting = called(kind, 1)
            publish(reference=meeting.reference, **on(published))
        duties = of_march().duties
    assert duties["executive-meeting-notice"] == Compliance(kept=1, missed=1, not_on_record=0)
    assert duties["meeting-notice"] == Compliance(kept=2, missed=2, not_on_record=0)


def test_a_meeting_called_at_shorter_notice_has_its_notice_then_but_council_has_five_days_whatever_happens() -> None:
    for kind in ("executive", "committee", "council"):
        meeting = called(kind, 9)
        publish(reference=meeting.reference, **on(9))
    duties = of_march().duties
    assert duties["executive-meeting-notice"] == Compliance(kept=0, missed=0, not_on_record=0, excused=1)
    assert duties["meeting-notice"] == Compliance(kept=0, missed=1, not_on_record=0, excused=1)


def test_a_meeting_that_was_moved_is_noticed_on_the_day_it_was_moved() -> None:
    for moved in (4, 9):
        meeting = called("council", 1)
        publish(reference=meeting.reference, **on(1))
        starts = datetime(2026, 3, 12, 19, 0, tzinfo=LONDON)
        meetings.move_meeting(meeting=meeting, starts_at=starts, why="Snow", **on(moved))
    assert of_march().duties["meeting-notice"] == Compliance(kept=1, missed=1, not_on_record=0)


def test_a_meeting_of_which_no_time_and_place_was_told_has_no_notice_of_them_on_record() -> None:
    meeting = called("committee", 1, place="")
    publish(reference=meeting.reference, **on(1))
    assert of_march().duties["meeting-notice"] == Compliance(kept=0, missed=0, not_on_record=1)


def test_the_summons_to_council_goes_out_with_the_first_agenda() -> None:
    for day in (4, 5, None):
        meeting = called("council", 1)
        put(meeting, "A wall")
        publish(reference=meeting.reference, **on(1))
        if day:
            publish_agenda(meeting=meeting.reference, **on(day))
            put(meeting, "A bridge")
            publish_agenda(meeting=meeting.reference, reason="Added", **on(9))
    assert of_march().duties["summons"] == Compliance(kept=1, missed=1, not_on_record=1)
    called_committee = called("committee", 1)
    publish(reference=called_committee.reference, **on(1))
    assert of_march().duties["summons"] == Compliance(kept=1, missed=1, not_on_record=1)


def test_what_is_counted_has_no_end() -> None:
    meeting = called("committee", 1)
    put(meeting, "A wall")
    publish_agenda(meeting=meeting.reference, **on(4))
    given = notices.give_notice(kind="meeting", meeting=meeting, **on(4))
    publish(reference=given.reference, **on(4))
    at = on(4)["at"]
    m.AgendaItem.objects.bulk_create(
        m.AgendaItem(reference=f"item/many-{n}", meeting=meeting, place=n, title="A wall", published_at=at)
        for n in range(2, 5202)
    )
    m.Decision.objects.bulk_create(
        m.Decision(
            reference=f"decision/many-{n}", organization=meeting.organization, path="executive", outcome="resolved",
            title="Mend a wall", taken_on=date(2026, 3, 12), listed_on=date(2026, 3, 12), published_at=at, is_key=True,
            reasons="None", options_rejected="None", conflicts="None",
        ) for n in range(5200)
    )  # fmt: skip
    found = of_march()
    assert found.lags.published == found.duties["key-decision-notice"].not_on_record == 5200
    assert found.duties["agenda"].kept == 5201
