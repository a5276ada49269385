"""A clerk sees at the desk what was undertaken in debate and is overdue, and says that it was done; then its item says so to everybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import CLERK, LONDON, NOW, Council, decided, publish_all
from tests.rooms.deskwork import Clerk, clerk

from guildhall.decide import models as m
from guildhall.decide.addresses import address, address_of
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping import decisions
from guildhall.decide.keeping.publishing import versions

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BY: dict[str, Any] = {"actor": CLERK, "at": NOW}
SEPTEMBER = datetime(2026, 9, 2, 9, 0, tzinfo=LONDON)
AT = "/desk/record/undertakings"


@dataclass
class Desk:
    """A clerk in September, and two undertakings of March: one was due in April."""

    hand: Clerk
    made: Council
    late: m.Undertaking
    someday: m.Undertaking


@pytest.fixture
def at() -> Iterator[Desk]:
    made = decided(published=False)
    rows = [
        decisions.undertake(item=made.item, text=text, by=made.leader, due_on=due, **BY)
        for text, due in (("Bring the figures", date(2026, 4, 1)), ("Write to the ward", None))
    ]
    publish_all(made)
    with standing_at(SEPTEMBER):
        yield Desk(clerk("democratic-services"), made, *rows)


def test_what_is_overdue_is_listed_first_and_is_reached_from_the_first_page_of_the_desk(at: Desk) -> None:
    words = at.hand.open("/desk/record").follow("Undertakings").main
    places = [words.index(each) for each in ("Overdue", "Bring the figures", "Still to be done", "Write to the ward")]
    assert places == sorted(places)
    assert "To be done by Wednesday 1 April 2026" in words


def test_that_it_was_done_and_how_is_recorded_once_and_published_with_its_item(at: Desk) -> None:
    at.hand.open(AT).follow("Bring the figures")
    assert "overdue" in at.hand.main
    at.hand.press("It was done", {"on": "2 4 2026", "how": "Sent to all members"})
    at.late.refresh_from_db()
    assert (at.late.kept_on, at.late.kept_how) == (date(2026, 4, 2), "Sent to all members")
    assert versions(reference=at.late.reference)[-1].reason == "It was kept"
    assert "Done on Thursday 2 April 2026. Sent to all members" in at.hand.main
    assert not at.hand.has("how")
    page = Client().get(address_of("en", at.made.item.reference)).content.decode()
    assert "Sent to all members" in page
    assert address("en", "versions", at.late.key, "undertaking") in page
    assert address("en", "versions", at.someday.key, "undertaking") not in page
    words = at.hand.open(AT).main
    assert words.index("Bring the figures") > words.index("Write to the ward")


def test_what_is_missing_or_cannot_be_is_told_at_its_box_and_what_was_typed_stays(at: Desk) -> None:
    at.hand.open(f"{AT}/{at.late.key}").press("It was done")
    assert "Write the day on which it was done" in at.hand.main
    assert "Write what was done" in at.hand.main
    for day in ("3 9 2026", "1 3 2026"):
        at.hand.press("It was done", {"on": day, "how": "Sent"})
        assert at.hand.page.xpath("//main//p[contains(@class, 'govuk-error-message')]/@id") == ["on-error"]
        assert at.hand.value("on") == day
    at.late.refresh_from_db()
    assert at.late.kept_on is None
