"""Conditions as hints for a browser: as much of one as can be told from the answers on the same page, and no more.

A hint only ever hides a question that does not apply. Whether it applies is decided by ``step`` when the page is sent, so that a
browser without script, or one that is wrong, changes nothing but what is seen.
"""

from collections.abc import Mapping, Set

from guildhall.kernel.conditions import All, AnyOf, Condition, Not, RuleHolds, Test
from guildhall.kernel.model import Json

OPERATORS: Mapping[str, str] = {"is_": "is", "is_one_of": "isOneOf", "contains": "contains", "answered": "answered"}
"""What a browser can compare without knowing more than which option stands chosen. Dates and amounts are left to the server."""


def hint(condition: Condition, here: Set[str], rules: Mapping[str, Condition]) -> Json:
    """A condition as data for the browser; ``None`` for what cannot be told from the answers that stand ``here``.

    In ``all`` and ``any`` an unknown part stands as ``None``, because the others may settle it all the same.
    """
    if isinstance(condition, RuleHolds):
        return hint(rules[condition.rule], here, rules) if condition.rule in rules else None
    if isinstance(condition, Not):
        inner = hint(condition.not_, here, rules)
        return None if inner is None else {"not": inner}
    if isinstance(condition, All | AnyOf):
        word, parts = ("all", condition.all) if isinstance(condition, All) else ("any", condition.any)
        hints = [hint(each, here, rules) for each in parts]
        return None if hints and all(each is None for each in hints) else {word: hints}
    return _test(condition, here)


def _test(test: Test, here: Set[str]) -> Json:
    (sort, name), (operator, operand) = test.subject, test.operator
    if sort != "answer" or name not in here or operator not in OPERATORS:
        return None
    values = operand if isinstance(operand, tuple) else (operand,)
    if not all(isinstance(each, str | bool) for each in values):
        return None
    return {"answer": name, OPERATORS[operator]: list(values) if isinstance(operand, tuple) else operand}
