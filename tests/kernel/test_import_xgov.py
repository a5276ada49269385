"""An XGov form becomes a definition: its questions, ways and faults are carried over, and what is lost is named."""

import json
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.worlds.anything import anything

from guildhall.catalogue.importing import READERS, Imported, NotThatForm
from guildhall.catalogue.importing.writing import as_yaml
from guildhall.kernel.loading import load_service
from guildhall.kernel.model import Json
from guildhall.kernel.service import Service

OWN = Path(__file__).parents[1] / "fixtures" / "xgov"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "forms"
REAL = sorted(path for folder in ("ukhsa", "mhclg") for path in (SHARED / folder).rglob("*.json"))
FORMS = [*sorted(OWN.glob("*.json")), *REAL]
if not REAL:
    sys.stderr.write("The shared forms are not here: only our own are tried.\n")

Form = dict[str, Json]


@cache
def imported(path: Path) -> Imported:
    return READERS["xgov"](path.read_text(encoding="utf-8"), service=path.stem)


@cache
def service(path: Path) -> Service:
    return load_service(as_yaml(imported(path).definition), path.name)


def lost(path: Path, name: str) -> list[str]:
    return [loss.reason for loss in imported(path).losses if loss.name == name]


ALLOTMENT = OWN / "allotment.json"


def steps(kind: str = "") -> Mapping[str, Json]:
    definition = imported(ALLOTMENT).definition
    return {step["id"]: step for step in definition["steps"] if not kind or step["kind"] == kind}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_form_becomes_a_definition_that_loads_and_is_written_back_alike(path: Path) -> None:
    found = service(path)
    assert found.status == "draft"
    assert list(found.channels.offered()) == ["web", "phone", "counter", "paper", "api"]
    assert load_service(as_yaml(found.to_json())).hash() == found.hash()


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_component_of_a_form_is_a_step_or_words_or_is_named_as_lost(path: Path) -> None:
    form = json.loads(path.read_text(encoding="utf-8"))
    definition = imported(path).definition
    asked = {step["id"] for step in definition.get("steps", [])}
    asked |= {each["id"] for step in definition.get("steps", []) for each in step.get("steps", [])}
    named = {loss.name for loss in imported(path).losses}
    guided = {page["source"] for page in definition["pages"] if page.get("guidance")}
    for page in form["pages"]:
        for component in page.get("components", []):
            name = component.get("name", component["type"])
            wordless = not str(component.get("content", "")).replace("<br>", "").strip()
            assert name in asked or name in named or page["path"] in guided or wordless


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_page_keeps_its_source_and_every_link_its_order(path: Path) -> None:
    form = json.loads(path.read_text(encoding="utf-8"))
    pages = {page.source: page for page in service(path).pages}
    ends = {outcome.id for outcome in service(path).outcomes}
    codes = {page["path"]: pages[page["path"]].id for page in form["pages"] if page["path"] in pages}
    for page in form["pages"]:
        if page["path"] not in pages:
            assert page["path"].lstrip("/") in ends
            continue
        links = page.get("next") or []
        ordered = [link for link in links if link.get("condition")]
        ordered += [link for link in links if not link.get("condition")][-1:]
        routes = pages[page["path"]].next or ()
        assert [bool(route.when) for route in routes] == [bool(link.get("condition")) for link in ordered]
        known = [codes[link["path"]] for link in ordered if link["path"] in codes]
        assert [route.to for route in routes if route.to in codes.values()] == known


def test_each_kind_of_component_becomes_its_kind_of_question() -> None:
    kinds = {name: step["kind"] for name, step in steps().items()}
    assert kinds == {
        "fullName": "text", "resident": "yes-no", "size": "choice", "plan": "text", "tools": "choices",
        "people": "whole-number", "hours": "decimal", "site": "choice", "why": "long-text", "tall": "text",
        "fullName-2": "text", "since": "date", "from": "date", "home": "address", "mail": "email",
        "phone": "telephone", "site-2": "text", "proof": "evidence", "helpers": "repeat", "crop": "repeat",
    }  # fmt: skip


def test_limits_patterns_and_own_messages_are_carried_over() -> None:
    found = steps()
    assert (found["fullName"]["minLength"], found["fullName"]["maxLength"]) == (2, 60)
    assert found["fullName"]["messages"] == {"missing": {"en": "Enter your name"}}
    assert (found["people"]["atLeast"], found["people"]["atMost"]) == (1, 9)
    assert found["people"]["messages"]["missing"] == found["people"]["messages"]["not-a-number"]
    assert found["hours"]["places"] == 1
    assert found["why"]["maxWords"] == 20
    assert found["since"]["notAfter"] == {"today": True}
    assert found["from"]["precision"] == "month"
    assert (found["proof"]["atMost"], found["proof"]["required"]) == (2, False)


