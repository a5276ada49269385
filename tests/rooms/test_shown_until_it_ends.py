"""Promises that what a browser showed about a case is over with what let it see: a consent withdrawn, a protection begun."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from tests.rooms.acquainted import ASHA, about_vera, person
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk
from tests.rooms.promising import promised

from guildhall.estate.door import standing_at
from guildhall.people import door
from guildhall.serve.helping.withdrawing import withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

LATER, LATEST = WEDNESDAY + timedelta(minutes=10), WEDNESDAY + timedelta(minutes=20)


def helped(vera: str) -> int:
    """Mali may hear of what is Vera's."""
    return door.represent(
        principal=vera, agent=person("Mali Griffith"), basis="consent", powers=("hear",), wording="Mali may hear.",
        channel="phone", actor=ASHA, at=WEDNESDAY,
    ).id  # fmt: skip


def consent_withdrawn(vera: str) -> None:
    [given] = door.represented_by(reference=vera)
    withdraw(representation=given.id, channel="phone", actor=ASHA, at=LATER)


def protection_begun(vera: str) -> None:
    door.protect(reference=vera, actor=ASHA, at=LATER)


def protection_begun_under_another_record(vera: str) -> None:
    other = person("Vera L")
    door.assert_link(one=vera, other=other, actor=ASHA, at=WEDNESDAY)
    door.protect(reference=other, actor=ASHA, at=LATER)


def following(reference: str) -> Clerk:
    """A browser that has shown that it may see the case."""
    page = Clerk(Client(enforce_csrf_checks=True), "").open("/en/track")
    return page.press("", {"reference": reference, "detail": "vera.lind@example.org"})


@pytest.mark.parametrize("ends", [consent_withdrawn, protection_begun, protection_begun_under_another_record])
def test_whoever_saw_a_case_before_shows_again_that_they_may(ends: Callable[[str], None]) -> None:
    known = about_vera()
    helped(known.reference)
    before = following(known.bin.reference)
    assert "We received what you sent" in before.main
    with standing_at(LATER):
        ends(known.reference)
    with standing_at(LATEST):
        before.open(f"/en/track/{known.bin.reference}")
        assert before.address == f"/en/track?reference={known.bin.reference}"
        again = before.press("", {"reference": known.bin.reference, "detail": "vera.lind@example.org"})
        assert "We received what you sent" in again.main


@pytest.mark.parametrize("ends", [consent_withdrawn, protection_begun, protection_begun_under_another_record])
def test_whoever_saw_a_promise_to_call_back_shows_again_that_they_may(ends: Callable[[str], None]) -> None:
    known = person("Vera Lind", phone="01632 960101")
    helped(known)
    code = promised(known).code
    page = Clerk(Client(enforce_csrf_checks=True), "").open("/en/track")
    page.press("", {"reference": code, "detail": "Vera Lind"})
    assert "We will ring you on" in page.main
    with standing_at(LATER):
        ends(known)
    with standing_at(LATEST):
        page.open(f"/en/track/{code}")
        assert page.address == f"/en/track?reference={code}"
        assert "We will ring you on" in page.press("", {"reference": code, "detail": "Vera Lind"}).main


def test_nothing_is_over_because_of_what_ended_before_or_is_anothers() -> None:
    known, tomos = about_vera(), person("Tomos Lind")
    helped(known.reference)
    consent_withdrawn(known.reference)
    with standing_at(LATEST):
        page = following(known.bin.reference)
    with standing_at(LATEST + timedelta(minutes=5)):
        door.protect(reference=tomos, actor=ASHA, at=LATEST + timedelta(minutes=5))
        assert "We received what you sent" in page.open(page.address).main


def test_whoever_ends_it_on_that_page_goes_on_there() -> None:
    known = about_vera()
    helped(known.reference)
    page = following(known.bin.reference)
    with standing_at(LATER):
        page.open(page.address).press("End it now: Mali Griffith")
        assert "We received what you sent" in page.main
        assert "Mali Griffith" not in page.main
    with standing_at(LATEST):
        assert "We received what you sent" in page.open(page.address).main
