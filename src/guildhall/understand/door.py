"""Understand's door: the measures there are, and their figures as they may be shown."""

from collections.abc import Mapping
from datetime import date

from guildhall.kernel.measures import Figure, Measure
from guildhall.understand import asking, laid
from guildhall.understand.asking import Answer, NotByThat
from guildhall.understand.laid import NoSuchMeasure

__all__ = ["Answer", "Figure", "Measure", "NoSuchMeasure", "NotByThat", "figure", "measures"]


def measures() -> Mapping[str, Measure]:
    """Every measure by its name."""
    return laid.measures()


def figure(*, name: str, on: date, by: str = "") -> Answer:
    """The figure of a measure as all stood by the end of a local day, whole and ``by`` channel, ward, service or step.

    What is too small to show is withheld, and says so. Raises ``NoSuchMeasure``, ``NotByThat``.
    """
    return asking.answer(name=name, on=on, by=by)
