"""Minutes are drawn from what was recorded, published within minutes with the decision notices, corrected with reasons, approved later."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from tests.rooms.clerks import EVENING, TODAY, Hall, hall
from tests.rooms.decided import CLERK

from guildhall.decide import models as m
from guildhall.decide.authority.declarations import declare
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping import agendas, decisions, meetings, motions
from guildhall.decide.keeping.minutes import approve_minutes
from guildhall.decide.keeping.publishing import publish_agenda, versions
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.decide.sight import seen

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": EVENING}


@pytest.fixture
def at() -> Iterator[Hall]:
    """A meeting whose second item was taken first, with everything that may be recorded of it."""
    with standing_at(EVENING):
        made = hall()
        first, second = (
            agendas.put_item(meeting=made.meeting, title=title, actor=CLERK, at=TODAY)
            for title in ("Budget", "Library opening hours")
        )
        publish_agenda(meeting=made.meeting.reference, actor=CLERK, at=TODAY)
        meetings.note_course(meeting=made.meeting, what="begun", **BY)
        meetings.note_attendance(meeting=made.meeting, person=made.ann, status="present", capacity="chair", **BY)
        meetings.note_attendance(meeting=made.meeting, person=made.ben, status="apologies", **BY)
        meetings.note_attendance(meeting=made.meeting, person=made.cai, status="present", remote=True, **BY)
        agendas.take_item(item=second, **BY)
        agendas.take_item(item=first, **BY)
        declare(
            meeting=made.meeting, item=second, person=made.cai, kind="personal", reason="A friend of the library.", **BY
        )
        motion = motions.move(item=second, text="That the hours be agreed", mover=made.ann, seconder=made.cai, **BY)
        motions.take_vote(motion=motion, names={made.ann: "yes", made.cai: "abstain"}, result="pass", **BY)
        decisions.take_decision(
            title="Library opening hours", path="executive", outcome="resolved", item=second, reasons="People asked.",
            options_rejected="None", conflicts="None", is_subject_to_call_in=True,
            paragraphs=[("1", "Libraries open at nine."), ("2", "They close at six.")], **BY,
        )  # fmt: skip
        decisions.undertake(item=second, text="to write to every school.", by=made.ann, **BY)
        meetings.note_course(meeting=made.meeting, what="ended", **BY)
        yield made


def drafted(made: Hall) -> None:
    made.desk.open(made.at("/minutes")).press("Draw the draft from the record")


def test_the_draft_says_what_was_recorded_in_the_order_in_which_it_was_taken(at: Hall) -> None:
    drafted(at)
    said = list(m.Minute.objects.order_by("place").values_list("number", "text"))
    assert [number for number, _ in said] == ["", "2", ""]
    assert said[0][1].split("\n") == [
        "Present: Councillor Ann Archer (Chair); Councillor Cai Carver, remotely.",
        "Apologies: Councillor Ben Bowen.",
    ]
    carried = "It was carried on a recorded vote: 1 for, 0 against, 1 abstaining."
    assert said[1][1].split("\n") == [
        "Councillor Cai Carver declared a personal interest: A friend of the library.",
        "Councillor Ann Archer moved a motion, seconded by Councillor Cai Carver: That the hours be agreed",
        f"{carried} For: Councillor Ann Archer. Abstaining: Councillor Cai Carver.",
        "Councillor Ann Archer undertook: to write to every school.",
        "RESOLVED:",
        "1. Libraries open at nine.",
        "2. They close at six.",
        "Reasons: People asked.",
        "Options rejected: None",
        "Conflicts of interest: None",
    ]
    assert said[2][1].split("\n") == ["The meeting began at 18:30.", "The meeting ended at 18:30."]


def test_nothing_that_is_exempt_is_drawn_into_the_draft(at: Hall) -> None:
    item = m.AgendaItem.objects.get(number="2")
    agendas.restrict(record=item, paragraph="3", public_interest="The tender", text="Eleven pounds", **BY)
    drafted(at)
    assert "Eleven pounds" not in at.desk.source


def test_the_draft_is_seen_by_nobody_until_it_is_published_and_then_with_all_that_it_tells(at: Hall) -> None:
    drafted(at)
    assert not seen(m.Minutes).exists()
    at.desk.press("Publish the minutes", {"says-2026-12-10-CAB-1": "The budget was discussed."})
    assert seen(m.Minutes).get().meeting == at.meeting
    texts = list(seen(m.Minute).order_by("place").values_list("text", flat=True))
    assert "The budget was discussed." in texts
    for model in (m.Attendance, m.Motion, m.VoteEvent, m.Declaration, m.Undertaking):
        assert seen(model).exists()


def test_what_is_written_into_a_draft_is_kept(at: Hall) -> None:
    drafted(at)
    at.desk.press("Save the draft", {"says-2026-12-10-CAB-1": "The budget was discussed."})
    assert at.desk.value("says-2026-12-10-CAB-1").strip() == "The budget was discussed."
    assert not seen(m.Minutes).exists()


def test_every_decision_is_published_with_its_notice_by_one_press(at: Hall) -> None:
    at.desk.open(at.at("/minutes")).press("Publish all with their notices")
    decision = seen(m.Decision).get()
    assert seen(m.Notice).get(kind="decision").decision == decision
    assert "Publish all" not in at.desk.main


def test_a_decision_whose_agenda_is_a_draft_is_not_published_and_the_page_says_why(at: Hall) -> None:
    m.AgendaItem.objects.update(published_at=None)
    at.desk.open(at.at("/minutes")).press("Publish all with their notices")
    assert "not published yet" in at.desk.page.get_element_by_id("notices-error").text_content()
    assert not seen(m.Decision).exists()


def test_notices_are_published_together_or_not_at_all(at: Hall) -> None:
    kept = m.Decision.objects.get()
    draft = agendas.put_item(meeting=at.meeting, title="Late business", **BY)
    decisions.take_decision(
        title="Late business", path="executive", outcome="resolved", item=draft, reasons="It is late", options_rejected="None",
        conflicts="None", paragraphs=[("1", "So be it.")], **BY,
    )  # fmt: skip
    at.desk.open(at.at("/minutes")).press("Publish all with their notices")
    assert "not published yet" in at.desk.page.get_element_by_id("notices-error").text_content()
    assert not seen(m.Decision).filter(pk=kept.pk).exists()
    assert not m.Notice.objects.exists()


def test_a_page_that_is_out_of_date_corrects_no_draft(at: Hall) -> None:
    drafted(at)
    at.desk.press("Publish the minutes")
    m.Minutes.objects.update(published_at=None)
    at.desk.press("Publish a new version", {"reason": "The budget was left out."})
    assert "It is a draft. Publish it first" in at.desk.main
    assert not seen(m.Minutes).exists()


def test_a_correction_of_published_minutes_asks_for_a_reason_and_makes_a_new_version(at: Hall) -> None:
    drafted(at)
    at.desk.press("Publish the minutes")
    changed = {"says-2026-12-10-CAB-1": "The budget was noted."}
    at.desk.press("Publish a new version", changed)
    assert at.desk.page.get_element_by_id("reason-error") is not None
    assert at.desk.value("says-2026-12-10-CAB-1").strip() == "The budget was noted."
    at.desk.press("Publish a new version", {"reason": "The budget was left out."})
    told = versions(reference=f"minutes/{at.meeting.key}")
    assert [(each.number, each.reason) for each in told] == [(1, ""), (2, "The budget was left out.")]
    assert "The budget was noted." not in str(told[0].document)
    assert "The budget was noted." in str(told[1].document)


def test_nothing_is_recorded_behind_published_minutes(at: Hall) -> None:
    drafted(at)
    at.desk.press("Publish the minutes")
    live = at.at("/live")
    at.desk.open(live)
    assert not at.desk.page.xpath("//main//form")
    token = at.desk.page.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    sent = {"act": "attendance", "person": at.ben.reference, "status": "present", "csrfmiddlewaretoken": token}
    assert at.desk.client.post(live, sent).status_code == 409
    assert m.Attendance.objects.get(person=at.ben).status == "apologies"


def test_minutes_are_approved_at_a_later_meeting_of_the_body_by_name(at: Hall) -> None:
    drafted(at)
    at.desk.press("Publish the minutes")
    assert "No later meeting of this body was held yet." in at.desk.main
    meetings.call_meeting(body=at.cabinet, starts_at=EVENING - timedelta(days=30), **BY)
    meetings.call_meeting(body=at.council, starts_at=EVENING + timedelta(days=7), **BY)
    later = meetings.call_meeting(body=at.cabinet, starts_at=EVENING + timedelta(days=28), **BY)
    at.desk.open(at.at("/minutes"))
    assert at.desk.page.xpath("//select[@name='at_meeting']") == []
    with pytest.raises(NotRecorded, match="not-yet: at_meeting"):
        approve_minutes(minutes=m.Minutes.objects.get(meeting=at.meeting), at_meeting=later, **BY)
    with standing_at(EVENING + timedelta(days=28)):
        at.desk.open(at.at("/minutes"))
        offered = at.desk.page.xpath("//select[@name='at_meeting']/option/@value")
        assert offered == ["", later.key]
        at.desk.press("They were approved")
        assert at.desk.page.get_element_by_id("at_meeting-error") is not None
        at.desk.press("They were approved", {"at_meeting": later.key, "corrections": "Item 2: nine, not ten."})
    assert "Approved as a correct record on Thursday 7 January 2027" in at.desk.main
    told = versions(reference=f"minutes/{at.meeting.key}")
    assert told[-1].reason == "Approved as a correct record"


def test_a_meeting_that_was_cancelled_approves_no_minutes_and_is_not_offered(at: Hall) -> None:
    drafted(at)
    at.desk.press("Publish the minutes")
    later = meetings.call_meeting(body=at.cabinet, starts_at=EVENING + timedelta(days=28), **BY)
    meetings.cancel_meeting(meeting=later, why="Snow", **BY)
    row, held = m.Minutes.objects.get(meeting=at.meeting), EVENING + timedelta(days=28)
    with pytest.raises(NotRecorded, match="cancelled: at_meeting"):
        approve_minutes(minutes=row, at_meeting=later, actor=CLERK, at=held)
    with standing_at(held):
        assert "No later meeting of this body was held yet." in at.desk.open(at.at("/minutes")).main


def test_a_published_decision_is_put_right_with_a_reason_and_the_old_words_stay(at: Hall) -> None:
    row = m.Decision.objects.get()
    at.desk.open(f"/desk/record/decisions/{row.key}").press("Publish it with its notice")
    at.desk.follow("Put it right").press(
        "Publish a new version", {"paragraph-1": "Libraries open at ten.", "reasons": " "}
    )
    wrong = {each.get("id") for each in at.desk.page.xpath("//main//p[contains(@class, 'govuk-error-message')]")}
    assert wrong == {"reason-error", "reasons-error"}
    assert m.Resolution.objects.get(number="1").text == "Libraries open at nine."
    at.desk.press("Publish a new version", {"reason": "It was ten.", "reasons": "People asked."})
    told = versions(reference=row.reference)
    assert [each.reason for each in told] == ["", "It was ten."]
    assert "Libraries open at nine." in str(told[0].document)
    assert "Version 2" in at.desk.main
    assert "Asha Pell: It was ten." in at.desk.main


def test_minutes_that_say_nothing_are_not_kept(at: Hall) -> None:
    drafted(at)
    blank = {name: "" for name in at.desk.page.xpath("//main//textarea/@name") if name.startswith("says-")}
    at.desk.press("Publish the minutes", blank)
    assert at.desk.page.get_element_by_id("says-opening-error") is not None
    assert m.Minute.objects.count() == 3
