"""The desk's lists of urgent decisions, and of meetings that agreed to something or approved minutes, lead on to their end."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from itertools import chain

import pytest
from tests.rooms.decided import AFTER, EVENING, Council, approved, decided
from tests.rooms.deskwork import Clerk, clerk

from guildhall.decide import models as m
from guildhall.decide.clock import standing_at
from guildhall.decide.desks.clerk.agreeing import MOST
from guildhall.decide.desks.stretches import STRETCH
from guildhall.decide.keeping.publishing import versions

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

MANY = 2 * MOST + 5
LATER = AFTER + timedelta(days=MANY + 30)


@pytest.fixture
def made() -> Iterator[Council]:
    with standing_at(LATER):
        yield decided()


def met(made: Council) -> None:
    """Many more meetings of the same body, a day apart, each with one item."""
    start = EVENING + timedelta(days=15)
    rows = m.Meeting.objects.bulk_create(
        m.Meeting(
            reference=f"meeting/MANY-{n}", organization=made.cabinet, published_at=AFTER,
            starts_at=start + timedelta(days=n), day=(start + timedelta(days=n)).date(),
        ) for n in range(MANY)
    )  # fmt: skip
    m.AgendaItem.objects.bulk_create(
        m.AgendaItem(
            reference=f"item/MANY-{each.key}",
            meeting=each,
            number="1",
            place=1,
            title="Minutes",
            published_at=AFTER,
        )
        for each in rows
    )


def gone_through(hand: Clerk, where: str, mark: str, shown: str) -> list[list[str]]:
    """What each stretch of a list shows, by following its link to the end."""
    found = list[list[str]]()
    while True:
        hand.open(where)
        found.append(re.findall(shown, hand.source))
        onward = re.search(rf'href="(\?[^"]*\b{mark}=[^"#]+)', hand.source)
        if onward is None:
            return found
        where = unescape(onward[1])


def urgent(made: Council, number: int) -> None:
    rows = m.Decision.objects.bulk_create(
        m.Decision(
            reference=f"decision/URGENT-{n}", title="A", path="officer", outcome="resolved", post=made.head, is_key=True,
            taken_on=EVENING.date() - timedelta(days=n), listed_on=EVENING.date() - timedelta(days=n), reasons="None",
            options_rejected="None", conflicts="None",
        ) for n in range(number)
    )  # fmt: skip
    m.Notice.objects.bulk_create(
        m.Notice(
            reference=f"notice/URGENT-{each.key}",
            kind="special-urgency",
            decision=each,
            agreed_by=made.leader,
            agreed_on=each.taken_on,
            reasons="It leaks",
            published_at=AFTER,
        )
        for each in rows
    )


def test_the_desk_leads_to_every_urgent_decision_of_a_period(made: Council) -> None:
    number = 2 * STRETCH + 3
    urgent(made, number)
    where = "/desk/record/urgent?since=1+1+2025&until=1+1+2027"
    found = gone_through(clerk("democratic-services"), where, "after", r"/desk/record/decisions/(URGENT-\d+)")
    assert [len(each) for each in found] == [STRETCH, STRETCH, 3]
    assert sorted(chain(*found)) == sorted(f"URGENT-{n}" for n in range(number))


def test_every_later_meeting_may_be_chosen_as_the_one_that_agreed_and_what_was_chosen_stays(made: Council) -> None:
    approved(made)
    met(made)
    hand, where = clerk("democratic-services"), f"/desk/record/meetings/{made.meeting.key}/minutes"
    found = gone_through(hand, where, "agreed_at", r'<option value="(MANY-\d+)"')
    assert sorted(chain(*found)) == sorted(f"MANY-{n}" for n in range(MANY))
    assert len(found) == 3
    typed = {f"says-{made.item.key}": "It was welcomed.", "agreed_at": "MANY-0", "agreed_item": "1"}
    hand.press("Publish a new version", typed)
    assert 'value="MANY-0" selected' in hand.source
    hand.press("Publish a new version", {"reason": "A word was left out."})
    assert versions(reference=made.minutes.reference)[-1].reason.endswith("on 27 March 2026, item 1")


def test_a_meeting_of_another_body_agreed_to_nothing(made: Council) -> None:
    approved(made)
    met(made)
    hand = clerk("democratic-services").open(f"/desk/record/meetings/{made.meeting.key}/minutes")
    there = f"MANY-{MANY - 1}"
    m.Meeting.objects.filter(reference=f"meeting/{there}").update(organization=made.full_council)
    typed = {f"says-{made.item.key}": "It was welcomed.", "reason": "A word.", "agreed_at": there, "agreed_item": "1"}
    hand.press("Publish a new version", typed)
    assert hand.page.get_element_by_id("agreed_at-error") is not None
    assert versions(reference=made.minutes.reference)[-1].reason == "Approved as a correct record"


def test_every_later_meeting_may_be_chosen_as_the_one_that_approved_the_minutes(made: Council) -> None:
    met(made)
    hand, where = clerk("democratic-services"), f"/desk/record/meetings/{made.meeting.key}/minutes"
    found = gone_through(hand, where, "at_meeting", r'<option value="(MANY-\d+)"')
    assert list(chain(*found)) == [f"MANY-{n}" for n in range(MANY)]
    hand.press("They were approved", {"at_meeting": f"MANY-{MANY - 1}"})
    made.minutes.refresh_from_db()
    assert made.minutes.approved_at_meeting == m.Meeting.objects.get(reference=f"meeting/MANY-{MANY - 1}")
