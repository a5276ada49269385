"""What the council may know already: facts that can be looked up or not, with every value that each may take."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from guildhall.kernel.conditions import OPERATORS
from guildhall.kernel.domain import Dates, Domain, Items, Number, Several, Thing, Truth, Words
from guildhall.kernel.gate.logic import Logic, Value, halves
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.kernel.service import Fact, Service

FIRST_DAY, LAST_DAY = 730_120, 803_168
"""1 January 2000 and 31 December 2199: the days on which a journey may take place, and that a fact may name."""


_LIKE: Mapping[str, Domain] = {"truth": Truth(), "number": Number(whole=False), "date": Dates(), "words": Words()}


def facts_of(service: Compiled, logic: Logic) -> Mapping[str, Value]:
    """Each fact as a value that is known or not.

    Its values are those that are listed; else those that the question which stands in for it may have; else whatever is of
    the sort that conditions compare it with.
    """
    compared = compared_with(service.service)
    return {fact.id: _value(logic, fact, _domain(service, fact, compared)) for fact in service.service.facts}


def _domain(service: Compiled, fact: Fact, compared: Mapping[str, list[Json]]) -> Domain | None:
    if fact.values is not None:
        return Words(fact.values)
    fallback = service.steps.get(fact.fallback.ask) if fact.fallback else None
    return fallback.domain() if fallback is not None else _like(compared.get(fact.id, []))


def _like(operands: Iterable[Json]) -> Domain | None:
    """A domain of the one sort that all of these are; ``None`` where they are of several, or there are none."""
    sorts = {_sort(operand) for operand in operands}
    return _LIKE.get(sorts.pop()) if len(sorts) == 1 else None


def _sort(operand: Json) -> str:
    if isinstance(operand, bool):
        return "truth"
    if isinstance(operand, int | Decimal):
        return "number"
    if isinstance(operand, str):
        return "words" if halves(operand) is None else "date"
    return ""


def _value(logic: Logic, fact: Fact, domain: Domain | None) -> Value:
    z3 = logic.z3
    known, name = z3.Bool(f"fact {fact.id}"), f"value of fact {fact.id}"
    if isinstance(domain, Truth):
        return Value(known, "truth", z3.Bool(name))
    if isinstance(domain, Words):
        term = z3.Int(name)
        logic.given.append(
            term >= 0 if domain.codes is None else logic.any(term == logic.word(code) for code in domain.codes)
        )
        return Value(known, "words", term)
    if isinstance(domain, Number):
        term = z3.Int(name) if domain.whole else z3.Real(name)
        bounds = ((domain.least, 1), (domain.most, -1))
        logic.given += [term * sign >= bound * sign for bound, sign in bounds if isinstance(bound, int)]
        return Value(known, "number", term)
    if isinstance(domain, Dates):
        term = z3.Int(name)
        logic.given += [term >= FIRST_DAY * 2 + 1, term <= LAST_DAY * 2 + 1, term % 2 == 1]
        return Value(known, "date", term)
    return Value(known, "thing" if isinstance(domain, Thing | Items | Several) else "any")


def compared_with(service: Service) -> Mapping[str, list[Json]]:
    """All that conditions and table cells compare each fact with."""
    found: dict[str, list[Json]] = {}
    for fact, operand in _comparisons(service.model_dump()):
        found.setdefault(fact, []).append(operand)
    for table in service.decisions:
        for place, column in enumerate(table.inputs):
            cells = [row.when[place] for edition in table.editions for row in edition.rows if place < len(row.when)]
            if column.fact is not None:
                found.setdefault(column.fact, []).extend(
                    operand for cell in cells if cell is not None for operand in _operands(cell.model_dump())
                )
    return found


def _comparisons(part: Json) -> Iterator[tuple[str, Json]]:
    if isinstance(part, dict):
        if isinstance(part.get("fact"), str):
            yield from ((part["fact"], operand) for operand in _operands(part))
        part = list(part.values())
    if isinstance(part, list | tuple):
        for each in part:
            yield from _comparisons(each)


def _operands(test: Mapping[str, Json]) -> Iterator[Json]:
    for operator in OPERATORS[:-1]:
        operand = test.get(operator)
        if isinstance(operand, tuple):
            yield from operand
        elif operand is not None and not isinstance(operand, dict):
            yield operand
