"""Which way in would serve an area of which fewer come than were to be expected: the one by which areas with as much need do come."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from guildhall.kernel.measures.figures import SMALLEST

ALIKE = 3
"""So many areas with about as much need, of which none is flagged, show what is usual."""
_TENS = 10


@dataclass(frozen=True, slots=True)
class Lack:
    """A way in by which fewer came than by what is usual: how many fewer, to the nearest ten, and the usual share in percent."""

    channel: str
    fewer: int
    usual: int


def lacking(
    area: str,
    *,
    came: Mapping[str, Mapping[str, int]],
    expected: Mapping[str, float],
    need: Mapping[str, float],
    flagged: Collection[str],
) -> tuple[Lack, ...]:
    """The ways in by which an area lacks most, first. ``came`` are contacts by area and way, ``need`` is of one person of each area."""
    others = (each for each in expected if each not in flagged)
    alike = sorted(others, key=lambda each: (abs(need[each] - need[area]), each))[:ALIKE]
    return tuple(sorted(_lacks(area, alike, came, expected), key=lambda each: (-each.fewer, each.channel)))


def _lacks(
    area: str, alike: Collection[str], came: Mapping[str, Mapping[str, int]], expected: Mapping[str, float]
) -> Iterator[Lack]:
    total = sum(sum(came.get(each, {}).values()) for each in alike)
    for channel in sorted({channel for each in alike for channel in came.get(each, {})}):
        usual = sum(came.get(each, {}).get(channel, 0) for each in alike)
        here = came.get(area, {}).get(channel, 0)
        fewer = round((expected[area] * usual / total - here) / _TENS) * _TENS
        if usual >= SMALLEST and fewer > 0:
            yield Lack(channel, fewer, round(100 * usual / total))
