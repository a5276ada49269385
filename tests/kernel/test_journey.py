"""A journey: what is asked, what counts, and how it ends, worked out anew from the answers each time."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds.anything import anything, very_deep
from tests.worlds.services import World, conditions, worlds

from guildhall.kernel.conditions import Condition
from guildhall.kernel.journey import Compiled, Position, step, unasked
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.service import Service

AROUND = Circumstances(datetime(2026, 3, 27, 12, tzinfo=UTC))
WORDS = {"en": "Some words"}
OPTIONS = [{"code": "yes-please", "label": WORDS}, {"code": "garden", "label": WORDS}, {"code": "food", "label": WORDS}]


def text(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": "text", "label": WORDS, **more}


def service(*steps: dict[str, Any], **more: Any) -> Compiled:
    ends = {"outcomes": [{"id": "done", "kind": "submit", "title": WORDS}]}
    return Compiled(Service.model_validate({"id": "toy", "title": WORDS, "steps": list(steps), **ends, **more}))


def ended(position: Position) -> str | None:
    return position.outcome.id if position.outcome else position.stuck


# --- what is asked


def test_questions_come_one_page_after_another() -> None:
    toy = service(text("one"), text("two"))
    first = step(toy, {}, AROUND)
    assert (first.page, first.relevant, [each.code for each in first.refusals]) == ("one", ("one",), ["missing"])
    second = step(toy, {"one": "a"}, AROUND)
    assert (second.page, second.answers) == ("two", {"one": "a"})
    last = step(toy, {"one": "a", "two": "b"}, AROUND)
    assert (ended(last), last.answers, last.visited) == ("done", {"one": "a", "two": "b"}, ("one", "two"))


def test_a_question_left_blank_is_passed_and_one_not_yet_seen_is_waited_for() -> None:
    toy = service(text("one", required=False), text("two"))
    assert step(toy, {}, AROUND).page == "one"
    assert step(toy, {"one": None}, AROUND).page == "two"


def test_a_question_asked_under_a_condition_is_asked_only_when_it_is_true() -> None:
    toy = service(text("one", required=False), text("two", showWhen={"answer": "one", "is": "a"}))
    assert step(toy, {"one": "a"}, AROUND).page == "two"
    assert step(toy, {"one": "b"}, AROUND).asked == ("one",)
    assert step(toy, {"one": None}, AROUND).asked == ("one",)


def test_steps_on_one_page_stand_together_and_the_others_in_their_place() -> None:
    toy = service(text("a"), text("b", page="p"), text("c"), text("d", page="p"), pages=[{"id": "p"}])
    assert [(page.id, [each.id for each in page.steps]) for page in toy.pages.values()] == [
        ("a", ["a"]),
        ("p", ["b", "d"]),
        ("c", ["c"]),
    ]


def test_a_second_question_of_the_same_name_is_never_asked() -> None:
    toy = service(text("one"), {"id": "one", "kind": "date", "label": WORDS})
    assert step(toy, {"one": "a"}, AROUND).answers == {"one": "a"}


# --- what counts


def test_an_answer_that_stops_applying_counts_no_more() -> None:
    toy = service(
        text("one"),
        text("two", showWhen={"answer": "one", "is": "a"}),
        text("three", showWhen={"answer": "two", "answered": True}),
    )
    given_ = {"one": "a", "two": "b", "three": "c"}
    assert step(toy, given_, AROUND).answers == given_
    changed = step(toy, given_ | {"one": "z"}, AROUND)
    assert changed.answers == {"one": "z"}
    assert unasked(changed, given_ | {"four": " "}) == ("two", "three")


@given(worlds(), st.data())
def test_nothing_stale_counts_after_an_earlier_answer_changed(world: World, data: st.DataObject) -> None:
    changed = data.draw(st.sampled_from(sorted(world.service.steps)))
    answers = dict.fromkeys(world.service.steps) | world.answers | {changed: data.draw(anything)}
    position = step(world.service, answers, world.around)
    relevant_only = {name: value for name, value in answers.items() if name in position.asked}
    again = step(world.service, dict.fromkeys(world.service.steps) | relevant_only, world.around)
    assert (again.answers, again.asked, ended(again), again.fee, again.team, again.reasons) == (
        position.answers, position.asked, ended(position), position.fee, position.team, position.reasons,
    )  # fmt: skip
    told = {each.id for each in world.service.steps.values() if each.satisfied_by}
    assert set(position.answers) <= set(position.asked) | told


@given(worlds())
def test_answers_that_count_are_settled_once_and_for_all(world: World) -> None:
    answers = dict.fromkeys(world.service.steps) | world.answers
    position = step(world.service, answers, world.around)
    again = step(world.service, answers | dict(position.answers), world.around)
    assert (again.answers, again.asked, ended(again)) == (position.answers, position.asked, ended(position))


# --- never asked twice


def test_what_another_answer_tells_is_not_asked_again() -> None:
    toy = service(text("one"), text("two", satisfiedBy={"answer": "one"}))
    position = step(toy, {"one": "a"}, AROUND)
    assert (position.asked, position.answers) == (("one",), {"one": "a", "two": "a"})


def test_what_a_fact_tells_is_not_asked_unless_it_would_not_do() -> None:
    toy = service(
        {"id": "born", "kind": "date", "label": WORDS, "satisfiedBy": {"fact": "birth"}},
        facts=[{"id": "birth", "source": "x"}],
    )
    known = replace(AROUND, facts={"birth": "1 April 1990"})
    assert (step(toy, {}, known).asked, step(toy, {}, known).answers) == ((), {"born": "1990-04-01"})
    assert step(toy, {}, replace(AROUND, facts={"birth": "in spring"})).asked == ("born",)
    assert step(toy, {}, replace(AROUND, facts={"birth": ""})).asked == ("born",)
    assert step(toy, {}, AROUND).asked == ("born",)


def test_a_fact_that_says_nothing_puts_no_blank_into_the_case() -> None:
    toy = service(text("one", required=False, satisfiedBy={"fact": "f"}), facts=[{"id": "f", "source": "x"}])
    position = step(toy, {"one": None}, replace(AROUND, facts={"f": " "}))
    assert (position.asked, position.answers) == (("one",), {})


# --- facts


FACT = {"id": "round", "source": "rounds", "needs": ["one"], "fallback": {"ask": "day"}}


def test_a_fact_is_known_only_once_what_it_needs_is_answered() -> None:
    exits = [{"id": "out", "kind": "exit", "title": WORDS, "when": {"fact": "round", "is": "today"}}]
    toy = service(text("zero"), text("one", required=False), text("day"), facts=[FACT], outcomes=exits)
    known = replace(AROUND, facts={"round": "today"})
    assert step(toy, {"zero": "a"}, known).page == "one"
    assert ended(step(toy, {"zero": "a", "one": "b"}, known)) == "out"
    assert step(toy, {"zero": "a", "one": None}, known).page == "day"


def test_a_fact_is_missed_only_once_what_it_needs_was_asked() -> None:
    exits = [{"id": "out", "kind": "handover", "title": WORDS, "when": {"fact": "round", "answered": False}}]
    toy = service(
        text("zero"),
        text("one"),
        text("two"),
        facts=[{"id": "round", "source": "rounds", "needs": ["one"]}],
        outcomes=exits,
    )
    assert step(toy, {"zero": "a"}, AROUND).page == "one"
    assert ended(step(toy, {"zero": "a", "one": "b"}, AROUND)) == "out"
    assert step(toy, {"zero": "a", "one": "b"}, replace(AROUND, facts={"round": 1})).page == "two"


def test_the_question_in_place_of_a_fact_is_asked_when_it_cannot_be_looked_up() -> None:
    toy = service(text("one"), text("day"), text("end", showWhen={"fact": "round", "is": "monday"}), facts=[FACT])
    assert step(toy, {"one": "a", "end": "b"}, replace(AROUND, facts={"round": "monday"})).asked == ("one", "end")
    assert step(toy, {"one": "a", "day": "monday"}, AROUND).page == "end"
    assert step(toy, {"one": "a", "day": "sunday"}, AROUND).asked == ("one", "day")


def test_one_question_in_place_of_two_facts_is_asked_until_both_are_known() -> None:
    toy = service(text("one"), text("day"), facts=[FACT, FACT | {"id": "other"}])
    assert step(toy, {"one": "a"}, replace(AROUND, facts={"other": 1})).page == "day"
    assert step(toy, {"one": "a"}, replace(AROUND, facts={"round": 1})).page == "day"
    assert step(toy, {"one": "a"}, replace(AROUND, facts={"round": 1, "other": 1})).asked == ("one",)


# --- ways and ends


def test_pages_lead_where_the_first_open_route_says() -> None:
    routes = [
        {"to": "three", "when": {"answer": "one", "is": "a"}},
        {"to": "done", "when": {"answer": "one", "is": "b"}},
        {"to": "two"},
    ]
    toy = service(text("one"), text("two"), text("three"), pages=[{"id": "one", "next": routes}])
    assert step(toy, {"one": "a"}, AROUND).page == "three"
    assert ended(step(toy, {"one": "b"}, AROUND)) == "done"
    assert step(toy, {"one": "c"}, AROUND).page == "two"


@pytest.mark.parametrize(
    ("pages", "code"),
    [
        ([{"id": "one", "next": [{"to": "missing"}]}], "dangling"),
        ([{"id": "one", "next": []}], "dead-end"),
        ([{"id": "one", "next": [{"to": "one"}]}], "loop"),
    ],
)
def test_a_service_that_leads_nowhere_says_so(pages: list[dict[str, Any]], code: str) -> None:
    position = step(service(text("one"), pages=pages), {"one": "a"}, AROUND)
    assert (position.stuck, position.outcome, [each.code for each in position.refusals]) == (
        code,
        None,
        ["leads-nowhere"],
    )
    assert position.refusals[0].said("cy") != position.refusals[0].said("en")
    assert (position.asked, position.visited) == (("one",), ("one",))


def test_a_service_without_an_end_says_so() -> None:
    assert step(service(text("one"), outcomes=[]), {"one": "a"}, AROUND).stuck == "no-outcome"
    assert step(service(), {}, AROUND).outcome is not None


def test_an_exit_ends_the_journey_as_soon_as_it_holds_except_for_whom_it_does_not_apply() -> None:
    leave = {
        "id": "out", "kind": "exit", "title": WORDS, "when": {"answer": "one", "is": "a"},
        "notFor": {"actors": ["staff"], "reason": {"en": "They know."}},
    }  # fmt: skip
    toy = service(text("one"), text("two"), outcomes=[leave, {"id": "done", "kind": "submit", "title": WORDS}])
    assert ended(step(toy, {"one": "a"}, AROUND)) == "out"
    assert step(toy, {"one": "b"}, AROUND).page == "two"
    staff = step(toy, {"one": "a", "two": "b"}, replace(AROUND, actor="staff"))
    assert ended(staff) == "done"
    assert [(reason.code, reason.sentence) for reason in staff.reasons] == [("out", {"en": "They know."})]


def test_a_submit_with_a_condition_waits_for_the_end() -> None:
    early = {"id": "early", "kind": "submit", "title": WORDS, "when": {"answer": "one", "is": "a"}}
    toy = service(text("one"), text("two"), outcomes=[early, {"id": "done", "kind": "submit", "title": WORDS}])
    assert step(toy, {"one": "a"}, AROUND).page == "two"
    assert ended(step(toy, {"one": "a", "two": "b"}, AROUND)) == "early"
    assert ended(step(toy, {"one": "c", "two": "b"}, AROUND)) == "done"


@pytest.mark.parametrize("when", [{"rule": "r"}, {"decision": "t", "is": 5}, {"rule": "by-table"}])
def test_a_rule_asked_too_early_is_asked_again_once_it_can_be_told(when: dict[str, Any]) -> None:
    holds = {"answer": "one", "is": "a"}
    rules = [
        {"id": "r", "when": holds, "sentence": WORDS},
        {"id": "by-table", "when": {"decision": "t", "is": 5}, "sentence": WORDS},
    ]
    table = {
        "id": "t", "title": WORDS, "gives": "value", "inputs": [{"answer": "one"}],
        "editions": [{"from": "2020-01-01", "rows": [{"when": [{"is": "a"}], "then": 5}]}],
    }  # fmt: skip
    early, late = text("early", showWhen=when), text("late", showWhen=when)
    toy = service(early, text("one"), late, rules=rules, decisions=[table])
    assert step(toy, {"one": "a", "late": "b"}, AROUND).asked == ("one", "late")
    assert step(toy, {"one": "z"}, AROUND).asked == ("one",)


def test_an_exit_opens_at_the_answer_that_opens_it_through_a_rule_a_table_or_a_fact() -> None:
    leave = {"id": "out", "kind": "exit", "title": WORDS, "when": {"fact": "round", "is": "monday"}}
    toy = service(text("zero"), text("one"), text("day"), text("end"), facts=[FACT], outcomes=[leave])
    assert step(toy, {"zero": "a", "one": "b", "day": "monday"}, AROUND).visited == ("zero", "one", "day")
    assert ended(step(toy, {"zero": "a", "one": "b", "day": "monday"}, AROUND)) == "out"


# --- groups


PEOPLE = {
    "id": "people", "kind": "repeat", "label": WORDS, "item": WORDS,
    "steps": [text("one", required=False), text("two", showWhen={"answer": "one", "is": "a"}, required=False)],
}  # fmt: skip


def test_what_is_asked_inside_an_item_depends_on_that_item() -> None:
    items = [{"one": "a", "two": "b"}, {"one": "z", "two": "stale"}]
    assert step(service(PEOPLE), {"people": items}, AROUND).answers == {
        "people": [{"one": "a", "two": "b"}, {"one": "z"}]
    }


def test_an_item_sees_its_own_answers_before_those_outside() -> None:
    toy = service(text("one"), PEOPLE)
    assert step(toy, {"one": "a", "people": [{"two": "b"}]}, AROUND).refusals[0].code == "missing"
    outside = service(text("zero"), PEOPLE | {"steps": [text("two", showWhen={"answer": "zero", "is": "a"})]})
    assert step(outside, {"zero": "a", "people": [{"two": "b"}]}, AROUND).answers["people"] == [{"two": "b"}]


def test_an_item_in_which_nothing_counts_is_no_item() -> None:
    assert step(service(PEOPLE), {"people": [{"two": "stale"}]}, AROUND).refusals[0].code == "missing"


# --- nothing breaks it


@given(worlds(), anything, st.one_of(st.none(), st.just(float("nan")), st.just(Decimal("sNaN")), anything))
def test_no_service_answer_or_fact_breaks_a_journey(world: World, strange: Json, fact: Any) -> None:
    answers: dict[str, Json] = dict.fromkeys(world.service.steps, strange) | {"s0": world.answers.get("s0")}
    position = step(world.service, answers, replace(world.around, facts={"f0": fact, "f1": strange}))
    assert position.outcome is not None or position.refusals
    assert (position.outcome is None) or (position.page is None and not position.refusals)


@pytest.mark.parametrize("kind", ["text", "date", "choices", "address", "group", "repeat"])
def test_an_answer_deeper_than_python_follows_is_refused(kind: str) -> None:
    more: dict[str, dict[str, Any]] = {
        "choices": {"options": OPTIONS},
        "group": {"steps": [text("a")]},
        "repeat": {"steps": [text("a")], "item": WORDS},
    }
    toy = service({"id": "one", "kind": kind, "label": WORDS, **more.get(kind, {})})
    assert [each.code for each in step(toy, {"one": very_deep()}, AROUND).refusals] == ["wrong-type"]


def rule(when: dict[str, Any]) -> Condition:
    made = {"id": "toy", "title": WORDS, "rules": [{"id": "r", "sentence": WORDS, "when": when}]}
    return Service.model_validate(made).rules[0].when


def test_a_condition_made_for_the_moment_is_not_taken_for_another() -> None:
    toy = service(text("one"))
    assert len({toy.ask(rule({"answer": "one", "is": str(place)})) for place in range(200)}) == 200


@given(worlds(), st.data())
def test_what_a_condition_gives_does_not_depend_on_what_was_asked_before(world: World, data: st.DataObject) -> None:
    answers = dict.fromkeys(world.service.steps) | world.answers
    fresh = Compiled(world.service.service)
    for _ in range(2):
        world.service.ask(rule(data.draw(conditions(world.definition["steps"]))))
    assert step(world.service, answers, world.around) == step(fresh, answers, world.around)


class Forgetful(Compiled):
    """A definition whose rules, tables and exits are all worked out anew after every question."""

    def __init__(self, service: Service) -> None:
        super().__init__(service)
        self.early_after = dict.fromkeys(self.pages, self.early)

    def leaning_on(self, step: str) -> tuple[tuple[str, str], ...]:
        rules = [("rule", each.id) for each in self.service.rules]
        return (*rules, *(("decision", each.id) for each in self.service.decisions))


@given(worlds())
def test_what_was_worked_out_is_kept_only_while_nothing_it_leans_on_changed(world: World) -> None:
    answers = dict.fromkeys(world.service.steps) | world.answers
    assert step(world.service, answers, world.around) == step(Forgetful(world.service.service), answers, world.around)


FACT_WITH_A_DATE: dict[str, Any] = {
    "id": "collected",
    "title": {"en": "Collected"},
    "facts": [{"id": "last", "source": "rounds", "fallback": {"ask": "when"}}],
    "steps": [
        {"id": "when", "kind": "date", "label": {"en": "When?"}},
        {
            "id": "why",
            "kind": "text",
            "label": {"en": "Why so late?"},
            "showWhen": {"fact": "last", "before": "2026-01-01"},
        },
    ],
    "outcomes": [{"id": "done", "kind": "submit", "title": {"en": "Done"}}],
}


@pytest.mark.parametrize("wrong", ["soon", 5, True, ["2025-12-31"], {}, ""])
def test_a_fact_of_another_sort_is_not_known_and_its_question_is_asked(wrong: Any) -> None:
    service = Compiled(Service.model_validate(FACT_WITH_A_DATE))
    around = Circumstances(datetime(2026, 11, 18, 12, tzinfo=UTC), facts={"last": wrong})
    assert step(service, {}, around).relevant == ("when",)
    assert step(service, {"when": "2025-12-31"}, around).relevant == ("why",)


def test_a_fact_is_read_as_an_answer_to_its_question_would_be() -> None:
    service = Compiled(Service.model_validate(FACT_WITH_A_DATE))
    around = Circumstances(datetime(2026, 11, 18, 12, tzinfo=UTC), facts={"last": "31 December 2025"})
    assert step(service, {}, around).relevant == ("why",)
