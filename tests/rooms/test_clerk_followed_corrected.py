"""What is followed over meetings is put right with a reason: a matter, what scrutiny recommended and what it was answered."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, NOW, decided
from tests.rooms.deskwork import clerk
from tests.rooms.test_clerk_corrections import NEXT, Desk, told
from tests.rooms.test_decide_scrutiny import panel

from guildhall.decide.addresses import address
from guildhall.decide.authority.scrutiny import act, publish_response, recommend, respond
from guildhall.decide.clock import standing_at
from guildhall.decide.finding import search
from guildhall.decide.keeping.matters import raise_matter
from guildhall.decide.keeping.publishing import publish, versions

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": NOW}


@pytest.fixture
def at() -> Iterator[Desk]:
    with standing_at(NEXT):
        yield Desk(clerk("democratic-services"), decided())


def test_a_matter_is_called_what_it_should_be_and_is_found_by_that(at: Desk) -> None:
    at.hand.open(f"/desk/record/matters/{at.made.matter.key}").follow("Put its title or its summary right")
    at.hand.press("Publish a new version", {"title": "", "summary": "How all of us are reached"})
    assert at.wrong == {"title-error", "reason-error"}
    at.hand.press("Publish a new version", {"title": "Strategy for harbours", "reason": "It was misnamed"})
    assert "Strategy for harbours</ins>" in told(at.made.matter)
    assert "It was misnamed" in told(at.made.matter)
    page = Client().get(address("en", "matter", at.made.matter.key)).content.decode()
    assert "Strategy for harbours" in page
    assert at.made.matter.reference in {each.subject for each in search(words="harbours")[0]}
    at.hand.open("/desk/record/matters?q=strategy+for").follow("Strategy for harbours")
    assert at.made.matter.reference in at.hand.main


def test_a_drafted_matter_is_put_right_without_a_version(at: Desk) -> None:
    row = raise_matter(title="A drft", **BY)
    at.hand.open(f"/desk/record/corrections/matter/{row.key}").press("Put it right", {"title": "A draft"})
    row.refresh_from_db()
    assert (row.title, row.title_key) == ("A draft", "a draft")
    assert versions(reference=row.reference) == ()


def test_a_recommendation_and_its_response_are_put_right_as_one_version(at: Desk) -> None:
    row = recommend(by=panel(), text="Publish what is late", made_on=date(2026, 3, 2), to=at.made.cabinet, **BY)
    publish(reference=row.reference, **BY)
    row.refresh_from_db()
    given = respond(
        recommendation=row, accepted="partly", explanation="Monthly", given_on=date(2026, 3, 10), by=at.made.cabinet,
        action="Publish each month", actor=CLERK, at=AFTER,
    )  # fmt: skip
    publish_response(response=given, actor=CLERK, at=AFTER)
    act(response=given, on=date(2026, 3, 20), how="It went out", actor=CLERK, at=NEXT)
    under = f"r{given.pk}-"
    at.hand.open(f"/desk/record/recommendations/{row.key}").follow("Put it right, or a response to it")
    wrong = {f"{under}given_on": "1 1 2026", f"{under}explanation": "", "reason": "As minuted"}
    assert at.correct("recommendation", row, **wrong).wrong == {f"{under}explanation-error"}
    at.hand.press("Publish a new version", {f"{under}explanation": "Each month is enough"})
    assert at.wrong == {f"{under}given_on-error"}
    at.hand.press("Publish a new version", {f"{under}given_on": "11 3 2026", f"{under}action": ""})
    assert at.wrong == {f"{under}action-error"}
    right = {f"{under}action": "Publish monthly", f"{under}accepted": "yes", f"{under}action_done_on": "21 3 2026"}
    at.hand.press("Publish a new version", right | {"text": "Publish all that is late"})
    given.refresh_from_db()
    assert (given.accepted, given.action_done_on) == ("yes", date(2026, 3, 21))
    assert [each.reason for each in versions(reference=row.reference)][-1] == "As minuted"
    for words in ("<ins> all that</ins>", "Each month is enough", "As minuted"):
        assert words in told(row)
