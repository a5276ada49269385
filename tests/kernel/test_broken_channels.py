"""Parity must be able to fail: each channel is broken in turn, in each of several ways, and the law turns red."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest
from tests.kernel.test_parity import agree, walks
from tests.worlds.questions import EXTRAS, GOOD
from tests.worlds.services import World, compiled

from guildhall.channels import SURFACES
from guildhall.kernel.journey import Compiled, Position
from guildhall.kernel.model import Json, words
from guildhall.kernel.question import Question, Typed
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.surface import Form, Surface
from guildhall.kernel.walk import SurfaceOf

WORDS = {"en": "Some words", "cy": "Rhyw eiriau"}
CHANNELS = sorted(SURFACES)


def world() -> World:
    """A service with a question of every kind, all answered as a person would."""
    steps = [
        {"id": kind, "kind": kind, "label": {"en": f"About {kind}", "cy": f"Am {kind}"}, **EXTRAS[kind][0]}
        for kind in EXTRAS
    ]
    definition = {
        "id": "toy",
        "title": WORDS,
        "steps": steps,
        "outcomes": [{"id": "done", "kind": "submit", "title": WORDS}],
    }
    answers = {kind: GOOD[kind][0] for kind in EXTRAS} | {"choices": ["garden", "a b"], "repeat": GOOD["repeat"][0]}
    return World(definition, compiled(definition), answers, Circumstances(datetime(2026, 3, 27, tzinfo=UTC)))


Fault = Callable[[Surface, Mapping[str, Json]], Mapping[str, Json]]


def swaps_two_options(surface: Surface, read: Mapping[str, Json]) -> Mapping[str, Json]:
    """The keys of two options are printed the wrong way round."""
    swapped = {"general": "garden", "garden": "general"}
    return {name: swapped.get(value, value) if isinstance(value, str) else value for name, value in read.items()}


def drops_a_question(surface: Surface, read: Mapping[str, Json]) -> Mapping[str, Json]:
    """One question was left off the form."""
    return {name: None if name == "name" else value for name, value in read.items()}


def reads_the_label(surface: Surface, read: Mapping[str, Json]) -> Mapping[str, Json]:
    """What is read is the words of an option, which differ in each language, and not its code."""

    def label(question: Question | None, value: Json) -> Json:
        options = {each.code: words(each.label, "cy") for each in getattr(question, "options", ())}
        return options.get(value, value) if isinstance(value, str) else value

    named = {question.id: question for question in surface.questions}
    return {name: label(named.get(name), value) for name, value in read.items()}


def turns_day_and_month_round(surface: Surface, read: Mapping[str, Json]) -> Mapping[str, Json]:
    """A date is read as they write it across the sea."""
    return {name: "3 2 2026" if name == "date" and value else value for name, value in read.items()}


def forgets_all_but_the_first(surface: Surface, read: Mapping[str, Json]) -> Mapping[str, Json]:
    """Of several things ticked or added only the first is kept."""
    return {name: value[:1] if isinstance(value, list) else value for name, value in read.items()}


def makes_pounds_of_pence(surface: Surface, read: Mapping[str, Json]) -> Mapping[str, Json]:
    """An amount is taken a hundred times."""
    return {name: 125_000 if name == "money" and value else value for name, value in read.items()}


def ticks_a_declaration_unasked(surface: Surface, read: Mapping[str, Json]) -> Mapping[str, Json]:
    """Somebody is made to agree to what they did not read."""
    return {name: True if name == "declaration" else value for name, value in read.items()}


FAULTS: list[Fault] = [
    swaps_two_options, drops_a_question, reads_the_label, turns_day_and_month_round, forgets_all_but_the_first,
    makes_pounds_of_pence, ticks_a_declaration_unasked,
]  # fmt: skip


def broken(surface_of: SurfaceOf, fault: Fault) -> SurfaceOf:
    """A channel with a fault in how it reads."""

    class Faulty(Surface):
        def __init__(self, sound: Surface) -> None:
            super().__init__(sound.questions, sound.language)
            self.sound = sound

        def fill(self, answers: Mapping[str, Json]) -> tuple[Form, dict[str, Json]]:
            form, cannot_stand = self.sound.fill(answers)
            return form, dict(fault(self, cannot_stand))

        def read(self, form: Mapping[str, Typed]) -> dict[str, Json]:
            return dict(fault(self, self.sound.read(form)))

    def faulty(service: Compiled, position: Position, language: str) -> Surface:
        return Faulty(surface_of(service, position, language))

    return faulty


def test_the_world_goes_the_same_way_while_nothing_is_broken() -> None:
    whole = world()
    agree(whole)
    assert '"outcome":"done"' in walks(whole)["paper"]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_channel_is_found_out(channel: str, fault: Fault) -> None:
    whole = world()
    if fault is ticks_a_declaration_unasked:
        whole.answers["declaration"] = None
    found = walks(whole, SURFACES | {channel: broken(SURFACES[channel], fault)})
    assert {name for name in found if found[name] != found[CHANNELS[CHANNELS[0] == channel]]} == {channel}
