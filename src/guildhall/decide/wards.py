"""The wards that the record knows, by their names: the parts of the council's area."""

from guildhall.decide import models as m
from guildhall.decide.sight import PUBLIC, seen
from guildhall.estate.door import Onlooker


def wards(onlooker: Onlooker = PUBLIC) -> list[str]:
    """Every ward that a member was elected for, or that a matter touches which an onlooker sees, by name. Two statements."""
    elected = seen(m.Person).exclude(ward="").values_list("ward", flat=True).distinct()
    touched = seen(m.MatterWard, onlooker).values_list("ward", flat=True).distinct()
    return sorted({*elected, *touched})
