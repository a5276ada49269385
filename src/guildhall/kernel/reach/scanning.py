"""What came, held beside what was to be expected: which areas bring fewer contacts than chance and common unevenness explain.

Three things make a list of "low" areas false, and each is allowed for:

*chance*               So few or fewer are given their probability by a count's own distribution, not by a normal curve, which sees
                       wonders in small numbers.
*common unevenness*    Areas differ for many small reasons at once, so counts scatter more than Poisson's would. How much more is
                       estimated for each service from the cells themselves, their tenths at both ends drawn in so that a true
                       inequity does not hide itself (D. J. Spiegelhalter, "Handling over-dispersion of performance indicators",
                       Quality and Safety in Health Care 14, 2005), and each count is given a gamma-Poisson distribution.
*many comparisons*     Of what is flagged, at most one in twenty is to be expected false (Y. Benjamini and Y. Hochberg, 1995). Where
                       nobody is left out, at most one look in twenty flags anything at all.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import exp, fsum, isfinite, lgamma, log, sqrt
from operator import attrgetter
from statistics import NormalDist

from guildhall.kernel.measures.figures import Figure, Group, shown

LEAST_EXPECTED = 5.0
"""Where fewer are to be expected, nothing can be told. It looks at what is expected alone, so it favours no finding."""
FALSE_SHARE = 0.05
"""Of what is flagged, the share that may be false."""
_DRAWN_IN = 0.1
_ENDS = 5
"""Of so many cells at least one at either end is drawn in."""
_NORMAL = NormalDist()
_MOST_UNEVEN, _HALVINGS = 4.0, 17
_FEW = 10
"""A scatter is estimated from at least so many cells; of fewer, from all services together."""
_Z = 1.959964
_POISSON = 1e-9
_NOTHING = 1e-15


@dataclass(frozen=True, slots=True)
class Cell:
    """The contacts of one area (a code) and group about one service, observed and expected, over one period."""

    area: str
    service: str
    group: str
    observed: int
    expected: float


@dataclass(frozen=True, slots=True)
class Reached:
    """A cell, and what may be shown of it. ``ratio`` is observed to expected, with the interval that holds it (95 %).

    ``seen`` withholds a small number: then nothing else tells of it, and what ``cell`` observed is not for showing. ``chance`` is how
    probable so few or fewer are where nobody is left out; ``None`` where too few are expected to tell, or it is withheld. ``flagged``
    says that fewer came than chance, unevenness and the number of looks explain.
    """

    cell: Cell
    seen: Figure
    ratio: float | None
    low: float | None
    high: float | None
    chance: float | None
    flagged: bool


def scan(cells: Iterable[Cell]) -> tuple[Reached, ...]:
    """Judge every cell, in the order of service, area and group.

    Raises ``ValueError`` where a cell stands twice, or its counts are negative.
    """
    rows = sorted(cells, key=attrgetter("service", "area", "group"))
    _sound(rows)
    told = [each for each in rows if each.expected >= LEAST_EXPECTED]
    together = unevenness(told)
    chances: dict[Cell, float] = {}
    judged: list[tuple[Cell, Figure, float]] = []
    for _, some in groupby(rows, key=attrgetter("service")):
        of_service = list(some)
        enough = [each for each in of_service if each.expected >= LEAST_EXPECTED]
        spread = unevenness(enough) if len(enough) >= _FEW else together
        chances |= {each: chance_of_so_few(each.observed, each.expected, spread) for each in enough}
        judged += ((cell, figure, spread) for cell, figure in zip(of_service, _seen(of_service), strict=True))
    limit = _limit(sorted(chances.values()))
    return tuple(_reached(cell, figure, spread, chances.get(cell), limit) for cell, figure, spread in judged)


def unevenness(cells: Sequence[Cell]) -> float:
    """By how much areas differ beyond chance: the variance of observed to expected. Nought where chance explains all.

    It is the one with which the cells, each taken by its own spread, scatter as much as a normal distribution does (R. C. Paule and
    J. Mandel, 1982): large cells show it, small ones hide it behind chance. It is taken one standard error high, because one that is
    too low takes chance for a finding.
    """
    if len(cells) < 2:
        return 0.0
    scattered = [
        [(2 * (sqrt(each.observed + 0.375) - sqrt(each.expected + 0.125)), each.expected) for each in some]
        for _, some in groupby(sorted(cells, key=attrgetter("service")), key=attrgetter("service"))
    ]
    low, high = 0.0, _MOST_UNEVEN
    to_be_had = 1 - sqrt(2 / (len(cells) - 1))
    if _scatter(scattered, low) <= to_be_had:
        return low
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _scatter(scattered, middle) > to_be_had else (low, middle)
    return high


def _scatter(scattered: Sequence[Sequence[tuple[float, float]]], spread: float) -> float:
    """The variance of what is scattered in each service, each by its own spread, held to a normal distribution's.

    The ends of each service are drawn in by themselves: an area that is left out is so in many of them.
    """
    off, free = 0.0, 0
    for some in scattered:
        taken = sorted(by / sqrt(1 + spread * expected) for by, expected in some)
        cut = max(1, int(len(taken) * _DRAWN_IN)) if len(taken) >= _ENDS else 0
        inner = taken[cut : len(taken) - cut]
        drawn = [inner[0]] * cut + inner + [inner[-1]] * cut
        middle = fsum(drawn) / len(drawn)
        off += fsum((each - middle) ** 2 for each in drawn) / _left_of_variance(cut / len(taken))
        free += len(taken) - 1
    return off / free if free else 0.0


@cache
def _left_of_variance(part: float) -> float:
    """What is left of a normal distribution's variance when such a part at both ends is drawn in: 0.6787 of a tenth."""
    if not part:
        return 1.0
    at = _NORMAL.inv_cdf(1 - part)
    return 1 - 2 * part - 2 * at * _NORMAL.pdf(at) + 2 * part * at**2


