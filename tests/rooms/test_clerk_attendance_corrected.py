"""How a meeting went is put right once its minutes are published: who was there, what items say, their order, what was undertaken."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, NOW, approved, decided, publish_all
from tests.rooms.deskwork import clerk
from tests.rooms.test_clerk_corrections import NEXT, Desk, agreed, told

from guildhall.decide import models as m
from guildhall.decide.addresses import address
from guildhall.decide.authority.declarations import declare
from guildhall.decide.clock import standing_at
from guildhall.decide.finding import search
from guildhall.decide.keeping.agendas import put_item, take_item
from guildhall.decide.keeping.bodies import enter_person
from guildhall.decide.keeping.decisions import keep_undertaking, undertake
from guildhall.decide.keeping.meetings import note_attendance
from guildhall.decide.keeping.motions import move, take_vote
from guildhall.decide.keeping.publishing import versions

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": NOW}


@pytest.fixture
def at() -> Iterator[Desk]:
    """Two were noted as there, the second item was taken first, something was undertaken: then the minutes were published."""
    with standing_at(NEXT):
        made = decided(published=False)
        note_attendance(meeting=made.meeting, person=made.leader, status="present", capacity="chair", **BY)
        clare = enter_person(name="Clare Cole", kind="member", style="Councillor", **BY)
        note_attendance(meeting=made.meeting, person=clare, status="present", **BY)
        other = put_item(meeting=made.meeting, title="Any other busines", **BY)
        for each in (other, made.item):
            take_item(item=each, **BY)
        undertake(item=made.item, text="To write to the schools", by=made.leader, to="Members", **BY)
        publish_all(made)
        yield Desk(clerk("democratic-services"), made)


def clare() -> m.Person:
    return m.Person.objects.get(name="Clare Cole")


def reasons(row: Any) -> list[str]:
    return [each.reason for each in versions(reference=row.reference)]


def page(at: Desk) -> str:
    """What everybody reads of the meeting."""
    return Client().get(address("en", "meeting", at.made.meeting.key)).content.decode()


def there(at: Desk) -> dict[str, str]:
    rows = m.Attendance.objects.filter(meeting=at.made.meeting)
    return dict(rows.values_list("person__name", "status"))


def test_who_was_there_is_put_right_in_the_minutes_and_the_page_follows(at: Desk) -> None:
    at.hand.open(f"/desk/record/meetings/{at.made.meeting.key}/live")
    at.hand.follow("Put it right: Clare Cole")
    assert at.hand.page.xpath("//select[@name='person']/option[@selected]/text()") == ["Councillor Clare Cole"]
    at.hand.press("Publish a new version", {"status": "apologies"})
    assert at.wrong == {"reason-error"}
    at.hand.press(
        "Publish a new version", {"reason": "She sent apologies", "minuted": "Councillor Cole had sent apologies."}
    )
    assert there(at) == {"Ann Archer": "present", "Clare Cole": "apologies"}
    assert reasons(at.made.minutes) == ["", "She sent apologies"]
    assert "<del>present</del><ins>apologies</ins>" in told(at.made.minutes)
    assert "Councillor Cole had sent apologies." in page(at)
    assert page(at).index("Apologies") < page(at).index("Clare Cole")


def test_somebody_who_was_forgotten_is_entered_and_somebody_who_does_not_belong_there_goes(at: Desk) -> None:
    at.correct(
        "minutes", at.made.minutes, person=at.made.shield.key, status="present", arrived_at="18:30", reason="Forgotten"
    )
    row = m.Attendance.objects.get(person=at.made.shield)
    assert row.published_at is not None
    assert "Alan Shield" in page(at)
    at.correct("minutes", at.made.minutes, person=clare().key, status="gone", reason="It was another Clare Cole")
    assert there(at) == {"Ann Archer": "present", "Alan Shield": "present"}
    assert "Clare Cole" not in page(at)
    assert reasons(at.made.minutes) == ["", "Forgotten", "It was another Clare Cole"]
    assert "Clare Cole" in told(at.made.minutes)


def test_an_attendance_that_cannot_have_been_is_refused_at_its_box_and_nothing_changes(at: Desk) -> None:
    why = {"reason": "So it was"}
    for typed, wrong in (
        ({"person": "", "status": ""}, {"person-error", "status-error"}),
        ({"person": clare().key, "status": "present", "capacity": "substitute"}, {"substitute_for-error"}),
        ({"person": clare().key, "status": "present", "arrived_at": "19:00", "left_at": "18:30"}, {"left_at-error"}),
        ({"person": clare().key, "status": "present", "arrived_at": "soon"}, {"arrived_at-error"}),
        ({"person": at.made.leader.key, "status": "absent"}, {"status-error"}),
        ({"person": clare().key, "status": "present"}, {"reason-error"}),
    ):
        assert at.correct("minutes", at.made.minutes, **why, **typed).wrong == wrong
    assert reasons(at.made.minutes) == [""]


def test_approved_minutes_say_who_was_there_otherwise_only_where_a_later_meeting_agreed(at: Desk) -> None:
    item, typed = approved(at.made), {"person": clare().key, "status": "absent", "reason": "She was not there"}
    assert at.correct("minutes", at.made.minutes, **typed).wrong == {"agreed_at-error"}
    at.correct("minutes", at.made.minutes, **typed, **agreed(item))
    assert reasons(at.made.minutes)[-1] == "She was not there. Agreed by Cabinet on 26 March 2026, item 1"


def test_a_vote_that_the_law_forbids_by_who_is_now_known_to_have_been_there_is_reported(at: Desk) -> None:
    m.Minutes.objects.filter(pk=at.made.minutes.pk).update(published_at=None)
    dan = enter_person(name="Dan Doe", kind="member", style="Councillor", **BY)
    note_attendance(meeting=at.made.meeting, person=dan, status="absent", **BY)
    declare(meeting=at.made.meeting, item=at.made.item, person=dan, kind="disclosable-pecuniary", **BY)
    take_vote(motion=move(item=at.made.item, text="That it be noted", **BY), how="show", result="pass", **BY)
    m.Minutes.objects.filter(pk=at.made.minutes.pk).update(published_at=AFTER)
    assert not m.Concern.objects.exists()
    at.correct("minutes", at.made.minutes, person=dan.key, status="present", reason="He was there")
    assert [each.person for each in m.Concern.objects.all()] == [dan]


def test_the_order_in_which_items_were_taken_and_what_they_are_called_are_put_right(at: Desk) -> None:
    other = m.AgendaItem.objects.get(title="Any other busines")
    at.hand.open(f"/desk/record/items/{other.key}").follow("Put its title or its text right")
    at.hand.press("Publish a new version", {"title": "", "taken": "3"})
    assert at.wrong == {"title-error", "reason-error"}
    at.hand.press("Publish a new version", {"title": "Any other business", "taken": "3", "reason": "A slip"})
    assert at.wrong == {"taken-error"}
    at.hand.press("Publish a new version", {"taken": "2"})
    taken = m.AgendaItem.objects.filter(meeting=at.made.meeting).order_by("taken").values_list("title", "taken")
    assert list(taken) == [("Digital strategy", 1), ("Any other business", 2)]
    assert [each.reason for each in versions(reference=f"agenda/{at.made.meeting.key}")][-1] == "A slip"
    assert reasons(at.made.minutes) == ["", "A slip"]
    everybody = Client().get(address("en", "versions", at.made.meeting.key, "agenda")).content.decode()
    assert "business</ins>" in everybody
    assert other.reference in {each.subject for each in search(words="other business")[0]}
    assert "Version 2" in at.hand.main


def test_an_undertaking_is_put_right_and_how_it_was_kept(at: Desk) -> None:
    row = m.Undertaking.objects.get()
    at.hand.open(f"/desk/record/meetings/{at.made.meeting.key}/live?item={at.made.item.key}")
    at.hand.follow("Put it right: To write to the schools")
    typed = {"text": "To write to every school", "by": clare().key, "reason": "It was the member for Harbour"}
    typed["by_post"] = m.Post.objects.order_by("label_key")[0].reference
    at.hand.press("Publish a new version", typed)
    row.refresh_from_db()
    assert (row.text, row.by, row.kept_on) == ("To write to every school", clare(), None)
    assert row.by_post == m.Post.objects.order_by("label_key")[0]
    assert "every" in told(row)
    keep_undertaking(undertaking=row, on=date(2026, 3, 20), how="Ten letters went", actor=CLERK, at=NEXT)
    at.correct("undertaking", row, kept_on="1 1 2026", reason="A slip")
    assert at.wrong == {"kept_on-error"}
    at.hand.press("Publish a new version", {"kept_on": "21 3 2026", "kept_how": "Twelve letters went"})
    assert reasons(row)[-1] == "A slip"
    assert "Ten" in told(row)
