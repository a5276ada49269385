"""A clerk moves or cancels a meeting with a reason: its notice is given again, and feeds and calendars say so."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from tests.rooms.clerks import LONDON, TODAY, Hall, hall
from tests.rooms.decided import CLERK

from guildhall.decide import models as m
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.agendas import put_item
from guildhall.decide.keeping.meetings import note_course
from guildhall.decide.keeping.publishing import publish_agenda

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def at() -> Iterator[Hall]:
    """A meeting whose agenda is published, a day later."""
    with standing_at(TODAY):
        made = hall()
        put_item(meeting=made.meeting, title="Apologies", actor=CLERK, at=TODAY)
        publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=TODAY)
    with standing_at(TODAY + timedelta(days=1)):
        yield made


def calendar(made: Hall) -> str:
    answer = made.desk.client.get(f"/open-data/records/en/bodies/{made.cabinet.key}.ics")
    return answer.content.decode().replace("\r\n ", "")


def test_a_meeting_is_moved_with_a_reason_and_everybody_who_follows_it_sees_so(at: Hall) -> None:
    at.desk.open(at.at()).follow("Move or cancel")
    at.desk.press("Move the meeting", {"day": "17 12 2026", "time": "7pm", "place": "The Library", "why": "Snow."})
    at.meeting.refresh_from_db()
    assert at.meeting.starts_at == datetime(2026, 12, 17, 19, 0, tzinfo=LONDON)
    assert at.meeting.place == "The Library"
    assert "Moved on 19 November 2026 at 9:00: Snow." in at.desk.main
    notice = m.Notice.objects.get(meeting=at.meeting, kind="meeting")
    assert (notice.reasons, notice.published_at is not None) == ("Snow.", True)
    told = calendar(at)
    assert "SEQUENCE:1" in told
    assert "DTSTAMP:20261119T090000Z" in told
    assert "20261217T190000" in told
    page = at.desk.client.get(f"/en/meetings/{at.meeting.key}").content.decode()
    assert "Snow." in page
    assert "Snow." in at.desk.client.get(f"/open-data/records/en/bodies/{at.cabinet.key}.atom").content.decode()


def test_a_meeting_is_cancelled_with_a_reason_and_stands_so_in_calendars(at: Hall) -> None:
    assert "SEQUENCE:0" in calendar(at)
    at.desk.open(at.at("/change")).press("Cancel the meeting", {"cancelled-why": "Nothing is to be decided."})
    assert "The meeting is over, or was cancelled." in at.desk.main
    assert m.Notice.objects.get(meeting=at.meeting, kind="meeting").reasons == "Nothing is to be decided."
    assert "STATUS:CANCELLED" in calendar(at)
    assert "SEQUENCE:1" in calendar(at)
    assert "cancelled" in at.desk.open("/desk/record").main


def test_what_is_amiss_is_said_at_its_box_and_nothing_changes(at: Hall) -> None:
    at.desk.open(at.at("/change")).press("Move the meeting", {"day": "31 2 2027", "time": "", "why": " "})
    wrong = {each.get("id") for each in at.desk.page.xpath("//main//form//p[contains(@class, 'error')]")}
    assert wrong == {"day-error", "time-error", "why-error"}
    at.desk.press("Move the meeting", {"day": "1 11 2026", "time": "9", "why": "Earlier"})
    assert "past already" in at.desk.page.get_element_by_id("time-error").text_content()
    at.desk.press("Move the meeting", {"day": "10 12 2026", "time": "18:30", "why": "Earlier"})
    assert "then and there already" in at.desk.page.get_element_by_id("day-error").text_content()
    at.desk.press("Cancel the meeting", {"cancelled-why": "\x00"})
    assert at.desk.page.get_element_by_id("cancelled-why-error") is not None
    assert set(at.meeting.changes.values_list("kind", flat=True)) == {"called"}
    assert not m.Notice.objects.exists()


def test_a_meeting_that_has_begun_is_adjourned_and_not_moved(at: Hall) -> None:
    at.desk.open(at.at("/change"))
    note_course(meeting=at.meeting, what="begun", actor=CLERK, at=TODAY)
    at.desk.press("Cancel the meeting", {"cancelled-why": "Snow."})
    assert "Adjourn it" in at.desk.page.get_element_by_id("meeting-error").text_content()
    assert not at.meeting.changes.filter(kind="cancelled").exists()
    at.desk.open(at.at("/change")).follow("Adjourn it where it is recorded")
    assert at.desk.status == 200


def test_a_draft_that_moves_gives_no_notice_and_a_form_sent_twice_moves_once(at: Hall) -> None:
    m.Meeting.objects.update(published_at=None)
    at.desk.open(at.at("/change"))
    form = at.desk.page.xpath("//main//form[.//*[@name='day']]")[0]
    sent = dict(form.form_values()) | {"day": "17 12 2026", "why": "Snow."}
    for _ in range(2):
        at.desk.client.post(at.at("/change"), sent)
    assert at.meeting.changes.filter(kind="moved").count() == 1
    assert not m.Notice.objects.exists()
    assert at.desk.open("/desk/record/meetings/none/change").status == 404
