"""A flow of Smart Answers becomes a definition: its questions, ways and advice are carried over, and what is lost is named."""

import json
import sys
from functools import cache
from pathlib import Path

import pytest
from tests.kernel.import_world import FIXTURES, HUNDRED, SHARED, alike, broken, cut, lines_of_refusal, loaded

from guildhall.catalogue.importing import READERS, Imported, NotThatForm
from guildhall.kernel.model import Json
from guildhall.kernel.service import Service

BURNING = FIXTURES / "smart_answers" / "burn-garden-waste.json"
TOWING = SHARED / "smart-answers" / "smart-answers-towing-rules-flow.json"
VECTORS = SHARED / "smart-answers" / "towing-rules-vectors.json"
FLOWS = [path for path in (BURNING, TOWING) if path.exists()]
JOURNEYS = json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"] if VECTORS.exists() else []
if not JOURNEYS:
    sys.stderr.write("The towing flow is not here: only our own flow is tried.\n")


@cache
def imported(path: Path) -> Imported:
    return READERS["smart-answers"](path.read_text(encoding="utf-8"), service=path.stem)


@cache
def service(path: Path) -> Service:
    return loaded(imported(path))


def step(name: str) -> Json:
    return next(each for each in imported(BURNING).definition["steps"] if each["id"] == name)


def page(name: str) -> Json:
    return next(each for each in imported(BURNING).definition["pages"] if each["id"] == name)


def lost(name: str) -> list[str]:
    return [loss.reason for loss in imported(BURNING).losses if loss.name == name]


@pytest.mark.parametrize("vector", JOURNEYS, ids=lambda vector: f"{vector['node']} {vector['response']}")
def test_every_expected_journey_of_the_towing_flow_goes_as_expected_on_every_channel(vector: dict[str, Json]) -> None:
    answers = {
        name.rstrip("?"): answer for name, answer in (vector["given"] | {vector["node"]: vector["response"]}).items()
    }
    walked = alike(service(TOWING), answers)
    if vector["next"].endswith("?"):
        assert walked["asked"] == [*answers, vector["next"].rstrip("?")]
        assert [(error["step"], error["code"]) for error in walked["errors"]] == [
            (vector["next"].rstrip("?"), "missing")
        ]
    else:
        assert (walked["outcome"], walked["case"], walked["errors"]) == (vector["next"], answers, [])


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_every_question_and_outcome_of_a_flow_is_in_its_definition_under_its_own_name(path: Path) -> None:
    flow = json.loads(path.read_text(encoding="utf-8"))
    found = service(path)
    assert [page.source for page in found.pages] == list(flow["nodes"])
    assert [step.id for step in found.steps] == [name.rstrip("?") for name in flow["nodes"]]
    assert [outcome.id for outcome in found.outcomes] == flow["outcomes"]
    assert {outcome.kind for outcome in found.outcomes} == {"exit"}


def test_each_sort_of_question_becomes_its_kind() -> None:
    kinds = {each["id"]: each["kind"] for each in imported(BURNING).definition["steps"]}
    assert kinds == {
        "where_do_you_live": "choice", "what_will_you_burn": "choices", "when_will_you_burn": "date", "how_much_is_there": "text",
        "is_it_wet": "choice",
    }  # fmt: skip


def test_options_keep_the_flows_order_and_take_their_words_from_the_text() -> None:
    assert step("where_do_you_live")["options"] == [
        {"code": "town", "label": {"en": "In a town"}},
        {"code": "country", "label": {"en": "In the country"}},
        {"code": "boat", "label": {"en": 'On a "boat"'}, "hint": {"en": "Any boat"}},
    ]
    assert step("where_do_you_live")["help"] == {"en": "Where the fire will be"}


def test_an_option_that_leads_nowhere_and_a_way_to_nowhere_stay_so() -> None:
    assert [route["to"] for route in page("where_do_you_live")["next"]] == ["what_will_you_burn", "when_will_you_burn"]
    assert lost("boat") == ["nothing follows this answer: it leads nowhere"]
    assert page("how_much_is_there")["next"] == [{"to": "nowhere"}]
    assert alike(service(BURNING), {"where_do_you_live": "boat"})["errors"][0]["code"] == "leads-nowhere"


def test_an_answer_among_several_chooses_a_way_and_all_others_go_the_last() -> None:
    assert page("what_will_you_burn")["next"] == [
        {"to": "never_plastic", "when": {"answer": "what_will_you_burn", "contains": "plastic"}},
        {"to": "when_will_you_burn"},
    ]
    answers: dict[str, Json] = {"where_do_you_live": "town", "what_will_you_burn": ["wood", "plastic"]}
    assert alike(service(BURNING), answers)["outcome"] == "never_plastic"


def test_govspeak_becomes_markdown_and_the_landing_page_stands_above_the_first_question() -> None:
    assert page("where_do_you_live")["guidance"]["en"] == (
        "Ask us first.\n\n## Rules\n\nNever leave a fire.\n\n1. Find [a place](https://www.gov.uk/garden-fires)\n2. Clear it\n\n"
        "It is windy."
    )
    never = imported(BURNING).definition["outcomes"][0]
    assert never["next"]["en"] == "Take it to [the tip](https://example.org/tip).\n\nAsk us."


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("moon", "the texts have a label for it, the question has no such option"),
        ("wood", "it has no label in the texts: its code stands for it"),
        ("how_much_is_there?", "a weight_question is asked as a line of text"),
        ("is_it_wet?", "a colour_question is asked as a choice of one"),
        ("when_will_you_burn?", "its from is not carried over"),
        ("nowhere", "there is no such question or outcome: it is kept and leads nowhere"),
        ("may_burn", "it has no title in the texts: it is called “May burn”"),
        ("grey", "it does not say where it leads"),
        ("7", "it cannot stand as a code"),
        ("questions/nobody_asks.erb", "no question or outcome uses it"),
        ("outcomes/may_burn.erb", "what stands there is no text"),
        ("satisfaction_survey", "not carried over"),
        ("questions/where_do_you_live.erb", "the long form of an abbreviation, *[MAM]: maximum authorised mass"),
        (
            "questions/where_do_you_live.erb",
            "what <% if calculator.windy? %> works out is not filled in or chosen: the words round it stay",
        ),
    ],
)
def test_what_is_lost_is_named_with_its_reason(name: str, reason: str) -> None:
    assert reason in lost(name)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is not JSON"),
        ("start: a\n", "it is not JSON"),
        ("[]", "it is not a flow of Smart Answers: it has no nodes"),
        ('{"nodes": []}', "it is not a flow of Smart Answers: it has no nodes"),
        ('{"nodes": {"a": 1}}', "it is not a flow of Smart Answers: it has no nodes"),
        ('{"nodes": {}, "nodes": {}}', "it is not JSON"),
        ('{"pages": [{"path": "/a"}]}', "it is not a flow of Smart Answers: it has no nodes"),
        ("[" * 100_000, "it is not JSON"),
        (" " * 2_000_001, "it is longer than 2,000,000 characters"),
    ],
)
def test_a_file_that_is_no_such_flow_is_refused_in_one_line(text: str, reason: str) -> None:
    with pytest.raises(NotThatForm, match=reason):
        READERS["smart-answers"](text, service="x")


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_a_flow_broken_in_a_hundred_ways_still_lines_of_refusal(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for way in HUNDRED:
        assert len(lines_of_refusal("smart-answers", json.dumps(broken(json.loads(text), way)))) <= 1
        assert lines_of_refusal("smart-answers", cut(text, way)) == ["it is not JSON"]
