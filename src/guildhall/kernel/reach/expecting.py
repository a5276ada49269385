"""How many contacts are to be expected of each area, if people of one age and one need came alike wherever they live.

This is indirect standardisation, as public health has it for rates of areas: what the whole council's people bring is laid on each
area by who lives there. So an old ward is not called unreached by a service for the young, nor a well-off one by a service for need.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from guildhall.kernel.reach.areas import Area

FIFTHS = range(1, 6)
"""Of deprivation: 1 is the most deprived fifth of areas."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How often people need a service, held to one another: by age band and by the fifth of deprivation, and where that is from.

    What is not named weighs 1. A weight has a day and a source, because it is somebody's finding and not ours.
    """

    by_age: Mapping[str, float] = field(default_factory=dict)
    by_fifth: Mapping[int, float] = field(default_factory=dict)
    since: date | None = None
    source: str = ""


def expected(areas: Sequence[Area], total: float, weights: Weights | None = None) -> dict[str, float]:
    """What each area, by its code, is expected to bring of a total. Where nobody lives, nothing is.

    An area of which the deprivation is not known weighs as the middle fifth does.
    """
    weights = weights or Weights()
    needs = {each.code: _need(each, weights) for each in areas}
    whole = sum(needs.values())
    return {code: total * need / whole if whole else 0.0 for code, need in needs.items()}


def _need(area: Area, weights: Weights) -> float:
    people = sum(count * weights.by_age.get(band, 1.0) for band, count in area.by_age.items())
    return people * weights.by_fifth.get(area.fifth or FIFTHS[2], 1.0)
