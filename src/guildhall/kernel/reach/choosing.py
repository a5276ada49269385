"""What was offered and what was chosen, kept apart: digital take-up mostly shows what was offered.

In the census of 2021 the share of areas that were sent paper first explains nearly all of how many answered online. So choice is
measured only where there was one: where one way alone stood open, using it says nothing about anybody's wish.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from guildhall.kernel.measures.figures import Figure, Group, shown


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of coming in, of one area or of all: the share of contacts to which it was offered, and of those who had it and another
    beside it, the share who chose it. A small number is withheld from either."""

    area: str | None
    offered: Figure
    chosen: Figure


@dataclass(frozen=True, slots=True)
class Offered:
    """The contacts of an area: how many there were, how many had the way open to them, how many had another beside it, and how many
    of those took it."""

    area: str
    contacts: int
    had: int
    had_a_choice: int
    took: int


def chosen(counted: Sequence[Offered]) -> tuple[Choice, tuple[Choice, ...]]:
    """The whole, and each area in the order given. Raises ``ValueError`` where more chose than could, or more could than came."""
    for each in counted:
        if not 0 <= each.took <= each.had_a_choice <= each.had <= each.contacts:
            raise ValueError(f"{each.area}: more took a way than were offered it, or more were offered it than came")
    offered = _shares([(each.area, each.contacts, each.had) for each in counted])
    took = _shares([(each.area, each.had_a_choice, each.took) for each in counted])
    whole = Choice(None, offered[0], took[0])
    return whole, tuple(
        Choice(each.area, had, did) for each, had, did in zip(counted, offered[1], took[1], strict=True)
    )


def explained(pairs: Iterable[tuple[float, float]]) -> float | None:
    """How much of one figure another explains over many places, from 0 to 1: the square of their correlation.

    ``None`` where one of them is everywhere the same.
    """
    told = list(pairs)
    if not told:
        return None
    left, right = (fsum(each[side] for each in told) / len(told) for side in (0, 1))
    across = fsum((x - left) * (y - right) for x, y in told)
    spread = fsum((x - left) ** 2 for x, _ in told) * fsum((y - right) ** 2 for _, y in told)
    return across**2 / spread if spread else None


def _shares(counts: Sequence[tuple[str, int, int]]) -> tuple[Figure, tuple[Figure, ...]]:
    """Where nobody could, there is nothing to withhold and nothing to tell: a figure of none, without a value."""
    told = [Group(area, count, hits) for area, count, hits in counts if count]
    whole = Group(None, sum(each.count for each in told), sum(each.hits or 0 for each in told))
    figure, parts = shown("share", whole, told)
    by_area = {each.part: each for each in parts}
    return figure, tuple(by_area.get(area, Figure(area, 0, None)) for area, _, _ in counts)
