"""Services that are published in the council's database: every one of them, for the list.

Loaded only after ``house``, which its tables need.
"""

from django.db import Error

from guildhall.kernel.service import Service
from guildhall.serve.commands.files import BadInput
from guildhall.serve.publishing.editions import live


def published() -> tuple[Service, ...]:
    """Every service in force, in the order of their ids. Raises ``BadInput`` where there is no database."""
    try:
        return tuple(each.service for each in live())
    except Error:
        raise BadInput("there is no council here yet: make run sets one up") from None
