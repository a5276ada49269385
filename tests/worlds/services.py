"""Whole services, made at random, with the answers, facts, people and times of a journey through them.

They may be foolish: routes to nowhere, rules that ask themselves, tables with gaps. Every law of the kernel holds for them too.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from tests.worlds.anything import anything
from tests.worlds.questions import GOOD, Definition, answers_to, questions

from guildhall.kernel.clocks import Calendar, closed_on
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import Service

ACTORS = ("resident", "helper", "staff")
MOMENTS = (
    datetime(2026, 3, 27, 9, 0, tzinfo=ZoneInfo("Europe/London")),
    datetime(2026, 3, 29, 1, 30, tzinfo=ZoneInfo("UTC")),
    datetime(2026, 12, 25, 23, 59, tzinfo=ZoneInfo("Europe/London")),
    datetime(2024, 2, 29, 12, 0),  # noqa: DTZ001  # a time without a zone is Europe/London
)
CALENDAR = Calendar(closed_on([date(2026, 4, 3), date(2026, 4, 6), date(2026, 12, 25), date(2026, 12, 28)]))
WORDS = {"en": "Some words", "cy": "Rhyw eiriau"}


@dataclass(frozen=True)
class World:
    """A service and one journey through it."""

    definition: Definition
    service: Compiled
    answers: dict[str, Json]
    around: Circumstances


def compiled(definition: Definition) -> Compiled:
    """A definition made ready."""
    return Compiled(Service.model_validate(definition))


@st.composite
def conditions(draw: st.DrawFn, steps: list[Definition], depth: int = 2) -> Definition:
    """A condition over these questions, the facts, tables and rules of a world; it may ask what is not there."""
    sort = draw(
        st.sampled_from(["answer"] * 5 + ["fact", "count", "actor", "now", "decision", "rule", "all", "any", "not"])
    )
    if sort in {"all", "any"} and depth:
        return {sort: draw(st.lists(conditions(steps, depth - 1), max_size=2))}
    if sort == "not" and depth:
        return {"not": draw(conditions(steps, depth - 1))}
    if sort == "rule":
        return {"rule": draw(st.sampled_from(["r0", "r1", "missing"]))}
    if sort == "actor":
        return {"actor": "kind", "is": draw(st.sampled_from(ACTORS))}
    if sort == "now":
        return draw(
            st.sampled_from(
                [
                    {"now": "open", "is": False},
                    {"now": "time", "before": "12:00"},
                    {"now": "date", "after": "2026-03-28"},
                ]
            )
        )
    if sort == "fact":
        name = draw(st.sampled_from(["f0", "f1", "missing"]))
        return {
            "fact": name,
            **draw(st.sampled_from([{"answered": True}, {"answered": False}, {"is": "2026-03-27"}, {"atLeast": 3}])),
        }
    if sort == "decision":
        return {
            "decision": draw(st.sampled_from(["t0", "t1"])),
            **draw(st.sampled_from([{"is": 500}, {"answered": True}])),
        }
    step = draw(st.sampled_from(steps)) if steps else {"id": "missing", "kind": "text"}
    if sort == "count":
        return {"count": step["id"], "atLeast": draw(st.integers(0, 2))}
    return {"answer": step["id"], **draw(_tests(step))}


def _tests(step: Definition) -> st.SearchStrategy[Definition]:
    plain = [value for value in GOOD[step["kind"]] if isinstance(value, bool | int | str)] or ["x"]
    if step["kind"] == "choices":
        plain = ["garden", "none"]
    operands = st.sampled_from([*plain, {"answer": "s0"}, {"today": True, "minus": {"months": 1}}])
    names = ["is", "is", "is", "contains", "atLeast", "lessThan", "before", "after"]
    return st.one_of(
        st.builds(lambda name, operand: {name: operand}, st.sampled_from(names), operands),
        st.booleans().map(lambda wanted: {"answered": wanted}),
        st.just({"isOneOf": plain}),
    )


@st.composite
def tables(draw: st.DrawFn, name: str, steps: list[Definition]) -> Definition:
    """A decision table; with gaps and overlaps as chance has it."""
    step = draw(st.sampled_from(steps))
    cells = st.one_of(st.none(), _tests(step).filter(lambda test: "answered" not in test))
    thens = st.sampled_from([500, 0, 1250, "waste-rounds", True])
    row = st.builds(lambda cell, then: {"when": [cell], "then": then, "reason": WORDS}, cells, thens)
    rows = draw(st.lists(row, min_size=1, max_size=3))
    column = draw(
        st.sampled_from(
            [{"answer": step["id"]}, {"answer": step["id"]}, {"fact": "f0"}, {"count": step["id"]}, {"decision": "t0"}]
        )
    )
    return {
        "id": name, "title": WORDS, "gives": "value", "hit": draw(st.sampled_from(["unique", "first"])),
        "inputs": [column], "editions": [{"from": "2020-01-01", "rows": rows}, {"from": "2026-04-01", "rows": rows[::-1]}],
    }  # fmt: skip


@st.composite
def outcomes(draw: st.DrawFn, steps: list[Definition]) -> list[Definition]:
    """How journeys end: perhaps an exit, perhaps a hand-over, and one that opens a case."""
    found: list[Definition] = []
    for kind in draw(st.lists(st.sampled_from(["exit", "handover"]), max_size=2)):
        found.append({"id": f"o{len(found)}", "kind": kind, "title": WORDS, "when": draw(conditions(steps))})
        if draw(st.booleans()):
            found[-1]["notFor"] = {"actors": ["staff"], "reason": WORDS}
    submit: Definition = {"id": "done", "kind": "submit", "title": WORDS, "team": "waste-rounds"}
    submit |= draw(st.sampled_from([{}, {}, {"fee": "t0"}, {"route": "t1"}]))
    submit |= draw(
        st.sampled_from(
            [
                {},
                {"promise": {"span": {"workingDays": 3}, "sentence": WORDS}},
                {"promise": {"decision": "t1", "sentence": WORDS}},
            ]
        )
    )
    return [*found, submit]


@st.composite
def definitions(draw: st.DrawFn, most: int = 6) -> Definition:
    """A whole service: one question after another, or pages with routes; with conditions, facts, rules and tables."""
    count = draw(st.integers(1, most))
    steps: list[Definition] = []
    for place in range(count):
        step = draw(questions(f"s{place}"))
        if steps and draw(st.integers(0, 2)) == 0:
            step["showWhen"] = draw(conditions(steps))
        if draw(st.integers(0, 2)) == 0:
            step["page"] = draw(st.sampled_from(["p0", "p1"]))
        if draw(st.integers(0, 9)) == 0:
            step["satisfiedBy"] = draw(st.sampled_from([{"fact": "f0"}, {"answer": "s0"}]))
        if draw(st.integers(0, 4)) == 0:
            step["prefill"] = draw(st.sampled_from([{"fact": "f0"}, {"fact": "f1"}, {"answer": "s0"}]))
        steps.append(step)
    ends = outcomes(steps)
    definition: Definition = {
        "id": "toy",
        "title": {"en": "A toy", "cy": "Tegan"},
        "languages": ["en", "cy"],
        "steps": steps,
    }
    definition["facts"] = [
        {"id": "f0", "source": "somewhere", "needs": ["s0"], "fallback": {"ask": draw(st.sampled_from(steps))["id"]}},
        {"id": "f1", "source": "elsewhere", "needs": []},
    ]
    definition["rules"] = [
        {"id": f"r{place}", "when": draw(conditions(steps)), "sentence": WORDS} for place in range(2)
    ]
    definition["decisions"] = [draw(tables("t0", steps)), draw(tables("t1", steps))]
    definition["outcomes"] = draw(ends)
    if draw(st.booleans()):
        definition["pages"] = [draw(_page(name, steps)) for name in ("p0", "p1")]
    return definition


@st.composite
def _page(draw: st.DrawFn, name: str, steps: list[Definition]) -> Definition:
    if draw(st.booleans()):
        return {"id": name}
    targets = st.sampled_from([steps[-1].get("page", steps[-1]["id"]), "p1", "done", "done", "o0", "missing"])
    routes: list[Definition] = [
        {"to": draw(targets), "when": draw(conditions(steps))} for _ in range(draw(st.integers(0, 1)))
    ]
    return {"id": name, "next": [*routes, {"to": draw(targets)}]}


@st.composite
def journeys(draw: st.DrawFn, definition: Definition) -> tuple[dict[str, Json], Circumstances]:
    """Answers, facts, a person and a moment for a service."""
    answers: dict[str, Json] = {}
    careful = draw(st.sampled_from([True, True, False]))
    for step in definition["steps"]:
        if careful or draw(st.integers(0, 9)):
            answers[step["id"]] = draw(answers_to(step, careful=careful))
    if draw(st.integers(0, 4)) == 0:
        answers["never-asked"] = draw(anything)
    facts = draw(
        st.dictionaries(
            st.sampled_from(["f0", "f1"]),
            st.one_of(st.sampled_from(["2026-03-27", 5, "general"]), anything),
            max_size=2,
        )
    )
    around = Circumstances(
        draw(st.sampled_from(MOMENTS)), actor=draw(st.sampled_from(ACTORS)), facts=facts, calendar=CALENDAR
    )
    return answers, around


@st.composite
def worlds(draw: st.DrawFn, most: int = 6) -> World:
    """A service and a journey through it."""
    definition: dict[str, Any] = draw(definitions(most))
    answers, around = draw(journeys(definition))
    return World(definition, compiled(definition), answers, around)
