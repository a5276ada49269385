"""What everybody may read of strategies: the version in force of each, its text, and its commitments by their references."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from guildhall.kernel.planning.strategy import Commitment, Strategy, kept_strategy
from guildhall.plan import models as m
from guildhall.plan.addresses import LANGUAGES, address
from guildhall.plan.standing import Standings, Stood, standings


@dataclass(frozen=True, slots=True)
class Told:
    """A strategy that everybody may read: the version that is told of it (the one in force, else the newest), and its text."""

    row: m.Strategy
    stood: Stood
    text: Strategy


@dataclass(frozen=True, slots=True)
class Promised:
    """A commitment that the council goes by: of which strategy and version, since when, and what it says.

    ``reference`` names its strategy and never means another: `commitment/digital/C2.1`. ``short`` is its code alone, `commitment/C2.1`;
    it is empty while another strategy in force has that code too. ``addresses`` are its pages, by language.
    """

    reference: str
    short: str
    strategy: str
    version: int
    since: date
    says: Commitment

    @property
    def addresses(self) -> Mapping[str, str]:
        key = self.strategy.partition("/")[2]
        return {lang: address(lang, "commitment", key, self.says.code) for lang in LANGUAGES}


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


def cited(strategy: str, code: str) -> str:
    """How a commitment of a strategy (by reference) is cited, so that it is never taken for another's: `commitment/digital/C2.1`."""
    return f"commitment/{strategy.partition('/')[2]}/{code}"


def commitments(*, on: date) -> Iterator[Promised]:
    """Every commitment of every strategy in force on a day, those of the newest strategy first."""
    found, _ = told(published(), on=on)
    held = [
        (each, says, since)
        for each in found
        if each.stood.standing.is_in_force and (since := each.stood.standing.in_force)
        for says in each.text.commitments
    ]
    times = Counter(says.code for _, says, _ in held)
    for each, says, since in held:
        of = each.row.reference
        short = f"commitment/{says.code}" if times[says.code] == 1 else ""
        yield Promised(cited(of, says.code), short, of, each.stood.version.number, since, says)


@lru_cache(maxsize=32)
def _text(document: str) -> Strategy:
    """A text that was read is kept for the next reader."""
    return kept_strategy(document)
