"""Who may see what: one order of audiences, used by every list, page, export and feed."""

from typing import Literal, get_args

Visibility = Literal["public", "customer", "staff", "restricted"]
"""The widest audience of a record: everybody, the customer it is about, staff, or named staff."""

ORDER: tuple[Visibility, ...] = get_args(Visibility)


def sees(audience: Visibility, record: Visibility) -> bool:
    """Whether an audience may see a record of this visibility."""
    return ORDER.index(record) <= ORDER.index(audience)


def visible_to(audience: Visibility) -> tuple[Visibility, ...]:
    """Every visibility that an audience may see: for a filter in a question to the database."""
    return tuple(each for each in ORDER if sees(audience, each))
