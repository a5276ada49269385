"""Where a version of a strategy stands: worked out from dated facts by the day that is asked about. Nobody types it and nothing keeps it.

A fact of a later day changes nothing of what was said of an earlier one, and the order in which facts are told says nothing. What is
recommended is in force no sooner than it is adopted; a version gives way to the next one that comes into force, or to a strategy that
succeeds its own, and it ends with the decision that made it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

FactKind = Literal[
    "written",
    "consultation-opened",
    "consultation-closed",
    "recommended",
    "adopted",
    "amended",
    "replaced",
    "succeeded",
    "ended",
]
"""What happened to a version, in the order in which things of one day are taken to have happened.

``adopted`` and ``amended`` are of the day on which the decision, or the use of a power, had effect. ``replaced`` by the next version,
``succeeded`` by another strategy's, ``ended`` with the decision that adopted it, which was revoked or superseded.
"""

Name = Literal["draft", "in-consultation", "consulted", "recommended", "adopted", "amended", "superseded", "ended"]

_PLACE = {kind: place for place, kind in enumerate(get_args(FactKind))}
_NAMES: Mapping[FactKind, Name] = {
    "written": "draft",
    "consultation-opened": "in-consultation",
    "consultation-closed": "consulted",
    "recommended": "recommended",
    "adopted": "adopted",
    "amended": "amended",
    "replaced": "superseded",
    "succeeded": "superseded",
    "ended": "ended",
}
_IN_FORCE: frozenset[Name] = frozenset({"adopted", "amended"})
_OVER: frozenset[Name] = frozenset({"superseded", "ended"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened to a version, on a local day; ``cites`` is the reference of the record that says so."""

    kind: FactKind
    on: date
    cites: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What a version came to be, since when, why, and by which record."""

    name: Name
    since: date
    why: FactKind
    cites: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a version stands at the end of a day, and all it came through.

    ``in_force`` is the day from which it was what the council goes by, ``over`` that of its end.
    """

    now: Step | None
    steps: tuple[Step, ...]
    in_force: date | None
    over: date | None

    @property
    def is_in_force(self) -> bool:
        """Whether it is what the council goes by."""
        return self.in_force is not None and self.over is None


def standing(facts: Iterable[Fact], on: date) -> Standing:
    """Where a version stands at the end of a local day, by the facts up to that day."""
    steps: list[Step] = []
    for fact in sorted(
        {fact for fact in facts if fact.on <= on}, key=lambda each: (each.on, _PLACE[each.kind], each.cites)
    ):
        name = _NAMES[fact.kind]
        last = steps[-1].name if steps else None
        if (
            last in _OVER
            or (last in _IN_FORCE and name not in _OVER)
            or (fact.kind == "ended" and last not in _IN_FORCE)
        ):
            continue  # what is over stays so; what is in force is no draft again; what never was in force does not end
        steps.append(Step(name, fact.on, fact.kind, fact.cites))
    begun = next((each.since for each in steps if each.name in _IN_FORCE), None)
    over = next((each.since for each in steps if each.name in _OVER), None)
    return Standing(steps[-1] if steps else None, tuple(steps), begun, over)
