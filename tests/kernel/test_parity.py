"""The same answers by the same kind of person lead to the same end, whichever way they come in."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from tests.worlds.questions import EXTRAS
from tests.worlds.services import MOMENTS, World, compiled, worlds

from guildhall.channels import SURFACES
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.journey import step, unasked
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.walk import SurfaceOf, Walk, walk


def walks(world: World, surfaces: Mapping[str, SurfaceOf] = SURFACES) -> dict[str, str]:
    """How the journey goes on each channel, as canonical JSON."""
    return {
        channel: canonical_json(
            walk(world.service, surface, world.answers, replace(world.around, channel=channel)).as_json()
        )
        for channel, surface in surfaces.items()
    }


def agree(world: World) -> None:
    """Every channel says the same, and what the kernel says of the bare answers."""
    found = walks(world)
    assert len(set(found.values())) == 1, found
    bare = dict.fromkeys(world.service.steps) | world.answers
    position = step(world.service, bare, world.around)
    assert canonical_json(Walk(position, unasked(position, world.answers)).as_json()) == found["web"]


@given(worlds())
def test_every_channel_agrees_on_every_service(world: World) -> None:
    agree(world)


@pytest.mark.parametrize("kind", ["choice", "choices", "yes-no"])
@pytest.mark.parametrize(
    "said", ["general garden", "general,garden", "=general", "= 2", "a\u00a0b", "a b", "A", "1", "yes", "2", "100%25"]
)
def test_an_answer_that_looks_like_a_key_or_like_two_is_read_as_it_was_said(kind: str, said: str) -> None:
    step_ = {"id": "s0", "kind": kind, "label": {"en": "Which?"}, **EXTRAS[kind][0]}
    toy = {"id": "toy", "title": {"en": "A toy"}, "steps": [step_], "outcomes": []}
    for answer in (said, [said]):
        agree(World(toy, compiled(toy), {"s0": answer}, Circumstances(MOMENTS[0])))


@pytest.mark.parametrize("channel", sorted(SURFACES))
def test_a_refused_answer_leaves_no_case_and_says_why(channel: str) -> None:
    steps = [{"id": name, "kind": "text", "label": {"en": "Words"}} for name in ("s0", "s1")]
    toy = compiled({"id": "toy", "title": {"en": "A toy"}, "steps": steps, "outcomes": []})
    told = walk(toy, SURFACES[channel], {"s0": "said", "s1": ["no", "words"]}, Circumstances(MOMENTS[0])).as_json()
    assert (told["outcome"], told["case"], [each["code"] for each in told["errors"]]) == (None, {}, ["wrong-type"])
