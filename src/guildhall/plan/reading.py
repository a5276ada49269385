"""What everybody may read of strategies: the version in force of each, its text, and its commitments by their references."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from guildhall.kernel.planning.strategy import Commitment, Strategy, kept_strategy
from guildhall.plan import models as m
from guildhall.plan.standing import Standings, Stood, standings


@dataclass(frozen=True, slots=True)
class Told:
    """A strategy that everybody may read: the version that is told of it (the one in force, else the newest), and its text."""

    row: m.Strategy
    stood: Stood
    text: Strategy


@dataclass(frozen=True, slots=True)
class Promised:
    """A commitment that the council goes by: of which strategy and version, since when, and what it says."""

    reference: str
    strategy: str
    version: int
    since: date
    says: Commitment


def published() -> list[m.Strategy]:
    """The strategies of which a version was published, the newest first. One that is only being written is nobody's to read."""
    return list(m.Strategy.objects.filter(versions__number=1).select_related("predecessor").order_by("-id"))


def told(rows: list[m.Strategy], *, on: date) -> tuple[list[Told], Standings]:
    """What is told of strategies on a day, in their order, and where all of their versions stand."""
    stood = standings(rows, on=on)
    shown = {each.pk: stood.in_force(each.pk) or stood.newest(each.pk) for each in rows}
    texts = texts_of([each.version for each in shown.values() if each])
    return [Told(row, each, texts[each.version.pk]) for row in rows if (each := shown[row.pk])], stood


def texts_of(versions: list[m.StrategyVersion]) -> dict[int, Strategy]:
    """The texts of versions by their keys. One statement."""
    rows = m.StrategyVersion.objects.filter(pk__in=[each.pk for each in versions]).values_list("pk", "document")
    return {key: _text(document) for key, document in rows}


def commitments(*, on: date) -> Iterator[Promised]:
    """Every commitment of every strategy in force on a day."""
    found, _ = told(published(), on=on)
    for each in found:
        if each.stood.standing.is_in_force and each.stood.standing.in_force:
            for says in each.text.commitments:
                yield Promised(
                    f"commitment/{says.code}",
                    each.row.reference,
                    each.stood.version.number,
                    each.stood.standing.in_force,
                    says,
                )


@lru_cache(maxsize=32)
def _text(document: str) -> Strategy:
    """A text that was read is kept for the next reader."""
    return kept_strategy(document)
