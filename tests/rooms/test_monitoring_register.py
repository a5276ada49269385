"""The monitoring officer keeps the register of interests and grants dispensations at their desk; what is amiss is said at its box."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK
from tests.rooms.deskwork import Clerk, clerk

from guildhall.decide import models as m
from guildhall.decide.authority.declarations import declare
from guildhall.decide.authority.interests import register
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping import bodies, meetings
from guildhall.decide.keeping.publishing import versions
from guildhall.decide.sight import seen
from guildhall.estate.door import Role

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BY: dict[str, Any] = {"actor": CLERK, "at": AFTER}
"""Friday 13 March 2026."""


@dataclass
class Desk:
    """The monitoring officer, and a member."""

    hand: Clerk
    member: m.Person
    post: m.Post

    @property
    def page(self) -> str:
        return f"/desk/monitoring/register/{self.member.key}"

    @property
    def wrong(self) -> set[str]:
        return {each.get("id") for each in self.hand.page.xpath("//main//p[contains(@class, 'govuk-error-message')]")}

    def said(self, box: str) -> str:
        return " ".join(self.hand.page.get_element_by_id(f"{box}-error").text_content().split())

    def granted(self, **other: str) -> None:
        told = {"about": "The market. Too few could vote", "ground": "a", "may_vote": "yes", "granted_on": "1 3 2026"}
        told |= {"until": "31 12 2026", "post": self.post.reference} | other
        self.hand.press("Grant the dispensation", {f"grant-{name}": value for name, value in told.items()})


@pytest.fixture
def at() -> Iterator[Desk]:
    with standing_at(AFTER):
        member = bodies.enter_person(name="Alan Shield", kind="member", style="Councillor", ward="Harbour", **BY)
        post = bodies.make_post(label="Monitoring Officer", held_by="officer", **BY)
        yield Desk(clerk("monitoring-officer"), member, post)


def test_an_interest_is_entered_and_everybody_sees_it_at_once(at: Desk) -> None:
    at.hand.open("/desk/monitoring").follow("The register of interests").follow("Councillor Alan Shield")
    typed = {"category": "land", "text": "4 <b>Mill</b> Lane", "of_partner": "yes", "since": "1 2 2020"}
    at.hand.press("Enter it in the register", typed)
    row = seen(m.RegisteredInterest).get()
    assert (row.category, row.of_partner, row.since, row.registered_on) == (
        "land",
        True,
        date(2020, 2, 1),
        AFTER.date(),
    )
    assert "<b>Mill" not in at.hand.source
    assert "Lane" in Client().get("/en/register-of-interests").content.decode()


def test_what_a_sensitive_interest_is_stands_at_this_desk_and_nowhere_else(at: Desk) -> None:
    at.hand.open(at.page).press(
        "Enter it in the register", {"category": "land", "text": "4 Mill Lane", "sensitive": "yes"}
    )
    row = seen(m.RegisteredInterest).get()
    assert (row.sensitive, row.text) == (True, "")
    assert "4 Mill Lane" in at.hand.main
    assert "Mill Lane" not in Client().get("/en/register-of-interests").content.decode()
    at.hand.press("Put it right", {f"i{row.pk}-category": "licences", f"i{row.pk}-reason": "It is a licence"})
    row.refresh_from_db()
    assert (row.category, row.text) == ("licences", "")
    assert "Mill Lane" not in str([each.document for each in versions(reference=row.reference)])


def test_an_interest_ends_and_is_put_right_with_a_reason_and_the_old_words_stay(at: Desk) -> None:
    at.hand.open(at.page).press(
        "Enter it in the register", {"category": "land", "text": "4 Mill Lane", "since": "1 2 2020"}
    )
    row = m.RegisteredInterest.objects.get()
    box = f"i{row.pk}"
    at.hand.press("Note that it ended", {f"{box}-ended": "1 2 2019"})
    assert at.wrong == {f"{box}-ended-error"}
    at.hand.press("Note that it ended", {f"{box}-ended": "1 3 2026"})
    at.hand.press("Put it right", {f"{box}-text": "5 Mill Lane", f"{box}-until": "2 3 2026"})
    assert at.wrong == {f"{box}-reason-error"}
    assert at.hand.value(f"{box}-text").strip() == "5 Mill Lane"
    at.hand.press("Put it right", {f"{box}-reason": "The number was wrong"})
    row.refresh_from_db()
    assert (row.text, row.until) == ("5 Mill Lane", date(2026, 3, 2))
    told = versions(reference=row.reference)
    assert told[-1].reason == "The number was wrong"
    assert "4 Mill Lane" in str(told[0].document)


def test_what_is_amiss_with_an_entry_is_said_at_its_box_and_nothing_is_kept(at: Desk) -> None:
    at.hand.open(at.page).press("Enter it in the register", {"since": "30 2 2026", "registered_on": "14 3 2026"})
    assert at.wrong == {f"{each}-error" for each in ("category", "text", "since", "registered_on")}
    assert at.hand.value("since") == "30 2 2026"
    assert not m.RegisteredInterest.objects.exists()


def test_a_dispensation_is_granted_for_an_entry_with_its_ground_and_end_and_published(at: Desk) -> None:
    interest = register(person=at.member, category="land", text="4 Mill Lane", **BY)
    at.hand.open(at.page)
    at.granted(interest=interest.reference)
    row = m.Dispensation.objects.get()
    assert (row.person, row.interest, row.ground, row.may_vote, row.post) == (at.member, interest, "a", True, at.post)
    assert (row.granted_on, row.until) == (date(2026, 3, 1), date(2026, 12, 31))
    at.hand.press("Publish the dispensation")
    assert "not published yet" in at.said(f"g{row.pk}")
    at.hand.press("Publish it")
    at.hand.press("Publish the dispensation")
    assert seen(m.Dispensation).get() == row


def test_a_dispensation_that_cannot_stand_says_so_at_its_box(at: Desk) -> None:
    at.hand.open(at.page)
    at.granted(until="1 3 2030", about="", post="")
    assert at.wrong == {"grant-about-error", "grant-post-error"}
    at.granted(until="1 3 2030", decision="decision/of-nobody")
    assert at.wrong == {"grant-decision-error"}
    at.granted(until="1 3 2030", decision="")
    assert "four years at most" in at.said("grant-until")
    at.granted(until="28 2 2026")
    assert "ends before it begins" in at.said("grant-until")
    assert at.hand.value("grant-about").strip() == "The market. Too few could vote"
    assert not m.Dispensation.objects.exists()


def test_what_was_declared_is_found_in_the_register_and_leaves_the_list(at: Desk) -> None:
    body = bodies.found_body(name="Cabinet", kind="executive", **BY)
    meeting = meetings.call_meeting(body=body, day=AFTER.date(), **BY)
    declared = declare(meeting=meeting, person=at.member, kind="disclosable-pecuniary", reason="Owns a stall", **BY)
    gift = register(person=at.member, category="gifts", text="A book", **BY)
    stall = register(person=at.member, category="contracts", text="A stall", **BY)
    at.hand.open("/desk/monitoring").follow("Councillor Alan Shield")
    assert "Notify by Thursday 9 April 2026" in at.hand.main
    box = f"d{declared.pk}-entry"
    at.hand.press("It is registered", {box: gift.reference})
    assert "no disclosable pecuniary sort" in at.said(box)
    at.hand.press("It is registered", {box: stall.reference})
    declared.refresh_from_db()
    assert declared.interest == stall
    assert "Declared and not registered" not in at.hand.main


def test_a_form_that_is_sent_twice_is_entered_once(at: Desk) -> None:
    at.hand.open(at.page)
    form = at.hand.page.xpath('//main//form[.//input[@value="enter"]]')[0]
    sent = dict(form.form_values()) | {"category": "land", "text": "4 Mill Lane"}
    for _ in range(2):
        assert at.hand.client.post(at.page, sent).status_code == 302
    assert m.RegisteredInterest.objects.count() == 1


@pytest.mark.parametrize("role", ["democratic-services", "administrator", "councillor", "advisor"])
def test_nobody_else_keeps_the_register(at: Desk, role: Role) -> None:
    other = clerk(role, name="Bo Other")
    for page in ("/desk/monitoring/register", at.page):
        assert other.open(page).status == 403
