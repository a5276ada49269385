"""Promises of the nightly round of forgetting: what fails keeps nothing else, and nobody goes of whom something is left."""

import logging
from datetime import datetime, timedelta

import pytest
from tests.rooms.acquainted import ASHA, POTHOLE, case_of, person
from tests.rooms.council import MILL_LANE, WEDNESDAY, in_force
from tests.rooms.deskwork import clerk

from guildhall.people.door import name_of
from guildhall.serve.casework import acts
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import Appointment, Case, HelpPlace
from guildhall.serve.places import post
from guildhall.serve.places.known import place
from guildhall.serve.privacy import retention
from guildhall.serve.privacy.attempting import unerased

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
OVER = WEDNESDAY + timedelta(days=30 * 36 + 40)
"""When a pothole's period is over."""
NIGHT = timedelta(days=1)


def edith() -> tuple[str, str]:
    """Edith Marsh, of whom nothing is left but a pothole that was filled: her reference, and the case's."""
    edith = person("Edith Marsh", phone="01632 960102", lives=MILL_LANE)
    case = case_of(in_force("street-problem"), edith, **POTHOLE)
    acts.close(case=case, outcome="done", told="Filled.", actor=ASHA, at=WEDNESDAY)
    return edith, case.reference


def gone(reference: str) -> datetime | None:
    return Case.objects.get(reference=reference).erased_at


def test_one_record_that_cannot_go_keeps_no_other_and_is_listed_until_it_has_gone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    (_, broken), (_, whole) = edith(), edith()
    Case.objects.filter(reference=broken).update(answers='{"name": "Edith Marsh"')
    with caplog.at_level(logging.ERROR):
        assert retention.forget(at=OVER) == 1
    assert (gone(broken), gone(whole)) == (None, OVER)
    [listed], more = unerased()
    assert (listed.record, listed.since, more) == (f"case/{broken}", OVER, False)
    assert broken in caplog.text
    assert "Edith" not in caplog.text
    officer = clerk("information-governance").open("/desk/privacy/retention")
    assert "What could not be erased" in officer.main
    assert broken in officer.main
    retention.forget(at=OVER + NIGHT)
    assert [(each.since, each.tried_at) for each in unerased()[0]] == [(OVER, OVER + NIGHT)]
    Case.objects.filter(reference=broken).update(answers="{}")
    assert retention.forget(at=OVER + 2 * NIGHT) == 1
    assert unerased() == ((), False)


def test_somebody_whose_post_is_held_stays_known_until_a_year_after() -> None:
    party, _ = edith()
    open_places(at=WEDNESDAY)
    post.hold(party=party, place=place(slug="the-guildhall", at=WEDNESDAY), actor=ASHA, at=WEDNESDAY)
    assert retention.forget(at=OVER) == 1
    assert name_of(reference=party) == "Edith Marsh"
    post.release(party=party, actor=ASHA, at=OVER)
    retention.forget(at=OVER + 300 * NIGHT)
    assert name_of(reference=party) == "Edith Marsh"
    retention.forget(at=OVER + 370 * NIGHT)
    assert name_of(reference=party) == ""


def test_somebody_with_an_appointment_stays_known_until_that_has_gone_too() -> None:
    party, _ = edith()
    open_places(at=WEDNESDAY)
    booked = OVER - NIGHT
    Appointment.objects.create(
        reference="RHYD4K7T",
        place=HelpPlace.objects.earliest("id"),
        starts_at=booked,
        ends_at=booked + timedelta(minutes=30),
        counter=1,
        party=party,
        language="en",
        channel="phone",
        booked_at=booked,
    )
    assert retention.forget(at=OVER) == 1
    assert name_of(reference=party) == "Edith Marsh"
    retention.forget(at=OVER + timedelta(days=366 * 7))
    assert name_of(reference=party) == ""
