"""Promises about wards: each case keeps the one that it is about, and asks the database nothing to find it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.acquainted import ASHA, POTHOLE, case_of, person
from tests.rooms.council import MILL_LANE, WEDNESDAY, finished, in_force

from guildhall.kernel.model import Json
from guildhall.serve.casework import opening
from guildhall.serve.casework.wards import street_of, ward, ward_of
from guildhall.serve.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
ORCHARD_RISE = {"line1": "27 Orchard Rise", "postcode": "ZZ2 1GH"}
GARTH_COURT = {"line1": "Flat 3 Garth Court", "postcode": "ZZ1 4EF"}


def test_a_case_keeps_the_ward_that_it_is_about() -> None:
    live = in_force()
    opened = [
        opening.submit(journey=finished(live, address=home).id, actor=ASHA, channel="web", at=WEDNESDAY)
        for home in (MILL_LANE, ORCHARD_RISE)
    ]
    kept = dict(Case.objects.values_list("reference", "ward"))
    assert [kept[each.reference] for each in opened] == ["mill-lane", "orchard-and-weir"]


def test_the_ward_is_found_without_a_statement() -> None:
    live = in_force()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert ward_of(service=live.compiled, answers={"address": MILL_LANE}) == "mill-lane"
    assert len(asked) == 0


@pytest.mark.parametrize(
    ("home", "code", "street"),
    [
        (GARTH_COURT, "harbour", "Garth Court"),
        (GARTH_COURT | {"uprn": "900000000004"}, "mill-lane", "Garth Court"),
        ({"line1": "12-14 Harbour Street", "postcode": "zz13cd"}, "harbour", "Harbour Street"),
        ({"line1": "12a Harbour Street", "postcode": ""}, "", "Harbour Street"),
        ({"line1": "Unit 4, 3 The Parade, Block 7"}, "", ""),
        ({"line1": "9 Unlisted Row", "postcode": "ZZ9 9ZZ"}, "", "Unlisted Row"),
        ({"noFixedAddress": True, "near": "the bus station"}, "", ""),
    ],
)
def test_a_home_has_a_ward_and_a_street_and_its_number_is_not_told(home: Json, code: str, street: str) -> None:
    service = in_force().compiled
    assert ward_of(service=service, answers={"address": home}) == code
    assert street_of(service=service, answers={"address": home}) == street


def test_where_something_happened_goes_before_where_somebody_lives() -> None:
    there = {"description": "Outside the bakery, zz2 1gh"}
    hole = case_of(in_force("street-problem"), person("Vera Lind"), **POTHOLE | {"where": there})
    assert Case.objects.get(reference=hole.reference).ward == "orchard-and-weir"


def test_no_ward_has_an_unknown_code() -> None:
    assert ward(code="nowhere") is None
    found = ward(code="harbour")
    assert found is not None
    assert found.name == "Harbour"
