"""From the day of a meeting every deadline is worked back, with the working shown day by day, and printed."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.rooms.clerks import TODAY
from tests.rooms.deskwork import Clerk, clerk

from guildhall.decide.clock import standing_at
from guildhall.estate.door import close_on

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

AT = "/desk/record/planner"


@pytest.fixture
def desk() -> Iterator[Clerk]:
    with standing_at(TODAY):
        yield clerk("democratic-services")


def test_every_deadline_of_a_meeting_is_worked_back_from_its_day(desk: Clerk) -> None:
    desk.open(AT).press("Work the deadlines back", {"day": "14 1 2027", "body": "executive", "key": "yes"})
    assert "Deadlines for Thursday 14 January 2027" in desk.main
    names = [" ".join(each.text_content().split()) for each in desk.page.find_class("gh-deadline__name")]
    assert names[0] == "Notice of a key decision"
    assert "Publish by the end of Wednesday 6 January 2027, at least 5 clear days before." in desk.main


def test_the_working_names_each_bank_holiday_and_each_closure(desk: Clerk) -> None:
    from_day = TODAY.date().replace(month=12, day=29)
    close_on(day=from_day, reason="Stocktaking")
    desk.open(f"{AT}?day=2027-01-06&body=committee")
    assert "Friday 1 January 2027: bank holiday, not counted." in desk.main
    assert "Tuesday 29 December 2026: closed, not counted. Stocktaking." in desk.main
    assert "Wednesday 6 January 2027: the day itself, not counted." in desk.main


def test_the_plan_is_printed_with_its_working_as_an_accessible_pdf(desk: Clerk) -> None:
    desk.open(f"{AT}?day=2027-01-14&body=council").follow("Print it as a PDF")
    read = PdfReader(BytesIO(desk.response.content))
    told = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert "Deadlines for Thursday 14 January 2027" in told
    assert "Summons to members" in told
    assert "Thursday 14 January 2027: the day itself, not counted." in told
    assert "/StructTreeRoot" in read.root_object


def test_all_the_working_opens_for_a_page_that_is_printed(desk: Clerk) -> None:
    desk.open(f"{AT}?day=2027-01-14&body=council")
    assert not desk.page.xpath("//main//details[@open]")
    desk.follow("Open all the working")
    assert all("open" in each.attrib for each in desk.page.xpath("//main//details"))


@pytest.mark.parametrize("day", ["", "soon", "31 2 2027", "1 1 1926", "9" * 400])
def test_what_is_no_day_is_asked_for_again_at_its_box_and_stays_in_it(desk: Clerk, day: str) -> None:
    desk.open(AT).press("Work the deadlines back", {"day": day, "body": "council"})
    assert desk.page.get_element_by_id("day-error") is not None
    assert desk.value("day") == day
    assert desk.page.xpath("//select[@name='body']/option[@selected]/@value") == ["council"]
    assert "Deadlines for" not in desk.main


def test_only_those_who_keep_the_record_plan_at_this_desk(desk: Clerk) -> None:
    other = clerk("advisor", name="Other Advisor")
    assert other.open(AT).status == 403
    assert clerk("monitoring-officer", name="Mona Officer").open(AT).status == 200
    desk.client.logout()
    assert "/account/login/" in desk.open(AT).address


def test_nothing_is_printed_without_a_day(desk: Clerk) -> None:
    assert desk.open(f"{AT}/paper?day=&body=council").status == 404
