"""A figure with its uncertainty, and which figures are too small to show: what would tell of a few people is withheld, and said to be.

Where one part of a whole is withheld, it could be had by taking the others from the whole. So the smallest of the others is
withheld with it (secondary suppression, as the Government Statistical Service advises for tables of people).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

SMALLEST = 5
"""Fewer than so many are not shown."""

_Z = Decimal("1.959964")
"""Of a normal distribution, 95 per cent lies within so many standard deviations."""
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Group:
    """What was counted of one part: ``count`` rows, of which ``hits`` are what a share asks for, and the sums or the median.

    ``part`` is a code, ``None`` for what has none and for the whole.
    """

    part: str | None
    count: int
    hits: int | None = None
    top: int | None = None
    bottom: int | None = None
    median: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that may be shown. What is ``withheld`` has no value and no count; a share has the interval that holds it (95 %)."""

    part: str | None
    count: int | None
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    withheld: bool = False


def wilson(hits: int, count: int) -> tuple[Decimal, Decimal]:
    """The interval that holds a share with 95 per cent confidence (E. B. Wilson, 1927), to four places. Of none it is nought to one."""
    if count == 0:
        return Decimal(0), Decimal(1)
    n, share, z2 = Decimal(count), Decimal(hits) / count, _Z * _Z
    middle = share + z2 / (2 * n)
    reach = _Z * (share * (1 - share) / n + z2 / (4 * n * n)).sqrt()
    whole = 1 + z2 / n
    low, high = (middle - reach) / whole, (middle + reach) / whole
    return max(Decimal(0), low).quantize(_PLACES), min(Decimal(1), high).quantize(_PLACES)


def shown(kind: str, whole: Group, parts: Sequence[Group] = ()) -> tuple[Figure, tuple[Figure, ...]]:
    """The whole and its parts as they may be shown, in the order of the parts."""
    hidden = {place for place, each in enumerate(parts) if small(each)}
    if small(whole):
        hidden = set(range(len(parts)))
    spare = sorted(set(range(len(parts))) - hidden, key=lambda place: (parts[place].count, place))
    while hidden and spare and _given_away([parts[place] for place in hidden]):
        hidden.add(spare.pop(0))
    told = tuple(_figure(kind, each, place in hidden) for place, each in enumerate(parts))
    # Where all parts are withheld and are few even together, so is the whole.
    alone = bool(hidden) and not spare and _given_away([parts[place] for place in hidden])
    return _figure(kind, whole, small(whole) or (alone and len(parts) > 1)), told


def small(group: Group) -> bool:
    """Whether a figure of it would tell of a few people: of few rows, or of few that are the one or the other."""
    if group.hits is not None and (group.hits < SMALLEST or group.count - group.hits < SMALLEST):
        return True
    return group.count < SMALLEST


def _given_away(hidden: Sequence[Group]) -> bool:
    """Whether what is withheld could be had, or told of a few, once the rest is taken from the whole."""
    if len(hidden) == 1:
        return True
    hits = [each.hits for each in hidden]
    together = Group(None, sum(each.count for each in hidden))
    known = [each for each in hits if each is not None]
    return small(replace(together, hits=sum(known)) if len(known) == len(hits) else together)


def _figure(kind: str, group: Group, withheld: bool) -> Figure:
    if withheld:
        return Figure(group.part, None, None, withheld=True)
    if kind == "share" and group.hits is not None:
        low, high = wilson(group.hits, group.count)
        return Figure(group.part, group.count, (Decimal(group.hits) / group.count).quantize(_PLACES), low, high)
    if kind == "mean":
        told = (Decimal(group.top or 0) / group.bottom).quantize(Decimal("0.1")) if group.bottom else None
        return Figure(group.part, group.count, told)
    if kind == "duration":
        return Figure(group.part, group.count, None if group.median is None else Decimal(group.median))
    return Figure(group.part, group.count, Decimal(group.count))
