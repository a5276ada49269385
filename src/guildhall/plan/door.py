"""The door of plan: the strategies that are in force, what the council undertook in them, and on whose authority."""

from datetime import date

from guildhall.kernel.planning.strategy import Strategy
from guildhall.plan import reading
from guildhall.plan.models import ADDED_TO_ONLY
from guildhall.plan.reading import Promised

__all__ = ["ADDED_TO_ONLY", "Promised", "commitment", "commitments", "strategies_in_force"]


def strategies_in_force(*, on: date) -> dict[str, Strategy]:
    """The texts that the council goes by on a day, by the reference of each strategy."""
    found, _ = reading.told(reading.published(), on=on)
    return {each.row.reference: each.text for each in found if each.stood.standing.is_in_force}


def commitments(*, on: date) -> dict[str, Promised]:
    """Every commitment in force on a day, by its reference: `commitment/C2.1`. Where two strategies use one code, the newest has it."""
    return {each.reference: each for each in reversed(list(reading.commitments(on=on)))}


def commitment(*, reference: str, on: date) -> Promised | None:
    """A commitment in force on a day; ``None`` where there is none of that reference."""
    return commitments(on=on).get(reference)
