"""Whether what a strategy promises can be measured as it says: by a measure of the catalogue that counts what the promise counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from guildhall.kernel.planning.strategy import Kind, Strategy

Fault = Literal["no-such-measure", "another-kind"]

COUNTED_AS: Mapping[Kind, frozenset[str]] = {
    "share": frozenset({"share"}),
    "number": frozenset({"mean", "duration"}),
}
"""Which kinds of measures (``kernel.measures``) a promise may name, by its own kind. A milestone, or what happens or not, may name any.

A count is none of them: how many there were in a month says nothing of a target for a year.
"""


@dataclass(frozen=True, slots=True)
class Unmeasurable:
    """A promise of a commitment that its measure cannot keep count of, and why."""

    code: Fault
    commitment: str
    measure: str


def unmeasurable(strategy: Strategy, kinds: Mapping[str, str]) -> Iterator[Unmeasurable]:
    """Every such promise, in the order of the commitments. ``kinds`` are those of the catalogue's measures, by their names.

    A promise that nobody has read yet names no measure, and is none of them.
    """
    for commitment in strategy.commitments:
        for promise in commitment.measures:
            if promise.measure is None or promise.kind is None:
                continue
            if promise.measure not in kinds:
                yield Unmeasurable("no-such-measure", commitment.code, promise.measure)
            elif kinds[promise.measure] not in COUNTED_AS.get(promise.kind, frozenset(kinds.values())):
                yield Unmeasurable("another-kind", commitment.code, promise.measure)
