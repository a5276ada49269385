"""A clerk builds an agenda from the forward plan, puts it in order by buttons, and attaches papers, some late, some exempt."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.rooms.clerks import TODAY, Hall, hall
from tests.rooms.decided import CLERK
from tests.rooms.deskwork import clerk

from guildhall.decide import models as m
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.agendas import put_item
from guildhall.decide.keeping.publishing import publish_agenda
from guildhall.decide.sight import seen, withheld
from guildhall.estate.door import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SCAN = pdf(source='#set document(title: "Hours")\n#set text(lang: "en")\n= Hours\nNine to five.\n')


@pytest.fixture
def at() -> Iterator[Hall]:
    with standing_at(TODAY):
        yield hall()


def titles(made: Hall) -> list[str]:
    return list(m.AgendaItem.objects.filter(meeting=made.meeting).order_by("place").values_list("title", flat=True))


def with_items(made: Hall, *named: str) -> list[m.AgendaItem]:
    return [put_item(meeting=made.meeting, title=each, actor=CLERK, at=TODAY) for each in named]


def test_a_meeting_is_called_at_the_desk_and_stays_a_draft(at: Hall) -> None:
    at.desk.open("/desk/record").follow("Call a meeting")
    at.desk.press("Call it", {"body": "FC", "day": "17 12 2026", "time": "7.15pm", "place": "The Guildhall"})
    row = m.Meeting.objects.get(reference="meeting/2026-12-17-FC")
    assert "Thursday 17 December 2026, 19:15" in at.desk.main
    assert row.published_at is None
    assert row not in seen(m.Meeting)


def test_what_is_amiss_is_said_at_its_box_and_what_was_typed_stays(at: Hall) -> None:
    at.desk.open("/desk/record/meetings")
    at.desk.press("Call it", {"body": "CAB", "day": "soon", "time": "25:00", "place": "Hall", "link": "zoom"})
    boxes = {each.get("id") for each in at.desk.page.xpath("//main//form//p[contains(@class, 'error')]")}
    assert boxes == {"day-error", "time-error", "link-error"}
    assert at.desk.value("place") == "Hall"
    assert m.Meeting.objects.count() == 1


def test_what_is_planned_for_the_body_at_that_time_is_put_on_with_its_matter(at: Hall) -> None:
    at.desk.open(at.at())
    at.desk.press("Put it on: Library opening hours")
    (item,) = m.AgendaItem.objects.filter(meeting=at.meeting)
    assert (item.title, item.matter, item.text) == (
        "Library opening hours", at.entry.matter, "To agree when libraries open.",
    )  # fmt: skip
    assert "Nothing else is planned for this body then." in at.desk.main


def test_what_is_planned_for_another_time_or_body_or_was_withdrawn_is_not_offered(at: Hall) -> None:
    m.PlanEntry.objects.update(due_until=at.entry.due_from)
    assert "Library" not in at.desk.open(at.at()).main
    m.PlanEntry.objects.update(due_until="2026-12-31", organization=at.council)
    assert "Library" not in at.desk.open(at.at()).main
    m.PlanEntry.objects.update(organization=at.cabinet, withdrawn_at=TODAY, withdrawn_why="Not now")
    assert "Library" not in at.desk.open(at.at()).main


def test_the_order_is_changed_by_a_button_for_each_step(at: Hall) -> None:
    with_items(at, "Apologies", "Minutes", "Budget")
    at.desk.open(at.at()).press("Up: Budget")
    assert titles(at) == ["Apologies", "Budget", "Minutes"]
    at.desk.press("Down: Apologies")
    assert titles(at) == ["Budget", "Apologies", "Minutes"]
    assert [each.number for each in m.AgendaItem.objects.order_by("place")] == ["1", "2", "3"]


def test_the_order_stands_once_it_is_published(at: Hall) -> None:
    with_items(at, "Apologies", "Minutes")
    at.desk.open(at.at())
    publish_agenda(meeting=at.meeting.reference, actor=CLERK, at=TODAY)
    at.desk.press("Up: Minutes")
    assert titles(at) == ["Apologies", "Minutes"]
    assert "its order stands" in at.desk.page.get_element_by_id("agenda-error").text_content()
    assert not at.desk.page.xpath("//main//button[starts-with(normalize-space(.), 'Up')]")


def test_a_form_that_is_sent_twice_puts_one_item(at: Hall) -> None:
    at.desk.open(at.at())
    form = at.desk.page.xpath("//main//form[.//*[@name='title']]")[0]
    sent = dict(form.form_values()) | {"title": "Apologies"}
    for _ in range(2):
        at.desk.client.post(at.at(), sent)
    assert titles(at) == ["Apologies"]


def test_an_item_without_a_title_is_refused_at_its_box_and_its_text_stays(at: Hall) -> None:
    at.desk.open(at.at()).press("Put it on the agenda", {"title": " ", "text": "What it is for"})
    assert at.desk.page.get_element_by_id("title-error") is not None
    assert "What it is for" in at.desk.value("text")
    assert titles(at) == []


def test_a_report_has_its_document_whose_it_is_and_who_wrote_it(at: Hall) -> None:
    (item,) = with_items(at, "Libraries")
    sent = SimpleUploadedFile("hours.pdf", SCAN, "application/pdf")
    at.desk.open(f"/desk/record/items/{item.key}").press(
        "Attach it",
        {"title": "Opening hours", "file": sent, "of_post": at.post.reference, "author": at.officer.reference},
    )
    paper = m.Report.objects.get()
    assert {(each.part, each.post, each.person) for each in paper.authors.all()} == {
        ("of", at.post, None), ("author", None, at.officer),
    }  # fmt: skip
    assert "of the Head of Libraries. by Dee Dunn." in at.desk.main
    assert at.desk.open(f"/desk/record/papers/{paper.key}").response.content.startswith(b"%PDF")
    assert "sandbox" in at.desk.response.headers["Content-Security-Policy"]


def test_a_document_that_was_taken_is_not_lost_when_a_box_is_amiss(at: Hall) -> None:
    (item,) = with_items(at, "Libraries")
    sent = SimpleUploadedFile("hours.pdf", SCAN, "application/pdf")
    at.desk.open(f"/desk/record/items/{item.key}").press("Attach it", {"title": "", "file": sent})
    assert "hours.pdf was taken already" in at.desk.main
    at.desk.press("Attach it", {"title": "Opening hours"})
    assert m.Report.objects.get().file.startswith("file/")


def test_nobody_attaches_a_file_of_the_house_by_its_name(at: Hall) -> None:
    (item,) = with_items(at, "Libraries")
    here = f"/desk/record/items/{item.key}"
    at.desk.open(here)
    sent = dict(at.desk.page.xpath("//main//form[.//*[@name='kind']]")[0].form_values())
    at.desk.client.post(here, sent | {"title": "Mine", "kept_file": "file/0123456789abcdef0123456789abcdef"})
    assert not m.Report.objects.exists()


def test_a_late_supplement_says_why_before_it_is_taken(at: Hall) -> None:
    (item,) = with_items(at, "Libraries")
    publish_agenda(meeting=at.meeting.reference, actor=CLERK, at=TODAY)
    at.desk.open(f"/desk/record/items/{item.key}")
    at.desk.press("Attach it", {"title": "More figures", "kind": "supplement", "text": "Seven."})
    assert "Write why" in at.desk.page.get_element_by_id("late_because-error").text_content()
    at.desk.press("Attach it", {"late_because": "The figures came today."})
    assert m.Report.objects.get().late_because == "The figures came today."


def test_an_exempt_report_shows_that_it_is_withheld_and_its_document_to_nobody(at: Hall) -> None:
    (item,) = with_items(at, "Libraries")
    sent = SimpleUploadedFile("tender.pdf", SCAN, "application/pdf")
    at.desk.open(f"/desk/record/items/{item.key}")
    at.desk.press("Attach it", {"title": "Tenders", "file": sent, "text": "Eleven pounds", "exempt": "yes"})
    wrong = {each.get("id") for each in at.desk.page.xpath("//main//form//p[contains(@class, 'error')]")}
    assert wrong == {"exempt-paragraph-error", "exempt-public_interest-error", "exempt-review_on-error"}
    at.desk.press(
        "Attach it",
        {
            "exempt-paragraph": "3",
            "exempt-public_interest": "It would harm the tender.",
            "exempt-review_on": "1 6 2027",
        },
    )
    paper = m.Report.objects.get()
    assert (paper.text, paper.file) == ("", "")
    (kept,) = withheld([paper.reference])[paper.reference]
    assert (kept.paragraph, kept.public_interest, kept.text, kept.file) == ("3", "It would harm the tender.", "", "")
    row = m.Restriction.objects.get()
    assert row.text == "Eleven pounds"
    assert row.file.startswith("file/")
    assert "Eleven pounds" in at.desk.main
    assert at.desk.follow("The exempt document").response.content.startswith(b"%PDF")
    here = f"/desk/record/papers/{paper.key}"
    assert at.desk.open(here).status == 404
    assert at.desk.open(f"{here}/withheld/2").status == 404
    other = clerk("administrator", name="Other Person")
    assert other.open(f"{here}/withheld/1").status == 403


def test_an_item_is_withdrawn_with_a_reason(at: Hall) -> None:
    (item,) = with_items(at, "Libraries")
    at.desk.open(f"/desk/record/items/{item.key}").press("Withdraw it")
    assert at.desk.page.get_element_by_id("why-error") is not None
    at.desk.press("Withdraw it", {"why": "More talks are needed"})
    assert "Withdrawn: More talks are needed" in at.desk.main


@pytest.mark.parametrize("page", ["meetings/none", "meetings/none/publication", "items/none", "papers/none"])
def test_what_is_not_there_is_not_found(at: Hall, page: str) -> None:
    assert at.desk.open(f"/desk/record/{page}").status == 404


def test_an_act_that_there_is_not_is_refused(at: Hall) -> None:
    at.desk.open(at.at())
    token = at.desk.page.xpath("//main//input[@name='csrfmiddlewaretoken']/@value")[0]
    answer = at.desk.client.post(at.at(), {"act": "burn", "csrfmiddlewaretoken": token})
    assert answer.status_code == 400
