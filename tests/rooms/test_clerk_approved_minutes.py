"""Minutes that a meeting approved are put right where a later meeting agreed, or as a slip of which an officer says so; never silently."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, EVENING, Council, approved, decided
from tests.rooms.deskwork import Clerk, clerk

from guildhall.decide import models as m
from guildhall.decide.addresses import address
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.agendas import put_item
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.bodies import enter_person
from guildhall.decide.keeping.meetings import call_meeting, cancel_meeting
from guildhall.decide.keeping.minutes import approve_minutes, correct_minutes
from guildhall.decide.keeping.publishing import publish_agenda, versions
from guildhall.decide.keeping.recording import NotRecorded

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

NEXT = AFTER + timedelta(days=20)
BY: dict[str, Any] = {"actor": CLERK, "at": AFTER}
WELCOMED = "The Cabinet welcomed it warmly."


@pytest.fixture
def made() -> Iterator[Council]:
    with standing_at(NEXT):
        yield decided()


def officer() -> m.Person:
    return enter_person(name="Orla Ogden", kind="officer", **BY)


def at_desk(made: Council) -> Clerk:
    return clerk("democratic-services").open(f"/desk/record/meetings/{made.meeting.key}/minutes")


def reasons(made: Council) -> list[str]:
    return [each.reason for each in versions(reference=made.minutes.reference)]


def wrong(hand: Clerk) -> set[str]:
    return {each.get("id") for each in hand.page.xpath("//main//p[contains(@class, 'govuk-error-message')]")}


def put(hand: Clerk, made: Council, **typed: object) -> set[str]:
    hand.press("Publish a new version", {f"says-{made.item.key}": WELCOMED, "reason": "A word was left out.", **typed})
    return wrong(hand)


def test_a_reason_alone_changes_no_minutes_that_were_approved(made: Council) -> None:
    approved(made)
    hand = at_desk(made)
    assert put(hand, made) == {"agreed_at-error"}
    with pytest.raises(NotRecorded, match="approved: agreed_at"):
        correct_minutes(
            minutes=made.minutes, passages=[(made.item, "", WELCOMED)], why=Correction(CLERK, NEXT, "A word")
        )
    assert reasons(made) == ["", "Approved as a correct record"]
    assert m.Minute.objects.get().text.strip() == "The Cabinet welcomed it."


def test_the_later_meeting_that_agreed_is_named_with_its_day_and_item_and_the_difference_shows(made: Council) -> None:
    item = approved(made)
    hand = at_desk(made)
    there = item.meeting.key
    assert put(hand, made, agreed_at=there) == {"agreed_item-error"}
    assert put(hand, made, agreed_at=there, agreed_item="9") == {"agreed_item-error"}
    assert put(hand, made, agreed_at="", agreed_item=item.number) == {"agreed_at-error"}
    assert put(hand, made, agreed_at=there, agreed_item=item.number) == set()
    said = "A word was left out. Agreed by Cabinet on 26 March 2026, item 1"
    assert reasons(made)[-1] == said
    page = Client().get(address("en", "versions", made.minutes.key, "minutes")).content.decode()
    assert said in page
    assert re.search("<ins>[^<]*warmly[^<]*</ins>", page)


def test_a_slip_is_put_right_by_an_officer_who_is_named_and_stands_as_one_beside_the_difference(made: Council) -> None:
    approved(made)
    who = officer()
    assert put(at_desk(made), made, slip_by=who.key) == set()
    said = "A word was left out. A clerical slip, as Orla Ogden says"
    assert reasons(made)[-1] == said
    assert said in Client().get(address("en", "versions", made.minutes.key, "minutes")).content.decode()


def test_it_is_one_of_the_two_and_no_member_says_that_it_is_a_slip(made: Council) -> None:
    item, who = approved(made), officer()
    told = {"agreed_at": item.meeting.key, "agreed_item": item.number, "slip_by": who.key}
    assert put(at_desk(made), made, **told) == {"slip_by-error"}
    with pytest.raises(NotRecorded, match="no-officer"):
        correct_minutes(
            minutes=made.minutes, passages=[(made.item, "", WELCOMED)],
            why=Correction(CLERK, NEXT, "A word", slip_by=made.leader),
        )  # fmt: skip


@pytest.mark.parametrize(("days", "is_published", "code"), [(60, True, "not-yet"), (10, False, "stands-on-a-draft")])
def test_a_meeting_to_come_or_an_agenda_that_is_a_draft_agreed_to_nothing(
    made: Council, days: int, is_published: bool, code: str
) -> None:
    approved(made)
    other = call_meeting(body=made.cabinet, starts_at=EVENING + timedelta(days=days), **BY)
    item = put_item(meeting=other, title="Minutes", **BY)
    if is_published:
        publish_agenda(meeting=other.reference, **BY)
    why = Correction(CLERK, NEXT, "A word", agreed_at=item)
    with pytest.raises(NotRecorded, match=code):
        correct_minutes(minutes=made.minutes, passages=[(made.item, "", WELCOMED)], why=why)


def test_a_meeting_that_was_cancelled_agreed_to_nothing(made: Council) -> None:
    approved(made)
    other = call_meeting(body=made.cabinet, starts_at=EVENING + timedelta(days=10), **BY)
    item = put_item(meeting=other, title="Minutes", **BY)
    publish_agenda(meeting=other.reference, **BY)
    cancel_meeting(meeting=other, why="Snow", **BY)
    with pytest.raises(NotRecorded, match="cancelled: agreed_at"):
        correct_minutes(
            minutes=made.minutes, passages=[(made.item, "", WELCOMED)],
            why=Correction(CLERK, NEXT, "A word", agreed_at=item),
        )  # fmt: skip


def test_what_minutes_tell_of_is_no_slip_of_whoever_wrote_them(made: Council) -> None:
    approved(made)
    hand = clerk("democratic-services").open(f"/desk/record/corrections/motion/{made.motion.key}")
    assert not hand.has("slip_by")
    hand.press("Publish a new version", {"text": "Other", "reason": "A slip"})
    assert wrong(hand) == {"agreed_at-error"}


def test_minutes_are_approved_once_and_what_does_not_differ_is_no_correction(made: Council) -> None:
    item = approved(made)
    with pytest.raises(NotRecorded, match="approved-already"):
        approve_minutes(minutes=made.minutes, at_meeting=item.meeting, actor=CLERK, at=NEXT)
    passages = [(each.item, each.number, each.text) for each in m.Minute.objects.all()]
    with pytest.raises(NotRecorded, match="nothing-differs"):
        correct_minutes(minutes=made.minutes, passages=passages, why=Correction(CLERK, NEXT, "None", agreed_at=item))
