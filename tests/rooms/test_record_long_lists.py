"""The record when it is long: every list asks the database as often for thirty rows as for three."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.rooms.decided import AFTER, CLERK, NOW, Council, decided, publish_all

from guildhall.decide import models as m
from guildhall.decide.addresses import address, address_of
from guildhall.decide.authority.interests import register
from guildhall.decide.exports.lists import LISTS as DATA
from guildhall.decide.keeping.agendas import restrict
from guildhall.decide.keeping.matters import plan_decision
from guildhall.decide.keeping.notices import give_notice
from guildhall.decide.keeping.publishing import publish
from guildhall.estate.door import standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BROWSER = Client()
PAGES = (
    "record", "meetings", "decisions", "matters", "plan", "bodies", "people", "delegations", "interests", "declarations",
    "promptness", "urgent",
)  # fmt: skip
FEW, MANY = 3, 30


@pytest.fixture(autouse=True)
def the_day_after() -> Iterator[None]:
    """The clock stands still, on the morning after the meeting."""
    with standing_at(AFTER):
        yield


def lists() -> list[str]:
    """The address of every list of the record: pages, open data, OParl and Popolo."""
    return [
        *(address("en", each) for each in PAGES),
        f"{address('en', 'meetings')}?when=past",
        f"{address('en', 'people')}?who=officers",
        f"{address('en', 'search')}?q=digital+strategy",
        *(f"/open-data/records/{each}.json" for each in DATA),
        *(f"/open-data/oparl/{each}" for each in ("organization", "person", "meeting", "agenda-item", "paper")),
        *(f"/open-data/popolo/{each}" for each in ("organizations", "posts", "people", "events", "motions")),
    ]


def asked() -> dict[str, int]:
    """How many things each list asks of the database, once the calendar is known."""
    found = {}
    for where in lists():
        BROWSER.get(where)
        with CaptureQueriesContext(connection) as captured:
            assert BROWSER.get(where).status_code == 200, where
        found[where] = len(captured)
    return found


def in_a_hurry(number: int) -> None:
    """A council whose sub-committee met at shorter notice, about a paper of which a part is withheld, and what came of it."""
    made = decided(published=False, mark=str(number))
    by: dict[str, Any] = {"actor": CLERK, "at": NOW}
    m.Organization.objects.filter(pk=made.cabinet.pk).update(kind="sub-committee", parent=made.full_council)
    m.Organization.objects.filter(pk=made.full_council.pk).update(kind="executive")
    m.MeetingChange.objects.filter(meeting=made.meeting).update(at=AFTER - timedelta(days=1))
    restrict(record=made.report, part="B", paragraph="3", public_interest="The price", text="A price", **by)
    notice = give_notice(kind="meeting", meeting=made.meeting, reasons="It cannot wait", **by)
    entry = plan_decision(
        matter=made.matter, due_from=date(2026, 4, 1), due_until=date(2026, 4, 30), body=made.cabinet, **by
    )
    register(person=made.leader, category="land", text="A field", registered_on=NOW.date(), **by)
    publish_all(made)
    for each in (notice, entry):
        publish(reference=each.reference, **by)


@pytest.mark.full
def test_every_list_asks_as_often_for_thirty_rows_as_for_three() -> None:
    for number in range(FEW):
        in_a_hurry(number)
    before = asked()
    for number in range(FEW, MANY):
        in_a_hurry(number)
    after = asked()
    assert {each: (before[each], after[each]) for each in before if after[each] != before[each]} == {}


def test_a_power_that_is_a_draft_is_not_told_by_the_decision_that_was_taken_under_it() -> None:
    made: Council = decided()
    m.Delegation.objects.filter(pk=made.delegation.pk).update(published_at=None)
    m.Decision.objects.filter(pk=made.decision.pk).update(under=made.delegation)
    assert made.delegation.scope not in BROWSER.get(address_of("en", made.decision.reference)).content.decode()
    m.Delegation.objects.filter(pk=made.delegation.pk).update(published_at=AFTER)
    assert made.delegation.scope in BROWSER.get(address_of("en", made.decision.reference)).content.decode()
