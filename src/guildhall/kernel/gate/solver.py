"""The prover: Z3, loaded when the first definition is examined, with a budget of work and not of seconds.

The same question always gets the same answer, on a fast machine and on a slow one. What the budget does not settle is
``None``: not proved.
"""

from collections.abc import Iterable
from typing import Any

BUDGET = 4_000_000
"""Z3's count of its own steps for one question. The hardest question of a real form so far took under a tenth."""

Term = Any
"""A formula or a number of Z3's. Its library carries no types."""


def load() -> Any:
    """Give Z3."""
    import z3  # noqa: PLC0415 (heavy: loaded only when a definition is examined)

    return z3


class Solver:
    """Facts that are taken as given, and questions put to them one after another."""

    def __init__(self, z3: Any) -> None:
        self._solver = z3.SimpleSolver()
        self._solver.set("rlimit", BUDGET)
        self._solver.set("random_seed", 0)
        self._yes = z3.sat
        self._no = z3.unsat

    def take(self, *formulas: Term) -> None:
        """Take formulas as given."""
        self._solver.add(*formulas)

    def can_be(self, formulas: Iterable[Term]) -> bool | None:
        """Say whether all of these can be so together; ``None`` where it is not settled within the budget."""
        answer = self._solver.check(*formulas)
        return True if answer == self._yes else False if answer == self._no else None

    def model(self) -> Any:
        """How they can be so, after the answer was yes."""
        return self._solver.model()
