"""The same answers by the same kind of person lead to the same end, whichever way they come in."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from tests.worlds.profiles import thorough
from tests.worlds.services import World, worlds

from guildhall.channels import SURFACES
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.journey import step, unasked
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


@thorough
@given(worlds(12))
def test_every_channel_agrees_on_thousands_of_services(world: World) -> None:
    agree(world)
