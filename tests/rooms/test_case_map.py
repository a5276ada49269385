"""Promises of the map of cases: it is drawn to scale, says what its table says, and shows nobody who is protected."""

from datetime import timedelta
from decimal import Decimal
from math import hypot
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.acquainted import POTHOLE, case_of, person
from tests.rooms.council import AMIR, WEDNESDAY, in_force
from tests.rooms.deskwork import Clerk, clerk

from guildhall.kernel.distance import Point, metres
from guildhall.people.door import protect
from guildhall.serve.casework import spots
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
HERE = Point(Decimal("54.771900"), Decimal("-1.570400"))
DEGREES = st.decimals(min_value=0, max_value=Decimal("0.1"), places=6)
POINTS = st.lists(
    st.builds(lambda up, along: Point(HERE.latitude + up, HERE.longitude + along), DEGREES, DEGREES),
    min_size=1,
    max_size=40,
)


def pothole(name: str, up: int = 0, along: int = 0, **columns: Any) -> CaseValue:
    """A pothole so many ten-thousandths of a degree from here."""
    case = case_of(in_force("street-problem"), person(name), **POTHOLE)
    Case.objects.filter(id=case.id).update(
        latitude=HERE.latitude + Decimal(up) / 10_000, longitude=HERE.longitude + Decimal(along) / 10_000, **columns
    )
    return case


@given(POINTS)
def test_every_point_is_on_one_spot_within_the_sheet_and_all_spots_stand_clear(points: list[Point]) -> None:
    drawn = spots.plan(points)
    assert drawn is not None
    assert sorted(each for spot in drawn.spots for each in spot.points) == list(range(len(points)))
    for spot in drawn.spots:
        assert 17 <= spot.x <= spots.WIDTH - 17
        assert 17 <= spot.y <= spots.HEIGHT - 17
    for one in drawn.spots:
        for other in drawn.spots:
            assert one is other or hypot(one.x - other.x, one.y - other.y) >= 32


@given(POINTS)
def test_lengths_on_the_sheet_are_to_scale_and_north_is_up(points: list[Point]) -> None:
    drawn = spots.plan(points)
    assert drawn is not None
    alone = [spot for spot in drawn.spots if len(spot.points) == 1]
    for one in alone:
        for other in alone:
            there, here = points[one.points[0]], points[other.points[0]]
            on_sheet = hypot(one.x - other.x, one.y - other.y) / drawn.apart * drawn.step
            assert abs(on_sheet - metres(there, here)) <= 0.02 * metres(there, here) + 3 * drawn.step / drawn.apart
            if there.latitude > here.latitude:
                assert one.y <= other.y


def test_without_a_point_there_is_nothing_to_draw() -> None:
    assert spots.plan([]) is None


def test_the_map_and_its_table_say_the_same(tom: Clerk) -> None:
    near, beside, far = pothole("Ann Ash"), pothole("Bob Birch"), pothole("Cy Cedar", 200, 200)
    nowhere = case_of(in_force("street-problem"), person("Dee Dunn"), **POTHOLE)
    Case.objects.filter(id=nowhere.id).update(ward="harbour")
    tom.open("/desk/cases").follow("These on a map")
    marks = tom.page.xpath("//*[local-name()='svg']//*[local-name()='a']")
    assert [each.get("aria-label").partition(":")[2].partition(",")[0].strip() for each in marks] == [
        "1 case",
        "2 cases",
    ]
    for mark, cases in zip(marks, ([far], [near, beside]), strict=True):
        [table] = tom.page.xpath(f"//*[@id='{mark.get('href')[1:]}']")
        assert {str(each.text) for each in table.xpath(".//tbody/tr/th/a")} == {each.reference for each in cases}
    rest = " ".join(tom.page.xpath("//h3[contains(., 'Harbour')]/following-sibling::table")[0].text_content().split())
    assert nowhere.reference in rest


def test_whoever_is_protected_is_on_no_map_and_their_street_and_ward_in_no_table() -> None:
    shown = pothole("Ann Ash")
    hidden = pothole("Carys Hughes", 10, 10, ward="harbour")
    row = Case.objects.get(id=hidden.id)
    protect(reference=row.customer, actor=AMIR, at=WEDNESDAY)
    for role in ("service-officer", "advisor", "administrator"):
        who = clerk(role, name=f"{role.title()} Pell").open("/desk/cases/map")
        assert [each.get("href") for each in who.page.xpath("//*[local-name()='svg']//*[local-name()='a']")] == [
            "#place-1"
        ]
        assert shown.reference in who.page.xpath("//*[@id='place-1']")[0].text_content()
        assert "Place withheld" in who.main
        [line] = who.page.xpath(f"//tbody/tr[th/a[.='{hidden.reference}']]")
        assert "withheld" in line.text_content()
        assert "Harbour" not in line.text_content()


def test_whoever_is_protected_is_found_by_no_ward_but_by_those_who_work_there() -> None:
    hidden, other = pothole("Carys Hughes", ward="harbour"), pothole("Ola Brandt", ward="harbour")
    protect(reference=hidden.customer, actor=AMIR, at=WEDNESDAY)
    advisor, officer = clerk("advisor", name="Ada Vane"), clerk("service-officer", name="Bo Lind")
    for who, address, seen in (
        (advisor, "/desk/cases?ward=harbour", [other]),
        (officer, "/desk/cases?ward=harbour", [hidden, other]),
        (officer, "/desk/cases/map?ward=harbour", [other]),
        (advisor, "/desk/cases", [hidden, other]),
    ):
        who.open(address)
        assert [each for each in (hidden, other) if each.reference in who.source] == seen


def test_the_map_shows_what_the_rule_of_sight_and_the_choice_say_and_nothing_else() -> None:
    ours, theirs = pothole("Ann Ash"), pothole("Bob Birch", 50, team="trees")
    late = pothole("Cy Cedar", 90, earliest_on=WEDNESDAY.date() - timedelta(days=2))
    lena = clerk("service-officer", team=ours.team, name="Lena Farrow")
    lena.open("/desk/cases/map")
    assert ours.reference in lena.main
    assert theirs.reference not in lena.main
    lena.open("/desk/cases/map?state=late")
    assert late.reference in lena.main
    assert ours.reference not in lena.main
    assert lena.page.xpath("//*[local-name()='svg']//*[local-name()='a']")[0].get("aria-label").endswith("late")
    lena.open("/desk/cases?state=late").press("Save", {"name": "Late"}).follow("These on a map")
    assert late.reference in lena.main
    assert lena.open("/desk/cases/filters/999999/map").status == 404


def test_the_map_asks_the_database_the_same_however_many_cases_are_on_it(tom: Clerk) -> None:
    counted = []
    for more in (1, 4):
        for number in range(more):
            pothole(f"Ann Ash {more} {number}", number * 30, assigned_to=tom.reference)
        tom.open("/desk/cases/map")
        with CaptureQueriesContext(connection) as captured:
            tom.open("/desk/cases/map")
        counted.append(len(captured))
    assert counted[0] == counted[1]
