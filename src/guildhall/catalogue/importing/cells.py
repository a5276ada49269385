"""Conditions as the rows of a decision table: which cells must hold, column by column.

A region is what one row says: for each column, the test that its answer must stand. Where all the answers to a question can be
listed (a choice, yes or no), the test is a set of them, and what no row covers can be worked out.
"""

from collections.abc import Mapping, Sequence

from guildhall.kernel.model import Json

Part = dict[str, Json]
_OPPOSITE = {"atLeast": "lessThan", "lessThan": "atLeast"}
MOST = 200
"""Rows that one condition may become."""


class Unfit(ValueError):
    """A condition that no row can say. The message says why."""


Test = frozenset[Json] | tuple[tuple[str, Json], ...]
"""A set of answers, or operators that must all hold."""


class Region(dict[str, Test]):
    """The test of each column; a column that is left out may hold anything."""

    def meeting(self, other: "Region") -> "Region | None":
        """Where both hold; ``None`` where they never do. Raises ``Unfit`` for two that cannot stand in one cell."""
        found = Region(self)
        for column, test in other.items():
            mine = found.get(column)
            if mine is None:
                found[column] = test
            elif isinstance(mine, frozenset) and isinstance(test, frozenset):
                if not mine & test:
                    return None
                found[column] = mine & test
            else:
                found[column] = _both(mine, test)
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
    return [_cell(region[column], answers_of(column, steps)) if column in region else None for column in columns]


def answers_of(column: str, steps: Mapping[str, Part]) -> list[Json] | None:
    """Every answer that a question can have, or ``None`` where they cannot be listed."""
    step = steps.get(column, {})
    if step.get("kind") == "yes-no":
        return [True, False]
    if step.get("kind") == "choice":
        return list(dict.fromkeys(option["code"] for option in step.get("options", ())))
    return None


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
        listed = answers_of(column, steps)
        mine = inside.get(column, frozenset(listed or ()))
        if listed is None or not isinstance(mine, frozenset) or not isinstance(test, frozenset):
            raise Unfit("the answers that are left over cannot be listed")
        if mine - test:
            pieces.append(Region({**inside, column: mine - test}))
        if not mine & test:
            return [region]
        inside[column] = mine & test
    return pieces


def _both(mine: Test, test: Test) -> Test:
    found = dict(_as_operators(mine))
    for operator, operand in _as_operators(test):
        if operator in found and found[operator] != operand:
            raise Unfit("it asks two things of one answer that cannot stand in one cell")
        found[operator] = operand
    return tuple(found.items())


def _as_operators(test: Test) -> tuple[tuple[str, Json], ...]:
    return (("isOneOf", sorted(test, key=str)),) if isinstance(test, frozenset) else test


def _cell(test: Test, listed: list[Json] | None) -> Json:
    if not isinstance(test, frozenset):
        return dict(test)
    ordered = [each for each in listed or [] if each in test] + [each for each in test if each not in (listed or [])]
    return {"is": ordered[0]} if len(ordered) == 1 else {"isOneOf": ordered}
