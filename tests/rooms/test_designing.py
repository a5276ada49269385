"""Promises of the designer's forms: a definition laid out in boxes and read back is the same definition."""

from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildhall import catalogue
from guildhall.kernel.kinds import KINDS
from guildhall.kernel.loading import load_service
from guildhall.kernel.model import Json
from guildhall.serve.designing.forms import Layout
from guildhall.serve.designing.grids import grid, table_from
from guildhall.serve.designing.known import Known
from guildhall.serve.designing.menus import condition_from, menu
from guildhall.serve.designing.parts import MODELS, fields_for
from guildhall.serve.designing.posting import of_group, untouched, untouched_grid
from guildhall.serve.designing.reading import part_from
from guildhall.serve.designing.shapes import fields_of

SHIPPED = sorted(each.name for each in (files(catalogue) / catalogue.SERVICES).iterdir() if each.name.endswith(".yaml"))


def definition(name: str) -> Json:
    return load_service((files(catalogue) / catalogue.SERVICES / name).read_text(encoding="utf-8")).to_json()


def test_every_kind_of_question_has_a_form_of_its_own_fields() -> None:
    for kind, model in KINDS.items():
        own = {field.alias for name, field in model.model_fields.items() if name != "kind"}
        assert own <= {field.name for field in fields_of(model)}, kind


@pytest.mark.parametrize("name", SHIPPED)
def test_every_part_of_a_shipped_service_is_the_same_after_it_was_laid_out_and_read_back(name: str) -> None:
    document = definition(name)
    known = Known(document)
    for sort in MODELS:
        parts = [document] if sort == "service" else document.get(sort, [])
        for part in every_part(parts):
            fields = fields_for(sort, part)
            again = part_from(fields, untouched(Layout(known, part).boxes(fields)), known, part)
            assert plain(again) == plain(part), part.get("id")


def every_part(parts: list[Json]) -> Any:
    for part in parts:
        yield part
        if isinstance(part.get("steps"), list) and "kind" in part:
            yield from every_part(part["steps"])


def plain(value: Json) -> Json:
    """A group of one condition says the same as the condition."""
    if isinstance(value, dict):
        if len(value) == 1 and next(iter(value)) in {"all", "any"} and len(next(iter(value.values()))) == 1:
            return plain(next(iter(value.values()))[0])
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


SUBJECTS: Json = {
    "languages": ["en"],
    "steps": [
        {
            "id": "bin",
            "kind": "choice",
            "label": {"en": "Bin"},
            "options": [{"code": c, "label": {"en": c}} for c in "ab"],
        },
        {"id": "day", "kind": "date", "label": {"en": "Day"}},
        {"id": "cost", "kind": "money", "label": {"en": "Cost"}},
        {"id": "sure", "kind": "yes-no", "label": {"en": "Sure"}},
        {"id": "said", "kind": "text", "label": {"en": "Said"}},
    ],
    "facts": [{"id": "round", "source": "last-collection"}],
    "rules": [{"id": "late", "when": {"answer": "sure", "is": True}, "sentence": {"en": "Late"}}],
}
TESTS: st.SearchStrategy[Json] = st.sampled_from(
    [
        {"answer": "bin", "is": "a"},
        {"answer": "bin", "isOneOf": ["a", "b"]},
        {"answer": "day", "before": {"today": True, "minus": {"workingDays": 5}}},
        {"answer": "day", "is": "2026-04-01"},
        {"answer": "cost", "atLeast": 1250},
        {"answer": "sure", "is": False},
        {"answer": "said", "is": "12"},
        {"answer": "said", "answered": False},
        {"fact": "round", "after": {"answer": "day", "plus": {"months": 2}}},
        {"fact": "round", "is": 7},
        {"fact": "round", "is": "7"},
        {"now": "time", "before": "16:00"},
        {"actor": "kind", "is": "staff"},
        {"rule": "late"},
    ]
)
CONDITIONS = st.recursive(
    TESTS | TESTS.map(lambda each: each if "answered" in each else {"not": each}),
    lambda inner: st.builds(
        lambda how, parts, opposite: {"not": {how: parts}} if opposite else {how: parts},
        st.sampled_from(["all", "any"]),
        st.lists(inner, min_size=2, max_size=3),
        st.booleans(),
    ),
    max_leaves=8,
)


@settings(max_examples=200)
@given(CONDITIONS)
def test_any_condition_is_the_same_after_the_menus_laid_it_out(condition: Json) -> None:
    known = Known(SUBJECTS)
    assert condition_from(of_group(menu(condition, known, "when")), known, "when") == condition


@pytest.mark.parametrize("name", SHIPPED)
def test_every_decision_table_is_the_same_after_its_grid_was_laid_out_and_read_back(name: str) -> None:
    document = definition(name)
    known = Known(document)
    for table in document.get("decisions", []):
        again = table_from(dict(table), untouched_grid(grid(table, known)), known)
        assert again == table


def test_who_approved_the_words_of_a_language_is_kept_with_the_day() -> None:
    document = definition("missed-bin.yaml") | {"approved": {"cy": {"by": "Mali Gruffydd", "on": "2026-11-01"}}}
    known, fields = Known(document), fields_for("service", document)
    assert part_from(fields, untouched(Layout(known, document).boxes(fields)), known, document) == document
    typed = untouched(Layout(known, document).boxes(fields)) | {"approved.cy.on": ["2 11 2026"]}
    assert part_from(fields, typed, known, document)["approved"]["cy"]["on"] == "2026-11-02"
