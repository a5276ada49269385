"""Conditions of an XGov form hold when they held there; one that cannot be read is never known."""

import json
from datetime import datetime

import pytest

from guildhall.catalogue.importing import READERS, Imported
from guildhall.catalogue.importing.writing import as_yaml
from guildhall.kernel.clocks import LONDON
from guildhall.kernel.journey import Compiled, step
from guildhall.kernel.loading import load_service
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances

NOW = Circumstances(datetime(2026, 11, 22, 9, tzinfo=LONDON))
ASKED = [
    {"type": "NumberField", "name": "n", "title": "N", "options": {"required": False}, "schema": {"precision": 2}},
    {"type": "YesNoField", "name": "y", "title": "Y", "options": {"required": False}},
    {"type": "RadiosField", "name": "r", "title": "R", "list": "l", "options": {"required": False}},
    {"type": "CheckboxesField", "name": "c", "title": "C", "list": "l", "options": {"required": False}},
    {"type": "DatePartsField", "name": "d", "title": "D", "options": {"required": False}},
]


def form(*conditions: Json) -> Imported:
    """A form of one page that goes to ``then`` when the first condition holds, else to ``else``."""
    text = json.dumps(
        {
            "pages": [
                {"path": "/a", "section": "s", "components": ASKED,
                 "next": [{"path": "/else"}, {"path": "/then", "condition": "k0"}]},
                {"path": "/then", "controller": "summary.js"},
                {"path": "/else", "controller": "summary.js"},
            ],
            "lists": [{"name": "l", "items": [{"text": "x", "value": "x"}, {"text": "true", "value": "true"}]}],
            "conditions": [{"name": f"k{place}", "value": held} for place, held in enumerate(conditions)],
        }
    )  # fmt: skip
    return READERS["xgov"](text, service="small")


def ends(found: Imported, **answers: Json) -> str | None:
    compiled = Compiled(load_service(as_yaml(found.definition)))
    blank: dict[str, Json] = dict.fromkeys(compiled.steps)
    outcome = step(compiled, blank | answers, NOW).outcome
    return outcome.id if outcome else None


def one(field: str, kind: str, operator: str, value: Json, **more: Json) -> Json:
    return {
        "field": {"name": field, "type": kind},
        "operator": operator,
        "value": {"type": "Value", "value": value},
        **more,
    }


def listed(*parts: Json) -> Json:
    return {"name": "k", "conditions": list(parts)}


@pytest.mark.parametrize(
    ("operator", "value", "holds", "not_so"),
    [
        ("is", "5", 5, 6),
        ("is not", "5", 6, 5),
        ("is at least", "5", 5, "4.99"),
        ("is at most", "5", 5, "5.01"),
        ("is less than", "5", "4.99", 5),
        ("is more than", "5", "5.01", 5),
    ],
)
def test_numbers_are_compared_exactly(operator: str, value: str, holds: Json, not_so: Json) -> None:
    found = form(listed(one("n", "NumberField", operator, value)))
    assert (ends(found, n=holds), ends(found, n=not_so), ends(found)) == ("then", "else", "else")


@pytest.mark.parametrize(
    ("part", "holds", "not_so"),
    [
        (one("s.y", "YesNoField", "is", "true"), {"y": True}, {"y": False}),
        (one("y", "YesNoField", "is not", "true"), {"y": False}, {"y": True}),
        (one("r", "RadiosField", "is", "true"), {"r": "true"}, {"r": "x"}),
        (one("r", "RadiosField", "is not", "x"), {"r": "true"}, {"r": "x"}),
        (one("c", "CheckboxesField", "contains", "x"), {"c": ["x", "true"]}, {"c": ["true"]}),
        (one("c", "CheckboxesField", "does not contain", "x"), {"c": ["true"]}, {"c": ["x"]}),
        (one("d", "DatePartsField", "is before", "2026-01-02"), {"d": "2026-01-01"}, {"d": "2026-01-02"}),
        (one("d", "DatePartsField", "is after", "2026-01-02"), {"d": "2026-01-03"}, {"d": "2026-01-02"}),
    ],
)
def test_a_comparison_holds_as_it_did_there_and_never_on_a_blank(part: Json, holds: Json, not_so: Json) -> None:
    found = form(listed(part))
    assert (ends(found, **holds), ends(found, **not_so), ends(found)) == ("then", "else", "else")


