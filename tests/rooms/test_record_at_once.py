"""Promises of the record while two hands keep it at once: both votes stand, nobody's interest is overlooked, nothing is opened twice."""

from typing import Any

import pytest
from django.db import transaction
from tests.rooms.at_once import Other
from tests.rooms.decided import AFTER, CLERK, NOW, decided

from guildhall.decide import models as m
from guildhall.decide.authority.declarations import declare
from guildhall.decide.keeping.agendas import lift_restriction, put_item, restrict
from guildhall.decide.keeping.motions import move, take_vote
from guildhall.decide.keeping.recording import NotRecorded

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
BY: dict[str, Any] = {"actor": CLERK, "at": NOW}


def moved() -> tuple[m.Motion, m.Person]:
    """What was moved and not voted on yet, and a member who may have an interest in it."""
    made = decided(published=False)
    item = put_item(meeting=made.meeting, title="The depot", **BY)
    return move(item=item, text="That it be closed", mover=made.leader, **BY), made.shield


def vote(motion: m.Motion, who: m.Person) -> None:
    take_vote(motion=motion, names={who: "yes"}, result="pass", as_it_happened=True, **BY)


def interest(motion: m.Motion, who: m.Person) -> None:
    declare(meeting=motion.item.meeting, item=motion.item, person=who, kind="disclosable-pecuniary", **BY)


def test_two_votes_that_are_entered_at_once_both_stand() -> None:
    motion, who = moved()
    other = Other(lambda: vote(motion, who))
    with transaction.atomic():
        vote(motion, who)
        other.begin()
    assert other.end() is None
    assert set(motion.vote_events.values_list("place", flat=True)) == {1, 2}


@pytest.mark.parametrize(("first", "second"), [(vote, interest), (interest, vote), (interest, interest)])
def test_a_vote_and_the_interest_that_forbids_it_are_reported_once_whichever_was_first(first: Any, second: Any) -> None:
    motion, who = moved()
    if first is second:
        vote(motion, who)
    other = Other(lambda: second(motion, who))
    with transaction.atomic():
        first(motion, who)
        other.begin()
    assert other.end() is None
    assert m.Concern.objects.get().person == who


def test_what_is_withheld_is_opened_once_with_the_reason_of_whoever_was_first() -> None:
    row = restrict(record=decided().report, paragraph="3", public_interest="The price", text="Three pounds", **BY)
    other = Other(lambda: lift_restriction(restriction=row, why="I say so too", actor=CLERK, at=AFTER))
    with transaction.atomic():
        lift_restriction(restriction=row, why="It is paid", actor=CLERK, at=AFTER)
        other.begin()
    failed = other.end()
    assert isinstance(failed, NotRecorded)
    assert failed.code == "lifted"
    assert m.Restriction.objects.get().lifted_why == "It is paid"
    assert m.Publication.objects.filter(reason="What was withheld is open: It is paid").count() == 1
