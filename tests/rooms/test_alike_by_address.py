"""Promises of suggestions without a position: whoever gives an address or a postcode is shown what is near it, and is found by it."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.rooms.council import WEDNESDAY
from tests.rooms.reported import HOLE, POTHOLE, reported, streets

from guildhall.serve import clock
from guildhall.serve.desks.suggesting import suggested
from guildhall.serve.joining import likeness
from guildhall.serve.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ON_THE_MAP = {"description": "By the lamp post", "lat": "54.765200", "lon": "-1.549200"}
"""Six metres from the middle of ZZ1 3CD."""
BY_POSTCODE = {"description": "Outside the bakery, Harbour Street, zz1 3cd"}


@pytest.fixture(autouse=True)
def _wednesday() -> Iterator[None]:
    with clock.standing_at(WEDNESDAY):
        yield


@pytest.mark.parametrize(("theirs", "mine"), [(ON_THE_MAP, BY_POSTCODE), (BY_POSTCODE, ON_THE_MAP)])
def test_a_report_by_postcode_and_one_by_the_map_find_one_another(theirs: Any, mine: Any) -> None:
    street, danger = streets()
    other = reported(danger, HOLE | {"where": theirs})
    (found,) = likeness.alike(live=street, answers=POTHOLE | {"where": mine}, at=WEDNESDAY)
    assert (found.reference, found.metres, found.roughly) == (other.reference, 6, True)


def test_what_is_known_by_its_postcode_alone_is_told_as_near_and_comes_after_what_is_known_better() -> None:
    street, danger = streets()
    reported(danger, HOLE | {"where": BY_POSTCODE})
    reported(danger, HOLE | {"where": ON_THE_MAP | {"lat": "54.765500"}})
    answers = POTHOLE | {"where": ON_THE_MAP}
    told = [each.what for each in suggested(live=street, answers=answers, language="en", at=WEDNESDAY)]
    assert [each.rpartition(", ")[2] for each in told] == ["33 metres away", "somewhere near"]
    welsh = suggested(live=street, answers=answers, language="cy", at=WEDNESDAY)
    assert welsh[1].what.endswith("rhywle gerllaw")


def test_a_case_keeps_where_it_is_by_its_postcode_and_a_place_that_is_not_known_stays_unknown() -> None:
    street, _ = streets()
    known = reported(street, POTHOLE | {"where": BY_POSTCODE})
    unknown = reported(street, POTHOLE | {"where": {"description": "By the old oak"}})
    kept = dict(Case.objects.values_list("reference", "latitude"))
    assert str(kept[known.reference]) == "54.765200"
    assert kept[unknown.reference] is None
