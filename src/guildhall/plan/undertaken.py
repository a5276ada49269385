"""A commitment as rooms above are told of it: what it says, what was done of it, and the decisions that set it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from guildhall.kernel.model import Text
from guildhall.kernel.planning.standing import FactKind
from guildhall.kernel.planning.strategy import Commitment, Owner
from guildhall.plan import models as m
from guildhall.plan import reading
from guildhall.plan.standing import Standings

_SETS: frozenset[FactKind] = frozenset({"consultation-opened", "recommended", "adopted", "amended"})


@dataclass(frozen=True, slots=True)
class Part:
    """An action or a milestone: its words, whose it is, by when it is due, and when it was done, where that was noted."""

    code: str
    text: Text = field(hash=False)
    due: date | None
    owner: Owner | None
    done: date | None

    def is_late(self, on: date) -> bool:
        """Whether its day is over by the end of another and it was not done."""
        return self.due is not None and self.due < on and (self.done is None or self.done > on)


@dataclass(frozen=True, slots=True)
class Setting:
    """A decision, or a use of a power, that made a version of the strategy what it is: when, what it did, what it is called, its pages."""

    reference: str
    on: date
    did: FactKind
    title: Mapping[str, str] = field(hash=False)
    addresses: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Undertaken:
    """A commitment of the version of a strategy that is told of it: the one in force, else the newest.

    ``strategy`` is its reference, ``cited`` are the references by which it is cited: none while it is not in force. ``set_by`` is what
    set it, the first one first.
    """

    strategy: str
    cited: frozenset[str]
    title: Text = field(hash=False)
    in_force: bool
    says: Commitment
    actions: tuple[Part, ...]
    milestones: tuple[Part, ...]
    set_by: tuple[Setting, ...]


def undertaken(*, strategy: str, code: str, on: date) -> Undertaken | None:
    """A commitment of a published strategy, by the strategy's reference and its code; ``None`` where there is none.

    Asks the database as often, however long the strategy is.
    """
    return next((each for each in undertakings(strategy=strategy, on=on) if each.says.code == code), None)


def undertakings(*, strategy: str, on: date) -> tuple[Undertaken, ...]:
    """Every commitment of a published strategy, in its order; none where there is no such strategy.

    Asks the database as often, however long the strategy is.
    """
    found, stood = reading.told(reading.published(), on=on)
    told = next((each for each in found if each.row.reference == strategy), None)
    if told is None:
        return ()
    in_force = [each for each in found if each.stood.standing.is_in_force]
    held = Counter(says.code for each in in_force for says in each.text.commitments)
    set_by = tuple(sorted(_set_by(stood, told.row), key=lambda each: each.on))
    done: dict[str, dict[str, date]] = defaultdict(dict)
    for commitment, part, day in m.Done.objects.filter(strategy=told.row).values_list("commitment", "part", "on"):
        done[commitment][part] = day
    return tuple(
        _undertaken(told, says, done[says.code], set_by, alone=held[says.code] == 1) for says in told.text.commitments
    )


def _undertaken(
    told: reading.Told, says: Commitment, done: Mapping[str, date], set_by: tuple[Setting, ...], *, alone: bool
) -> Undertaken:
    stands = told.stood.standing.is_in_force
    cited = {reading.cited(told.row.reference, says.code)} | ({f"commitment/{says.code}"} if alone else set())
    return Undertaken(
        told.row.reference,
        frozenset(cited if stands else ()),
        told.text.title,
        stands,
        says,
        tuple(Part(each.code, each.text, each.due, each.owner, done.get(each.code)) for each in says.actions),
        tuple(Part(each.code, each.text, each.due, None, done.get(each.code)) for each in says.milestones),
        set_by,
    )


def _set_by(stood: Standings, row: m.Strategy) -> Iterator[Setting]:
    for each in stood.of[row.pk]:
        for step in each.standing.steps:
            by = stood.cited.uses.get(step.cites) or stood.cited.decisions.get(step.cites)
            if by is not None and step.why in _SETS:
                yield Setting(by.reference, step.since, step.why, by.title, by.addresses)
