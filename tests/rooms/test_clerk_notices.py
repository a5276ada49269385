"""What a clerk says when publishing shows in the path of what is decided there: notices, urgency that was agreed, the plan itself."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from tests.rooms.clerks import LONDON, TODAY, Hall, hall
from tests.rooms.decided import CLERK

from guildhall.decide import models as m
from guildhall.decide.addresses import address
from guildhall.decide.authority.standing import paths
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.agendas import put_item, put_report, restrict
from guildhall.decide.keeping.decisions import take_decision
from guildhall.decide.keeping.forward_plan import put_entry_right
from guildhall.decide.keeping.meetings import call_meeting
from guildhall.decide.keeping.planned import put_planned
from guildhall.decide.keeping.publishing import publish
from guildhall.kernel.authority.values import Path

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

A_DAY = timedelta(days=1)
BEFORE = TODAY - 30 * A_DAY
LATE = datetime(2026, 12, 4, 9, 0, tzinfo=LONDON)
"""Three clear days before the meeting of 10 December."""


@pytest.fixture
def at() -> Iterator[Hall]:
    with standing_at(TODAY):
        yield hall(is_key=True)


def on_agenda(made: Hall) -> m.AgendaItem:
    return put_planned(meeting=made.meeting, entry=made.entry, actor=CLERK, at=TODAY)


def told(made: Hall, **typed: str) -> None:
    """The clerk publishes the agenda and says what is asked."""
    made.desk.open(made.at("/publication")).press("Publish", typed)
    assert made.desk.status == 200


def decided(made: Hall, item: m.AgendaItem) -> Path:
    """What is decided at an item on the evening, and its path as everybody sees it."""
    item.refresh_from_db()
    item.meeting.refresh_from_db()
    entry = m.PlanEntry.objects.filter(matter=item.matter).first() if item.matter else None
    row = take_decision(
        title=item.title, path="executive", outcome="resolved", item=item, paragraphs=[("1", "So it is.")], reasons="Good ones",
        options_rejected="None", conflicts="None", is_key=entry.is_key if entry else False, plan_entry=entry,
        is_subject_to_call_in=True, actor=CLERK, at=TODAY,
    )  # fmt: skip
    publish(reference=row.reference, actor=CLERK, at=TODAY + 23 * A_DAY)
    row = m.Decision.objects.select_related("item__meeting__organization", "plan_entry", "recommends_to").get(pk=row.pk)
    return paths([row], on=date(2026, 12, 12))[row.pk]


def whys(path: Path) -> set[str]:
    return {each.why for each in path.steps}


def breaches(path: Path) -> set[str]:
    return {each.code for each in path.breaches}


def test_the_published_plan_is_the_notice_of_a_key_decision_from_the_day_on_which_it_said_so(at: Hall) -> None:
    publish(reference=at.entry.reference, actor=CLERK, at=BEFORE)
    item = on_agenda(at)
    told(at)
    path = decided(at, item)
    assert "key-notice-published" in whys(path)
    assert breaches(path) == set()


def test_what_became_key_after_it_was_published_was_noticed_on_that_later_day(at: Hall) -> None:
    m.PlanEntry.objects.update(is_key=False)
    publish(reference=at.entry.reference, actor=CLERK, at=BEFORE)
    put_entry_right(entry=at.entry, is_key=True, reason="Two wards", actor=CLERK, at=TODAY)
    item = on_agenda(at)
    told(at, late_reasons="It grew.", told="The chair, by letter")
    path = decided(at, item)
    assert {"key-notice-published", "general-exception-published"} <= whys(path)
    assert breaches(path) == set()
    assert next(each.since for each in path.steps if each.why == "key-notice-published") == TODAY.date()


def test_special_urgency_that_was_agreed_at_publication_shows_and_nothing_is_missing(at: Hall) -> None:
    m.MeetingChange.objects.filter(meeting=at.meeting).update(at=LATE)
    item = on_agenda(at)
    with standing_at(LATE):
        told(at, late_reasons="The roof fell in.", agreed_by=at.ben.reference)
    path = decided(at, item)
    assert "special-urgency-agreed" in whys(path)
    assert "agenda-urgency-agreed" in whys(path)
    assert breaches(path) == set()


def test_the_agenda_of_an_executive_that_was_called_in_time_and_came_late_was_late(at: Hall) -> None:
    m.PlanEntry.objects.update(is_key=False)
    item = on_agenda(at)
    with standing_at(LATE):
        told(at, late_reasons="We forgot.")
    path = decided(at, item)
    assert "agenda-urgency-agreed" not in whys(path)
    assert breaches(path) == {"agenda-late"}


def test_what_a_chair_agreed_of_a_committees_late_agenda_stands_in_the_path_of_what_was_on_it_then(at: Hall) -> None:
    body = at.council
    body.kind = "committee"
    body.save()
    meeting = call_meeting(body=body, starts_at=at.meeting.starts_at, actor=CLERK, at=TODAY)
    item = put_item(meeting=meeting, title="Flood", actor=CLERK, at=TODAY)
    with standing_at(LATE):
        at.desk.open(f"/desk/record/meetings/{meeting.key}/publication")
        at.desk.press("Publish it late", {"late_reasons": "The river rose.", "agreed_by": at.ann.reference})
    item.refresh_from_db()
    row = take_decision(
        title="Flood",
        path="council",
        outcome="resolved",
        item=item,
        paragraphs=[("1", "Sandbags.")],
        reasons="None",
        options_rejected="None",
        conflicts="None",
        actor=CLERK,
        at=LATE,
    )
    row = m.Decision.objects.select_related("item__meeting__organization", "plan_entry", "recommends_to").get(pk=row.pk)
    path = paths([row], on=date(2026, 12, 12))[row.pk]
    assert "agenda-urgency-agreed" in whys(path)
    assert breaches(path) == set()


def test_a_part_in_private_without_notice_shows_that_it_was_agreed_to_be_urgent_and_only_there(at: Hall) -> None:
    m.PlanEntry.objects.update(is_key=False)
    open_item, item = on_agenda(at), put_item(meeting=at.meeting, title="Tenders", actor=CLERK, at=TODAY)
    paper = put_report(item=item, title="Tenders", actor=CLERK, at=TODAY)
    restrict(record=paper, paragraph="3", public_interest="The tender", actor=CLERK, at=TODAY)
    told(at, late_reasons="It cannot wait.", agreed_by=at.ann.reference)
    path = decided(at, item)
    assert "private-urgency-agreed" in whys(path)
    assert breaches(path) == set()
    assert "private-urgency-agreed" not in whys(decided(at, open_item))


def test_the_plan_that_said_private_in_time_and_the_further_notice_are_both_notices_that_the_law_asks(at: Hall) -> None:
    m.PlanEntry.objects.update(is_key=False, private=True, private_because="The tender")
    publish(reference=at.entry.reference, actor=CLERK, at=BEFORE)
    item = on_agenda(at)
    assert "In time. Publishing now keeps every duty." in at.desk.open(at.at("/publication")).main
    told(at, representations="None", answer="None")
    path = decided(at, item)
    assert {"private-notice-published", "private-notice-repeated"} <= whys(path)
    assert breaches(path) == set()


def test_the_further_notice_says_why_in_private_what_people_said_against_it_and_the_answer(at: Hall) -> None:
    m.PlanEntry.objects.update(is_key=False, private=True, private_because="The tender would be told")
    publish(reference=at.entry.reference, actor=CLERK, at=BEFORE)
    on_agenda(at)
    said = {"representations": "Let everybody hear it", "answer": "What the work is is told. What it costs is not"}
    at.desk.open(at.at("/publication")).press("Publish", {"answer": said["answer"]})
    assert at.desk.page.get_element_by_id("representations-error") is not None
    assert at.desk.page.get_element_by_id("answer").value.strip() == said["answer"]
    assert not m.Notice.objects.exists()
    at.desk.press("Publish", said)
    row = m.Notice.objects.get(kind="private-reasons")
    assert (row.reasons, row.representations, row.answer) == ("The tender would be told", *said.values())
    shown = Client().get(address("en", "meeting", at.meeting.key)).content.decode()
    assert all(each in shown for each in (row.reasons, row.representations, row.answer))


def test_no_notice_goes_out_that_does_not_say_why_it_is_in_private(at: Hall) -> None:
    m.PlanEntry.objects.update(is_key=False)
    meeting = call_meeting(body=at.cabinet, day=date(2027, 1, 19), actor=CLERK, at=TODAY)
    item = put_item(meeting=meeting, title="Tenders", actor=CLERK, at=TODAY)
    restrict(record=item, paragraph="3", public_interest="The tender", actor=CLERK, at=TODAY)
    at.desk.open(f"/desk/record/meetings/{meeting.key}/publication").press("Publish")
    assert at.desk.page.get_element_by_id("private_because-error") is not None
    assert not m.Notice.objects.exists()
    at.desk.press("Publish", {"private_because": "It names a tender"})
    assert m.Notice.objects.get(kind="private-meeting").reasons == "It names a tender"


def test_a_committee_of_council_gives_no_notice_that_only_the_executive_must(at: Hall) -> None:
    at.council.kind = "committee"
    at.council.save()
    meeting = call_meeting(body=at.council, starts_at=at.meeting.starts_at, actor=CLERK, at=TODAY)
    item = put_item(meeting=meeting, title="Tenders", actor=CLERK, at=TODAY)
    restrict(record=item, paragraph="3", public_interest="The tender", actor=CLERK, at=TODAY)
    at.desk.open(f"/desk/record/meetings/{meeting.key}/publication").press("Publish")
    assert set(m.Notice.objects.values_list("kind", flat=True)) == {"meeting"}


def test_what_was_withheld_without_any_notice_shows_that_none_is_on_record(at: Hall) -> None:
    m.PlanEntry.objects.update(is_key=False)
    item = on_agenda(at)
    told(at)
    restrict(record=item, paragraph="3", public_interest="The tender", actor=CLERK, at=TODAY)
    assert breaches(decided(at, item)) == {"private-notice-not-on-record"}
