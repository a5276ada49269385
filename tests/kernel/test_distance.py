"""Promises about how far places lie from one another."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.distance import Point, metres, miles

points = st.builds(
    Point,
    st.decimals("49.5", "61.5", places=6),
    st.decimals("-9", "2.5", places=6),
)


def test_london_to_edinburgh_is_as_far_as_the_atlas_says() -> None:
    london, edinburgh = Point(Decimal("51.5074"), Decimal("-0.1278")), Point(Decimal("55.9533"), Decimal("-3.1883"))
    assert abs(metres(london, edinburgh) - 533_700) < 1_500


def test_a_second_of_latitude_is_thirty_one_metres() -> None:
    here, there = Point(Decimal("54.0"), Decimal("-1.5")), Point(Decimal("54.000278"), Decimal("-1.5"))
    assert metres(here, there) == 31


@given(points, points, points)
def test_a_way_round_is_never_shorter(one: Point, other: Point, third: Point) -> None:
    assert metres(one, other) == metres(other, one)
    assert metres(one, one) == 0
    assert metres(one, third) <= metres(one, other) + metres(other, third) + 2


def test_miles_are_told_to_a_tenth_and_are_never_nought() -> None:
    assert [miles(each) for each in (0, 805, 1609, 16_093)] == [Decimal(each) for each in ("0.1", "0.5", "1.0", "10.0")]
