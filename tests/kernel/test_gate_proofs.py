"""Promises about proofs: whatever can happen is found possible, and whatever is shown can happen."""

from hypothesis import given
from tests.worlds.profiles import thorough
from tests.worlds.services import World, worlds

from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.proof import Proof
from guildhall.kernel.gate.solver import Term
from guildhall.kernel.gate.ways import TooManyWays
from guildhall.kernel.journey import Position, step


def proof_of(world: World) -> Proof:
    """A proof about a world's service, as at the world's moment."""
    return Examined(world.service.service, world.around.now, world.around.calendar).proof


def where(proof: Proof, at: Position) -> list[Term]:
    """The formulas of where a journey stands: the pages it has been to and left, what it was asked there, how it ended."""
    logic, world = proof.logic, proof.world
    found = [world.visited[page] for page in at.visited]
    left = set(at.visited) if at.outcome or at.stuck else set(at.visited[:-1])
    answered = {question.id for page in left for question in proof.service.pages[page].steps}
    found += [term for name, term in world.asked().items() if name in answered.intersection(at.asked)]
    found += [logic.any(world.leaves[place] for place in world.leaves if place.page == page) for page in left]
    if at.outcome is not None:
        found.append(logic.any(each.when for each in world.arrivals if each.outcome.id == at.outcome.id))
    if at.stuck == "dead-end":
        found.append(logic.any(term for place, term in world.nowhere.items() if place.page == at.page))
    if at.stuck == "no-outcome":
        found.append(world.no_outcome)
    if at.stuck in {"loop", "dangling"}:
        sort = {"loop": "loop", "dangling": "missing"}[at.stuck]
        found.append(logic.any(each.taken for each in world.leavings if each.road.sort == sort))
    return found


@given(worlds())
@thorough
def test_no_journey_that_somebody_makes_is_called_impossible(world: World) -> None:
    at = step(world.service, world.answers, world.around)
    proof = proof_of(world)
    try:
        assert proof.can_be(*where(proof, at))
    except TooManyWays:
        return


@given(worlds())
def test_answers_that_show_a_page_lead_there(world: World) -> None:
    proof = proof_of(world)
    for page in proof.service.pages:
        shown = proof.reaching(page)
        assert shown is None or page in proof.arrived(shown).visited
