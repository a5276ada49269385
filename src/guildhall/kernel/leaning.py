"""What rules, tables and outcomes are worked out from, so that each is worked out again only when that has changed."""

from collections.abc import Iterator, Mapping

from guildhall.kernel.model import Json
from guildhall.kernel.service import Service

Named = tuple[str, str]
"""Something that a definition asks about: its sort (answer, count, fact, decision, rule) and its name."""

_SORTS = ("answer", "count", "fact", "decision", "rule")


def leaning(service: Service) -> dict[str, tuple[Named, ...]]:
    """For each step, the rules, tables and outcomes that lean on it, directly or through others."""
    direct: dict[Named, set[Named]] = {}
    for rule in service.rules:
        direct.setdefault(("rule", rule.id), set()).update(_mentioned(rule.when.model_dump()))
    for table in service.decisions:
        direct.setdefault(("decision", table.id), set()).update(_mentioned(table.model_dump()))
    for outcome in service.outcomes:
        direct.setdefault(("outcome", outcome.id), set()).update(_mentioned(outcome.model_dump(include={"when"})))
    for fact in service.facts:
        asked = (*fact.needs, *([fact.fallback.ask] if fact.fallback else []))
        direct.setdefault(("fact", fact.id), set()).update(("answer", step) for step in asked)
    found: dict[str, list[Named]] = {}
    for each in direct:
        for step in {name for sort, name in _reached(each, direct) if sort in {"answer", "count"}}:
            found.setdefault(step, []).append(each)
    return {step: tuple(leaners) for step, leaners in found.items()}


def _mentioned(part: Json) -> Iterator[Named]:
    if isinstance(part, dict):
        yield from ((sort, part[sort]) for sort in _SORTS if isinstance(part.get(sort), str))
        part = tuple(part.values())
    if isinstance(part, tuple):
        for each in part:
            yield from _mentioned(each)


def _reached(start: Named, direct: Mapping[Named, set[Named]]) -> set[Named]:
    reached: set[Named] = set()
    left = [start]
    while left:
        each = left.pop()
        if each not in reached:
            reached.add(each)
            left += direct.get(each, ())
    return reached
