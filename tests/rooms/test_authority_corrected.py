"""What a use of a power or a call-in says is put right as it was entered: on which day somebody was asked, and when it came."""

from datetime import date, datetime

import pytest
from django.test import Client
from tests.rooms.decided import CLERK, LONDON, decided
from tests.rooms.delegated import AFTER_IT, BEFORE, LATER, power
from tests.rooms.deskwork import Clerk, clerk
from tests.rooms.test_decide_call_ins import members, taken

from guildhall.decide import models as m
from guildhall.decide.addresses import address
from guildhall.decide.authority.call_ins import enter, settle, withdraw
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.bodies import found_body
from guildhall.decide.keeping.publishing import publish, versions
from guildhall.decide.models.record import Cited

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
WEDNESDAY = datetime(2026, 3, 18, 9, 0, tzinfo=LONDON)
TUESDAY = datetime(2026, 3, 17, 16, 0, 30, tzinfo=LONDON)


def correcting(row: Cited) -> Clerk:
    return clerk("democratic-services").open(f"/desk/record/corrections/{row.reference}")


def after_it(row: m.DelegationUse) -> m.Exhibit:
    """The text from after a use, as it now is."""
    row.refresh_from_db()
    assert row.after is not None
    return row.after


def told(row: Cited) -> str:
    """What everybody reads of a record's versions."""
    kind, _, key = row.reference.partition("/")
    return Client().get(address("en", "versions", key, kind)).content.decode()


def called_in() -> m.CallIn:
    """A decision that can be called in until Friday 20 March 2026, and was on the Tuesday."""
    row = enter(
        decision=taken(decided()), signatories=members(), grounds="Nobody was asked", requested_at=TUESDAY, actor=CLERK,
        at=WEDNESDAY,
    )  # fmt: skip
    publish(reference=row.reference, actor=CLERK, at=WEDNESDAY)
    row.refresh_from_db()
    return row


def test_the_day_on_which_somebody_was_asked_first_is_put_right_and_lies_before_the_use() -> None:
    made = power()
    row = made.used()
    for each in (made.delegation, row):
        publish(reference=each.reference, actor=CLERK, at=LATER)
    asked = row.met.get(term__kind="consultee")
    box = f"consulted-{asked.pk}"
    with standing_at(LATER):
        hand = correcting(row)
        hand.press("Publish a new version", {box: "2 5 2026", "reason": "The letter has another day"})
        assert f"{box}-error" in hand.source
        assert len(versions(reference=row.reference)) == 1
        hand.press("Publish a new version", {box: "", "reason": "It has none"})
        assert "Write on which day they were asked" in hand.main
        hand.press("Publish a new version", {box: "29 4 2026", "reason": "The letter has another day"})
    asked.refresh_from_db()
    assert asked.on == date(2026, 4, 29)
    assert "<del>2026-04-28</del><ins>2026-04-29</ins>" in told(row)
    assert "The letter has another day" in told(row)


def test_both_texts_of_a_use_are_put_right_and_those_that_were_published_stay_to_be_read() -> None:
    made = power()
    row = made.used()
    for each in (made.delegation, row):
        publish(reference=each.reference, actor=CLERK, at=LATER)
    was = address("en", "exhibit", after_it(row).key)
    with standing_at(LATER):
        hand = correcting(row)
        hand.press("Publish a new version", {"after": "", "reason": "It was never so"})
        assert "Give both texts, or neither" in hand.main
        said = "We answer within two working days, by post in three."
        hand.press("Publish a new version", {"after": said, "reason": "The text had a second half"})
    new = after_it(row)
    assert (row.before and row.before.content, new.content, new.source) == (BEFORE, said, "/services/missed-bin")
    assert "by post in three" in told(row)
    assert "The text had a second half" in told(row)
    assert Client().get(was).content.decode() == AFTER_IT
    assert Client().get(address("en", "exhibit", new.key)).content.decode() == said


def test_the_text_of_a_use_that_was_never_published_is_read_by_nobody_once_it_is_put_right() -> None:
    made = power()
    row = made.used()
    publish(reference=made.delegation.reference, actor=CLERK, at=LATER)
    was = address("en", "exhibit", after_it(row).key)
    with standing_at(LATER):
        correcting(row).press("Put it right", {"after": "We answer within a day."})
    publish(reference=row.reference, actor=CLERK, at=LATER)
    assert Client().get(was).status_code == 404
    assert Client().get(address("en", "exhibit", after_it(row).key)).status_code == 200


def test_when_a_call_in_was_received_is_put_right_within_the_time_in_which_it_could_be_made() -> None:
    row = called_in()
    with standing_at(datetime(2026, 3, 24, 9, 0, tzinfo=LONDON)):
        hand = correcting(row)
        for wrong in ("25 3 2026", "11 3 2026", "23 3 2026"):  # not yet, not decided yet, too late
            hand.press("Publish a new version", {"requested_at": wrong, "reason": "Another day"})
            assert "requested_at-error" in hand.source
        hand.press("Publish a new version", {"requested_at": "16 3 2026", "requested_at-time": ""})
        assert "Write the day and the time at which it was received" in hand.main
        hand.press("Publish a new version", {"requested_at-time": "10:15", "reason": "It came on the Monday"})
    row.refresh_from_db()
    received = datetime(2026, 3, 16, 10, 15, tzinfo=LONDON)
    assert {row.requested_at, *row.signatures.values_list("at", flat=True)} == {received}
    assert [each.reason for each in versions(reference=row.reference)] == ["", "It came on the Monday"]


def test_a_call_in_came_before_what_became_of_it() -> None:
    row = called_in()
    body = found_body(name="Scrutiny", kind="scrutiny", actor=CLERK, at=WEDNESDAY)
    on = date(2026, 3, 18)
    settle(call_in=row, outcome="confirmed", on=on, says="It may stand", by=body, actor=CLERK, at=WEDNESDAY)
    with standing_at(datetime(2026, 3, 24, 9, 0, tzinfo=LONDON)):
        hand = correcting(row).press("Publish a new version", {"requested_at": "19 3 2026", "reason": "Another day"})
        assert "Something that became of it is recorded on an earlier day" in hand.main


def test_the_time_at_which_it_came_stays_to_the_second_while_something_else_is_put_right() -> None:
    row = called_in()
    withdraw(call_in=row, actor=CLERK, at=WEDNESDAY)
    with standing_at(datetime(2026, 4, 24, 9, 0, tzinfo=LONDON)):
        correcting(row).press("Publish a new version", {"grounds": "The users were not asked", "reason": "As signed"})
    row.refresh_from_db()
    assert (row.requested_at, row.grounds) == (TUESDAY, "The users were not asked")