def chance_of_so_few(observed: int, expected: float, spread: float) -> float:
    """How probable a count is that is no larger, of a gamma-Poisson distribution with this mean and this unevenness."""
    if observed >= expected:
        return 1.0
    if spread < _POISSON:
        term = exp(observed * log(expected) - expected - lgamma(observed + 1))
        return _summed(term, observed, lambda k: k / expected)
    shape = 1 / spread
    term = exp(
        lgamma(observed + shape)
        - lgamma(shape)
        - lgamma(observed + 1)
        + shape * log(shape / (shape + expected))
        + observed * log(expected / (shape + expected))
    )
    step = (shape + expected) / expected
    return _summed(term, observed, lambda k: k * step / (k - 1 + shape))


def _summed(term: float, observed: int, down: Callable[[int], float]) -> float:
    """A term and all below it, each made from the one above, until they are nothing beside their sum."""
    total = term
    for k in range(observed, 0, -1):
        term *= down(k)
        total += term
        if term < total * _NOTHING:
            break
    return min(1.0, total)


def _limit(chances: Sequence[float]) -> float:
    """The largest chance that is flagged, of all that were looked at: their chances in rising order. Below nought, none is."""
    kept = -1.0
    for place, chance in enumerate(chances, start=1):
        if chance <= FALSE_SHARE * place / len(chances):
            kept = chance
    return kept


def _seen(cells: Sequence[Cell]) -> Sequence[Figure]:
    """What may be shown of one service's counts: no small number, and none that the others give away."""
    groups = [Group(f"{each.area} {each.group}", each.observed) for each in cells]
    return shown("count", Group(None, sum(each.count for each in groups)), groups)[1]


def _reached(cell: Cell, seen: Figure, spread: float, chance: float | None, limit: float) -> Reached:
    flagged = chance is not None and chance <= limit
    if seen.withheld or cell.expected <= 0:
        return Reached(cell, seen, None, None, None, None, flagged)
    # On the scale of square roots a count's spread does not depend on its mean (F. J. Anscombe, 1948).
    root, reach = sqrt(cell.observed + 0.375), _Z / 2 * sqrt(1 + spread * cell.expected)
    low, high = max(0.0, root - reach) ** 2 / cell.expected, (root + reach) ** 2 / cell.expected
    return Reached(cell, seen, cell.observed / cell.expected, low, high, chance, flagged)


def _sound(cells: Sequence[Cell]) -> None:
    known: set[tuple[str, str, str]] = set()
    for each in cells:
        if each.observed < 0 or each.expected < 0 or not isfinite(each.expected):
            raise ValueError(f"{each.area}, {each.service}: a count is never less than nought")
        if (key := (each.service, each.area, each.group)) in known:
            raise ValueError(f"{each.area}, {each.service}, {each.group}: stands twice")
        known.add(key)
