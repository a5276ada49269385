"""The proof of a commitment: what was promised beside what the services' own events say, and whether that is enough.

A share or a number is told of the services that keep the commitment, where any says that it does and its measure can be told by service;
else of every service. By service the figures are of quarters, so that nothing small follows from two of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from guildhall.kernel.measures import Figure, Measure, wilson
from guildhall.kernel.measures import Point as Measured
from guildhall.kernel.planning.proving import Point, Proof, proof
from guildhall.kernel.planning.strategy import Promise
from guildhall.kernel.service import Service
from guildhall.plan.door import Part, Undertaken
from guildhall.serve.door import live
from guildhall.understand import laid
from guildhall.understand.trends import Latest, latest, trend

MONTHS = 24
"""How far back a trend is shown."""
_TENTH = Decimal("0.1")
_IN_A_UNIT = {"working-seconds": 3600, "pence": 100}
"""How much of what a measure counts is one of what targets count."""
_ADDED_UP = frozenset({"share", "count"})
"""Kinds of measures whose parts can be taken together."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure and the days that it covers (local, both included)."""

    first: date
    last: date
    figure: Figure


@dataclass(frozen=True, slots=True)
class Evidence:
    """One promise and its proof; ``measure`` is empty for a milestone, for what happens or not, and for what nobody has read yet.

    ``services`` are those of whose work alone the ``line`` is, by their ids; it is of every service where there are none. The parts are
    of every service; ``None`` where nothing was counted yet or the measure is not told by that.
    """

    promise: Promise
    proof: Proof
    measure: Measure | None = None
    services: tuple[str, ...] = ()
    line: tuple[Told, ...] = ()
    channels: Latest | None = None
    wards: Latest | None = None
    by_service: Latest | None = None


def keepers(undertaken: Undertaken) -> tuple[Service, ...]:
    """The services that are open and say of themselves that they keep a commitment."""
    return tuple(each.service for each in live() if undertaken.cited & set(each.service.fulfils))


def evidence(*, undertaken: Undertaken, services: Sequence[str], on: date) -> tuple[Evidence, ...]:
    """The proof of each promise of a commitment as it stands at the end of a local day.

    At most four statements for each promise that a measure tells of, however much was counted.
    """
    return tuple(_with_parts(each) for each in standing(undertaken=undertaken, services=services, on=on))


def standing(*, undertaken: Undertaken, services: Sequence[str], on: date) -> tuple[Evidence, ...]:
    """The same without what the newest figures come to by their parts. One statement for each promise that a measure tells of."""
    return tuple(_evidence(each, undertaken, tuple(services), on) for each in undertaken.says.measures)


def scale(measure: Measure, value: Decimal) -> Decimal:
    """A value in the unit in which targets count: a share in per cent, working time in hours, money in pounds."""
    return value * 100 if measure.unit == "percent" else value / _IN_A_UNIT.get(measure.unit, 1)


def unscaled(measure: Measure, amount: Decimal) -> Decimal:
    """An amount in the unit of targets, as the measure counts it."""
    return amount / 100 if measure.unit == "percent" else amount * _IN_A_UNIT.get(measure.unit, 1)


def _evidence(promise: Promise, undertaken: Undertaken, services: tuple[str, ...], on: date) -> Evidence:
    measure = laid.measures().get(promise.measure or "")
    if measure is None or promise.kind not in {"number", "share"}:
        return Evidence(promise, proof(promise, (), on, done=_done(promise, undertaken)))
    own = services if "service" in measure.by and (measure.kind in _ADDED_UP or len(services) == 1) else ()
    found = trend(name=measure.name, until=on, months=MONTHS, by="service" if own else "")
    line = tuple(_line(measure, found, own))
    points = [Point(each.last, _as_shown(measure, each.figure)) for each in line]
    return Evidence(promise, proof(promise, points, on), measure, own, line)


def _with_parts(each: Evidence) -> Evidence:
    measure = each.measure
    if measure is None:
        return each
    channels, wards, by_service = (
        latest(name=measure.name, by=part) if part in measure.by else None for part in ("channel", "ward", "service")
    )
    return replace(each, channels=channels, wards=wards, by_service=by_service)


def _as_shown(measure: Measure, figure: Figure) -> Decimal | None:
    """A figure as it is shown, to a tenth, so that what is said of it fits what is seen."""
    return None if figure.value is None else scale(measure, figure.value).quantize(_TENTH)


def _line(measure: Measure, points: Sequence[Measured], services: tuple[str, ...]) -> Iterator[Told]:
    for each in points:
        own = [part for part in each.parts if part.part in services]
        if own or not services:
            yield Told(each.first, each.last, _together(measure, own) if services else each.whole)


def _together(measure: Measure, parts: Sequence[Figure]) -> Figure:
    """Parts as one figure: of those that may be shown, so that it tells nothing that they do not. Of none it is withheld."""
    told = [each for each in parts if each.value is not None and each.count is not None]
    if len(told) <= 1:
        return told[0] if told else Figure(None, None, None, withheld=True)
    count = sum(each.count or 0 for each in told)
    if measure.kind == "count":
        return Figure(None, count, Decimal(count))
    hits = sum(round((each.value or 0) * (each.count or 0)) for each in told)
    return Figure(None, count, (Decimal(hits) / count).quantize(Decimal("0.0001")), *wilson(hits, count))


def _done(promise: Promise, undertaken: Undertaken) -> date | None:
    """When what was promised was noted as done: as a milestone or an action of the commitment in the same words."""
    parts: tuple[Part, ...] = (*undertaken.milestones, *undertaken.actions)
    said = [each for each in parts if promise.said is not None and _same(each, promise)]
    return next((each.done for each in said if each.done), None)


def _same(part: Part, promise: Promise) -> bool:
    told = promise.said or {}
    return any(words.strip(" .") == told.get(language, "").strip(" .") for language, words in part.text.items())
