"""A condition becomes rows of a table that say exactly when it holds, and what is left over becomes rows of its own."""

import operator
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhall.catalogue.importing.cells import Region, Unfit, as_row, columns_of, regions, remainder
from guildhall.kernel.model import Json

STEPS: dict[str, dict[str, Json]] = {
    "size": {"kind": "choice", "options": [{"code": code} for code in ("s", "m", "l")]},
    "here": {"kind": "yes-no"},
    "age": {"kind": "whole-number"},
    "weight": {"kind": "decimal"},
    "born": {"kind": "date"},
}
ANSWERS: list[dict[str, Json]] = [
    {"size": size, "here": here, "age": age} for size, here, age in product(("s", "m", "l"), (True, False), range(7))
]
ASKED: dict[str, Callable[[Json, Json], bool]] = {
    "is": operator.eq,
    "isOneOf": lambda answer, codes: answer in codes,
    "atLeast": operator.ge,
    "lessThan": operator.lt,
}
tests = st.one_of(
    st.sampled_from(["s", "m", "l"]).map(lambda code: {"answer": "size", "is": code}),
    st.sets(st.sampled_from(["s", "m", "l"]), min_size=1).map(
        lambda codes: {"answer": "size", "isOneOf": sorted(codes)}
    ),
    st.booleans().map(lambda truth: {"answer": "here", "is": truth}),
    st.tuples(st.sampled_from(["is", "atLeast", "lessThan"]), st.integers(0, 6)).map(
        lambda pair: {"answer": "age", pair[0]: pair[1]}
    ),
)
conditions: st.SearchStrategy[Json] = st.recursive(
    tests,
    lambda inner: st.one_of(
        inner.map(lambda each: {"not": each}),
        st.lists(inner, min_size=1, max_size=3).map(lambda each: {"all": each}),
        st.lists(inner, min_size=1, max_size=3).map(lambda each: {"any": each}),
    ),
    max_leaves=5,
)


def holds(condition: Json, answers: dict[str, Json]) -> bool:
    if "not" in condition:
        return not holds(condition["not"], answers)
    if "all" in condition:
        return all(holds(each, answers) for each in condition["all"])
    if "any" in condition:
        return any(holds(each, answers) for each in condition["any"])
    return fits({key: held for key, held in condition.items() if key != "answer"}, answers[condition["answer"]])


def fits(cell: Json, answer: Json) -> bool:
    return all(ASKED[named](answer, operand) for named, operand in (cell or {}).items())


def rows_of(condition: Json) -> list[Region]:
    """The rows of a condition; none for one that can never hold."""
    try:
        return regions(condition, {}, STEPS)
    except Unfit:
        return []


def matched(rows: list[Region], answers: dict[str, Json]) -> int:
    """How many rows hold for these answers, as they stand in the table."""
    columns = columns_of(rows)
    table = [as_row(row, columns, STEPS) for row in rows]
    return sum(all(fits(cell, answers[column]) for cell, column in zip(row, columns, strict=True)) for row in table)


@settings(max_examples=150)
@given(condition=conditions)
def test_just_one_row_holds_where_a_condition_does_and_just_one_of_the_rest_elsewhere(condition: Json) -> None:
    rows = rows_of(condition)
    rest = remainder([Region()], rows, STEPS)
    for answers in ANSWERS:
        assert matched(rows, answers) == int(holds(condition, answers))
        assert matched(rest, answers) == int(not holds(condition, answers))


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ({"answer": "size", "answered": True}, "it asks something that no cell can say"),
        ({"fact": "ward", "is": "x"}, "it asks something that no cell can say"),
        ({"not": {"answer": "weight", "is": 2}}, "it asks that an answer be none of many that cannot be listed"),
        ({"all": [{"answer": "size", "is": "s"}, {"answer": "size", "is": "m"}]}, "it can never hold"),
        ({"rule": "none"}, "there is no “none”"),
        ({"rule": "round"}, "it leans on “round”, which leads back to itself"),
        (
            {"all": [{"answer": "born", "before": "2000-01-01"}, {"answer": "born", "before": "1990-01-01"}]},
            "two things",
        ),
    ],
)
def test_a_condition_that_no_row_can_say_is_unfit(condition: Json, reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        regions(condition, {"round": {"not": {"rule": "round"}}}, STEPS)


def test_what_is_left_of_dates_cannot_be_listed() -> None:
    rows = regions({"answer": "born", "before": "2000-01-01"}, {}, STEPS)
    with pytest.raises(Unfit, match="cannot be listed"):
        remainder([Region()], rows, STEPS)
