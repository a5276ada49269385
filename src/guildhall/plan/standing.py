"""Where the versions of strategies stand: what the record holds of them, gathered for the kernel to work it out. Nothing is kept of it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from guildhall.decide import door as decide
from guildhall.decide.door import StandingDecision, StandingUse
from guildhall.kernel.clocks import local
from guildhall.kernel.planning.standing import Fact, FactKind, Standing, standing
from guildhall.plan import models as m

_ACTS: Mapping[str, FactKind] = {
    "recommended": "recommended", "adopted": "adopted", "amended": "amended", "entered": "adopted",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stood:
    """A version and where it stands; its ``document`` is read only where it is asked for."""

    version: m.StrategyVersion
    standing: Standing


@dataclass(frozen=True, slots=True)
class Cited:
    """The decisions and the uses of powers that versions rest on, by reference, as they stand on a day."""

    decisions: Mapping[str, StandingDecision]
    uses: Mapping[str, StandingUse]


@dataclass(frozen=True, slots=True)
class Standings:
    """The versions of strategies, the first one first, by the key of their strategy; and what they rest on."""

    of: Mapping[int, tuple[Stood, ...]]
    cited: Cited
    sources: Mapping[int, str]

    def in_force(self, strategy: int) -> Stood | None:
        """The version of a strategy that the council goes by."""
        return next((each for each in reversed(self.of.get(strategy, ())) if each.standing.is_in_force), None)

    def entered(self, stood: Stood) -> str:
        """Where the adoption of a version is on record that was adopted before the record here begins; nothing for any other."""
        return self.sources.get(stood.version.pk, "")

    def newest(self, strategy: int) -> Stood | None:
        """The version that was published last."""
        return next(reversed(self.of.get(strategy, ())), None)


def standings(strategies: Collection[m.Strategy], *, on: date) -> Standings:
    """Where every version of these strategies stands at the end of a day. Asks the database as often, however many there are."""
    keys = [each.pk for each in strategies]
    heirs = {
        each.pk: each.predecessor_id for each in m.Strategy.objects.filter(predecessor__in=keys) if each.predecessor_id
    }
    rows = (
        m.StrategyVersion.objects.filter(strategy__in={*keys, *heirs}).defer("document").order_by("strategy", "number")
    )
    versions: dict[int, list[m.StrategyVersion]] = defaultdict(list)
    for each in rows:
        versions[each.strategy_id].append(each)
    bound: dict[int, list[m.Bound]] = defaultdict(list)
    for row in m.Bound.objects.filter(version__strategy__in={*keys, *heirs}).order_by("id"):
        bound[row.version_id].append(row)
    asked: dict[int, list[m.Consultation]] = defaultdict(list)
    for consultation in m.Consultation.objects.filter(version__strategy__in=keys):
        asked[consultation.version_id].append(consultation)
    named = [row.cites for held in bound.values() for row in held]
    cited = _cited([*named, *(row.cites for held in asked.values() for row in held)], on)
    begun = {key: _in_order(held, bound, cited) for key, held in versions.items()}
    succeeded: dict[int, Fact] = {}
    for heir, before in heirs.items():
        days = [fact for facts in begun.get(heir, {}).values() for fact in facts if fact.kind in {"adopted", "amended"}]
        if days:
            first = min(days, key=lambda fact: fact.on)
            succeeded[before] = Fact("succeeded", first.on, first.cites)
    found = {}
    for key in keys:
        facts = begun.get(key, {})
        for consultations in asked.values():
            for consultation in consultations:
                if consultation.version_id in facts:
                    facts[consultation.version_id] += _of_consultation(consultation, on)
        for version in facts:
            facts[version] += [succeeded[key]] if key in succeeded else []
        found[key] = tuple(Stood(each, standing(facts[each.pk], on)) for each in versions.get(key, ()))
    sources = {key: row.source for key, held in bound.items() for row in held if row.source}
    return Standings(found, cited, sources)


def in_force(*, strategy: m.Strategy, on: date) -> m.StrategyVersion | None:
    """The version of a strategy that the council goes by on a day, with its text."""
    found = standings([strategy], on=on).in_force(strategy.pk)
    return found.version if found else None


def _cited(references: Collection[str], on: date) -> Cited:
    """What these cite: uses of powers, decisions, and the decisions by which the powers were given."""
    uses = decide.uses(references=[each for each in references if each.startswith("use/")])
    others = {each for each in references if not each.startswith("use/")} | {each.given_by for each in uses.values()}
    return Cited(decide.decisions(references=others - {""}, on=on), uses)


def _in_order(
    versions: list[m.StrategyVersion], bound: Mapping[int, list[m.Bound]], cited: Cited
) -> dict[int, list[Fact]]:
    """The facts of each version of one strategy, by its key: its own, and those by which the next one takes its place."""
    facts = {
        each.pk: [Fact("written", local(each.published_at).date()), *_of_bounds(bound[each.pk], cited)]
        for each in versions
    }
    started = {
        each.pk: next((fact for fact in facts[each.pk] if fact.kind in {"adopted", "amended"}), None)
        for each in versions
    }
    adopting: Fact | None = None
    for each in versions:
        adopting = next((fact for fact in facts[each.pk] if _by_a_decision(fact, cited)), adopting)
        if adopting is not None and (ended := cited.decisions[adopting.cites].ended) and started[each.pk]:
            facts[each.pk].append(Fact("ended", ended, adopting.cites))
    for each, following in pairwise(versions):
        if started[each.pk] is None:
            facts[each.pk].append(Fact("replaced", local(following.published_at).date()))
        later = next((fact for row in versions if row.number > each.number and (fact := started[row.pk])), None)
        if later is not None:
            facts[each.pk].append(Fact("replaced", later.on, later.cites))
    return facts


def _of_bounds(rows: list[m.Bound], cited: Cited) -> Iterator[Fact]:
    """What a version came to by what it is bound to, on the days that the record says today: a correction there shows here."""
    for each in rows:
        decision, use = cited.decisions.get(each.cites), cited.uses.get(each.cites)
        if each.act == "entered" and each.since:
            yield Fact("adopted", each.since)
        elif use is not None:
            yield Fact("amended", use.on, use.reference)
        elif decision is not None:
            day = decision.taken_on if each.act == "recommended" else decision.effective
            if day is not None:
                yield Fact(_ACTS[each.act], day, each.cites)


def _by_a_decision(fact: Fact, cited: Cited) -> bool:
    return fact.kind in {"adopted", "amended"} and fact.cites in cited.decisions


def _of_consultation(each: m.Consultation, on: date) -> Iterator[Fact]:
    """It is closed from the day after its last."""
    yield Fact("consultation-opened", each.opens_on, each.cites)
    if each.closes_on < on:
        yield Fact("consultation-closed", each.closes_on, each.cites)
