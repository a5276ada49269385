"""Decision tables: one row decides, on the day's edition, and what cannot be told is not guessed."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from guildhall.kernel.clocks import Term
from guildhall.kernel.journey import Compiled, Position, step
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import Service

AROUND = Circumstances(datetime(2026, 3, 31, 12, tzinfo=UTC))
WORDS = {"en": "Some words"}
ROWS = [
    {"when": [{"is": "petrol"}, {"lessThan": 2}], "then": 5000, "reason": {"en": "A first car."}},
    {"when": [{"is": "petrol"}, {"atLeast": 2, "lessThan": 4}], "then": 9000},
    {"when": [{"isOneOf": ["electric", "hybrid"]}, None], "then": 0},
]
INPUTS = [{"answer": "fuel"}, {"count": "cars"}]
CARS = {
    "id": "cars", "kind": "repeat", "label": WORDS, "item": WORDS, "required": False,
    "steps": [{"id": "plate", "kind": "text", "label": WORDS}],
}  # fmt: skip


def decided(
    *, rows: list[dict[str, Any]] = ROWS, hit: str = "unique", then: list[dict[str, Any]] = ROWS, around: Circumstances = AROUND,
    inputs: list[dict[str, Any]] = INPUTS, **answers: Json,
) -> Position:  # fmt: skip
    fee = {"id": "fee", "title": WORDS, "gives": "fee", "hit": hit, "inputs": inputs}
    definition = {
        "id": "toy", "title": WORDS,
        "steps": [{"id": "fuel", "kind": "text", "label": WORDS, "required": False}, CARS],
        "decisions": [fee | {"editions": [{"from": "2026-04-01", "rows": then}, {"from": "2025-04-01", "rows": rows}]}],
        "outcomes": [{"id": "done", "kind": "submit", "title": WORDS, "fee": "fee"}],
    }  # fmt: skip
    return step(Compiled(Service.model_validate(definition)), {"fuel": None, "cars": None} | answers, around)


@pytest.mark.parametrize(
    ("fuel", "cars", "fee"),
    [("petrol", 1, 5000), ("petrol", 2, 9000), ("petrol", 3, 9000), ("petrol", 0, 5000), ("electric", 9, 0)],
)
def test_the_row_whose_cells_all_hold_decides(fuel: str, cars: int, fee: int) -> None:
    assert decided(fuel=fuel, cars=[{"plate": "X1"}] * cars).fee == fee


@pytest.mark.parametrize(("fuel", "cars"), [("petrol", 4), ("steam", 1), (None, 1)])
def test_where_no_row_holds_or_it_cannot_be_told_nothing_is_charged_and_the_journey_stops(
    fuel: str | None, cars: int
) -> None:
    position = decided(fuel=fuel, cars=[{"plate": "X1"}] * cars)
    assert (position.fee, position.outcome, position.stuck) == (None, None, "no-fee")


def test_two_rows_that_hold_decide_nothing_where_one_must_be_the_only_one() -> None:
    rows = [{"when": [], "then": 1}, {"when": [], "then": 2}]
    assert decided(rows=rows).stuck == "no-fee"
    assert decided(rows=rows, hit="first").fee == 1


def test_a_first_row_that_cannot_be_told_is_not_passed_over() -> None:
    rows = [{"when": [{"is": "petrol"}], "then": 1}, {"when": [None], "then": 2}]
    assert decided(rows=rows, hit="first", fuel="steam").fee == 2
    assert decided(rows=rows, hit="first").stuck == "no-fee"


def test_a_row_with_more_cells_than_columns_never_holds() -> None:
    assert decided(rows=[{"when": [None, None, {"is": 1}], "then": 1}]).stuck == "no-fee"


def test_the_edition_of_the_day_in_london_decides() -> None:
    rows = [{"when": [], "then": 1}]
    dearer = [{"when": [], "then": 2}]
    assert decided(rows=rows, then=dearer).fee == 1
    assert (
        decided(rows=rows, then=dearer, around=replace(AROUND, now=datetime(2026, 3, 31, 22, 59, tzinfo=UTC))).fee == 1
    )
    assert (
        decided(rows=rows, then=dearer, around=replace(AROUND, now=datetime(2026, 3, 31, 23, 0, tzinfo=UTC))).fee == 2
    )
    assert decided(rows=rows, around=replace(AROUND, now=datetime(2025, 3, 31, 12, tzinfo=UTC))).stuck == "no-fee"


@pytest.mark.parametrize("then", ["5000", True, -1])
def test_a_fee_is_a_count_of_pence(then: Json) -> None:
    assert decided(rows=[{"when": [], "then": then}]).stuck == "no-fee"


def test_the_reason_of_the_row_goes_with_the_outcome() -> None:
    reasons = decided(fuel="petrol", cars=[{"plate": "X1"}]).reasons
    assert [(reason.code, reason.sentence) for reason in reasons] == [("fee", {"en": "A first car."})]


def test_how_many_is_unknown_before_the_question_and_none_after_it() -> None:
    rows = [{"when": [{"atLeast": 0}], "then": 1}]
    assert decided(rows=rows, inputs=[{"count": "cars"}]).fee == 1
    assert decided(rows=rows, inputs=[{"count": "never-asked"}]).stuck == "no-fee"


def table(name: str, asks: list[str], then: Json = 1) -> dict[str, Any]:
    rows = [{"when": [{"is": 1} for _ in asks], "then": then}]
    inputs = [{"decision": each} for each in asks]
    return {
        "id": name,
        "title": WORDS,
        "gives": "value",
        "inputs": inputs,
        "editions": [{"from": "2020-01-01", "rows": rows}],
    }


def fee_by(*tables: dict[str, Any]) -> int | None:
    outcome = {"id": "done", "kind": "submit", "title": WORDS, "fee": tables[-1]["id"]}
    return step(
        Compiled(Service.model_validate({"id": "toy", "title": WORDS, "decisions": tables, "outcomes": [outcome]})),
        {},
        AROUND,
    ).fee


def test_a_table_may_ask_another_but_never_itself() -> None:
    assert fee_by(table("base", []), table("fee", ["base"], 700)) == 700
    assert fee_by(table("fee", ["fee"])) is None
    assert fee_by(table("other", ["fee"]), table("fee", ["other"])) is None


def test_tables_that_each_ask_the_last_one_twice_are_soon_worked_out() -> None:
    chain = [table("t0", [])] + [table(f"t{place}", [f"t{place - 1}"] * 2) for place in range(1, 50)]
    assert fee_by(*chain) == 1


def promised(**outcome: Any) -> Position:
    editions = [{"from": "2020-01-01", "rows": [{"when": [], "then": outcome.pop("then", 3)}]}]
    days = {"id": "days", "title": WORDS, "gives": "promise", "editions": editions}
    ends = [{"id": "done", "kind": "submit", "title": WORDS, **outcome}]
    return step(
        Compiled(Service.model_validate({"id": "toy", "title": WORDS, "decisions": [days], "outcomes": ends})),
        {},
        AROUND,
    )


def test_a_promise_gives_a_span_or_the_working_days_of_a_table() -> None:
    assert promised(promise={"span": {"workingDays": 5}, "sentence": WORDS}).promised == Term(5, "working-days")
    assert promised(promise={"span": {"hours": 24}, "sentence": WORDS}).promised == Term(24, "hours")
    assert promised(promise={"span": {"workingHours": 4}, "sentence": WORDS}).promised == Term(240, "working-minutes")
    assert promised(promise={"span": {"days": 0}, "sentence": WORDS}).promised == Term(0, "days")
    assert promised(promise={"decision": "days", "sentence": WORDS}).promised == Term(3, "working-days")


@pytest.mark.parametrize("then", ["three", 1_000_000])
def test_what_a_table_gives_that_is_no_length_of_time_promises_nothing(then: Any) -> None:
    assert promised(promise={"decision": "days", "sentence": WORDS}, then=then).promised is None


def test_a_case_that_no_table_routes_goes_to_the_outcomes_own_team() -> None:
    assert promised(route="days", then="waste-rounds", team="desk").team == "waste-rounds"
    assert promised(route="days", then=3, team="desk").team == "desk"
    assert promised(route="missing", team="desk").team == "desk"
