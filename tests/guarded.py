"""The tables that the database itself guards: their rows are added to, never changed, save to empty a test's database."""

from guildhall.decide.door import ADDED_TO_ONLY as DECIDED
from guildhall.ledger import guards
from guildhall.plan.door import ADDED_TO_ONLY as PLANNED

GUARDED = (*guards.TABLES, *DECIDED, *PLANNED)
