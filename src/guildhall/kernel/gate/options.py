"""Options that nobody can choose and still come to an outcome: offered to everybody, and a way out for nobody."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guildhall.kernel.domain import Several, Truth, Words
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.logic import Value
from guildhall.kernel.gate.proof import Confirms, Proof
from guildhall.kernel.gate.showing import show
from guildhall.kernel.gate.solver import Term
from guildhall.kernel.gate.world import World
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question

FINDS: Mapping[str, Severity] = {"path.unreachable-option": "blocks"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """One option chosen where its question is asked. ``name`` is the question's, with the group it stands in."""

    name: str
    question: Question
    code: Json
    so: Term


def without_an_end(examined: Examined, proof: Proof, world: World) -> Iterator[Finding]:
    """Options with which no journey ends, though the same question answered otherwise leads on.

    What is told already is not told again: a page from which nobody gets on, whichever option leads there, a way to a page
    that does not exist, and a way that goes round.
    """
    logic = proof.logic
    arrived = logic.any(arriving.when for arriving in world.arrivals)
    stranded = logic.all([logic.no(arrived), logic.no(_told_already(proof, world, arrived))])
    if not proof.can_be(stranded):
        return
    choices = {f"option {n}": each for n, each in enumerate(_choices(proof, world))}

    def ends(names: Iterable[str]) -> set[str]:
        return set(proof.possible({name: logic.all([choices[name].so, arrived]) for name in names}))

    stopped = list(proof.possible({name: logic.all([each.so, stranded]) for name, each in choices.items()}))
    endless = set(stopped) - ends(stopped)
    asked = {choices[name].name for name in endless}
    otherwise = {choices[name].name for name in ends(n for n, each in choices.items() if each.name in asked)}
    for name, each in choices.items():
        if name in endless and each.name in otherwise:
            label, named = each.question.shown(each.code, "en"), examined.called(each.question.id)
            message = f"Whoever answers {named} with “{label}” never comes to an outcome: lead that answer on, or take it out."
            finding = examined.finding("path.unreachable-option", "blocks", each.question.id, message)
            yield from show(examined, finding, _comes_to_no_end(each), each.so, stranded)


def _told_already(proof: Proof, world: World, arrived: Term) -> Term:
    """When a journey stops at something that everybody stops at."""
    logic = proof.logic
    stops: dict[str, list[Term]] = {}
    for place, stop in world.nowhere.items():
        stops.setdefault(place.page, []).append(stop)
    visited = world.visited
    passed = set(proof.possible({page: logic.all([visited[page], arrived]) for page in stops}))
    shut = [stop for page, there in stops.items() if page not in passed for stop in there]
    gone = [leaving.taken for leaving in world.leavings if leaving.road.sort in {"missing", "loop"}]
    return logic.any([*shut, *gone])


def _choices(proof: Proof, world: World) -> Iterator[Chosen]:
    named = world.answers.named()
    questions = {
        f"{each.inside}.{each.question.id}" if each.inside else each.question.id: each for each in world.askings
    }
    for name, asked in world.asked().items():
        question, value = questions[name].question, named[name]
        for code, chosen in _options(proof, question, value):
            yield Chosen(name, question, code, proof.logic.all([asked, value.known, chosen]))


def _options(proof: Proof, question: Question, value: Value) -> Iterator[tuple[Json, Term]]:
    """Each answer that a question offers to choose, and when it is chosen."""
    logic, domain = proof.logic, question.domain()
    if isinstance(domain, Truth) and not domain.agreed:
        yield from ((True, value.term), (False, logic.no(value.term)))
    elif isinstance(domain, Words) and domain.codes:
        yield from ((code, value.term == logic.word(code)) for code in dict.fromkeys(domain.codes))
    elif isinstance(domain, Several):
        yield from (([code], value.term[code]) for code in domain.codes)


def _comes_to_no_end(chosen: Chosen) -> Confirms:
    """Confirms that a journey has the answer and has come to a stop."""
    return lambda at, _around: at.outcome is None and _holds(at.answers, chosen.name.split("."), chosen.code)


def _holds(held: Json, names: list[str], code: Json) -> bool:
    if isinstance(held, list) and names:
        return any(_holds(each, names, code) for each in held)
    if names:
        return isinstance(held, Mapping) and _holds(held.get(names[0]), names[1:], code)
    return set(code) <= set(held) if isinstance(code, list) and isinstance(held, list) else bool(held == code)
