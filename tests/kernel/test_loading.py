"""Reading a definition: every fault at once, each with its place and what to write instead; or a service, whole."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds.services import definitions

import guildhall.catalogue
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.journey import Compiled
from guildhall.kernel.loading import LARGEST, Unreadable, json_schema, load_service
from guildhall.kernel.service import Service

TOY = "id: toy\ntitle: {en: A toy}\n"
CATALOGUE = Path(next(iter(guildhall.catalogue.__path__))) / "services"
SHIPPED = sorted(CATALOGUE.glob("*.yaml"))
SCHEMA = json_schema()


def faults(text: str) -> list[str]:
    with pytest.raises(Unreadable) as unreadable:
        load_service(text, "toy.yaml")
    return [str(fault) for fault in unreadable.value.faults]


MANY_FAULTS = """\
id: toy
title: {en: A toy}
version: two
steps:
  - {id: a, kind: riddle, label: {en: A riddle}}
  - id: b
    kind: text
  - {id: c, kind: text, label: {en: Your name}, colour: red, required: no}
  - {id: d.d, kind: text, label: {}}
  - id: people
    kind: repeat
    item: {en: Person}
    label: {en: Who moves?}
    steps:
      - {id: born, kind: date, label: {en: Born}, showWhen: {answer: a, count: a, is: 3}}
outcomes:
  - {id: done, kind: close, title: {en: Done}}
"""


def test_every_fault_is_told_at_once_with_line_step_and_what_to_write() -> None:
    told = faults(MANY_FAULTS)
    expected = [
        ("toy.yaml:3:", "write a whole number"),
        ("toy.yaml:5: step a:", "“riddle” is not a kind of question"),
        ("toy.yaml:6: step b:", "label: this key is missing"),
        ("toy.yaml:8: step c:", "colour: this key is not known here"),
        ("toy.yaml:8: step c:", "write true or false"),
        ("toy.yaml:9: step d.d:", "letters, digits and hyphens"),
        ("toy.yaml:9: step d.d:", "at least one language"),
        ("toy.yaml:15: step born:", "asks about one thing"),
        ("toy.yaml:17:", "write one of 'submit', 'exit' or 'handover'"),
    ]
    for place, advice in expected:
        assert any(each.startswith(place) and advice in each for each in told), (place, advice, told)
    assert len(told) == len(expected)


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("", 1, "this is not a definition"),
        ("hello", 1, "this is not a definition"),
        ("- a\n", 1, "this is not a definition"),
        (TOY + "\tsummary: x\n", 3, "not readable as YAML"),
        (TOY + "id: again\n", 3, "duplicate key"),
        (TOY + "summary: &a {en: x}\nfulfils: [*a]\n", 4, "write the part out again"),
        (TOY + "owner: !!str x\nsummary: !x {en: x}\n", 4, "take out the tag"),
        ("%YAML 1.1\n---\n" + TOY, 2, "this is YAML 1.2"),
        (TOY + "---\nid: b\n", 3, "another document"),
        (TOY + "rules: " + "[" * 100 + "]" * 100, 3, "nested more than 64 deep"),
        (TOY + "rules: " + "[" * 100_000, 3, "nested more than 64 deep"),
        (TOY + "finds: {1: [a]}\n", 3, "write the key 1 as a word"),
        (TOY + 'owner: "a\\0b"\n', 3, "cannot be printed"),
        ('id: "toy\\n"\ntitle: {en: x}', 1, "letters, digits and hyphens"),
        (TOY + "owner: a\x00b\n", None, "not readable as YAML"),
        (TOY + "version: " + "9" * 5000, None, "not readable as YAML"),
        (TOY + "#" * LARGEST, None, "longer than 2,000,000"),
        ("{" * 10, 1, "not readable as YAML"),
    ],
)  # fmt: skip
def test_what_is_no_definition_is_told_so_in_one_line(text: str, line: int | None, advice: str) -> None:
    told = faults(text)
    place = f"toy.yaml:{line}:" if line else "toy.yaml:"
    assert any(each.startswith(place) and advice in each for each in told), told
    assert all("\n" not in each for each in told)


@pytest.mark.parametrize(
    "text", [TOY, "\ufeff" + TOY, TOY.replace("\n", "\r\n"), '{"id":"toy","title":{"en":"A toy"}}']
)
def test_a_definition_loads_however_its_file_is_written(text: str) -> None:
    assert load_service(text).hash() == load_service(TOY).hash()


def test_no_is_a_word_and_a_time_is_a_text() -> None:
    service = load_service(
        TOY
        + "languages: [en, no]\nsteps: [{id: no, kind: choice, label: {en: No, no: Nei}, options: [{code: no, label: {en: No}}],"
        " showWhen: {now: time, before: 16:00}}]\n"
    )
    assert service.languages == ("en", "no")
    assert service.to_json()["steps"][0]["options"][0]["code"] == "no"
    assert service.to_json()["steps"][0]["showWhen"] == {"now": "time", "before": "16:00"}


def test_a_fraction_is_exact_and_stays_a_number_when_kept() -> None:
    service = load_service(TOY + "steps: [{id: a, kind: decimal, label: {en: How much?}, atLeast: 0.1}]\n")
    assert service.steps[0].at_least == Decimal("0.1")  # type: ignore[attr-defined]
    kept = canonical_json(service.to_json())
    assert '"atLeast":0.1' in kept
    assert load_service(kept).hash() == service.hash()


def test_a_definition_that_leads_nowhere_loads() -> None:
    service = load_service(
        TOY
        + "start: nowhere\npages: [{id: p, next: [{to: missing}]}]\nfacts: [{id: f, source: x, fallback: {ask: gone}}]\n"
    )
    assert Compiled(service).start == "nowhere"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_definition_fits_the_published_schema(path: Path) -> None:
    kept = load_service(path.read_text(encoding="utf-8"), path.name).to_json()
    jsonschema.Draft202012Validator(SCHEMA).validate(kept)
    assert load_service(canonical_json(kept)).hash() == load_service(path.read_text(encoding="utf-8")).hash()


def test_the_schema_is_json_schema_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@given(definitions())
def test_a_definition_means_the_same_after_it_was_kept(definition: dict[str, Any]) -> None:
    service = Service.model_validate(definition)
    kept = canonical_json(service.to_json())
    again = Service.model_validate(read_json(kept))
    assert again.hash() == service.hash()
    assert canonical_json(again.to_json()) == kept


@given(definitions(3), st.randoms())
def test_the_hash_does_not_depend_on_the_order_of_keys(definition: dict[str, Any], chance: Any) -> None:
    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            keys = list(value)
            chance.shuffle(keys)
            return {key: shuffled(value[key]) for key in keys}
        return [shuffled(each) for each in value] if isinstance(value, list | tuple) else value

    assert Service.model_validate(shuffled(definition)).hash() == Service.model_validate(definition).hash()


@given(st.text())
def test_any_text_at_all_is_a_definition_or_a_list_of_faults(text: str) -> None:
    found: list[object] = []
    try:
        found = [load_service(TOY + text)]
    except Unreadable as unreadable:
        found = list(unreadable.faults)
    assert found


def test_a_text_that_was_read_lately_is_not_read_again() -> None:
    assert load_service(TOY) is load_service(TOY)
    assert load_service(TOY.replace("toy", "another")) is not load_service(TOY)
