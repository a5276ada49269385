"""Where somebody gets stuck, and what nobody ever reaches: each proved over every journey at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from guildhall.kernel.conditions import All, Condition
from guildhall.kernel.domain import Dates, Number
from guildhall.kernel.gate import options
from guildhall.kernel.gate.answers import Asking, bounds_of
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.proof import Confirms, NotProved, Proof
from guildhall.kernel.gate.showing import not_proved, show
from guildhall.kernel.gate.solver import Solver, Term
from guildhall.kernel.gate.ways import TooManyWays
from guildhall.kernel.gate.world import Leaving, World
from guildhall.kernel.journey import Position
from guildhall.kernel.model import Json, words
from guildhall.kernel.question import AllRefused, Question, Refused
from guildhall.kernel.scope import Circumstances, Scope, value_of

FINDS: Mapping[str, Severity] = {
    "path.missing-page": "blocks",
    "path.unreachable-page": "blocks",
    "path.unreachable-step": "blocks",
    "path.unreachable-outcome": "blocks",
    "path.dead-end": "blocks",
    "path.optional-blank": "blocks",
    "path.no-outcome": "blocks",
    "path.loop": "blocks",
    "path.always-true": "blocks",
    "path.always-false": "blocks",
    "path.contradiction": "blocks",
    "path.empty-bounds": "blocks",
    "path.impossible-pattern": "blocks",
    "path.stuck-page": "blocks",
    "path.not-proved": "blocks",
    **options.FINDS,
}

STRANDS = frozenset(
    {
        "path.missing-page",
        "path.dead-end",
        "path.optional-blank",
        "path.no-outcome",
        "path.loop",
        "path.empty-bounds",
        "path.impossible-pattern",
        "path.stuck-page",
        "path.not-proved",
    }
)
"""What keeps a journey from an outcome."""


def findings(examined: Examined) -> Iterator[Finding]:
    """Everything that is wrong with the ways through a definition."""
    proof = examined.proof
    if not examined.service.steps and not examined.service.pages:
        return
    try:
        world = proof.world
    except TooManyWays:
        yield not_proved(examined, None, "its pages lead back to one another in too many ways")
        return
    stranded = False
    for look in (_missing_pages, _unreached, _conditions, _routes, _unanswerable, _stranded, options.without_an_end):
        if look is options.without_an_end and not stranded:
            continue  # where nobody is stranded every answer leads to an outcome
        try:
            for finding in look(examined, proof, world):
                stranded = stranded or finding.id in STRANDS
                yield finding
        except NotProved:
            name = look.__name__.strip("_").replace("_", " ")
            yield not_proved(examined, None, f"the prover did not settle what it was asked ({name})")


def _missing_pages(examined: Examined, proof: Proof, world: World) -> Iterator[Finding]:
    """Routes to pages that do not exist: told whether or not anybody can come to them."""
    reached = {(leaving.place.page, leaving.road.name): leaving for leaving in _led_nowhere(world)}
    for page in examined.compiled.pages.values():
        for to in dict.fromkeys(route.to for route in page.page.next or ()):
            if to in examined.compiled.pages or to in examined.compiled.outcomes:
                continue
            message = f"{examined.called(page.id)} leads to “{to}”, which does not exist: choose a page or an outcome that does."
            finding = examined.finding("path.missing-page", "blocks", page.id, message)
            leaving = reached.get((page.id, to))
            shown = list(show(examined, finding, _stuck_at("dangling", page.id), leaving.taken)) if leaving else []
            yield next((each for each in shown if each.counterexample), finding)
    start = examined.service.start
    if start is not None and start not in examined.compiled.pages:
        yield examined.finding("path.missing-page", "blocks", start, f"The first page, “{start}”, does not exist.")


def _led_nowhere(world: World) -> list[Leaving]:
    return [leaving for leaving in world.leavings if leaving.road.sort == "missing"]


def _unreached(examined: Examined, proof: Proof, world: World) -> Iterator[Finding]:
    """Pages, questions and outcomes that no journey comes to."""
    visited, asked = world.visited, world.asked()
    goals = {f"page {page}": term for page, term in visited.items()}
    goals |= {f"step {name}": term for name, term in asked.items()}
    ends: dict[str, list[Term]] = {}
    for arriving in world.arrivals:
        ends.setdefault(arriving.outcome.id, []).append(arriving.when)
    goals |= {f"outcome {name}": proof.logic.any(terms) for name, terms in ends.items()}
    reached = set(proof.possible(goals))
    for page in examined.compiled.pages.values():
        if f"page {page.id}" not in reached:
            message = f"Nobody ever comes to {examined.called(page.id)}: no answers lead there. Lead to it from a page, or take it out."
            yield examined.finding("path.unreachable-page", "blocks", page.id, message)
    for name in asked:
        owner = name.partition(".")[0]
        page_of = next(page.id for page in examined.compiled.pages.values() if any(s.id == owner for s in page.steps))
        step = name.rpartition(".")[2]
        outside = name.rpartition(".")[0]
        if (
            f"page {page_of}" in reached
            and f"step {name}" not in reached
            and (not outside or f"step {outside}" in reached)
        ):
            message = (
                f"{examined.called(step)} is never asked, whatever anybody answers: mend its condition, or take it out."
            )
            yield examined.finding("path.unreachable-step", "blocks", step, message, proof.reaching(page_of))
    for outcome in examined.compiled.outcomes.values():
        if f"outcome {outcome.id}" not in reached:
            message = f"No journey ends with {examined.called(outcome.id)}: mend its condition, or take it out."
            yield examined.finding("path.unreachable-outcome", "blocks", outcome.id, message)


def _conditions(examined: Examined, proof: Proof, world: World) -> Iterator[Finding]:
    """Conditions of questions that are always true, or always false, where they stand."""
    standing = [asking for asking in world.askings if asking.question.show_when is not None]
    named: dict[str, list[Asking]] = {}
    for asking in standing:
        named.setdefault(f"{asking.inside}.{asking.question.id}", []).append(asking)
    goals: dict[str, Term] = {}
    for name, askings in named.items():
        goals[f"here {name}"] = proof.logic.any(each.here for each in askings)
        goals[f"yes {name}"] = proof.logic.any(proof.logic.all([each.here, each.relevant]) for each in askings)
        goals[f"no {name}"] = proof.logic.any(
            proof.logic.all([each.here, proof.logic.no(each.relevant)]) for each in askings
        )
    possible = set(proof.possible(goals))
    for name, askings in named.items():
        question, place = askings[0].question, askings[0].place
        condition = question.show_when
        if f"here {name}" not in possible or condition is None or {f"yes {name}", f"no {name}"} <= possible:
            continue
        standing_at = Standing(question.id, condition, place.page)
        yield _never_changes(examined, proof, standing_at, true=f"yes {name}" in possible)


@dataclass(frozen=True, slots=True)
class Standing:
    """A condition where it stands: whose it is, and on which page."""

    step: str
    condition: Condition
    page: str


def _never_changes(examined: Examined, proof: Proof, standing: Standing, *, true: bool) -> Finding:
    step, condition = standing.step, standing.condition
    said = words(examined.compiled.sentence(condition), "en").rstrip(".")
    shown = proof.reaching(standing.page)
    if true:
        message = f"The condition of {examined.called(step)} is always true where it stands ({said}): take it out, or mend it."
        return examined.finding("path.always-true", "blocks", step, message, shown)
    if _contradicts_itself(condition, proof):
        message = f"The condition of {examined.called(step)} contradicts itself ({said}): no answers can make it true."
        return examined.finding("path.contradiction", "blocks", step, message, shown)
    message = f"The condition of {examined.called(step)} is never true where it stands ({said}): mend it, or take out what it leads to."
    return examined.finding("path.always-false", "blocks", step, message, shown)


def _contradicts_itself(condition: Condition, proof: Proof) -> bool:
    """Whether a condition of several parts could not be true even if every answer in it were given freely."""
    if not isinstance(condition, All) or proof.world.end is None:
        return False
    each = [proof.world.end.truth(part).yes for part in condition.all]
    bare = Solver(proof.logic.z3)
    return all(bare.can_be([part]) for part in each) and bare.can_be(each) is False


def _routes(examined: Examined, proof: Proof, world: World) -> Iterator[Finding]:
    """Routes that are always or never open. A last route that takes all that is left is no fault: the branches are exhaustive."""
    named: dict[str, list[Leaving]] = {}
    for leaving in world.leavings:
        if leaving.road.when is not None:
            named.setdefault(f"{leaving.place.page} {leaving.road.route}", []).append(leaving)
    goals: dict[str, Term] = {}
    for name, leavings in named.items():
        goals[f"here {name}"] = proof.logic.any(world.going[each.place] for each in leavings)
        goals[f"open {name}"] = proof.logic.any(each.open for each in leavings)
        goals[f"shut {name}"] = proof.logic.any(
            proof.logic.all([world.going[each.place], proof.logic.no(each.open)]) for each in leavings
        )
        goals[f"taken {name}"] = proof.logic.any(each.taken for each in leavings)
    possible = set(proof.possible(goals))
    for name, leavings in named.items():
        place, road = leavings[0].place, leavings[0].road
        if f"here {name}" not in possible or road.when is None:
            continue
        if {f"open {name}", f"shut {name}"} - possible:
            standing_at = Standing(place.page, road.when, place.page)
            yield _never_changes(examined, proof, standing_at, true=f"open {name}" in possible)
        elif f"taken {name}" not in possible:
            here, there = examined.called(place.page), examined.called(road.name)
            message = (
                f"The way from {here} to {there} is never taken: the ways before it catch everybody. "
                "Change their order, or take it out."
            )
            yield examined.finding("path.always-false", "blocks", place.page, message, proof.reaching(place.page))


def _unanswerable(examined: Examined, proof: Proof, world: World) -> Iterator[Finding]:
    """Questions to which no answer can stand: always, or after certain other answers."""
    impossible = {
        f"{number} {asking.question.id}": proof.logic.all([asking.asked, proof.logic.no(asking.possible)])
        for number, asking in enumerate(world.askings)
        if not asking.question.inner() or not any(each.inside == asking.question.id for each in world.askings)
    }
    possible = {
        f"can {number}": proof.logic.all([world.askings[number].asked, world.askings[number].possible])
        for number in (int(name.partition(" ")[0]) for name in impossible)
    }
    found = [int(name.partition(" ")[0]) for name in proof.possible(impossible)]
    sometimes = {int(name.removeprefix("can ")) for name in proof.possible(possible)}
    by_step = groupby(
        sorted(found, key=lambda n: world.askings[n].question.id), key=lambda n: world.askings[n].question.id
    )
    for _step, numbers in by_step:
        number = next(iter(numbers))
        asking = world.askings[number]
        finding = _no_answer(examined, asking.question, always=number not in sometimes)
        held = proof.logic.all([asking.asked, proof.logic.no(asking.possible)])
        yield from show(examined, finding, _nothing_stands(examined, asking), held)
    for step, pattern in world.answers.undecided.items():
        yield not_proved(examined, step, f"what the pattern {pattern} can match is not worked out")


def _no_answer(examined: Examined, question: Question, *, always: bool) -> Finding:
    named = examined.called(question.id)
    domain = question.domain()
    if isinstance(domain, Number | Dates) and not always:
        message = (
            f"After certain answers nobody can answer {named}: its bounds leave nothing between them. Mend the bounds."
        )
        return examined.finding("path.stuck-page", "blocks", question.id, message)
    if getattr(question, "pattern", None):
        message = f"No answer to {named} can stand: its pattern matches nothing of the length that is allowed."
        return examined.finding("path.impossible-pattern", "blocks", question.id, message)
    message = f"No answer to {named} can stand: its limits leave nothing between them. Mend them."
    return examined.finding("path.empty-bounds", "blocks", question.id, message)


def _stranded(examined: Examined, proof: Proof, world: World) -> Iterator[Finding]:
    """Journeys that lead nowhere, come back to where they were, or end with nothing."""
    nowhere: dict[str, list[Term]] = {}
    for place, term in world.nowhere.items():
        nowhere.setdefault(place.page, []).append(term)
    goals: dict[str, Term] = {f"nowhere {page}": proof.logic.any(terms) for page, terms in nowhere.items()}
    loops = [leaving for leaving in world.leavings if leaving.road.sort == "loop"]
    goals |= {f"loop {number}": leaving.taken for number, leaving in enumerate(loops)}
    goals["no outcome"] = world.no_outcome
    found = list(proof.possible(goals))
    told: set[str] = set()
    for page in nowhere:
        if f"nowhere {page}" in found:
            yield from _dead_end(examined, proof, world, page, goals[f"nowhere {page}"])
    for number, leaving in enumerate(loops):
        if f"loop {number}" in found and (key := f"{leaving.place.page} {leaving.road.name}") not in told:
            told.add(key)
            back = f"{examined.called(leaving.place.page)} leads back to {examined.called(leaving.road.name)}"
            message = f"{back}, so that a journey goes round for ever: lead on instead."
            finding = examined.finding("path.loop", "blocks", leaving.place.page, message)
            yield from show(examined, finding, _stuck_at("loop", leaving.place.page), leaving.taken)
    if "no outcome" in found:
        message = "A journey comes to its end and no outcome fits: add an outcome without a condition, or mend the conditions."
        finding = examined.finding("path.no-outcome", "blocks", None, message)
        yield from show(examined, finding, lambda at, _around: at.stuck == "no-outcome", world.no_outcome)


def _dead_end(examined: Examined, proof: Proof, world: World, page: str, term: Term) -> Iterator[Finding]:
    filled = [
        proof.logic.z3.Implies(asking.asked, world.answers.value(asking.question.id).known)
        for asking in world.askings
        if not asking.inside and not asking.question.required and not asking.question.inner()
    ]
    confirms, named = _stuck_at("dead-end", page), examined.called(page)
    if not filled or proof.can_be(term, *filled):
        message = (
            f"From {named} no way is open after certain answers: add a way without a condition, or mend the conditions."
        )
        if not examined.compiled.pages[page].page.next:
            message = f"{named} ends the way without an outcome: make it an exit with advice, or lead on from it."
        finding = examined.finding("path.dead-end", "blocks", page, message)
        yield from show(examined, finding, confirms, term, *filled)
        return
    message = (
        f"Whoever leaves an optional question blank is stranded at {named}: add a way for a blank answer, "
        "or make the question required."
    )
    yield from show(examined, examined.finding("path.optional-blank", "blocks", page, message), confirms, term)


def _stuck_at(code: str, page: str) -> Confirms:
    return lambda at, _around: at.stuck == code and at.page == page


def _nothing_stands(examined: Examined, asking: Asking) -> Confirms:
    """Confirms that a journey gets as far as a question, and that neither of its bounds can stand as an answer to it."""
    question, page = asking.question, asking.place.page
    bounds = [bound for bound in bounds_of(question.domain()) if bound is not None]

    def confirms(at: Position, around: Circumstances) -> bool:
        if page not in at.visited:
            return False
        scope = Scope(around, dict(at.answers), service=examined.compiled)
        scope.passed.update(step.id for before in at.visited for step in examined.compiled.pages[before].steps)
        tried = [value_of(bound)(scope) for bound in bounds]
        return all(_is_refused(question, value, scope) for value in tried if value is not None)

    return confirms


def _is_refused(question: Question, value: Json, scope: Scope) -> bool:
    try:
        question.settle(value, scope)
    except (Refused, AllRefused):
        return True
    return False
