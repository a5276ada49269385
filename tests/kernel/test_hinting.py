"""Promises about hints: as much of a condition as a browser can tell, and never a word more."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from guildhall.kernel.conditions import Condition
from guildhall.kernel.hinting import hint

HERE = {"age", "student"}
MADE = TypeAdapter(Condition)
RULES = {"grown": {"answer": "age", "is": "adult"}, "elsewhere": {"answer": "letters", "is": "library"}}

ADULT = {"answer": "age", "is": "adult"}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (ADULT, ADULT),
        ({"answer": "age", "isOneOf": ["adult", "young"]}, {"answer": "age", "isOneOf": ["adult", "young"]}),
        ({"answer": "student", "is": True}, {"answer": "student", "is": True}),
        ({"answer": "age", "answered": True}, {"answer": "age", "answered": True}),
        ({"rule": "grown"}, ADULT),
        ({"not": ADULT}, {"not": ADULT}),
        ({"all": [ADULT, {"fact": "round", "is": "x"}]}, {"all": [ADULT, None]}),
        ({"any": [ADULT, {"answer": "letters", "is": "x"}]}, {"any": [ADULT, None]}),
        # what is asked elsewhere, by somebody else, or with a date or an amount
        ({"answer": "letters", "is": "library"}, None),
        ({"rule": "elsewhere"}, None),
        ({"rule": "no-such-rule"}, None),
        ({"fact": "round", "is": "x"}, None),
        ({"actor": "kind", "is": "staff"}, None),
        ({"now": "open", "is": True}, None),
        ({"answer": "age", "atLeast": 3}, None),
        ({"answer": "age", "is": 3}, None),
        ({"answer": "age", "is": {"answer": "student"}}, None),
        ({"not": {"fact": "round", "is": "x"}}, None),
        ({"all": [{"fact": "round", "is": "x"}, {"fact": "place", "is": "y"}]}, None),
    ],
)
def test_a_hint_holds_what_the_page_can_tell_and_leaves_the_rest_open(condition: dict[str, Any], expected: Any) -> None:
    rules = {name: MADE.validate_python(rule) for name, rule in RULES.items()}
    assert hint(MADE.validate_python(condition), HERE, rules) == expected
