"""How far two points on the ground lie from one another, as the crow flies."""

from dataclasses import dataclass
from decimal import Decimal
from math import asin, cos, pi, radians, sin, sqrt

_EARTH = 6_371_009
"""Metres from the middle of the earth to its surface, on the mean (IUGG)."""

DEGREE = _EARTH * pi / 180
"""Metres in a degree of a great circle, as of latitude."""

_MILE = Decimal("1609.344")
"""Metres (Weights and Measures Act 1985, schedule 1)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point on the ground, in degrees (WGS 84)."""

    latitude: Decimal
    longitude: Decimal


def metres(one: Point, other: Point) -> int:
    """The distance in whole metres, along a great circle. The earth is taken as a ball, so up to half a hundredth amiss."""
    north, south = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude) - radians(one.longitude)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(across / 2) ** 2
    return round(2 * _EARTH * asin(sqrt(min(1.0, half))))


def miles(distance: int) -> Decimal:
    """A distance in metres as miles, to a tenth; never none, because nobody walks nought miles."""
    return max(Decimal("0.1"), (distance / _MILE).quantize(Decimal("0.1")))
