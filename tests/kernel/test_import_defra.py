"""A form of DEFRA's becomes a definition: pages in order or by links, its prices as a table; what is lost is named."""

import json
import sys
from collections.abc import Mapping
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from tests.kernel.import_world import (
    AROUND,
    FIXTURES,
    HUNDRED,
    SHARED,
    alike,
    broken,
    cut,
    lines_of_refusal,
    loaded,
)  # fmt: skip

from guildhall.catalogue.importing import READERS, Imported, NotThatForm
from guildhall.catalogue.importing.losses import Report
from guildhall.catalogue.importing.reading import form_in_yaml
from guildhall.kernel.journey import Compiled, step
from guildhall.kernel.model import Json
from guildhall.kernel.service import Service

BEES = FIXTURES / "defra" / "keep-bees.yaml"
BOAT = FIXTURES / "defra" / "moor-a-boat.json"
FISHING = SHARED / "defra" / "payment-v2-test.yaml"
UNICORNS = SHARED / "defra" / "register-as-a-unicorn-breeder.yaml"
FORMS = [path for path in (BEES, BOAT, FISHING, UNICORNS) if path.exists()]
if FISHING not in FORMS:
    sys.stderr.write("DEFRA's own forms are not here: only ours are tried.\n")


def form(path: Path) -> Json:
    return form_in_yaml(path.read_text(encoding="utf-8"), Report())


@cache
def imported(path: Path) -> Imported:
    return READERS["defra"](path.read_text(encoding="utf-8"), service=path.stem)


@cache
def service(path: Path) -> Service:
    return loaded(imported(path))


def lost(path: Path, name: str) -> list[str]:
    return [loss.reason for loss in imported(path).losses if loss.name == name]


def steps(path: Path = BEES) -> Mapping[str, Json]:
    return {each["id"]: each for each in imported(path).definition["steps"]}


def rule(path: Path, name: str) -> Json:
    return next(each["when"] for each in imported(path).definition["rules"] if each["id"] == name)


def prices(path: Path) -> Json:
    (table,) = imported(path).definition["decisions"]
    return table


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_component_of_a_form_is_a_step_or_words_or_is_named_as_lost(path: Path) -> None:
    definition = imported(path).definition
    asked = {step["id"] for step in definition["steps"]}
    asked |= {each["id"] for step in definition["steps"] for each in step.get("steps", [])}
    named = {loss.name for loss in imported(path).losses}
    told = {page["source"] for page in definition["pages"] if page.get("guidance")}
    ends = {f"/{outcome['id']}" for outcome in definition["outcomes"]} | {"/sent"}
    for page in form(path)["pages"]:
        for component in page.get("components") or []:
            assert component.get("name") in asked | named or page["path"] in told | ends


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_page_keeps_the_path_it_had(path: Path) -> None:
    ends = {outcome.id for outcome in service(path).outcomes}
    sources = {page.source for page in service(path).pages}
    for page in form(path)["pages"]:
        assert (
            page["path"] in sources
            or page["path"].lstrip("/") in ends
            or page.get("controller") == "StatusPageController"
        )


def test_each_kind_of_component_becomes_its_kind_of_question() -> None:
    kinds = {name: step["kind"] for name, step in steps().items()}
    assert kinds == {
        "keeper": "yes-no", "mail": "email", "years": "whole-number", "hives": "repeat", "access": "choice", "gear": "choices",
        "plan": "text", "spot": "group", "point": "group", "field": "text", "shape": "place", "time": "text", "agree": "declaration",
        "file": "evidence", "since": "date",
    }  # fmt: skip


def test_lists_and_conditions_that_go_by_an_id_are_found() -> None:
    assert [option["code"] for option in steps()["access"]["options"]] == ["all", "some", "none", "school"]
    assert rule(BEES, "Has-kept-bees") == {"answer": "keeper", "is": True}
    assert rule(BEES, "Pays") == {"not": {"answer": "access", "is": "school"}}


def test_a_condition_that_only_a_price_hangs_on_stands_in_the_table_and_is_no_rule_besides() -> None:
    named = [each["id"] for each in imported(BEES).definition["rules"]]
    assert "cond-open-land" not in named
    assert {"Has-not-kept-bees", "Began-within-a-month"} <= set(named)
    assert "isLong" in [each["id"] for each in imported(BOAT).definition["rules"]]


def test_a_question_that_may_be_blank_is_not_what_it_is_compared_with() -> None:
    assert rule(BEES, "Has-not-kept-bees") == {"not": {"answer": "keeper", "is": True}}
    assert rule(BEES, "Novice") == {
        "all": [
            {"rule": "Has-not-kept-bees"},
            {"any": [{"not": {"answer": "years", "is": 1}}, {"answer": "years", "answered": False}]},
        ]
    }
    assert rule(BEES, "Has-a-veil-not-long-since-agreed")["any"][1] == {"answer": "agree", "answered": False}


