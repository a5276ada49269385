"""Promises about the reference of an appointment: it finds whoever is expected, as far as whoever searches may know it."""

import pytest
from tests.rooms.acquainted import ASHA, Acquaintance, about_vera
from tests.rooms.council import WEDNESDAY
from tests.rooms.deskwork import Clerk, clerk

from guildhall.people import door
from guildhall.serve.demo.places import open_places
from guildhall.serve.places.appointments import book, times
from guildhall.serve.places.expected import Purpose, Whom
from guildhall.serve.places.known import place

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def vera() -> Acquaintance:
    open_places(at=WEDNESDAY)
    return about_vera()


def expected(whom: Whom, case: str = "") -> str:
    """The Guildhall expects them; the reference of the appointment."""
    guildhall, purpose = place(slug="the-guildhall", at=WEDNESDAY), Purpose(case=case)
    _day, openings = times(place=guildhall, purpose=purpose, at=WEDNESDAY, days=1)[0]
    first = openings[0][0]
    return book(
        place=guildhall, starts_at=first, whom=whom, purpose=purpose, channel="phone", actor=ASHA, at=WEDNESDAY
    ).reference


def sought(who: Clerk, reference: str) -> Clerk:
    """Type it into the box."""
    return who.open("/desk/people").press("Find", {"typed": reference})


def test_it_leads_to_whoever_is_expected_however_it_is_typed(asha: Clerk, vera: Acquaintance) -> None:
    reference = expected(Whom(party=vera.reference))
    assert sought(asha, reference.lower().replace("-", " ")).address == f"/desk/people/{vera.key}"


def test_of_somebody_who_is_not_registered_it_leads_to_the_day_they_are_expected(
    asha: Clerk, vera: Acquaintance
) -> None:
    reference = expected(Whom(called="A woman called Gwen", way="sms", reach="07700 900101"))
    assert vera
    assert sought(asha, reference).address.startswith("/desk/places/the-guildhall/day?day=2026-11-")
    assert reference in asha.main


def test_about_another_teams_case_it_tells_nothing(vera: Acquaintance) -> None:
    streets = clerk("service-officer", team="street-cleaning", name="Idris Vance")
    sought(streets, expected(Whom(party=vera.reference), case=vera.bin.reference))
    assert "Nobody was found" in streets.main
    assert vera.key not in streets.source


def test_whose_it_is_who_is_protected_only_those_who_keep_people_safe_learn(asha: Clerk, vera: Acquaintance) -> None:
    reference = expected(Whom(party=vera.reference))
    door.protect(reference=vera.reference, actor=ASHA, at=WEDNESDAY)
    assert "Nobody was found" in sought(asha, reference).main
    assert vera.key not in asha.source
    keeper = clerk("safeguarding", name="Gwen Keeper")
    assert sought(keeper, reference).address == f"/desk/people/{vera.key}"