@pytest.mark.parametrize(
    ("operator", "direction", "holds", "not_so"),
    [
        ("is at least", "in the past", "2026-11-12", "2026-11-13"),
        ("is at most", "in the past", "2026-11-12", "2026-11-11"),
        ("is more than", "in the past", "2026-11-11", "2026-11-12"),
        ("is less than", "in the past", "2026-11-13", "2026-11-12"),
        ("is at least", "in the future", "2026-12-02", "2026-12-01"),
        ("is at most", "in the future", "2026-12-02", "2026-12-03"),
        ("is more than", "in the future", "2026-12-03", "2026-12-02"),
        ("is less than", "in the future", "2026-12-01", "2026-12-02"),
    ],
)
def test_a_date_is_compared_with_today(operator: str, direction: str, holds: str, not_so: str) -> None:
    value = {"type": "RelativeTime", "timePeriod": "10", "timeUnit": "days", "direction": direction}
    found = form(listed({"field": {"name": "d", "type": "DatePartsField"}, "operator": operator, "value": value}))
    assert (ends(found, d=holds), ends(found, d=not_so)) == ("then", "else")


def test_and_binds_closer_than_or_and_a_group_closer_still() -> None:
    yes, many, x = (
        one("y", "YesNoField", "is", "true"),
        one("n", "NumberField", "is at least", "5"),
        one("r", "RadiosField", "is", "x"),
    )
    flat = form(listed(x, {**yes, "coordinator": "or"}, {**many, "coordinator": "and"}))
    assert (ends(flat, r="x"), ends(flat, y=True, n=5), ends(flat, y=True)) == ("then", "then", "else")
    grouped = form(listed({"conditions": [x, {**yes, "coordinator": "or"}]}, {**many, "coordinator": "and"}))
    assert (ends(grouped, r="x"), ends(grouped, r="x", n=5), ends(grouped, y=True, n=5)) == ("else", "then", "then")


def test_a_condition_may_name_another() -> None:
    found = form(listed({"conditionName": "k1"}), listed(one("y", "YesNoField", "is", "true")))
    assert (ends(found, y=True), ends(found, y=False)) == ("then", "else")


@pytest.mark.parametrize(
    ("text", "holds", "not_so"),
    [
        ("r == 'x'", {"r": "x"}, {"r": "true"}),
        ("y == true", {"y": True}, {"y": False}),
        ("n > 1.5 and not (n >= 3)", {"n": 2}, {"n": 3}),
        ("s.r != 'x' or n <= 2", {"n": 2, "r": "x"}, {"n": 3, "r": "x"}),
        ("!(n < 2) && y", {"n": 2, "y": True}, {"n": 2, "y": False}),
    ],
)
def test_a_condition_may_be_written_out(text: str, holds: Json, not_so: Json) -> None:
    found = form(text)
    assert (ends(found, **holds), ends(found, **not_so)) == ("then", "else")


@pytest.mark.parametrize(
    "value",
    [
        "length(r) > 2",
        "r ==",
        "(r == 'x'",
        "r == r",
        "@",
        "",
        7,
        {},
        {"conditions": [4]},
        listed({"field": {}, "operator": "is", "value": {}}),
        listed(one("r", "TextField", "is longer than", "3")),
        listed(one("r", "RadiosField", "is", "x"), one("r", "RadiosField", "is", "true")),
        listed({"field": {"name": "d"}, "operator": "is at least", "value": {"timePeriod": "2", "timeUnit": "hours"}}),
    ],
)
def test_a_condition_that_cannot_be_read_is_named_and_its_way_is_never_taken(value: Json) -> None:
    found = form(value)
    assert any((loss.what, loss.name) == ("condition", "k0") and "never known" in loss.reason for loss in found.losses)
    assert [route["to"] for route in found.definition["pages"][0]["next"]] == ["then", "else"]
    assert [ends(found), ends(found, r="x"), ends(found, n=9, y=True, d="2020-01-01")] == ["else"] * 3


def test_a_field_that_nothing_asks_is_named_and_never_known() -> None:
    found = form(listed(one("unheard", "YesNoField", "is not", "true")))
    assert any(loss.name == "unheard" for loss in found.losses)
    assert ends(found, y=True) == "else"


def test_conditions_that_name_each_other_or_none_are_never_known() -> None:
    found = form(
        listed({"conditionName": "k1"}), listed({"conditionName": "k0"}, {"conditionName": "k9", "coordinator": "and"})
    )
    assert ends(found, y=True) == "else"
