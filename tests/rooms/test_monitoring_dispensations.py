"""A dispensation is ended early or put right, with a reason that everybody reads; a vote that it then never covered is reported."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, NOW, Council, decided, publish_all
from tests.rooms.deskwork import Clerk, clerk

from guildhall.decide import models as m
from guildhall.decide.addresses import address, address_of
from guildhall.decide.authority.declarations import declare
from guildhall.decide.authority.interests import grant, granted_for, register
from guildhall.decide.clock import standing_at
from guildhall.decide.keeping.publishing import publish, versions

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BY: dict[str, Any] = {"actor": CLERK, "at": NOW}
END, RIGHT = "End it then", "Put it right: The harbour dues"


@pytest.fixture
def made() -> Iterator[Council]:
    """A member voted at the meeting of 12 March 2026 under a dispensation for an interest that they declared there."""
    with standing_at(AFTER):
        made = decided(published=False)
        row = granted(made, register(person=made.shield, category="land", text="A quay", **BY))
        publish(reference=row.interest.reference, **BY)  # type: ignore[union-attr]  # given
        declare(
            meeting=made.meeting,
            item=made.item,
            person=made.shield,
            kind="disclosable-pecuniary",
            interest=row.interest,
            **BY,
        )
        publish_all(made)
        publish(reference=row.reference, **BY)
        assert not m.Concern.objects.exists()
        yield made


def granted(made: Council, interest: m.RegisteredInterest) -> m.Dispensation:
    return grant(
        person=made.shield, about="The harbour dues", ground="b", granted_on=date(2026, 2, 1), until=date(2027, 1, 31),
        post=made.head, interest=interest, **BY,
    )  # fmt: skip


def desk(made: Council) -> Clerk:
    return clerk("monitoring-officer").open(f"/desk/monitoring/register/{made.shield.key}")


def typed(**told: str) -> dict[str, str]:
    return {
        f"g{m.Dispensation.objects.get().pk}-{name.replace('_reason', '-reason')}": each for name, each in told.items()
    }


def test_a_dispensation_ends_early_with_a_reason_that_everybody_reads(made: Council) -> None:
    hand = desk(made).press(END, typed(ended="", ended_reason=""))
    assert hand.source.count("govuk-error-message") == 2
    hand.press(END, typed(ended="31 1 2027", ended_reason="He sold it"))
    assert "ends no earlier than was granted" in hand.main
    hand.press(END, typed(ended="31 1 2026", ended_reason="He sold it"))
    assert hand.source.count("govuk-error-message") == 1
    hand.press(END, typed(ended="20 3 2026", ended_reason="He sold it"))
    row = m.Dispensation.objects.get()
    assert [each.reason for each in versions(reference=row.reference)] == ["", "He sold it"]
    for where in (address("en", "interests"), address_of("en", made.shield.reference)):
        assert address("en", "versions", row.key, "dispensation") in Client().get(where).content.decode()
    told = Client().get(address("en", "versions", row.key, "dispensation")).content.decode()
    assert "He sold it" in told
    assert "2026-03-20" in told
    assert row.interest is not None
    found = {on: granted_for(interest=row.interest, on=on) for on in (date(2026, 3, 20), date(2026, 3, 21))}
    assert found == {date(2026, 3, 20): row, date(2026, 3, 21): None}
    assert not m.Concern.objects.exists()


def test_a_vote_that_it_never_covered_is_reported_once_that_is_known(made: Council) -> None:
    hand = desk(made).press(END, typed(ended="11 3 2026", ended_reason="It was withdrawn that day"))
    assert [(each.person, each.section) for each in m.Concern.objects.all()] == [(made.shield, "31(4)(b)")]
    hand.press(RIGHT, typed(until="31 1 2027", may_vote="no", reason="He may only speak"))
    assert m.Concern.objects.count() == 1


def test_what_was_granted_is_put_right_by_the_rules_by_which_it_is_granted(made: Council) -> None:
    hand = desk(made).press(RIGHT, typed(until="1 2 2030", about="", reason="The year was wrong"))
    assert hand.source.count("govuk-error-message") == 1
    hand.press(RIGHT, typed(until="1 2 2030", about="The harbour dues", reason="The year was wrong"))
    assert "four years" in hand.main
    hand.press(
        RIGHT, typed(until="31 1 2030", about="The harbour dues of Elverdon", ground="c", reason="The year was wrong")
    )
    row = m.Dispensation.objects.get()
    assert (row.about, row.ground, row.until) == ("The harbour dues of Elverdon", "c", date(2030, 1, 31))
    assert [each.reason for each in versions(reference=row.reference)] == ["", "The year was wrong"]
    hand.press("Put it right: The harbour dues of Elverdon", typed(reason="The year was wrong"))
    assert "Nothing differs from what stands" in hand.main


def test_a_draft_is_ended_without_a_version() -> None:
    made = decided(published=False)
    granted(made, register(person=made.shield, category="land", text="A quay", **BY))
    with standing_at(AFTER):
        desk(made).press(END, typed(ended="20 3 2026"))
    assert m.Dispensation.objects.get().until == date(2026, 3, 20)
    assert not m.Publication.objects.exists()