def test_a_component_without_a_title_takes_its_pages() -> None:
    assert steps()["size"]["label"] == {"en": "Your plot"}


def test_a_repeated_name_gets_a_number_inside_a_group_too() -> None:
    inner = [step["id"] for step in steps()["helpers"]["steps"]]
    assert inner == ["fullName-3", "strong"]
    assert [step["id"] for step in steps()["crop"]["steps"]] == ["crop-2"]
    told = [reason for reason in lost(ALLOTMENT, "fullName") if "stands" in reason]
    assert told == [
        "the name stands 2 times: this one is fullName-2",
        "the name stands 3 times: this one is fullName-3",
    ]


def test_a_pattern_that_cannot_be_read_is_named_and_left_out() -> None:
    assert "pattern" not in steps()["fullName-2"]
    assert "its pattern ^[a-z cannot be read" in lost(ALLOTMENT, "fullName")


def test_options_keep_their_codes_their_repeats_and_their_spaces() -> None:
    assert [option["code"] for option in steps()["size"]["options"]] == ["half ", "whole", "whole", "3"]
    assert lost(ALLOTMENT, "Nothing") == ["its value cannot stand as a code"]
    assert [option.get("exclusive", False) for option in steps()["tools"]["options"]] == [False, False, True]


def test_what_an_option_reveals_is_asked_only_then() -> None:
    assert steps()["plan"]["showWhen"] == {"answer": "size", "is": "whole"}


def test_a_list_that_is_missing_or_empty_leaves_a_question_without_options() -> None:
    assert steps()["site"]["options"] == []
    assert lost(ALLOTMENT, "site") == ["its list sites does not exist"]


def test_a_link_to_a_page_that_does_not_exist_stays_and_is_named() -> None:
    plots = next(page for page in service(ALLOTMENT).pages if page.id == "plots")
    assert [route.to for route in plots.next or ()] == ["big", "nowhere", "also", "dates"]
    assert lost(ALLOTMENT, "/nowhere") == ["there is no such page in the form: the link is kept and leads nowhere"]


def test_a_page_without_links_is_a_dead_end_and_one_that_nothing_leads_to_stays() -> None:
    pages = {page.id: page for page in service(ALLOTMENT).pages}
    assert pages["elsewhere"].next == ()
    assert pages["forgotten"].source == "/forgotten"


def test_a_summary_page_ends_the_journey_under_its_own_name() -> None:
    (outcome,) = service(ALLOTMENT).outcomes
    assert (outcome.id, outcome.kind) == ("summary", "submit")


def test_and_binds_closer_than_or() -> None:
    rules = {rule["id"]: rule["when"] for rule in imported(ALLOTMENT).definition["rules"]}
    assert rules["wantsMuch"] == {
        "any": [
            {"all": [{"answer": "size", "is": "half "}, {"answer": "tools", "contains": "fork"}]},
            {"answer": "size", "is": "whole"},
        ]
    }
    assert rules["notResident"] == {"answer": "resident", "is": False}
    assert rules["manyDiggers"] == {"all": [{"answer": "people", "atLeast": 5}, {"not": {"answer": "people", "is": 9}}]}


def test_words_are_markdown_without_html() -> None:
    start = next(page for page in service(ALLOTMENT).pages if page.id == "start")
    assert (start.guidance or {})["en"] == (
        "You can ask for **one plot**.\n\nRead [the rules](https://example.org/rules).\n\n"
        "**What a plot is**\n\nA plot is 125 square metres.\n\n**You need**\n\n- a spade\n- time"
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("after", "the place {{ fullName }} is kept as text: nothing is filled in"),
        ("after", "its words now stand above the questions"),
        ("people", "suffix: a sign printed after the box"),
        ("tall", "a HeightField is asked as a line of text"),
        ("check", "stands on the check page: every channel has a check of its own"),
        ("neverSaid", "there is none of this name: the link is never taken"),
        ("you", "its title “About you”: pages have no sections here"),
        ("Deposit", "where answers go and what is paid is the council's to say"),
        ("toTheOffice", "where answers go and what is paid is the council's to say"),
        ("phaseBanner", "not carried over"),
    ],
)
def test_what_is_lost_is_named_with_its_reason(name: str, reason: str) -> None:
    assert reason in lost(ALLOTMENT, name)


def test_the_form_itself_may_say_that_it_is_in_welsh() -> None:
    found = service(OWN / "helo.json")
    assert found.languages == ("cy",)
    assert found.steps[0].label == {"cy": "A ydych yn byw yma?"}


