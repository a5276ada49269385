"""Conditions as the rows of a decision table: which cells must hold, column by column.

A region is what one row says: for each column, the test that its answer must stand. Where all the answers to a question can be
listed (a choice, yes or no), the test is a set of them; for a number it is a span. Then what no row covers can be worked out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from guildhall.kernel.model import Json

Part = dict[str, Json]
_OPPOSITE = {"atLeast": "lessThan", "lessThan": "atLeast"}
MOST = 200
"""Rows that one condition may become."""


class Unfit(ValueError):
    """A condition that no row can say. The message says why."""


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers from ``least`` up to, but not with, ``below``; ``None`` is no bound."""

    least: Json = None
    below: Json = None

    def __and__(self, other: "Span") -> "Span":
        least = [each for each in (self.least, other.least) if each is not None]
        below = [each for each in (self.below, other.below) if each is not None]
        return Span(max(least, default=None), min(below, default=None))

    def __bool__(self) -> bool:
        return self.least is None or self.below is None or bool(self.least < self.below)

    def without(self, other: "Span") -> "list[Span]":
        sides = [Span(None, other.least)] if other.least is not None else []
        sides += [Span(other.below, None)] if other.below is not None else []
        return [met for side in sides if (met := self & side)]


Ordered = tuple[tuple[str, Json], ...]
Test = frozenset[Json] | Span | Ordered
"""A set of answers, a span of numbers, or operators that must all hold."""


class Region(dict[str, Test]):
    """The test of each column; a column that is left out may hold anything."""

    def meeting(self, other: "Region") -> "Region | None":
        """Where both hold; ``None`` where they never do. Raises ``Unfit`` for two that cannot stand in one cell."""
        found = Region(self)
        for column, test in other.items():
            mine = found.get(column)
            if mine is None:
                found[column] = test
            elif (met := _met(mine, test)) is None:
                found[column] = _both(mine, test)
            elif not met:
                return None
            else:
                found[column] = met
        return found


def regions(condition: Json, rules: Mapping[str, Json], steps: Mapping[str, Part]) -> list[Region]:
    """Where a condition holds, as rows of which no two say the same. Raises ``Unfit``."""
    found = _any_of(_regions(condition, rules, steps, yes=True, within=()), steps)
    if not found:
        raise Unfit("it can never hold")
    return found


def remainder(whole: Sequence[Region], taken: Sequence[Region], steps: Mapping[str, Part]) -> list[Region]:
    """What of ``whole`` none of ``taken`` covers, as rows that never hold together. Raises ``Unfit``."""
    left = [Region(each) for each in whole]
    for region in taken:
        left = [piece for each in left for piece in _without(each, region, steps)]
        if len(left) > MOST:
            raise Unfit(f"it would take more than {MOST} rows")
    return _merged(left)


def columns_of(rows: Sequence[Region]) -> list[str]:
    """The columns that any row asks about, in the order in which they come up."""
    return list(dict.fromkeys(column for row in rows for column in row))


def as_row(region: Region, columns: Sequence[str], steps: Mapping[str, Part]) -> list[Json]:
    """The cells of a row, an empty one where anything holds."""
    return [
        _cell(region[column], answers_of(column, steps), whole=steps.get(column, {}).get("kind") == "whole-number")
        if column in region
        else None
        for column in columns
    ]


def answers_of(column: str, steps: Mapping[str, Part]) -> list[Json] | None:
    """Every answer that a question can have, or ``None`` where they cannot be listed."""
    step = steps.get(column, {})
    if step.get("kind") == "yes-no":
        return [True, False]
    if step.get("kind") == "choice":
        return list(dict.fromkeys(option["code"] for option in step.get("options", ())))
    return None


def everything(column: str, steps: Mapping[str, Part]) -> Test | None:
    """All the answers to a question, as a set or a span; ``None`` where they are neither."""
    listed = answers_of(column, steps)
    if listed is not None:
        return frozenset(listed)
    return Span() if steps.get(column, {}).get("kind") in {"whole-number", "decimal"} else None


def _span(column: str, operator: str, operand: Json, steps: Mapping[str, Part]) -> Span | None:
    """A comparison with a number as a span; whole numbers have one that is the next."""
    kind = steps.get(column, {}).get("kind")
    if kind not in {"whole-number", "decimal"} or isinstance(operand, bool) or not isinstance(operand, int | Decimal):
        return None
    if operator == "is" and kind == "whole-number" and isinstance(operand, int):
        return Span(operand, operand + 1)
    return {"atLeast": Span(operand, None), "lessThan": Span(None, operand)}.get(operator)


def _regions(
    condition: Json, rules: Mapping[str, Json], steps: Mapping[str, Part], *, yes: bool, within: tuple[str, ...]
) -> list[Region]:
    """Where a condition holds; or, where ``yes`` is false, where it does not."""
    if "rule" in condition:
        name = condition["rule"]
        if name in within or name not in rules:
            raise Unfit(
                f"it leans on “{name}”, which leads back to itself" if name in within else f"there is no “{name}”"
            )
        return _regions(rules[name], rules, steps, yes=yes, within=(*within, name))
    if "not" in condition:
        return _regions(condition["not"], rules, steps, yes=not yes, within=within)
    if "all" in condition or "any" in condition:
        parts = condition.get("all", condition.get("any"))
        inner = [_regions(part, rules, steps, yes=yes, within=within) for part in parts if not _asks_for_a_blank(part)]
        return _every(inner) if ("all" in condition) == yes else [each for found in inner for each in found]
    return _tested(condition, steps, yes=yes)


