"""The tables that the database itself guards: their rows are added to, never changed, save to empty a test's database."""

from django.db import connection

from guildhall.decide.door import ADDED_TO_ONLY as DECIDED
from guildhall.ledger import guards
from guildhall.plan.door import ADDED_TO_ONLY as PLANNED

GUARDED = (*guards.TABLES, *DECIDED, *PLANNED)
_LIFTED: set[str] = set()
"""The databases of this process whose guards were lifted for good, until they are laid again."""


def lay() -> None:
    """Lay the guards again, in the transaction that is open where one is."""
    guards.lay(connection.schema_editor(), GUARDED)


def lift() -> None:
    """Lift the guards, so that the tables can be emptied."""
    guards.lift(connection.schema_editor(), GUARDED)
    _LIFTED.add(str(connection.settings_dict["NAME"]))


def are_lifted() -> bool:
    """Whether a test before this one committed, and was cleared away."""
    return str(connection.settings_dict["NAME"]) in _LIFTED
