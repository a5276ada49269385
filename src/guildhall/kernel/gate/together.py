"""Whether two questions can be asked of one person: by the ways through the pages, and by when each is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from guildhall.kernel.conditions import All, AnyOf, Condition, Not, RuleHolds, Test
from guildhall.kernel.gate.posed import Named
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question

_Values = frozenset[Json]


@dataclass(frozen=True)
class Ways:
    """The pages of a definition and where each leads, whatever is answered."""

    compiled: Compiled

    @cached_property
    def page_of(self) -> Mapping[str, str]:
        """The page on which each question stands."""
        return {step.id: page.id for page in self.compiled.pages.values() for step in page.steps}

    @cached_property
    def beyond(self) -> Mapping[str, frozenset[str]]:
        """For each page, every page that can come after it."""
        found: dict[str, frozenset[str]] = {}
        for page in self.compiled.pages:
            seen: set[str] = set()
            left = list(self.following(page))
            while left:
                each = left.pop()
                if each in seen or each not in self.compiled.pages:
                    continue
                seen.add(each)
                left += self.following(each)
            found[page] = frozenset(seen)
        return found

    def following(self, page: str) -> tuple[str, ...]:
        """Where a page may lead at once. What stands after a way that is always open is never taken."""
        routes = self.compiled.pages[page].page.next
        if routes is None:
            after = self.compiled.page_after[page]
            return () if after is None else (after,)
        taken = []
        for route in routes:
            taken.append(route.to)
            if route.when is None:
                break
        return tuple(taken)

    def before(self, earlier: Question, later: Question) -> bool:
        """Say whether ``earlier`` can have been asked when ``later`` is."""
        first, second = self.page_of.get(earlier.id), self.page_of.get(later.id)
        if first is None or second is None:
            return False
        if first == second:
            order = [step.id for step in self.compiled.pages[first].steps]
            return order.index(earlier.id) < order.index(later.id)
        return second in self.beyond[first]

    def together(self, one: Question, other: Question) -> bool:
        """Say whether both may be asked of one person, neither telling what the other asks."""
        if _tells(one, other) or _tells(other, one):
            return False
        if not (self.before(one, other) or self.before(other, one)):
            return False
        return not self.exclude(one.show_when, other.show_when)

    def exclude(self, one: Condition | None, other: Condition | None) -> bool:
        """Say whether two conditions plainly cannot hold at once: they ask for different answers to one question."""
        if one is None or other is None:
            return False
        first, second = self._allowed(one, ()), self._allowed(other, ())
        for about in first.keys() & second.keys():
            (these, not_these), (those, not_those) = first[about], second[about]
            if these is not None and those is not None and not (these & those):
                return True
            if (these is not None and not these - not_those) or (those is not None and not those - not_these):
                return True
        return False

    def _allowed(self, condition: Condition, within: tuple[str, ...]) -> dict[Named, tuple[_Values | None, _Values]]:
        """For what a condition asks about: the values it allows (``None`` for any), and those that it forbids."""
        if isinstance(condition, All):
            both: dict[Named, tuple[_Values | None, _Values]] = {}
            for part in condition.all:
                for about, (these, not_these) in self._allowed(part, within).items():
                    those, not_those = both.get(about, (None, frozenset()))
                    either = these if those is None else those if these is None else these & those
                    both[about] = (either, not_these | not_those)
            return both
        if isinstance(condition, AnyOf):
            parts = [self._allowed(part, within) for part in condition.any]
            shared = set.intersection(*(set(part) for part in parts)) if parts else set()
            return {
                about: (frozenset().union(*(part[about][0] or () for part in parts)), frozenset())
                for about in shared
                if all(part[about][0] is not None for part in parts)
            }
        if isinstance(condition, RuleHolds):
            rule = self.compiled.rules.get(condition.rule)
            known = rule is not None and condition.rule not in within
            return self._allowed(rule, (*within, condition.rule)) if rule is not None and known else {}
        if isinstance(condition, Not):
            inner = condition.not_
            values = _values(inner) if isinstance(inner, Test) else None
            return {inner.subject: (None, values)} if isinstance(inner, Test) and values is not None else {}
        values = _values(condition)
        return {condition.subject: (values, frozenset())} if values is not None else {}


def _values(test: Test) -> _Values | None:
    """The plain values, one of which a test asks for; ``None`` for any other test."""
    operator, operand = test.operator
    found = (operand,) if operator == "is_" else operand if operator == "is_one_of" else None
    plain = found is not None and all(isinstance(each, str | int) for each in found)
    return frozenset(found) if plain and found is not None else None


def _tells(one: Question, other: Question) -> bool:
    """Whether the answer to ``one`` is taken for ``other``, which is then not asked."""
    return other.satisfied_by is not None and other.satisfied_by.answer == one.id
