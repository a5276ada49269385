"""Every journey through a definition at once: who stands where with which answers, as formulas.

For each place on a way there is a formula for being there, one for being able to leave it, and one for each road that is
taken. A question is named once, wherever its page stands, because it is answered once on any way. Answers that are given
always stand: where none could, nobody leaves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guildhall.kernel.gate.answers import Answers, Asking
from guildhall.kernel.gate.facts import FIRST_DAY, LAST_DAY, facts_of
from guildhall.kernel.gate.logic import Logic, Value
from guildhall.kernel.gate.sight import Around, Sight
from guildhall.kernel.gate.solver import Term
from guildhall.kernel.gate.ways import Layout, Place, Road, laid_out
from guildhall.kernel.journey import Compiled
from guildhall.kernel.service import ActorKind, Outcome

ACTORS: tuple[ActorKind, ...] = ("resident", "helper", "staff")


@dataclass(frozen=True, slots=True)
class Leaving:
    """A road from a place, and when it is taken. ``open`` is when its own condition holds there, whatever stands before it."""

    place: Place
    road: Road
    taken: Term
    open: Term


@dataclass(frozen=True, slots=True)
class Arriving:
    """An outcome reached, early, by a road or at the end: when, and what is seen from there."""

    outcome: Outcome
    when: Term
    sight: Sight


@dataclass
class World:
    """A definition as formulas. ``given`` in ``logic`` must be taken before anything is asked."""

    service: Compiled
    logic: Logic
    around: Around
    layout: Layout
    answers: Answers
    here: dict[Place, Term] = field(default_factory=dict)
    going: dict[Place, Term] = field(default_factory=dict)
    leaves: dict[Place, Term] = field(default_factory=dict)
    sights: dict[Place, Sight] = field(default_factory=dict)
    askings: list[Asking] = field(default_factory=list)
    leavings: list[Leaving] = field(default_factory=list)
    arrivals: list[Arriving] = field(default_factory=list)
    ended: Term = None
    end: Sight | None = None
    no_outcome: Term = None
    nowhere: dict[Place, Term] = field(default_factory=dict)

    @property
    def visited(self) -> Mapping[str, Term]:
        """When each page is visited, wherever it stands."""
        pages: dict[str, list[Term]] = {}
        for place, here in self.here.items():
            pages.setdefault(place.page, []).append(here)
        return {page: self.logic.any(here) for page, here in pages.items()}

    def asked(self) -> Mapping[str, Term]:
        """When each question is asked, those inside groups by their group and name: ``people.born``."""
        found: dict[str, list[Term]] = {}
        for asking in self.askings:
            name = f"{asking.inside}.{asking.question.id}" if asking.inside else asking.question.id
            found.setdefault(name, []).append(asking.asked)
        return {name: self.logic.any(asked) for name, asked in found.items()}


def world_of(service: Compiled, logic: Logic) -> World:
    """Put a definition into formulas. Raises ``TooManyWays``."""
    layout = laid_out(service)
    around = _around(service, logic)
    world = World(service, logic, around, layout, Answers(service, logic))
    coming: dict[Place, list[Term]] = {place: [] for place in layout.places}
    if layout.start is not None:
        coming[layout.start].append(logic.always)
    ends: list[Term] = []
    for place in layout.places:
        world.here[place] = logic.named(f"here {place.page}", logic.any(coming[place]))
        _ask(world, place)
        going = _early(world, place)
        world.going[place] = going
        for leaving in _leave(world, place, going):
            world.leavings.append(leaving)
            if leaving.road.to is not None:
                coming[leaving.road.to].append(leaving.taken)
            elif leaving.road.sort == "end":
                ends.append(leaving.taken)
    world.answers.close(world.askings)
    _finish(world, ends)
    return world


def _around(service: Compiled, logic: Logic) -> Around:
    z3 = logic.z3
    today, time, actor = z3.Int("today"), z3.Int("time"), z3.Int("actor")
    who = [actor == logic.word(kind) for kind in ACTORS]
    logic.given += [
        today >= FIRST_DAY * 2 + 1,
        today <= LAST_DAY * 2 + 1,
        today % 2 == 1,
        time >= 0,
        time < 24 * 60,
        z3.Or(*who),
    ]
    facts = facts_of(service, logic)
    return Around(today, time, z3.Bool("open"), actor, facts)


def _sight(world: World, place: Place, upto: tuple[str, ...]) -> Sight:
    """What is seen at a place once ``upto`` of its own questions lie behind."""
    logic, service = world.logic, world.service
    before = world.layout.before[place]
    places: dict[str, list[Term]] = {}
    for each in before:
        places.setdefault(each.page, []).append(world.here[each])
    behind = {page: logic.any(here) for page, here in places.items()}
    passed = {question.id: here for page, here in behind.items() for question in service.pages[page].steps}
    passed |= dict.fromkeys(upto, world.here[place])
    many = any(each.behind for each in before)
    seen = {step: world.answers.value(step) for step in passed}
    if many:  # on a circle an answer may lie behind on one way and ahead on another
        seen = {
            step: Value(logic.all([value.known, passed[step]]), value.sort, value.term) for step, value in seen.items()
        }
    return Sight(logic, service, world.around, seen, passed)


def _ask(world: World, place: Place) -> None:
    """Ask what is relevant on a page, and say when it can be left."""
    logic, service = world.logic, world.service
    questions = service.pages[place.page].steps
    held: list[Term] = []
    names: tuple[str, ...] = ()
    sight = _sight(world, place, names)
    for question in questions:
        asking = world.answers.ask(question, place, world.here[place], sight)
        world.askings += asking.all
        held.append(asking.held)
        names += (question.id,)
        if len(questions) > 1:
            sight = _sight(world, place, names)
    world.sights[place] = sight if len(questions) > 1 else _sight(world, place, names)
    world.leaves[place] = logic.named(
        f"leaves {place.page}", logic.all([world.here[place], *(logic.no(each) for each in held)])
    )


def _early(world: World, place: Place) -> Term:
    """End where an exit or a hand-over is open; say when nobody ends and all go on."""
    logic, sight = world.logic, world.sights[place]
    going = world.leaves[place]
    first = place == world.layout.start
    for outcome in world.service.early if first else world.service.early_after[place.page]:
        ends = logic.named(f"ends {outcome.id}", logic.all([going, sight.holds(outcome.when), applies(world, outcome)]))
        world.arrivals.append(Arriving(outcome, ends, sight))
        going = logic.all([going, logic.no(ends)])
    return going


def _leave(world: World, place: Place, going: Term) -> list[Leaving]:
    """Take the first road that is open."""
    logic, sight = world.logic, world.sights[place]
    found: list[Leaving] = []
    left = going
    for road in world.layout.roads[place]:
        open_ = sight.holds(road.when)
        taken = logic.named(f"from {place.page} to {road.name}", logic.all([left, open_]))
        found.append(Leaving(place, road, taken, logic.all([going, open_])))
        left = logic.all([left, logic.no(open_)])
        if road.sort == "outcome":
            world.arrivals.append(Arriving(world.service.outcomes[road.name], taken, sight))
    if all(road.when is not None for road in world.layout.roads[place]):
        world.nowhere[place] = logic.named(f"nowhere from {place.page}", left)
    return found


def _finish(world: World, ends: list[Term]) -> None:
    """At the end of the way, the first outcome whose condition holds."""
    logic, service = world.logic, world.service
    world.ended = logic.named("end", logic.any(ends))
    passed = {question.id: world.visited[page] for page in world.visited for question in service.pages[page].steps}
    world.end = Sight(logic, service, world.around, {step: world.answers.value(step) for step in passed}, passed)
    left = world.ended
    for outcome in service.service.outcomes:
        open_ = logic.all([world.end.holds(outcome.when), applies(world, outcome)])
        world.arrivals.append(Arriving(outcome, logic.named(f"ends {outcome.id}", logic.all([left, open_])), world.end))
        left = logic.all([left, logic.no(open_)])
    world.no_outcome = logic.named("no outcome", left)


def applies(world: World, outcome: Outcome) -> Any:
    """When an outcome applies to whoever answers."""
    if outcome.not_for is None:
        return world.logic.always
    return world.logic.all(world.around.actor != world.logic.word(kind) for kind in outcome.not_for.actors)
