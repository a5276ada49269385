"""The monitoring officer's desk: votes that happened against the rule, interests not registered, uses nobody was told of."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, EVENING, LONDON, NOW, decided
from tests.rooms.delegated import power
from tests.rooms.deskwork import Clerk, clerk

from guildhall.decide import models as m
from guildhall.decide.authority.declarations import declare
from guildhall.decide.keeping import bodies
from guildhall.estate.door import Role, standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PAGE = "/desk/monitoring"
BY: dict[str, Any] = {"actor": CLERK, "at": NOW}


def desk() -> Clerk:
    """The monitoring officer, at their page."""
    return clerk("monitoring-officer").open(PAGE)


def voted() -> m.Concern:
    """A member who declared a pecuniary interest in an item voted on it."""
    made = decided(published=False)
    declare(
        meeting=made.meeting, item=made.item, person=made.shield, kind="disclosable-pecuniary", reason="Owns <b>stall</b> 4",
        made_at=EVENING, **BY,
    )  # fmt: skip
    return m.Concern.objects.get()


def test_a_vote_against_the_rule_stands_on_the_page_with_its_section_until_it_is_seen_to() -> None:
    concern = voted()
    page = desk()
    for said in ("Councillor Alan Shield", "Section 31(4)(b)", "Cabinet, Thursday 12 March 2026: Digital strategy"):
        assert said in page.main
    page.press("It is seen to", {f"done-{concern.pk}": "Spoken to"})
    concern.refresh_from_db()
    assert concern.done == "Spoken to"
    assert "Nothing waits to be seen to" in page.main


def test_what_came_of_it_is_asked_for_at_its_own_box() -> None:
    concern = voted()
    page = desk().press("It is seen to", {f"done-{concern.pk}": " "})
    assert page.status == 409
    assert page.page.xpath(f'//a[@href="#done-{concern.pk}"]')
    concern.refresh_from_db()
    assert concern.seen_at is None


def test_what_is_seen_to_already_or_was_never_there_changes_nothing() -> None:
    concern = voted()
    page = desk()
    found = page.page.xpath('//input[@name="concern"]')[0]
    for gone in ("0", "x", "9" * 30, "²"):
        found.set("value", gone)
        page.press("It is seen to", {f"done-{concern.pk}": "Spoken to"})
        assert page.status == 200
        found = page.page.xpath('//input[@name="concern"]')[0]
    concern.refresh_from_db()
    assert concern.seen_at is None


def test_an_interest_that_is_not_registered_stands_there_with_its_last_day() -> None:
    voted()
    with standing_at(datetime(2026, 6, 1, 9, 0, tzinfo=LONDON)):
        page = desk()
    assert "8 April 2026 The 28 days have passed" in page.main
    assert "Owns <b>stall</b> 4" in page.main
    assert "<b>stall" not in page.source


def test_a_use_that_nobody_was_told_of_stands_there() -> None:
    used = power().used()
    page = desk()
    for said in (used.reference, "Hal Dean, Group Head of Corporate Support", "1 May 2026"):
        assert said in page.main


def test_long_lists_are_shown_in_stretches_and_nothing_is_left_out() -> None:
    made = decided(published=False)
    names = [f"Member {number:02}" for number in range(27)]
    for name in names:
        person = bodies.enter_person(name=name, kind="member", actor=CLERK, at=AFTER)
        declare(meeting=made.meeting, person=person, kind="disclosable-pecuniary", **BY)
    page = desk()
    first = [name in page.main for name in names]
    page.follow("More: declared and not registered")
    second = [name in page.main for name in names]
    assert [first, second] == [[True] * 25 + [False] * 2, [False] * 25 + [True] * 2]


@pytest.mark.parametrize("role", ["democratic-services", "administrator", "councillor", "advisor"])
def test_nobody_else_sees_the_desk(role: Role) -> None:
    voted()
    page = clerk(role).open(PAGE)
    assert page.status == 403
    assert "Shield" not in page.source


def test_a_visitor_is_asked_to_log_in_and_no_browser_keeps_the_page(client: Client) -> None:
    assert client.get(PAGE).status_code == 302
    assert "no-store" in desk().response.headers["Cache-Control"]


def test_an_empty_desk_says_so() -> None:
    page = desk()
    for said in (
        "Nothing waits to be seen to",
        "Every one that was declared is in the register",
        "Every use was reported",
    ):
        assert said in page.main