def test_the_language_may_be_given() -> None:
    text = (OWN / "helo.json").read_text(encoding="utf-8")
    assert READERS["xgov"](text, service="x", language="en").definition["languages"] == ["en"]


def test_words_may_stand_in_two_languages() -> None:
    found = small({"title": {"en": "Hello", "cy": "Helo"}})
    assert found.definition["languages"] == ["en", "cy"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is not JSON"),
        ("pages:\n  - path: /a\n", "it is not JSON"),
        ("[]", "it is not an XGov form: it has no pages with a path"),
        ("{}", "it is not an XGov form: it has no pages with a path"),
        ('{"pages": {}}', "it is not an XGov form: it has no pages with a path"),
        ('{"pages": [1, {"title": "x"}]}', "it is not an XGov form: it has no pages with a path"),
        ('{"pages": [{"path": NaN}]}', "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        (" " * 2_000_001, "it is longer than 2,000,000 characters"),
    ],
)
def test_a_file_that_is_no_such_form_is_refused_in_one_line(text: str, reason: str) -> None:
    with pytest.raises(NotThatForm, match=reason):
        READERS["xgov"](text, service="x")


def small(page: Form, **form: Json) -> Imported:
    """A form of one page."""
    text = json.dumps({"pages": [{"path": "/a", **page}], **form})
    found = READERS["xgov"](text, service="small")
    load_service(as_yaml(found.definition))
    return found


@pytest.mark.parametrize(
    "page",
    [
        {"components": 7, "next": "on"},
        {
            "components": [
                None,
                3,
                {"type": "TextField"},
                {"type": "TextField", "name": "--", "options": [], "schema": 4},
            ]
        },
        {
            "components": [
                {"type": "RadiosField", "name": "r", "list": 9, "options": {"conditionallyRevealedComponents": []}}
            ]
        },
        {"components": [{"type": "NumberField", "name": "n", "schema": {"min": "few", "max": True, "precision": -1}}]},
        {
            "components": [
                {"type": "TextField", "name": "t" * 300, "schema": {"max": "many", "min": -3}, "title": {"en": 4}}
            ]
        },
        {"components": [{"type": "MultiInputField", "name": "m", "children": [4]}], "controller": 5, "title": 9},
        {
            "components": [
                {"type": "DatePartsField", "name": "d", "options": {"maxDaysInFuture": "soon", "maxDaysInPast": 5.5}}
            ]
        },
        {
            "components": [
                {"type": "TextField", "name": "q", "options": {"customValidationMessages": {"string.max": None}}}
            ]
        },
        {"next": [{"path": "/a", "condition": {"odd": True}}, {"path": ""}, {"path": "/ŵ/ŷ"}]},
    ],
)
def test_a_part_of_the_wrong_shape_never_stops_an_import(page: Form) -> None:
    small(page)


def twisted(part: Json, at: int, into: Json) -> tuple[Json, int]:
    """A copy of a form whose part number ``at`` is something else; and how many parts are left to count."""
    if at == 0:
        return into, -1
    at -= 1
    if isinstance(part, list | dict):
        copy: Json = part.copy()
        for key in range(len(part)) if isinstance(part, list) else part:
            copy[key], at = twisted(part[key], at, into)
            if at < 0:
                break
        return copy, at
    return part, at


@settings(max_examples=20)
@given(
    at=st.integers(1, 700),
    into=st.one_of(st.sampled_from([None, True, -1, "", "/who", "a b", [], {}, [[]], [{}]]), anything),
)
def test_a_form_with_anything_in_the_place_of_a_part_loads_or_is_refused(at: int, into: Json) -> None:
    form, _left = twisted(json.loads(ALLOTMENT.read_text(encoding="utf-8")), at, into)
    try:
        text = json.dumps(form, default=str)
        found = READERS["xgov"](text, service="twisted")
    except NotThatForm:
        return
    load_service(as_yaml(found.definition))


def test_two_pages_of_one_path_both_stay_and_the_first_is_the_one_that_is_linked() -> None:
    found = READERS["xgov"](
        json.dumps({"pages": [{"path": "/a", "next": [{"path": "/a"}]}, {"path": "/a"}]}), service="x"
    )
    assert [page["id"] for page in found.definition["pages"]] == ["a", "a-2"]
    assert found.definition["pages"][0]["next"] == [{"to": "a"}]
    assert any(loss.what == "page" and "a second page" in loss.reason for loss in found.losses)


def test_a_form_without_a_start_begins_with_its_first_page_and_one_with_a_wrong_start_keeps_it() -> None:
    assert small({}).definition["start"] == "a"
    assert small({}, startPage="/b").definition["start"] == "b"
