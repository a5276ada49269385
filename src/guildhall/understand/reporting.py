"""Reports made from the record: what a strategy undertook and how far it is kept, what was decided and changed in a period.

A report keeps nothing. It is made when somebody asks for it, of what the house knows then, as it stood at the end of the period.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from guildhall.decide import door as decide
from guildhall.decide.door import StandingUse
from guildhall.kernel.measures import Measure, Point
from guildhall.kernel.model import Text
from guildhall.kernel.service import Service
from guildhall.plan import door as plan
from guildhall.plan.door import Setting, Undertaken
from guildhall.serve import door as serve
from guildhall.serve.door import Changed
from guildhall.understand.opinions import Voiced, on_strategy
from guildhall.understand.proof import Evidence, Told, keepers, standing
from guildhall.understand.trends import trend

YEAR = 12
"""Months in which the newest quarter is looked for that is told by its parts."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One promise and its proof at the end of the period, and its ``line`` within the period."""

    evidence: Evidence
    line: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The newest quarter of a measure that was over by the end of the period, of every service, by one of its parts (``by``)."""

    measure: Measure
    by: str
    quarter: Point


@dataclass(frozen=True, slots=True)
class Reported:
    """A commitment, the services that keep it, how far each of its promises is kept, and who sees it differently."""

    undertaken: Undertaken
    services: tuple[Service, ...]
    kept: tuple[Kept, ...]
    opinions: tuple[Voiced, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to report of a strategy over a span of local days, both included, as it stood at the end of the day ``on``.

    ``decided`` and ``used`` are the decisions that made it what it is and the uses of powers that they gave; ``changed`` is what
    services that keep it promised otherwise. All three are of days of the span. ``parts`` are of each measure that anything promised is
    measured by: by channel, and by ward.
    """

    strategy: str
    title: Text
    since: date
    until: date
    on: date
    commitments: tuple[Reported, ...]
    decided: tuple[Setting, ...]
    used: tuple[StandingUse, ...]
    changed: tuple[Changed, ...]
    parts: tuple[Parts, ...]


def report(*, strategy: str, since: date, until: date, today: date, whole: bool) -> Report | None:
    """What there is to report of a published strategy; ``None`` where there is none. By parts only where the ``whole`` is asked for.

    One statement for each promise that a measure tells of, two for each measure, and as many besides however long the strategy is.
    """
    on = min(until, today)
    undertakings = plan.undertakings(strategy=strategy, on=on)
    if not undertakings:
        return None
    voiced = on_strategy(strategy=strategy, by=on)
    commitments = tuple(_reported(each, voiced, since, on) for each in undertakings)
    set_by = undertakings[0].set_by
    uses = decide.uses_under(decisions={each.reference for each in set_by}) if set_by else {}
    services = {each.id for told in commitments for each in told.services}
    measures = {
        each.evidence.measure.name: each.evidence.measure
        for told in commitments
        for each in told.kept
        if each.evidence.measure
    }
    return Report(
        strategy,
        undertakings[0].title,
        since,
        until,
        on,
        commitments,
        tuple(each for each in set_by if since <= each.on <= on),
        tuple(each for each in uses.values() if since <= each.on <= on),
        serve.changed(services=services, since=since, until=on, language="en"),
        tuple(part for each in measures.values() for part in _parts(each, on)) if whole else (),
    )


def _reported(undertaken: Undertaken, voiced: Sequence[Voiced], since: date, on: date) -> Reported:
    services = keepers(undertaken)
    proofs = standing(undertaken=undertaken, services=[each.id for each in services], on=on)
    return Reported(
        undertaken,
        services,
        tuple(Kept(each, tuple(told for told in each.line if told.last >= since)) for each in proofs),
        tuple(each for each in voiced if each.commitment == undertaken.says.code),
    )


def _parts(measure: Measure, on: date) -> Iterator[Parts]:
    for by in ("channel", "ward"):
        points = trend(name=measure.name, until=on, months=YEAR, by=by) if by in measure.by else ()
        if points and points[-1].parts:
            yield Parts(measure, by, points[-1])
