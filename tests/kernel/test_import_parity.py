"""A form that somebody else wrote goes the same way on every channel, dead ends and all."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernel.test_import_xgov import ALLOTMENT, FORMS, SHARED, service
from tests.worlds.anything import anything
from tests.worlds.profiles import thorough
from tests.worlds.questions import GOOD

from guildhall.channels import SURFACES
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.clocks import LONDON
from guildhall.kernel.journey import Compiled
from guildhall.kernel.kinds.choice import Choice
from guildhall.kernel.kinds.choices import Choices
from guildhall.kernel.kinds.repeat import Repeat
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.walk import walk

RADON = SHARED / "ukhsa" / "ukhsa-order-a-radon-home-test-kit.json"
AROUND = Circumstances(datetime(2026, 11, 22, 9, tzinfo=LONDON))
FOUND = {"hasMatchedAddress": True, "numberOfAddresses": 1, "matchedAddress": {"address": "15 Mill Lane"}}
LOOKED_FOR = {"postcodeLookup": "ZZ1 1AA", "buildingLookup": "15"}
WORDS = ("ZZ1 1AA", "www.example.org", "Ann", "12", "")

Walked = dict[str, Json]


def alike(compiled: Compiled, answers: dict[str, Json], around: Circumstances) -> Walked:
    """How it goes on every channel, which must be one and the same."""
    found = {
        channel: walk(compiled, surface, answers, replace(around, channel=channel)).as_json()
        for channel, surface in SURFACES.items()
    }
    assert len({canonical_json(each) for each in found.values()}) == 1, found
    return found["web"]


def good_answers(question: Question) -> st.SearchStrategy[Json]:
    """What a person would answer to an imported question."""
    if isinstance(question, Choice | Choices):
        codes = st.sampled_from([option.code for option in question.options] or ["none"])
        return codes if isinstance(question, Choice) else st.lists(codes, min_size=1, max_size=3)
    if isinstance(question, Repeat):
        return st.lists(st.fixed_dictionaries({each.id: good_answers(each) for each in question.steps}), max_size=2)
    if question.kind == "text":
        return st.sampled_from(WORDS)
    return st.sampled_from(GOOD[question.kind])


@st.composite
def journeys(draw: st.DrawFn, compiled: Compiled) -> dict[str, Json]:
    """Answers to an imported form: mostly good ones, some left out, now and then anything."""
    answers: dict[str, Json] = {}
    for name, question in compiled.steps.items():
        mood = draw(st.integers(0, 30))
        if mood:
            answers[name] = draw(good_answers(question) if mood > 1 else anything)
    return answers


def agree(path_index: int, data: st.DataObject) -> None:
    compiled = Compiled(service(FORMS[path_index]))
    alike(compiled, data.draw(journeys(compiled)), AROUND)


@pytest.mark.parametrize("place", range(len(FORMS)), ids=lambda place: FORMS[place].stem)
@settings(max_examples=5)
@given(data=st.data())
def test_every_imported_form_goes_alike_on_every_channel(place: int, data: st.DataObject) -> None:
    agree(place, data)


@thorough
@given(place=st.integers(0, len(FORMS) - 1), data=st.data())
def test_every_imported_form_goes_alike_on_thousands_of_journeys(place: int, data: st.DataObject) -> None:
    agree(place, data)


def radon(facts: dict[str, Json] = FOUND, **answers: Json) -> Walked:
    around = replace(AROUND, facts=facts)
    return alike(Compiled(service(RADON)), LOOKED_FOR | answers, around)


def leads_nowhere(walked: Walked, *, after: str) -> bool:
    """It ends without an outcome, after this step, and its one error names no step."""
    (error,) = walked["errors"]
    return bool(
        walked["outcome"] is None
        and walked["case"] == {}
        and walked["asked"][-1] == after
        and (error["step"], error["code"]) == (None, "leads-nowhere")
    )


if RADON in FORMS:

    @pytest.mark.parametrize(
        ("answers", "asked"),
        [
            ({"tfrTaV": False}, ["tfrTaV"]),
            ({"tfrTaV": True, "vLGkYq": False}, ["tfrTaV", "vLGkYq"]),
            ({"tfrTaV": True, "vLGkYq": True, "XOXigN": False}, ["tfrTaV", "vLGkYq", "XOXigN"]),
        ],
    )
    def test_the_sound_paths_of_the_test_kit_order_end_alike(answers: dict[str, Json], asked: list[str]) -> None:
        walked = radon(isCorrectAddress=True, **answers)
        assert (walked["outcome"], walked["errors"]) == ("summary", [])
        assert walked["asked"] == ["postcodeLookup", "buildingLookup", "isCorrectAddress", *asked]
        assert walked["case"] == LOOKED_FOR | {"isCorrectAddress": True} | answers

    def test_answers_after_a_fork_that_was_not_taken_do_not_count() -> None:
        walked = radon(isCorrectAddress=True, tfrTaV=False, vLGkYq=True, XOXigN=True)
        assert (walked["outcome"], walked["unasked"]) == ("summary", ["vLGkYq", "XOXigN"])

    def test_an_address_that_is_not_right_leads_to_a_page_that_does_not_exist() -> None:
        assert leads_nowhere(radon(isCorrectAddress=False), after="isCorrectAddress")

    def test_where_no_address_was_found_the_form_leads_nowhere() -> None:
        assert leads_nowhere(radon({"hasMatchedAddress": False, "numberOfAddresses": 0}), after="buildingLookup")

    def test_somebody_who_may_have_a_free_test_is_left_standing() -> None:
        walked = radon(isCorrectAddress=True, tfrTaV=True, vLGkYq=True, XOXigN=True)
        assert leads_nowhere(walked, after="XOXigN")

    @pytest.mark.parametrize("facts", [{}, {"hasMatchedAddress": False, "numberOfAddresses": 3}])
    def test_several_addresses_or_no_look_up_ask_for_one_from_an_empty_list(facts: dict[str, Json]) -> None:
        assert radon(facts)["errors"][0]["code"] == "missing"
        walked = radon(facts, selectedAddress="10000001")
        assert [(each["step"], each["code"]) for each in walked["errors"]] == [("selectedAddress", "not-an-option")]


def test_an_option_with_spaces_round_its_code_can_be_chosen() -> None:
    compiled = Compiled(service(ALLOTMENT))
    answers: dict[str, Json] = {
        "fullName": "Ann Ahern",
        "resident": True,
        "size": "half ",
        "tools": ["fork"],
        "people": 2,
    }
    walked = alike(compiled, answers, AROUND)
    assert walked["asked"][-1] != "size"
    assert "fullName-2" not in walked["asked"]
    assert [each["step"] for each in walked["errors"]] == ["site"]
