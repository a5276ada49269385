"""A plan of where cases are: points on the ground laid out on a sheet, with those that would lie on one another drawn as one.

Pure. The sheet is drawn to scale, north at the top; over a council's area the earth is taken as flat.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, hypot, radians

from guildhall.kernel.distance import Point

WIDTH, HEIGHT = 480, 360
"""The size of the sheet, in units of its own."""

_MARGIN = 34
_APART = 34
"""Spots nearer to one another than this are drawn as one: each can be hit, and read."""

_LEAST = 400.0
"""So many metres at least lie across the sheet, however near the cases are to one another."""

_METRES_A_DEGREE = 111_195.0


@dataclass(frozen=True, slots=True)
class Spot:
    """One mark on the sheet: where it stands, and which of the points it stands for, by their places in the sequence."""

    x: int
    y: int
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A sheet with its spots, from the north to the south. ``step`` is metres between two lines, drawn ``apart`` units apart."""

    spots: tuple[Spot, ...]
    step: int
    apart: float

    @property
    def down(self) -> tuple[float, ...]:
        """Where lines stand that go from the north to the south."""
        return _lines(WIDTH, self.apart)

    @property
    def across(self) -> tuple[float, ...]:
        """Where lines stand that go from the west to the east."""
        return _lines(HEIGHT, self.apart)


def plan(points: Sequence[Point]) -> Plan | None:
    """The sheet on which all these points lie; ``None`` where there are none."""
    if not points:
        return None
    laid, units = _laid_out(points)
    groups = _gathered(laid)
    spots = (Spot(round(x), round(y), tuple(sorted(of))) for x, y, of in groups)
    step = _round_step(80 / units)
    return Plan(tuple(sorted(spots, key=lambda each: (each.y, each.x))), step, round(step * units, 1))


def _laid_out(points: Sequence[Point]) -> tuple[list[tuple[float, float]], float]:
    """Each point on the sheet, and how many units a metre has."""
    north, south = max(each.latitude for each in points), min(each.latitude for each in points)
    east, west = max(each.longitude for each in points), min(each.longitude for each in points)
    middle = (north + south) / 2, (east + west) / 2
    narrowing = cos(radians(middle[0]))

    def metres(each: Point) -> tuple[float, float]:
        return (
            float(each.longitude - middle[1]) * _METRES_A_DEGREE * narrowing,
            float(middle[0] - each.latitude) * _METRES_A_DEGREE,
        )

    wide = float(east - west) * _METRES_A_DEGREE * narrowing
    high = float(north - south) * _METRES_A_DEGREE
    units = min((WIDTH - 2 * _MARGIN) / max(wide, _LEAST), (HEIGHT - 2 * _MARGIN) / max(high, _LEAST * HEIGHT / WIDTH))
    return [(WIDTH / 2 + x * units, HEIGHT / 2 + y * units) for x, y in map(metres, points)], units


def _gathered(laid: Sequence[tuple[float, float]]) -> list[tuple[float, float, list[int]]]:
    """Points that would lie on one another, joined until all that are left stand clear. Each group stands in its middle."""
    groups = [(x, y, [number]) for number, (x, y) in enumerate(laid)]
    while True:
        near = next(
            (
                (first, second)
                for first, one in enumerate(groups)
                for second in range(first + 1, len(groups))
                if hypot(one[0] - groups[second][0], one[1] - groups[second][1]) < _APART
            ),
            None,
        )
        if near is None:
            return groups
        other, one = groups.pop(near[1]), groups[near[0]]
        ours, theirs = len(one[2]), len(other[2])
        groups[near[0]] = (
            (one[0] * ours + other[0] * theirs) / (ours + theirs),
            (one[1] * ours + other[1] * theirs) / (ours + theirs),
            one[2] + other[2],
        )


def _round_step(metres: float) -> int:
    """The next length above that is easily read: 50 m, 100 m, 200 m, 500 m, 1 km."""
    power = Decimal(10) ** Decimal(str(metres)).adjusted()
    return int(next(power * each for each in (1, 2, 5, 10) if power * each >= Decimal(str(metres))))


def _lines(length: int, apart: float) -> tuple[float, ...]:
    return tuple(round(apart * number, 1) for number in range(1, int(length / apart) + 1))
