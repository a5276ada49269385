"""The JSON Schema of a definition: published, never stale, and true to what loads."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client
from ruamel.yaml import YAML
from tests.spec.services.shipped import SHIPPED

from guildhall.catalogue.importing import READERS
from guildhall.kernel.loading import Unreadable, json_schema, load_service
from guildhall.serve.command import services

HERE = Path(__file__).parents[2]
DOCUMENT = HERE / "docs" / "service-definition.schema.json"
ADDRESS = "/service-definition.schema.json"
SOURCE = HERE / "src" / "guildhall" / "catalogue" / "services"
FORMS = HERE / "tests" / "fixtures" / "xgov"
JUDGE = jsonschema.Draft202012Validator(json_schema())

SLIPS: dict[str, dict[str, Any]] = {
    "a key that is not known": {"colour": "red"},
    "a title in no language": {"title": {}},
    "a language in capitals": {"title": {"EN": "Toy"}},
    "a kind of question that is not there": {"steps": [{"id": "one", "kind": "rocket", "label": {"en": "One"}}]},
    "a number as words": {"title": {"en": 7}},
    "a name with a space": {"id": "a toy"},
    "a condition with two questions": {"rules": [{"id": "r", "sentence": {"en": "R."}, "when": {"answer": "a"}}]},
    "two spans in one": {
        "outcomes": [
            {
                "id": "done",
                "kind": "submit",
                "title": {"en": "Done"},
                "promise": {"span": {"hours": 1, "days": 1}, "sentence": {"en": "Soon."}},
            }
        ]
    },
    "a status of its own": {"status": "nearly"},
}


def test_the_published_schema_is_not_stale(capsys: pytest.CaptureFixture[str]) -> None:
    assert services(["schema"]) == 0
    made = capsys.readouterr().out
    assert DOCUMENT.read_text(encoding="utf-8") == made, (
        "Write it again: guildhall services schema -o docs/" + DOCUMENT.name
    )


def test_the_council_serves_the_schema_without_asking_the_database() -> None:
    served = Client().get(ADDRESS)
    assert (served.status_code, served["Content-Type"]) == (200, "application/schema+json")
    assert json.loads(served.content) == json.loads(DOCUMENT.read_text(encoding="utf-8"))
    assert "public" in served["Cache-Control"]
    assert "Vary" not in served or "Cookie" not in served["Vary"]
    assert Client().get(ADDRESS, headers={"if-none-match": served["ETag"]}).status_code == 304
    assert Client().post(ADDRESS).status_code == 405


def test_the_schema_is_itself_in_order() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("name", SHIPPED)
def test_an_editor_finds_no_fault_in_a_shipped_service(name: str) -> None:
    written = YAML(typ="safe", pure=True).load((SOURCE / f"{name}.yaml").read_text(encoding="utf-8"))
    assert [error.message for error in JUDGE.iter_errors(_as_json(written))] == []


@pytest.mark.parametrize("form", sorted(FORMS.glob("*.json")), ids=lambda form: form.stem)
def test_an_editor_finds_no_fault_in_what_was_imported(form: Path) -> None:
    imported = READERS["xgov"](form.read_text(encoding="utf-8"), service="form")
    assert [error.message for error in JUDGE.iter_errors(_as_json(imported.definition))] == []


@pytest.mark.parametrize("slip", SLIPS)
def test_an_editor_marks_a_slip_that_would_not_load(slip: str) -> None:
    definition = {"id": "toy", "title": {"en": "Toy"}} | SLIPS[slip]
    with pytest.raises(Unreadable):
        load_service(json.dumps(definition))
    assert not JUDGE.is_valid(definition)


def test_every_kind_of_question_is_described() -> None:
    steps = json_schema()["properties"]["steps"]["items"]["oneOf"]
    for each in steps:
        described = json_schema()["$defs"][each["$ref"].rpartition("/")[2]]
        assert described["description"]
        assert "``" not in described["description"]


def _as_json(written: Any) -> Any:
    return json.loads(json.dumps(written, default=str))
