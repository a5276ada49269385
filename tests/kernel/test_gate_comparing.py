"""Promises about two definitions compared: each difference is said in words, and nothing that is the same."""

from itertools import pairwise

import pytest
from tests.kernel.planted_faults import FOLDER, files, laid_over, planted
from tests.spec.services.shipped import SHIPPED

from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.gate.comparing import compare
from guildhall.kernel.loading import load_service, read_tree
from guildhall.kernel.model import Json
from guildhall.kernel.service import Service

BASE = dict(read_tree((FOLDER / "base.yaml").read_text(encoding="utf-8"), "base.yaml"))
TABLE: Json = {
    "decisions": [
        {
            "id": "fee",
            "title": {"en": "The fee"},
            "gives": "fee",
            "inputs": [{"answer": "about"}],
            "editions": [{"from": "2026-04-01", "rows": [{"when": [{"is": "light"}], "then": 1500}]}],
        }
    ]
}
DEARER: Json = [{"from": "2026-04-01", "rows": [{"when": [{"is": "light"}], "then": 2000}]}]


def _laid(patch: Json) -> Service:
    return load_service(canonical_json(laid_over(BASE, patch)))


def _said(patch: Json, onto: Json = None) -> list[str]:
    return [change.sentence for change in compare(_laid(onto), _laid(patch))]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_definition_is_no_different_from_itself(name: str) -> None:
    assert compare(SHIPPED[name], SHIPPED[name]) == ()


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in files()])
def test_no_change_goes_unsaid(file: object) -> None:
    fault = planted(file)  # type: ignore[arg-type]
    assert (fault.sound == fault.faulty) == (compare(fault.sound, fault.faulty) == ())


def test_what_any_service_is_to_any_other_can_be_said() -> None:
    for one, other in pairwise([*SHIPPED.values(), *SHIPPED.values()]):
        assert all(change.sentence.endswith((".", "”.")) for change in compare(one, other))


def test_a_question_that_is_new_is_said_with_its_place() -> None:
    new: Json = {"steps": [{"id": "more", "kind": "text", "label": {"en": "Anything else?"}}]}
    assert _said(new) == ["The question “Anything else?” was added after the question “Which street is it in?”."]
    assert _said(None, onto=new) == ["The question “Anything else?” was taken away."]


def test_a_question_that_was_moved_is_said_once() -> None:
    about, deep, where = BASE["steps"]
    assert _said({"steps=": [where, about, deep]}) == [
        "The question “Which street is it in?” was moved: it now stands at the beginning."
    ]


def test_new_words_are_said_beside_the_old_in_each_language() -> None:
    assert _said({"steps": [{"id": "where", "label": {"en": "Which road?"}}]}) == [
        "The question “Which road?”: the English of its words was “Which street is it in?” and is now “Which road?”."
    ]


def test_a_condition_is_said_as_people_say_it() -> None:
    (said,) = _said({"steps": [{"id": "deep", "showWhen=": {"answer": "about", "is": "light"}}]})
    assert said.startswith(
        "The question “Is the hole deep?”: when it is asked was “you answered “A hole in the road” to"
    )
    assert said.endswith("and is now “you answered “A street light” to “What is it about?””.")


def test_a_price_is_said_in_pounds_with_what_it_is_for() -> None:
    added, gone = _said(laid_over(TABLE, {"decisions": [{"id": "fee", "editions=": DEARER}]}), onto=TABLE)
    begins = "The table “The fee”: what is in force from 1 April 2026: "
    asked = "when you answered “A street light” to “What is it about?”."
    assert added == f"{begins}added the row: £20.00 {asked}"
    assert gone == f"{begins}took away the row: £15.00 {asked}"
