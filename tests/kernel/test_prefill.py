"""What was told before is offered where it is asked for again: to be kept or changed, and never an answer by itself."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from tests.kernel.test_parity import walks
from tests.worlds.services import World, compiled, worlds

from guildhall.channels import SURFACES, api
from guildhall.channels.paper import sheet
from guildhall.kernel.journey import Compiled, step
from guildhall.kernel.model import Json
from guildhall.kernel.prefill import offers
from guildhall.kernel.scope import Circumstances

AROUND = Circumstances(datetime(2026, 11, 18, 12, tzinfo=UTC))
HOME = {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"}


def asking(*steps: dict[str, Any], **more: Any) -> Compiled:
    labelled = [{"label": {"en": "A question", "cy": "Cwestiwn"}} | each for each in steps]
    return compiled({"id": "toy", "title": {"en": "A toy", "cy": "Tegan"}, "steps": labelled, "outcomes": [], **more})


def offered(service: Compiled, answers: dict[str, Json], **facts: Json) -> dict[str, Json]:
    around = replace(AROUND, facts=facts)
    return offers(service, step(service, answers, around), answers, around)


HOME_THEN_LETTERS = asking(
    {"id": "home", "kind": "address"},
    {"id": "letters", "kind": "address", "sensitivity": "personal", "prefill": {"answer": "home"}},
    {"id": "name", "kind": "name"},
)


def test_an_answer_given_before_is_offered_once_the_question_is_asked() -> None:
    assert offered(HOME_THEN_LETTERS, {}) == {}
    assert offered(HOME_THEN_LETTERS, {"home": HOME}) == {"letters": HOME}


@pytest.mark.parametrize("kept", [HOME, {"line1": "9 Row", "postcode": "ZZ9 9ZZ"}, None])
def test_a_question_that_was_answered_or_left_blank_is_offered_nothing(kept: Json) -> None:
    assert offered(HOME_THEN_LETTERS, {"home": HOME, "letters": kept}) == {}


def test_an_offer_is_no_answer() -> None:
    position = step(HOME_THEN_LETTERS, {"home": HOME}, AROUND)
    assert (position.page, position.relevant) == ("letters", ("letters",))
    assert "letters" not in position.answers


def test_an_answer_that_the_question_would_refuse_is_not_offered() -> None:
    service = asking(
        {"id": "home", "kind": "address"},
        {"id": "letters", "kind": "address", "fixedOnly": True, "prefill": {"answer": "home"}},
    )
    assert offered(service, {"home": {"noFixedAddress": True}}) == {}


def test_an_answer_that_no_longer_counts_is_not_offered() -> None:
    service = asking(
        {"id": "moving", "kind": "yes-no"},
        {"id": "home", "kind": "address", "showWhen": {"answer": "moving", "is": True}},
        {"id": "letters", "kind": "address", "prefill": {"answer": "home"}},
    )
    assert offered(service, {"moving": False, "home": HOME}) == {}


def test_a_fact_is_offered_once_what_it_is_looked_up_from_was_given() -> None:
    facts = [{"id": "zone", "source": "zones", "needs": ["home"]}]
    service = asking(
        {"id": "home", "kind": "address"},
        {"id": "zone-asked", "kind": "text", "prefill": {"fact": "zone"}},
        facts=facts,
    )
    assert offered(service, {"home": HOME}, zone="North") == {"zone-asked": "North"}
    assert offered(service, {"home": HOME}) == {}


@pytest.mark.parametrize("sensitivity", ["personal", "special"])
def test_nothing_about_a_person_is_offered_from_the_councils_own_records(sensitivity: str) -> None:
    asked = {"id": "who", "kind": "name", "sensitivity": sensitivity}
    service = asking(asked | {"prefill": {"fact": "occupier"}}, facts=[{"id": "occupier", "source": "council-tax"}])
    assert offered(service, {}, occupier="Vera Lind") == {}
    roundabout = asking(
        asked | {"satisfiedBy": {"fact": "occupier"}},
        {"id": "signed", "kind": "name", "sensitivity": sensitivity, "prefill": {"answer": "who"}},
        facts=[{"id": "occupier", "source": "council-tax"}],
    )
    assert offered(roundabout, {}, occupier="Vera Lind") == {}


def test_a_question_inside_a_group_is_offered_what_was_told_and_the_others_are_left() -> None:
    inside = [
        {"id": "called", "kind": "name", "label": {"en": "Name"}, "prefill": {"answer": "name"}},
        {"id": "since", "kind": "date", "label": {"en": "Since"}},
    ]
    service = asking({"id": "name", "kind": "name"}, {"id": "tenant", "kind": "group", "steps": inside})
    assert offered(service, {"name": "Vera Lind"}) == {"tenant": {"called": "Vera Lind"}}


def test_a_document_is_not_offered_again() -> None:
    service = asking(
        {"id": "bill", "kind": "evidence"}, {"id": "proof", "kind": "evidence", "prefill": {"answer": "bill"}}
    )
    assert offered(service, {"bill": {"files": ["file/1"]}}) == {}


@given(worlds())
def test_a_journey_goes_the_same_way_on_every_channel_with_offers_and_without(world: World) -> None:
    bare = [{name: held for name, held in each.items() if name != "prefill"} for each in world.definition["steps"]]
    without = compiled(world.definition | {"steps": bare})
    assert walks(world) == walks(replace(world, service=without))
    position = step(world.service, world.answers, world.around)
    offered_now = offers(world.service, position, world.answers, world.around)
    assert not offered_now.keys() & {*world.answers, *position.answers}


def test_a_blank_form_has_a_blank_box_and_says_so() -> None:
    printed = {each.question.id: each for each in sheet(HOME_THEN_LETTERS, "en").printed()}
    assert printed["letters"].hint == "If it is the same as your answer to question 1, write it here again."
    assert printed["name"].hint is None
    welsh = [each.hint for each in sheet(HOME_THEN_LETTERS, "cy").printed() if each.hint]
    assert welsh == ["Os yw'r un fath â'ch ateb i gwestiwn 1, ysgrifennwch ef yma eto."]


def test_the_schema_says_whence_it_is_often_known_and_gives_no_default() -> None:
    described = api.schema(HOME_THEN_LETTERS, "en")["properties"]["letters"]
    assert described["description"] == "Often the same as `home`; it is not filled in for you, so send it."
    assert "default" not in described


@pytest.mark.parametrize("channel", sorted(set(SURFACES) - {"api"}))
def test_an_offer_left_as_it_stands_is_read_back_as_it_was_offered(channel: str) -> None:
    position = step(HOME_THEN_LETTERS, {"home": HOME}, AROUND)
    surface = SURFACES[channel](HOME_THEN_LETTERS, position, "en")
    form, cannot_stand = surface.fill(offered(HOME_THEN_LETTERS, {"home": HOME}))
    assert (surface.read(form)["letters"], cannot_stand) == (HOME, {})