def test_dates_are_counted_from_today() -> None:
    assert rule(BEES, "Began-within-a-month") == {"answer": "since", "after": {"today": True, "minus": {"months": 1}}}
    assert rule(BOAT, "recent") == {"not": {"answer": "since", "before": {"today": True, "minus": {"months": 24}}}}


def test_a_condition_written_as_an_expression_is_read() -> None:
    assert rule(BOAT, "isLong")["any"][1] == {
        "all": [{"answer": "boat", "is": "Titanic"}, {"not": {"answer": "engine", "is": True}}]
    }


def test_a_page_with_a_condition_is_asked_only_where_it_holds() -> None:
    assert steps()["years"]["showWhen"] == {"rule": "Has-kept-bees"}
    never = alike(service(BEES), {"keeper": False})
    assert (never["outcome"], never["asked"]) == ("never", ["keeper", "mail"])
    on = alike(service(BEES), {"keeper": True, "years": 1})
    assert on["asked"] == ["keeper", "mail", "years", "hives"]


def test_a_page_that_is_answered_several_times_keeps_its_name_and_bounds() -> None:
    hives = steps()["hives"]
    assert (hives["item"], hives["atLeast"], hives["atMost"]) == ({"en": "Hive"}, 2, 5)
    assert [step["id"] for step in hives["steps"]] == ["where", "kind", "which"]
    assert hives["steps"][2]["showWhen"] == {"answer": "kind", "is": "other"}


def test_what_an_option_asks_besides_and_that_it_stands_alone_is_carried_over() -> None:
    assert steps()["plan"]["showWhen"] == {"answer": "gear", "contains": "0"}
    assert [option.get("exclusive", False) for option in steps()["gear"]["options"]] == [False, False, True]


def test_words_stand_in_each_language_that_the_form_has() -> None:
    assert service(BEES).languages == ("en", "cy")
    assert steps()["keeper"]["label"] == {"en": "Have you kept bees?", "cy": "Ydych chi wedi cadw gwenyn?"}
    assert steps()["hives"]["steps"][1]["options"][0]["label"]["cy"] == "Gwenyn mêl"


def test_markdown_keeps_its_lists_and_the_links_to_elsewhere() -> None:
    start = next(page for page in service(BEES).pages if page.id == "start")
    assert (start.guidance or {})["en"] == (
        "You need:\n\n- a hive\n- time\n\nRead the rules and [the law](https://example.org/law).\n\nBees sting.\n\n**New**\n\n"
        "Hives are scarce."
    )


def test_a_page_that_ends_the_journey_advises_and_the_page_after_sending_says_what_happens_next() -> None:
    outcomes = {outcome.id: outcome for outcome in service(BEES).outcomes}
    assert (outcomes["never"].kind, outcomes["never"].next) == ("exit", {"en": "Take a course first."})
    assert (outcomes["summary"].kind, outcomes["summary"].next) == ("submit", {"en": "We will visit you."})


def test_prices_become_a_table_in_pence_and_what_no_condition_covers_costs_the_rest() -> None:
    cover = {
        "id": "c",
        "displayName": "All",
        "items": [{"componentId": "x", "operator": "is", "value": {"itemId": "a"}}],
    }
    items = [{"id": code, "text": code, "value": code} for code in "abc"]
    text = json.dumps(
        {
            "schema": 2,
            "engine": "V2",
            "lists": [{"id": "l", "name": "letters", "items": items}],
            "conditions": [cover],
            "pages": [
                {"path": "/x", "components": [{"id": "x", "name": "x", "type": "RadiosField", "list": "l"}]},
                {"path": "/y", "components": [{"id": "y", "name": "y", "type": "YesNoField"}]},
                {
                    "path": "/pay",
                    "components": [
                        {
                            "name": "pay",
                            "type": "PaymentField",
                            "options": {"amount": 7.25, "conditionalAmounts": [{"condition": "c", "amount": 0.3}]},
                        }
                    ],
                },
                {"path": "/summary", "controller": "SummaryPageController"},
            ],
        }
    )
    found = READERS["defra"](text, service="letters")
    (table,) = found.definition["decisions"]
    assert table["hit"] == "unique"
    assert [(row["when"], row["then"]) for row in table["editions"][0]["rows"]] == [
        ([{"is": "a"}], 30),
        ([{"isOneOf": ["b", "c"]}], 725),
    ]
    assert loaded(found).outcomes[0].fee == "pay"


def test_a_payment_on_a_page_that_is_passed_over_costs_nothing_there() -> None:
    rows = prices(BEES)["editions"][0]["rows"]
    assert rows[0] == {"when": [{"isOneOf": ["all", "some"]}, None, None], "then": 1250, "reason": {"en": "Open land"}}
    assert (rows[-1]["when"][0], rows[-1]["then"]) == ({"is": "school"}, 0)


def test_where_an_amount_is_lost_no_other_takes_its_place() -> None:
    assert prices(BOAT)["editions"][0]["rows"] == []
    assert any("no price is better than a wrong one" in reason for reason in lost(BOAT, "mooring"))


