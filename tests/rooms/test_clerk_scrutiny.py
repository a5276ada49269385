"""A clerk enters what scrutiny recommends, what it was answered and what was done, and sees at the desk what is overdue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from tests.rooms.decided import CLERK, LONDON, NOW, Council, decided
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.test_decide_scrutiny import answered, panel, recommended

from guildhall.decide import models as m
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping import agendas, meetings
from guildhall.decide.keeping.publishing import publish_agenda, versions
from guildhall.decide.sight import seen

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BY: dict[str, Any] = {"actor": CLERK, "at": NOW}
JUNE = datetime(2026, 6, 1, 9, 0, tzinfo=LONDON)


@dataclass
class Desk:
    """A clerk, and an item of a scrutiny body's meeting of 5 March 2026."""

    hand: Clerk
    made: Council
    item: m.AgendaItem

    @property
    def page(self) -> str:
        return f"/desk/record/items/{self.item.key}/recommendations"

    @property
    def wrong(self) -> set[str]:
        return {each.get("id") for each in self.hand.page.xpath("//main//p[contains(@class, 'govuk-error-message')]")}

    def said(self, box: str) -> str:
        return " ".join(self.hand.page.get_element_by_id(box).text_content().split())

    def enter(self) -> m.ScrutinyRecommendation:
        typed = {"text": "Publish what is late", "to": self.made.cabinet.code}
        self.hand.open(self.page).press("Enter the recommendation", typed)
        return m.ScrutinyRecommendation.objects.get()


@pytest.fixture
def at() -> Iterator[Desk]:
    with standing_at(JUNE):
        made = decided()
        meeting = meetings.call_meeting(body=panel(), day=date(2026, 3, 5), **BY)
        item = agendas.put_item(meeting=meeting, title="Late reports", matter=made.matter, **BY)
        publish_agenda(meeting=meeting.reference, **BY)
        item.refresh_from_db()
        yield Desk(clerk("democratic-services"), made, item)


def test_a_recommendation_is_entered_from_the_item_at_which_it_was_made(at: Desk) -> None:
    at.hand.open(f"/desk/record/items/{at.item.key}").follow("What is recommended at this item")
    assert at.hand.value("made_on") == "5 3 2026"
    at.hand.press("Enter the recommendation", {"text": "Publish what is late", "to": at.made.cabinet.code})
    row = m.ScrutinyRecommendation.objects.get()
    assert (row.item, row.matter, row.to, row.made_on) == (at.item, at.made.matter, at.made.cabinet, date(2026, 3, 5))
    assert "The response is overdue" in at.said("stands")
    assert "Monday 4 May 2026" in at.said("stands")
    assert not seen(m.ScrutinyRecommendation).exists()
    at.hand.press("Publish the recommendation")
    assert seen(m.ScrutinyRecommendation).get() == row


def test_a_response_its_action_and_that_it_was_done_are_each_published_as_a_version(at: Desk) -> None:
    row = at.enter()
    at.hand.press("Publish the recommendation")
    assert at.hand.value("given_on") == ""
    typed = {"accepted": "partly", "explanation": "Monthly, not weekly", "given_on": "20 4 2026"}
    typed |= {"action": "Publish each month", "action_owner": at.made.head.reference, "action_due_on": "30 5 2026"}
    at.hand.press("Record the response", typed)
    response = m.ScrutinyResponse.objects.get()
    assert (response.by, response.action_owner) == (at.made.cabinet, at.made.head)
    assert "What was promised is overdue" in at.said("stands")
    at.hand.press("Publish the response")
    box = f"r{response.pk}"
    at.hand.press("Note that it was done", {f"{box}-on": "2 6 2026"})
    assert at.wrong == {f"{box}-how-error"}
    at.hand.press("Note that it was done", {f"{box}-how": "The first is out"})
    assert at.said(f"{box}-on-error") == "Error: This day has not come yet"
    at.hand.press("Note that it was done", {f"{box}-on": "31 5 2026"})
    assert at.said("stands").startswith("Done")
    assert [each.reason for each in versions(reference=row.reference)] == [
        "", "A response was given", "What was promised was done",
    ]  # fmt: skip


def test_what_is_overdue_stands_on_one_page_of_the_desk_the_longest_first(at: Desk) -> None:
    by = panel_of(at)
    late = recommended(at.made, by=by, text="Answer letters")
    later = recommended(at.made, by=by, text="Answer calls", due_on=date(2026, 5, 20))
    promised = recommended(at.made, by=by, text="Open the archive")
    answered(at.made, promised, action_due_on=date(2026, 5, 1))
    at.hand.open("/desk/record").follow("What is overdue of its recommendations")
    said = at.hand.main
    first, rest = said.split("Actions overdue")
    assert first.index(late.text) < first.index(later.text)
    assert "Open the archive" not in first
    assert "Publish each month" in rest.split("All of them")[0]
    answered(at.made, late)
    answered(at.made, later)
    at.hand.open("/desk/record/recommendations")
    assert "Answer letters" not in at.hand.main.split("Actions overdue")[0]


def panel_of(at: Desk) -> m.Organization:
    return at.item.meeting.organization


def test_what_is_amiss_is_said_at_its_box_and_nothing_is_lost(at: Desk) -> None:
    at.hand.open(at.page).press(
        "Enter the recommendation", {"made_on": "2 6 2026", "number": "<u>4</u>", "due_on": "x"}
    )
    assert at.wrong == {f"{each}-error" for each in ("text", "to", "made_on", "due_on")}
    assert at.hand.value("number") == "<u>4</u>"
    typed = {"text": "So", "to": at.made.cabinet.code, "made_on": "5 3 2026", "due_on": "1 3 2026"}
    at.hand.press("Enter the recommendation", typed)
    assert at.said("due_on-error") == "Error: This is before the day on which it was received"
    assert not m.ScrutinyRecommendation.objects.exists()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"by": ""}, {"by", "accepted", "explanation", "given_on"}),
        ({"given_on": "2 6 2026", "accepted": "no", "explanation": "It costs too much"}, {"given_on"}),
        ({"given_on": "4 3 2026", "accepted": "no", "explanation": "It costs too much"}, {"given_on"}),
        ({"given_on": "4 4 2026", "accepted": "yes", "explanation": "Yes", "action_due_on": "4 5 2026"}, {"action"}),
        (
            {"given_on": "4 4 2026", "accepted": "yes", "explanation": "Yes", "item": "item/of-nobody"},
            {"item"},
        ),
    ],
)
def test_a_response_that_cannot_be_says_so_where_it_is_amiss(at: Desk, typed: dict[str, str], wrong: set[str]) -> None:
    at.enter()
    at.hand.press("Record the response", typed)
    assert at.wrong == {f"{each}-error" for each in wrong}
    assert not m.ScrutinyResponse.objects.exists()


def test_no_response_is_published_before_what_it_answers(at: Desk) -> None:
    response = answered(at.made, at.enter())
    at.hand.open(at.hand.address).press("Publish the response")
    assert "Publish it first" in at.said(f"r{response.pk}-error")
    response.refresh_from_db()
    assert response.published_at is None


def test_a_form_that_is_sent_twice_is_entered_once(at: Desk) -> None:
    at.hand.open(at.page)
    form = at.hand.page.xpath('//main//form[.//input[@value="recommend"]]')[0]
    sent = dict(form.form_values()) | {"text": "So", "to": at.made.cabinet.code}
    for _ in range(2):
        assert at.hand.client.post(at.page, sent).status_code == 302
    assert m.ScrutinyRecommendation.objects.count() == 1
