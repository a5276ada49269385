"""Promises about what the gate says of access: a question of any kind can be tried, and no alarm is false."""

from datetime import UTC, datetime

import pytest
from tests.kernel.planted_faults import CALENDAR, FOLDER
from tests.spec.services.shipped import SHIPPED

from guildhall.channels import SURFACES
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.clocks import local
from guildhall.kernel.gate import access, access_burden
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.kinds import KINDS
from guildhall.kernel.loading import load_service
from guildhall.kernel.model import Json
from guildhall.kernel.service import Service

AT = local(datetime(2026, 11, 18, 11, tzinfo=UTC))
BASE: Json = load_service((FOLDER / "base.yaml").read_text(encoding="utf-8")).to_json()
INNER: Json = {"id": "inner", "kind": "text", "label": {"en": "What is it?", "cy": "Beth ydyw?"}}
OWN: dict[str, Json] = {
    "choice": {"options": [{"code": "a", "label": {"en": "A", "cy": "A"}}]},
    "choices": {"options": [{"code": "a", "label": {"en": "A", "cy": "A"}}]},
    "declaration": {"statement": {"en": "It is so.", "cy": "Mae felly."}},
    "evidence": {"later": True},
    "group": {"steps": [INNER]},
    "repeat": {"steps": [INNER], "item": {"en": "Thing", "cy": "Peth"}},
}
SAYABLE = (
    "Is there a clicking noise?",
    "Do you need help to drag your bin to the road?",
    "Are you aged 18 or above?",
    "Is the leak above or below the sink?",
    "Is the tap dripping?",
    "Which of these is it?",
)
BY_SIGHT = (
    "Click here",
    "Click “Next” when you are done",
    "See below",
    "Choose from the list below",
    "Upload a photograph",
)


def _examined(question: Json) -> Examined:
    told = {"label": {"en": "What is it like?", "cy": "Sut un ydyw?"}, "purpose": {"en": "To know", "cy": "I wybod"}}
    service = load_service(canonical_json(BASE | {"steps": [*BASE["steps"], told | question], "tests": []}))
    return Examined(service, AT, CALENDAR, SURFACES)


def _ids(examined: Examined) -> list[str]:
    return [finding.id for finding in access.findings(examined)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_of_any_kind_is_tried_and_can_be_answered_on_every_channel(kind: str) -> None:
    examined = _examined({"id": "tried", "kind": kind} | OWN.get(kind, {}))
    assert "tried" in examined.examples
    assert _ids(examined) == []


@pytest.mark.parametrize("said", SAYABLE)
def test_words_that_can_be_said_raise_no_alarm(said: str) -> None:
    assert _ids(_examined({"id": "asked", "kind": "text", "label": {"en": said, "cy": "Pa un?"}})) == []


@pytest.mark.parametrize("said", BY_SIGHT)
def test_words_for_somebody_at_a_screen_cannot_be_said(said: str) -> None:
    assert "access.not-sayable" in _ids(
        _examined({"id": "asked", "kind": "text", "label": {"en": said, "cy": "Pa un?"}})
    )


def test_other_words_to_say_aloud_are_all_that_a_caller_hears() -> None:
    question = {"id": "asked", "kind": "text", "label": {"en": "See below", "cy": "Gweler isod"}}
    assert _ids(_examined(question | {"say": {"en": "What is it?", "cy": "Beth ydyw?"}})) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_a_question_of_a_shipped_service_has_an_example_that_stands(name: str) -> None:
    examined = Examined(SHIPPED[name], AT, CALENDAR, SURFACES)
    assert set(examined.examples) == set(examined.compiled.steps)


def test_questions_that_no_one_person_is_asked_make_no_journey_long() -> None:
    def asked(option: str) -> list[Json]:
        words = {"en": "What is it like?", "cy": "Sut un ydyw?"}
        return [
            {"id": f"{option}{place}", "kind": "text", "label": words, "showWhen": {"answer": "about", "is": option}}
            for place in range(20)
        ]

    service = _with_steps([*BASE["steps"], *asked("light"), *asked("hole")])
    examined = Examined(service, AT, CALENDAR, SURFACES)
    assert [each.id for each in access_burden.findings(examined)] == []


def test_a_journey_that_is_too_long_is_shown() -> None:
    words = {"en": "What is it like?", "cy": "Sut un ydyw?"}
    more = [{"id": f"q{place}", "kind": "text", "label": words} for place in range(30)]
    examined = Examined(_with_steps([*BASE["steps"], *more]), AT, CALENDAR, SURFACES)
    (finding,) = access_burden.findings(examined)
    assert finding.counterexample is not None
    assert len(finding.counterexample.answers) > access_burden.BUDGETS["phone"]


def _with_steps(steps: Json) -> Service:
    return load_service(canonical_json(BASE | {"steps": steps}))
