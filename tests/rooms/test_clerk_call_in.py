"""A clerk enters a call-in at the page of its decision, and what came of it; the page says from when the decision has effect."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from tests.rooms.decided import CLERK, LONDON, Council, decided
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.test_decide_call_ins import members, taken

from guildhall.decide import models as m
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping import bodies
from guildhall.decide.keeping.publishing import versions
from guildhall.decide.sight import seen

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
WEDNESDAY = datetime(2026, 3, 18, 9, 0, tzinfo=LONDON)


@dataclass
class Desk:
    """A clerk at the page of a decision that may be called in until Friday 20 March 2026."""

    hand: Clerk
    made: Council
    decision: m.Decision
    signing: list[m.Person]
    scrutiny: m.Organization

    @property
    def page(self) -> str:
        return f"/desk/record/decisions/{self.decision.key}/call-in"

    @property
    def wrong(self) -> set[str]:
        return {each.get("id") for each in self.hand.page.xpath("//main//p[contains(@class, 'govuk-error-message')]")}

    def said(self, box: str) -> str:
        return " ".join(self.hand.page.get_element_by_id(box).text_content().split())

    def typed(self, **other: str) -> dict[str, str]:
        """What is typed of a call-in that may be made."""
        signed = {f"signed-{each.key}": "yes" for each in self.signing}
        asked = {"grounds": "Nobody was asked", "received": "17 3 2026", "received-time": "16:00"}
        return signed | asked | other

    def enter(self) -> m.CallIn:
        self.hand.open(self.page).press("Enter the call-in", self.typed())
        return m.CallIn.objects.get()


@pytest.fixture
def at() -> Iterator[Desk]:
    with standing_at(WEDNESDAY):
        made = decided()
        scrutiny = bodies.found_body(name="Scrutiny", kind="scrutiny", actor=CLERK, at=WEDNESDAY)
        yield Desk(clerk("democratic-services"), made, taken(made), members(), scrutiny)


def test_a_call_in_is_entered_from_the_page_of_its_decision_and_holds_it_back(at: Desk) -> None:
    at.hand.open(f"/desk/record/decisions/{at.decision.key}")
    assert "It has effect from Saturday 21 March 2026, if nothing holds it back." in at.hand.main
    at.hand.follow("Call-in").press("Enter the call-in", at.typed(asked_for="That it be looked at again"))
    row = m.CallIn.objects.get()
    assert row.requested_at == datetime(2026, 3, 17, 16, 0, tzinfo=LONDON)
    assert [each.person for each in row.signatures.order_by("id")] == at.signing
    assert at.said("effect") == "It is called in, and has no effect until that is over."
    assert "Councillor Mel A, Councillor Mel B, Councillor Mel C" in at.hand.main
    at.hand.open(f"/desk/record/decisions/{at.decision.key}")
    assert "It is called in, and has no effect until that is over." in at.hand.main


def test_confirmed_it_has_effect_from_that_day_and_each_step_is_a_new_version(at: Desk) -> None:
    row = at.enter()
    box = f"c{row.pk}"
    at.hand.press("Publish it")
    assert seen(m.CallIn).get() == row
    at.hand.press("Note what was found", {f"{box}-valid": "yes"})
    with standing_at(datetime(2026, 3, 25, 9, 0, tzinfo=LONDON)):
        at.hand.press("Note what came of it", {f"{box}-item": "item/none", f"{box}-on": "26 3 2026"})
        assert at.wrong == {f"{box}-{each}-error" for each in ("outcome", "by", "on", "says", "item")}
        told = {"outcome": "confirmed", "by": at.scrutiny.code, "on": "24 3 2026", "says": "It may stand", "item": ""}
        at.hand.press("Note what came of it", {f"{box}-{name}": said for name, said in told.items()})
        assert at.said("effect") == "It has had effect since Tuesday 24 March 2026."
    row.refresh_from_db()
    assert (row.outcome, row.considered_by, row.outcome_on) == ("confirmed", at.scrutiny, date(2026, 3, 24))
    reasons = [each.reason for each in versions(reference=row.reference)]
    assert reasons == ["", "It was found valid", "It was considered"]


def test_what_is_referred_back_has_no_effect_until_it_is_decided_again(at: Desk) -> None:
    row = at.enter()
    box = f"c{row.pk}"
    told = {"outcome": "referred", "by": at.scrutiny.code, "on": "18 3 2026", "says": "Ask the users"}
    at.hand.press("Note what came of it", {f"{box}-{name}": said for name, said in told.items()})
    assert at.said("effect") == "It was referred back, and has no effect until it is decided again."
    at.hand.press("Note that it was decided again", {f"{box}-again": at.decision.reference, f"{box}-changed": "no"})
    assert "the very decision that it is about" in at.said(f"{box}-again-error")
    on = date(2026, 3, 18)
    open_yet = taken(at.made, title="Close another depot", taken_on=on)
    at.hand.press("Note that it was decided again", {f"{box}-again": open_yet.reference})
    assert "This decision has no effect by that day" in at.said(f"{box}-again-error")
    exempt: dict[str, Any] = {"is_subject_to_call_in": False, "call_in_exempt_because": "It was called in already."}
    again = taken(at.made, title="Close a depot, again", taken_on=on, **exempt)
    at.hand.press("Note that it was decided again", {f"{box}-again": again.reference})
    assert at.said("effect") == "It has had effect since Wednesday 18 March 2026."


def test_a_call_in_that_is_not_valid_or_withdrawn_lets_the_time_run_on(at: Desk) -> None:
    row = at.enter()
    at.hand.press("Note what was found", {f"c{row.pk}-valid": "no"})
    assert at.wrong == {f"c{row.pk}-because-error"}
    at.hand.press("Note what was found", {f"c{row.pk}-because": "It names no reason"})
    assert at.said("effect") == "It has effect from Saturday 21 March 2026, if nothing holds it back."
    at.hand.press("Enter the call-in", at.typed(received="18 3 2026") | {"received-time": "8:30"})
    at.hand.press("It was withdrawn")
    assert at.said("effect") == "It has effect from Saturday 21 March 2026, if nothing holds it back."


def test_every_reason_why_it_cannot_be_called_in_stands_at_its_box_and_nothing_is_lost(at: Desk) -> None:
    first = at.signing[0]
    typed = {f"signed-{first.key}": "yes", "received": "24 3 2026", "received-time": "9:00", "asked_for": "<i>More</i>"}
    with standing_at(datetime(2026, 3, 25, 9, 0, tzinfo=LONDON)):
        at.hand.open(at.page).press("Enter the call-in", typed)
        assert at.wrong == {"signatories-error", "received-error", "grounds-error"}
        assert "Not enough members signed: 1 of 3" in at.said("signatories-error")
        assert "could be called in until 2026-03-20" in at.said("received-error")
    assert at.hand.page.get_element_by_id(f"signed-{first.key}").get("checked") is not None
    assert "<i>More" not in at.hand.source
    assert not m.CallIn.objects.exists()


def test_a_form_that_is_sent_blank_says_all_that_is_missing_at_once(at: Desk) -> None:
    at.hand.open(at.page).press("Enter the call-in")
    assert at.wrong == {f"{each}-error" for each in ("signatories", "grounds", "received", "received-time")}


@pytest.mark.parametrize(
    ("received", "time", "box"),
    [("19 3 2026", "9:00", "received"), ("17 3 2026", "", "received-time"), ("31 2 2026", "9:00", "received")],
)
def test_when_it_was_received_is_a_moment_that_has_been(at: Desk, received: str, time: str, box: str) -> None:
    typed = at.typed(received=received) | {"received-time": time}
    at.hand.open(at.page).press("Enter the call-in", typed)
    assert f"{box}-error" in at.wrong
    assert not m.CallIn.objects.exists()


def test_a_second_call_in_and_one_sent_twice_are_not_entered(at: Desk) -> None:
    at.hand.open(at.page)
    form = at.hand.page.xpath('//main//form[.//input[@value="enter"]]')[0]
    sent = dict(form.form_values()) | at.typed()
    for _ in range(2):
        assert at.hand.client.post(at.page, sent).status_code == 302
    at.hand.open(at.page).press("Enter the call-in", at.typed())
    assert "called in already" in at.said("received-error")
    assert m.CallIn.objects.count() == 1