def _asks_for_a_blank(condition: Json) -> bool:
    """A cell never holds for a blank answer, so what a comparison says of blanks is left out."""
    return isinstance(condition, dict) and condition.get("answered") is False


def _tested(test: Part, steps: Mapping[str, Part], *, yes: bool) -> list[Region]:
    column = test.get("answer")
    operator, operand = next(((key, held) for key, held in test.items() if key != "answer"), ("", None))
    if not isinstance(column, str) or operator == "answered":
        raise Unfit("it asks something that no cell can say")
    listed = answers_of(column, steps)
    if listed is not None and operator in {"is", "isOneOf"}:
        wanted = {operand} if operator == "is" else {*(operand or ())}
        chosen = frozenset(wanted if yes else set(listed) - wanted)
        return [Region({column: chosen})] if chosen else []
    if answers := _span(column, operator, operand, steps):
        found = [answers] if yes else Span().without(answers)
        return [Region({column: each}) for each in found]
    if not yes and operator not in _OPPOSITE:
        raise Unfit("it asks that an answer be none of many that cannot be listed")
    return [Region({column: ((operator if yes else _OPPOSITE[operator], operand),)})]


def _every(parts: list[list[Region]]) -> list[Region]:
    found = [Region()]
    for part in parts:
        found = [met for one in found for other in part if (met := one.meeting(other)) is not None]
        if len(found) > MOST:
            raise Unfit(f"it would take more than {MOST} rows")
    return found


def _any_of(found: list[Region], steps: Mapping[str, Part]) -> list[Region]:
    """The same without repeats, and with no two that hold together where their answers can be listed."""
    apart: list[Region] = []
    for region in found:
        pieces = [region]
        for other in apart:
            pieces = [piece for each in pieces for piece in _apart(each, other, steps)]
        apart += pieces
        if len(apart) > MOST:
            raise Unfit(f"it would take more than {MOST} rows")
    return _merged(apart)


def _merged(found: list[Region]) -> list[Region]:
    """The same in fewer rows: two that differ in one set of answers are one."""
    merged: list[Region] = []
    for region in found:
        for place, other in enumerate(merged):
            apart = [column for column in region.keys() | other.keys() if region.get(column) != other.get(column)]
            one, two = (each.get(apart[0]) if len(apart) == 1 else None for each in (region, other))
            if isinstance(one, frozenset) and isinstance(two, frozenset):
                merged[place] = Region({**other, apart[0]: one | two})
                break
        else:
            merged.append(region)
    return merged


def _apart(region: Region, other: Region, steps: Mapping[str, Part]) -> list[Region]:
    try:
        return [] if region == other else _without(region, other, steps)
    except Unfit:
        return [region]


def _without(region: Region, other: Region, steps: Mapping[str, Part]) -> list[Region]:
    """A region less another, cut along the other's columns. Raises ``Unfit`` where answers cannot be listed."""
    pieces: list[Region] = []
    inside = Region(region)
    for column, test in other.items():
        mine = inside.get(column) or everything(column, steps)
        met = None if mine is None else _met(mine, test)
        if mine is None or met is None:
            raise Unfit("the answers that are left over cannot be listed")
        if not met:
            return [region]
        pieces += [Region({**inside, column: left}) for left in _left(mine, test)]
        inside[column] = met
    return pieces


def _met(mine: Test, test: Test) -> frozenset[Json] | Span | None:
    """What both allow, perhaps nothing; ``None`` where that cannot be worked out."""
    if isinstance(mine, frozenset) and isinstance(test, frozenset):
        return mine & test
    return mine & test if isinstance(mine, Span) and isinstance(test, Span) else None


def _left(mine: Test, test: Test) -> list[frozenset[Json]] | list[Span]:
    """What the first allows and the second does not."""
    if isinstance(mine, frozenset) and isinstance(test, frozenset):
        return [mine - test] if mine - test else []
    return mine.without(test) if isinstance(mine, Span) and isinstance(test, Span) else []


def _both(mine: Test, test: Test) -> Test:
    found = dict(_as_operators(mine))
    for operator, operand in _as_operators(test):
        if operator in found and found[operator] != operand:
            raise Unfit("it asks two things of one answer that cannot stand in one cell")
        found[operator] = operand
    return tuple(found.items())


def _as_operators(test: Test) -> Ordered:
    if isinstance(test, frozenset):
        return (("isOneOf", sorted(test, key=str)),)
    if isinstance(test, Span):
        return tuple(
            (key, held) for key, held in (("atLeast", test.least), ("lessThan", test.below)) if held is not None
        )
    return test


def _cell(test: Test, listed: list[Json] | None, *, whole: bool) -> Json:
    if isinstance(test, Span) and isinstance(test.least, int) and test.below == test.least + 1 and whole:
        return {"is": test.least}
    if not isinstance(test, frozenset):
        return dict(_as_operators(test)) or None
    ordered = [each for each in listed or [] if each in test] + [each for each in test if each not in (listed or [])]
    return {"is": ordered[0]} if len(ordered) == 1 else {"isOneOf": ordered}
