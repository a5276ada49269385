"""The door of plan: the strategies that are in force, what the council undertook in them, and what residents are asked of them."""

from datetime import date

from guildhall.kernel.model import Text
from guildhall.kernel.planning.strategy import Strategy
from guildhall.plan import reading
from guildhall.plan.keeping.listening import Asking, Theme, asking, consultations, heard, put_to
from guildhall.plan.keeping.recording import NotKept
from guildhall.plan.models import ADDED_TO_ONLY
from guildhall.plan.onward import lead_on
from guildhall.plan.reading import Promised
from guildhall.plan.undertaken import Part, Setting, Undertaken, undertaken, undertakings

__all__ = [
    "ADDED_TO_ONLY",
    "Asking",
    "NotKept",
    "Part",
    "Promised",
    "Setting",
    "Theme",
    "Undertaken",
    "asking",
    "commitment",
    "commitments",
    "consultations",
    "heard",
    "lead_on",
    "put_to",
    "strategies",
    "strategies_in_force",
    "undertaken",
    "undertakings",
]


def strategies_in_force(*, on: date) -> dict[str, Strategy]:
    """The texts that the council goes by on a day, by the reference of each strategy."""
    found, _ = reading.told(reading.published(), on=on)
    return {each.row.reference: each.text for each in found if each.stood.standing.is_in_force}


def strategies(*, on: date) -> dict[str, Text]:
    """What every strategy is called of which a version was published, by its reference, the newest first."""
    found, _ = reading.told(reading.published(), on=on)
    return {each.row.reference: each.text.title for each in found}


def commitments(*, on: date) -> dict[str, Promised]:
    """Every commitment in force on a day, by its reference: `commitment/digital/C2.1`."""
    return {each.reference: each for each in reading.commitments(on=on)}


def commitment(*, reference: str, on: date) -> Promised | None:
    """A commitment in force on a day, by its reference or by its code alone (`commitment/C2.1`).

    ``None`` where there is none, and where two strategies in force have that code: then it is not known which is meant.
    """
    held = reading.commitments(on=on) if reference else ()
    return next((each for each in held if reference in {each.reference, each.short}), None)
