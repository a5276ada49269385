"""Conditions: true, false or unknown. Only what is true opens a way, and what is unknown is never a no."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from tests.worlds.anything import anything, very_deep
from tests.worlds.services import conditions

from guildhall.kernel.clocks import Calendar, closed_on
from guildhall.kernel.conditions import Condition
from guildhall.kernel.model import Json
from guildhall.kernel.saying import sentence
from guildhall.kernel.scope import Circumstances, Scope, Truth, compiled
from guildhall.kernel.service import Service

AROUND = Circumstances(
    datetime(2026, 3, 27, 15, 59, tzinfo=UTC),
    facts={"round": "2026-03-27", "bins": 3, "places": ["north", "south"]},
    calendar=Calendar(closed_on([date(2026, 4, 3)])),
)
ANSWERS = {
    "bin": "garden",
    "several": ["garden", "food"],
    "many": 5,
    "born": "2000-02-29",
    "agreed": False,
    "price": Decimal("2.50"),
    "people": [{}, {}],
}
PASSED = {*ANSWERS, "blank"}
TRUTHS: tuple[Truth, ...] = (True, False, None)
AS_CONDITION = {
    True: {"answer": "bin", "is": "garden"},
    False: {"answer": "bin", "is": "food"},
    None: {"answer": "not-yet", "is": "garden"},
}


def truth(condition: dict[str, Any], rules: dict[str, Any] | None = None) -> Truth:
    made = TypeAdapter(Condition)
    named = {name: made.validate_python(rule) for name, rule in (rules or {}).items()}
    return compiled(made.validate_python(condition), named)(Scope(AROUND, dict(ANSWERS), set(PASSED)))


EXAMPLES: list[tuple[dict[str, Any], Truth]] = [
    ({"answer": "bin", "is": "garden"}, True),
    ({"answer": "bin", "is": "food"}, False),
    ({"answer": "bin", "is": 3}, None),
    ({"answer": "bin", "isOneOf": ["food", "garden"]}, True),
    ({"answer": "bin", "isOneOf": ["food", "glass"]}, False),
    ({"answer": "bin", "isOneOf": []}, False),
    ({"answer": "bin", "isOneOf": ["food", {"answer": "not-yet"}]}, None),
    ({"answer": "bin", "isOneOf": ["garden", {"answer": "not-yet"}]}, True),
    ({"answer": "blank", "is": "garden"}, None),
    ({"answer": "not-yet", "is": "garden"}, None),
    ({"answer": "several", "contains": "food"}, True),
    ({"answer": "several", "contains": "glass"}, False),
    ({"answer": "several", "contains": 1}, None),
    ({"answer": "several", "is": "food"}, None),
    ({"answer": "agreed", "is": False}, True),
    ({"answer": "agreed", "is": 0}, None),
    ({"answer": "many", "is": True}, None),
    ({"answer": "many", "atLeast": 5}, True),
    ({"answer": "many", "atLeast": 6}, False),
    ({"answer": "many", "lessThan": 6}, True),
    ({"answer": "many", "lessThan": 5}, False),
    ({"answer": "many", "atLeast": "5"}, None),
    ({"answer": "price", "is": Decimal("2.5")}, True),
    ({"answer": "price", "lessThan": 3}, True),
    ({"answer": "born", "before": {"today": True, "minus": {"months": 313}}}, False),
    ({"answer": "born", "before": "2000-03-01"}, True),
    ({"answer": "born", "after": "2000-02-28"}, True),
    ({"answer": "born", "after": "2000-02-29"}, False),
    ({"answer": "born", "before": {"answer": "bin", "plus": {"days": 1}}}, None),
    ({"fact": "round", "is": {"today": True}}, True),
    ({"fact": "round", "before": {"today": True, "plus": {"workingDays": 1}}}, True),
    ({"fact": "round", "after": {"today": True, "plus": {"days": 10**30}}}, None),
    ({"fact": "places", "contains": "north"}, True),
    ({"fact": "missing", "is": 3}, None),
    ({"fact": "missing", "answered": False}, True),
    ({"fact": "round", "answered": True}, True),
    ({"count": "people", "atLeast": 2}, True),
    ({"count": "blank", "atLeast": 1}, False),
    ({"count": "not-yet", "atLeast": 1}, None),
    ({"answer": "bin", "answered": True}, True),
    ({"answer": "blank", "answered": True}, False),
    ({"answer": "blank", "answered": False}, True),
    ({"answer": "not-yet", "answered": False}, None),
    ({"decision": "bin", "answered": True}, None),
    ({"actor": "kind", "is": "resident"}, True),
    ({"actor": "kind", "answered": True}, True),
    ({"channel": "name", "is": "web"}, None),
    ({"channel": "name", "answered": True}, None),
    ({"now": "date", "is": "2026-03-27"}, True),
    ({"now": "time", "before": "16:00"}, True),
    ({"now": "open", "is": True}, True),
    ({"rule": "missing"}, None),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "expected"), EXAMPLES, ids=[str(condition) for condition, _ in EXAMPLES])
def test_a_condition_is_true_false_or_unknown(condition: dict[str, Any], expected: Truth) -> None:
    assert truth(condition) is expected
    assert truth({"not": condition}) is (None if expected is None else not expected)


def test_what_makes_no_sense_is_never_true_nor_false_when_turned_round() -> None:
    assert truth({"not": {"answer": "bin", "is": 3}}) is None


@pytest.mark.parametrize("left", TRUTHS)
@pytest.mark.parametrize("right", TRUTHS)
def test_all_and_any_follow_kleene(left: Truth, right: Truth) -> None:
    both = [AS_CONDITION[left], AS_CONDITION[right]]
    least = False if False in (left, right) else None if None in (left, right) else True
    most = True if True in (left, right) else None if None in (left, right) else False
    assert truth({"all": both}) is least
    assert truth({"any": both}) is most
    assert truth({"not": {"all": both}}) is truth({"any": [{"not": each} for each in both]})


def test_all_of_nothing_is_true_and_any_of_nothing_is_false() -> None:
    assert truth({"all": []}) is True
    assert truth({"any": []}) is False


def test_a_rule_that_leads_back_to_itself_is_unknown() -> None:
    rules = {"a": {"rule": "b"}, "b": {"not": {"rule": "a"}}, "c": {"any": [{"rule": "c"}, AS_CONDITION[True]]}}
    assert truth({"rule": "a"}, rules) is None
    assert truth({"rule": "b"}, rules) is None
    assert truth({"rule": "c"}, rules) is True


def test_rules_that_each_ask_the_last_one_twice_are_soon_worked_out() -> None:
    rules: dict[str, Any] = {"r0": AS_CONDITION[True]}
    for place in range(1, 60):
        rules[f"r{place}"] = {"all": [{"rule": f"r{place - 1}"}, {"rule": f"r{place - 1}"}]}
    assert truth({"rule": "r59"}, rules) is True


LABEL = {"en": "A question"}
STEPS = [
    {"id": "s0", "kind": "text", "label": LABEL},
    {"id": "s1", "kind": "choices", "label": LABEL, "options": []},
    {"id": "s2", "kind": "date", "label": LABEL},
    {"id": "s3", "kind": "money", "label": LABEL},
]


@given(conditions(STEPS), st.dictionaries(st.sampled_from(["s0", "s1", "s2", "s3"]), anything), anything)
def test_a_condition_over_anything_at_all_gives_a_truth_and_a_sentence(
    condition: dict[str, Any], answers: dict[str, Json], fact: Json
) -> None:
    service = Service.model_validate({"id": "toy", "title": {"en": "A toy"}, "steps": STEPS})
    made = TypeAdapter(Condition).validate_python(condition)
    around = Circumstances(AROUND.now, facts={"f0": fact, "f1": float("nan"), "missing": Decimal("sNaN")})
    assert compiled(made, {})(Scope(around, dict(answers))) in (True, False, None)
    assert sentence(made, service)["en"].endswith(".")


def test_a_fact_deeper_than_python_follows_is_only_a_fact() -> None:
    around = Circumstances(AROUND.now, facts={"deep": very_deep()})
    made = TypeAdapter(Condition).validate_python({"fact": "deep", "contains": "x"})
    assert compiled(made, {})(Scope(around)) is None


@given(conditions(STEPS), st.sampled_from(["s0", "s1", "s2", "s3"]), st.sampled_from(["garden", 5, True, "2026-03-27"]))
def test_an_answer_turns_no_truth_round_that_was_known_without_it(
    condition: dict[str, Any], name: str, value: Json
) -> None:
    made = compiled(TypeAdapter(Condition).validate_python(condition), {})
    before = made(Scope(AROUND))
    after = made(Scope(AROUND, {name: value}, {name}))
    assert before is None or before is after
