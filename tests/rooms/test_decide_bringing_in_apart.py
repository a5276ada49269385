"""What is not surely the same is not joined: two meetings of one day, matters of one title; and who or what was there before is."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.rooms.decided import CLERK, NOW
from tests.rooms.test_decide_bringing_in import ISSUE, bring, counts

from guildhall.decide import models as m
from guildhall.decide.keeping import bodies, matters

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": NOW}
FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "records"
MEETING = (FIXTURES / "planning-meeting.txt").read_text()
UNDATED = "Agenda item\n\nPlay areas\n\nRESOLVED - That the play areas be renewed.\n"
PLAN = (FIXTURES / "forward-plan.txt").read_text()


def of_the_record() -> dict[str, int]:
    return {name: count for name, count in counts().items() if name not in ("Doubt", "SourceText", "Publication")}


def test_a_body_that_meets_twice_on_one_day_has_two_meetings_and_that_is_told() -> None:
    bring(MEETING)
    evening = bring(MEETING.replace("2.00 pm", "6.30 pm"))
    first, second = m.Meeting.objects.order_by("starts_at")
    assert (first.day, first.organization) == (second.day, second.organization)
    assert any(each.startswith("ambiguous") and first.reference in each for each in evening.doubts)
    assert m.AgendaItem.objects.filter(meeting=first).count() == m.AgendaItem.objects.filter(meeting=second).count()


def test_a_meeting_that_was_moved_is_known_by_the_time_it_had_too() -> None:
    bring(MEETING)
    row = m.Meeting.objects.get()
    assert row.starts_at is not None
    m.MeetingChange.objects.create(
        meeting=row, kind="moved", at=NOW, by="account/clerk", why="Snow", was_at=row.starts_at.replace(hour=9)
    )
    early = row.starts_at.replace(hour=9)
    assert early.hour == 9
    bring(MEETING.replace("2.00 pm", f"{early.astimezone(NOW.tzinfo).hour}.00 am"))
    assert m.Meeting.objects.get() == row


def test_a_page_without_a_time_is_joined_to_neither_of_two_meetings_unless_its_item_tells_which() -> None:
    page = ISSUE.replace("09/12/2019 - Cabinet (Item 12)", "01/05/2024 - Planning Committee (Item 12)")
    bring(MEETING)
    bring(MEETING.replace("2.00 pm", "6.30 pm"))
    before = of_the_record()
    asked = bring(page)
    assert any(each.startswith("ambiguous") and "more than once" in each for each in asked.doubts)
    assert {name: count for name, count in of_the_record().items() if name != "Matter"} == {
        name: count for name, count in before.items() if name != "Matter"
    }


def test_an_item_that_stands_on_the_agenda_of_one_of_two_meetings_tells_which() -> None:
    evening = MEETING.replace("2.00 pm", "6.30 pm").replace("23/01234/FUL - Land at Mill Lane", "Play areas")
    bring(MEETING)
    bring(evening)
    number = m.AgendaItem.objects.get(title="Play areas").number
    bring(
        ISSUE.replace("09/12/2019 - Cabinet (Item 12)", f"01/05/2024 - Planning Committee (Item {number})").replace(
            "12 Play areas", f"{number} Play areas"
        )
    )
    decision = m.Decision.objects.filter(item__title="Play areas").get()
    assert decision.item is not None
    assert decision.item.meeting.starts_at == max(each.starts_at for each in m.Meeting.objects.all() if each.starts_at)


def test_a_page_without_a_day_is_one_meeting_with_a_blank_line_more_and_another_where_something_else_was_resolved() -> (
    None
):
    bring(UNDATED, body="Cabinet")
    before = of_the_record()
    bring(UNDATED.replace("\n\nRESOLVED", "\n\n\nRESOLVED"), body="Cabinet")
    assert of_the_record() == before
    other = bring(UNDATED.replace("renewed", "closed"), body="Cabinet")
    assert m.Meeting.objects.count() == 2
    assert any(each.startswith("ambiguous") and "No day is said" in each for each in other.doubts)


def test_a_post_that_is_no_more_is_the_one_that_a_page_of_its_time_names() -> None:
    post = bodies.make_post(label="Head of Parks", held_by="officer", founded_on=date(2015, 1, 1), **BY)
    bodies.end_post(post=post, on=date(2021, 3, 31), **BY)
    bring(ISSUE)
    assert m.Delegation.objects.get().holder == post
    bring(ISSUE.replace("2019", "2023"))
    assert [each.dissolved_on for each in m.Post.objects.order_by("id")] == [date(2021, 3, 31), None]


def test_a_co_opted_member_is_a_member_whom_a_page_names() -> None:
    oaks = bodies.enter_person(name="R Oaks", kind="co-opted", **BY)
    bring(ISSUE)
    assert m.Motion.objects.get().mover == oaks
    assert m.Person.objects.filter(name_key="r oaks").count() == 1


def test_a_title_alone_makes_nothing_one_matter_and_that_is_told() -> None:
    bring(ISSUE)
    elsewhere = bring(ISSUE.replace("Cabinet", "Harbour Board"))
    matter = m.Matter.objects.get(title="Play areas")
    assert any(each.startswith("ambiguous") and matter.reference in each for each in elsewhere.doubts)
    cabinet, harbour = m.AgendaItem.objects.order_by("meeting__organization__name")
    assert (cabinet.matter, harbour.matter) == (matter, None)
    again = bring(ISSUE.replace("Cabinet", "Harbour Board").replace("\n\nMinutes", "\n\n\nMinutes"))
    assert m.Matter.objects.get() == matter
    matters.tie_item(item=harbour, matter=matter, **BY)
    later = bring(ISSUE.replace("Cabinet", "Harbour Board").replace("09/12", "10/12"))
    assert not any("only the title" in each for each in later.doubts)
    assert m.AgendaItem.objects.filter(matter=matter).count() == 3
    assert again.new == ()


def test_what_was_recommended_to_a_body_is_its_matter_too() -> None:
    bring(ISSUE.replace("RESOLVED - That", "RESOLVED - To recommend to Full Council - That"))
    decision = m.Decision.objects.get()
    if decision.recommends_to is None:
        decision.recommends_to = bodies.found_body(name="Full Council", kind="council", **BY)
        decision.save(update_fields=["recommends_to"])
    resolved = bring(ISSUE.replace("09/12/2019 - Cabinet", "15/01/2020 - Full Council"))
    assert m.AgendaItem.objects.filter(matter=m.Matter.objects.get()).count() == 2
    assert not any("only the title" in each for each in resolved.doubts)


def test_a_plan_of_a_title_that_others_planned_is_a_matter_of_its_own_once() -> None:
    bring(PLAN.replace("Housing Strategy", "Housing"))
    first = of_the_record()
    bring(PLAN.replace("Housing Strategy", "Housing").replace("\n\nParking", "\n\n\nParking"))
    assert of_the_record() == first
    told = bring(PLAN.replace("Housing Strategy", "Housing").replace("2025 by Cabinet", "2025 by Harbour Board"))
    assert m.Matter.objects.filter(title__startswith="Housing").count() == 2
    assert any("only the title" in each for each in told.doubts)


def test_of_two_people_of_one_name_none_is_chosen_and_that_is_told() -> None:
    twins = [
        bodies.enter_person(name="R Oaks", kind="member", style="Councillor", ward=ward, **BY)
        for ward in ("Harbour", "Mill")
    ]
    page = bring(ISSUE)
    motion = m.Motion.objects.get()
    assert (motion.mover, motion.seconder and motion.seconder.name) == (None, "M Elm")
    assert any(
        each.startswith("ambiguous") and "More than one person here is called R Oaks" in each for each in page.doubts
    )
    assert m.Person.objects.filter(name_key=twins[0].name_key).count() == 2


def test_whoever_was_merely_in_attendance_is_no_member_and_is_entered_once() -> None:
    bodies.enter_person(name="Jo Park", kind="member", style="Councillor", **BY)
    attended = (
        "Attendees:\nCouncillor R Oaks | Member | Present\nMary Lane | Guest | In attendance\n"
        "Ali Kerr | Officer | In attendance\nJo Park | Guest | In attendance\nItems\nNo. Item"
    )
    page = bring(MEETING.replace("Items\nNo. Item", attended))
    rows = m.Attendance.objects.select_related("person").order_by("id")
    assert [(each.person.name, each.person.kind, each.capacity) for each in rows] == [
        ("R Oaks", "member", "member"), ("Mary Lane", "other", "in-attendance"), ("Ali Kerr", "officer", "in-attendance"),
        ("Jo Park", "other", "in-attendance"),
    ]  # fmt: skip
    assert any("Jo Park, who was in attendance, may be Councillor Jo Park" in each for each in page.doubts)
    before = of_the_record()
    bring(MEETING.replace("Items\nNo. Item", attended) + "\n")
    assert of_the_record() == before