if FISHING in FORMS:

    def test_two_of_eighteen_combinations_of_the_fishing_permit_match_two_prices_and_stay_so() -> None:
        columns = [column["answer"] for column in prices(FISHING)["inputs"]]
        assert (columns, prices(FISHING)["hit"]) == (["permitDuration", "permitType", "siteAccess"], "unique")
        rows = prices(FISHING)["editions"][0]["rows"]
        matched: dict[tuple[str, ...], list[int]] = {}
        for codes in product(*([option["code"] for option in steps(FISHING)[column]["options"]] for column in columns)):
            cells = [zip(row["when"], codes, strict=True) for row in rows]
            matched[codes] = [
                row["then"]
                for row, pairs in zip(rows, cells, strict=True)
                if all(cell is None or cell["is"] == code for cell, code in pairs)
            ]
        assert len(matched) == 18
        assert {codes: fees for codes, fees in matched.items() if len(fees) != 1} == {
            ("1-day", "Junior", "all-sites"): [500, 0],
            ("1-day", "Junior", "single-site"): [500, 0],
        }

    @pytest.mark.parametrize(
        ("duration", "site", "pence"), [("12-month", "all-sites", 3800), ("8-day", None, 1200), ("1-day", None, 500)]
    )
    def test_a_fishing_permit_costs_what_the_form_says(duration: str, site: str | None, pence: int) -> None:
        answers: dict[str, Json] = {
            "fullName": "Ann Ahern", "phoneNumber": "01632 960 001", "emailAddress": "ann@example.org", "rodLicenceNumber": "1",
            "permitDuration": duration, "permitType": "Adult",
        }  # fmt: skip
        answers |= {"siteAccess": site} if site else {}
        walked = alike(service(FISHING), answers)
        assert (walked["outcome"], walked["case"]) == ("summary", answers)
        assert step(Compiled(service(FISHING)), answers, AROUND).fee == pence


@pytest.mark.parametrize(
    ("path", "name", "reason"),
    [
        (BEES, "ref", "it is filled from the address of the page and never asked"),
        (BEES, "none", "its condition is not carried over"),
        (BEES, "gear", "at least 2 to choose: one is enough here"),
        (BEES, "first", "only the words of /rules are kept"),
        (BEES, "A long address", "“is longer than” has no counterpart here; what depends on it is never known"),
        (BEES, "comp-nobody", "no question or look-up gives this: what is compared with it is never known"),
        (BEES, "/odd", "what its controller BeeController does"),
        (BEES, "payment", "an amount that is no number: much"),
        (BEES, "payment", "an amount that is no sum of pence: 0.001"),
        (BEES, "payment", "no date from which its prices count: they count from 1970-01-01"),
        (BEES, "final", "stands on the check page: every channel has a check of its own"),
        (BEES, "metadata wikiPage", "not carried over"),
        (BEES, "cy sections", "it belongs to no part of the form"),
        (BOAT, "/fuel", "its condition: this form says at each page what follows"),
        (BOAT, "/lost-page", "there is no such page in the form: the link is kept and leads nowhere"),
        (BOAT, "/since", "where no condition holds, the source has no page to go on to"),
        (BOAT, "https://example.org", "it leads to another site"),
    ],
)
def test_what_is_lost_is_named_with_its_reason(path: Path, name: str, reason: str) -> None:
    assert reason in lost(path, name)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is not a form of DEFRA's: it has no pages with a path"),
        ("just words", "it is not a form of DEFRA's: it has no pages with a path"),
        ("- a\n- b\n", "it is not a form of DEFRA's: it has no pages with a path"),
        ("pages:\n  - title: x\n", "it is not a form of DEFRA's: it has no pages with a path"),
        ("pages: &a\n  - path: /a\n    next: *a\n", "line 3: write the part out again"),
        ("pages:\n  - path: /a\n    path: /b\n", "line 3: not readable as YAML: found duplicate key"),
        ("pages: [", "not readable as YAML"),
        ("\x00\x01", "not readable as YAML"),
        ('{"pages": [{"path": "/a"}]', "it is not JSON"),
        ('{"pages": [{"path": "/a", "path": "/b"}]}', "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("- " * 10_000, "this is nested more than 64 deep"),
        (json.dumps({"pages": [{"path": f"/{each}"} for each in range(301)]}), "it has more than 300 pages"),
        (" " * 2_000_001, "it is longer than 2,000,000 characters"),
    ],
)
def test_a_file_that_is_no_such_form_is_refused_in_one_line(text: str, reason: str) -> None:
    with pytest.raises(NotThatForm) as refused:
        READERS["defra"](text, service="x")
    assert reason in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_broken_in_a_hundred_ways_still_loads_or_is_refused(path: Path) -> None:
    whole = form(path)
    for way in HUNDRED:
        assert len(lines_of_refusal("defra", json.dumps(broken(whole, way)))) <= 1


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_that_breaks_off_anywhere_loads_or_is_refused(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for way in range(20):
        assert len(lines_of_refusal("defra", cut(text, way))) <= 1
