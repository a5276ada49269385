"""Understand's door: the measures there are, and their figures as they may be shown."""

from collections.abc import Mapping
from datetime import date

from guildhall.kernel.measures import Figure, Measure, Point
from guildhall.understand import asking, laid, trends
from guildhall.understand.asking import Answer, NotByThat
from guildhall.understand.laid import NoSuchMeasure
from guildhall.understand.trends import Latest

__all__ = [
    "Answer",
    "Figure",
    "Latest",
    "Measure",
    "NoSuchMeasure",
    "NotByThat",
    "Point",
    "figure",
    "latest",
    "measures",
    "trend",
]


def measures() -> Mapping[str, Measure]:
    """Every measure by its name."""
    return laid.measures()


def figure(*, name: str, on: date, by: str = "") -> Answer:
    """The figure of a measure as all stood by the end of a local day, whole and ``by`` channel, ward, service or step.

    What is too small to show is withheld, and says so. Raises ``NoSuchMeasure``, ``NotByThat``.
    """
    return asking.answer(name=name, on=on, by=by)


def trend(*, name: str, until: date, months: int = 24, by: str = "") -> tuple[Point, ...]:
    """A measure over the whole months up to a day, oldest first; by a part, over whole quarters. One statement, for pages.

    What is too small in one month is told together with the next, and a small part is withheld and says so; nothing small
    follows from taking any figure of ``trend`` and ``latest`` from another. Empty where nothing was counted yet.
    Raises ``NoSuchMeasure``, ``NotByThat``.
    """
    return trends.trend(name=name, until=until, months=months, by=by)


def latest(*, name: str, by: str = "") -> Latest | None:
    """A measure over the newest whole months, as many as it covers, and its parts. One statement, for pages.

    Nothing where nothing was counted yet, or all is too little to show. Raises ``NoSuchMeasure``, ``NotByThat``.
    """
    return trends.latest(name=name, by=by)
