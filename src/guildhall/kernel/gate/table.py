"""Findings about decision tables: what they leave open, decide twice or never decide, on every journey that asks them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from guildhall.kernel.clocks import local
from guildhall.kernel.gate.combinations import combinations
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.proof import NotProved, Proof
from guildhall.kernel.gate.sight import Deciding, Sight
from guildhall.kernel.gate.solver import Term
from guildhall.kernel.gate.ways import TooManyWays
from guildhall.kernel.gate.world import World
from guildhall.kernel.journey import Position
from guildhall.kernel.model import words
from guildhall.kernel.scope import Circumstances, Scope
from guildhall.kernel.tables import DecisionTable, Edition

FINDS: Mapping[str, Severity] = {
    "table.gap": "blocks",
    "table.overlap": "blocks",
    "table.dead-row": "blocks",
    "table.dates": "blocks",
    "table.no-decision": "blocks",
    "table.columns": "blocks",
    "table.wrong-value": "blocks",
    "table.unused": "warns",
    "table.not-proved": "blocks",
}


@dataclass
class Use:
    """Where a table is asked: when, and what is seen from there. ``known`` where only known inputs count against it."""

    when: Term
    sight: Sight
    known: Term


@dataclass
class Uses:
    """Every place where one table is asked."""

    table: DecisionTable
    places: list[Use] = field(default_factory=list)
    unused: bool = False


def findings(examined: Examined) -> Iterator[Finding]:
    """Everything that is wrong with the tables of a definition."""
    for table in examined.service.decisions:
        yield from _as_written(examined, table)
    if not examined.service.decisions or not examined.service.steps:
        return
    try:
        world = examined.proof.world
    except TooManyWays:
        return
    for uses in _uses(examined, world):
        if uses.unused:
            message = (
                f"Nothing asks the table {_named(uses.table)}: let an outcome or a condition ask it, or take it out."
            )
            yield examined.finding("table.unused", "warns", uses.table.id, message)
        try:
            yield from _as_asked(examined, examined.proof, uses)
        except NotProved:
            message = f"The table {_named(uses.table)} could not be proved sound: make it simpler, or waive it by name."
            yield examined.finding("table.not-proved", "blocks", uses.table.id, message)


def _as_written(examined: Examined, table: DecisionTable) -> Iterator[Finding]:
    """What can be seen in a table without asking it."""
    named = _named(table)
    today = local(examined.at).date()
    starts = [edition.from_ for edition in table.editions]
    if not starts or min(starts) > today:
        since = f"before {min(starts).isoformat()}" if starts else "on any day"
        message = f"The table {named} has no rows in force {since}: add an edition that begins earlier."
        yield examined.finding("table.dates", "blocks", table.id, message)
    for day in dict.fromkeys(start for start in starts if starts.count(start) > 1):
        message = (
            f"The table {named} has two editions from {day.isoformat()}, and only one can be in force: take one out."
        )
        yield examined.finding("table.dates", "blocks", table.id, message)
    for edition in table.editions:
        if table.gives == "fee" and not edition.set_by:
            message = f"The fees of {named} from {edition.from_.isoformat()} name no decision that set them: say which (setBy)."
            yield examined.finding("table.no-decision", "blocks", table.id, message)
        for number, row in enumerate(edition.rows, 1):
            if len(row.when) != len(table.inputs):
                message = f"Row {number} of {named} has {len(row.when)} cells for {len(table.inputs)} columns: write one for each."
                yield examined.finding("table.columns", "blocks", table.id, message)
            if wrong := _wrong_value(table, row.then):
                yield examined.finding(
                    "table.wrong-value", "blocks", table.id, f"Row {number} of {named} gives {row.then}: {wrong}."
                )


def _wrong_value(table: DecisionTable, given: object) -> str:
    whole = isinstance(given, int) and not isinstance(given, bool) and given >= 0
    if table.gives == "fee" and not whole:
        return "a fee is a whole number of pence"
    if table.gives == "promise" and not whole:
        return "a promise is a whole number of working days"
    if table.gives == "routing" and not isinstance(given, str):
        return "a routing names a team"
    if table.gives == "eligibility" and not isinstance(given, bool | str):
        return "eligibility is true or false, or a code"
    return ""


def _uses(examined: Examined, world: World) -> list[Uses]:
    """Every table with the places where it is asked; one that nothing asks is looked at from the end of the way."""
    logic = examined.proof.logic
    found = {table.id: Uses(table) for table in examined.compiled.tables.values()}
    for arriving in world.arrivals:
        outcome = arriving.outcome
        for name in (outcome.fee, outcome.route, outcome.promise.decision if outcome.promise else None):
            if name in found:
                may_be_open = name == outcome.route and outcome.team is not None  # then the team of the outcome has it
                known = logic.never if may_be_open else logic.always
                found[name].places.append(Use(arriving.when, arriving.sight, known))
    for sight, when in _sights(world):
        for name, uses in found.items():
            if sight.has_asked(name):
                uses.places.append(Use(when, sight, sight.inputs_known(uses.table)))
    for uses in found.values():
        uses.unused = not uses.places
        if uses.unused and world.end is not None:
            uses.places.append(Use(world.ended, world.end, world.end.inputs_known(uses.table)))
    return list(found.values())


def _sights(world: World) -> list[tuple[Sight, Term]]:
    """Every point at which conditions are asked, and when somebody stands there."""
    found = {id(asking.sight): (asking.sight, asking.here) for asking in world.askings}
    found |= {id(sight): (sight, world.leaves[place]) for place, sight in world.sights.items()}
    return [*found.values(), (world.end, world.ended)] if world.end is not None else list(found.values())


def _as_asked(examined: Examined, proof: Proof, uses: Uses) -> Iterator[Finding]:
    """Gaps, rows that decide together, and rows that never decide: edition by edition, from today on."""
    today = local(examined.at).date()
    editions = sorted(uses.table.editions, key=lambda edition: edition.from_)
    for place, edition in enumerate(editions):
        following = editions[place + 1].from_ if place + 1 < len(editions) else None
        if (following is not None and following <= today) or not edition.rows:
            continue
        day = max(today, edition.from_)
        if following is None or day < following:
            yield from _in_edition(examined, proof, uses, edition, day)


def _in_edition(examined: Examined, proof: Proof, uses: Uses, edition: Edition, day: date) -> Iterator[Finding]:
    logic, table = proof.logic, uses.table
    then = proof.world.around.today == day.toordinal() * 2 + 1
    rows = [(use, [row for row in use.sight.rows(table.id) if row.edition is edition]) for use in uses.places]
    gaps = [
        logic.all([then, use.when, use.known, *(logic.no(_taken(table, row, here, proof)) for row in here)])
        for use, here in rows
    ]
    if proof.can_be(gap := logic.any(gaps)):
        yield from _shown(proof, table, _gap(examined, table, edition), gap)
    pairs: dict[str, Term] = {}
    alive: dict[str, Term] = {}
    for use, here in rows:
        for row in here:
            decides = logic.all([then, use.when, _taken(table, row, here, proof)])
            alive[f"{row.number}"] = logic.any([alive.get(f"{row.number}", logic.never), decides])
            for other in here[: row.number] if table.hit == "unique" else ():
                both = logic.all([then, use.when, row.applies.yes, other.applies.yes])
                key = f"{other.number} {row.number}"
                pairs[key] = logic.any([pairs.get(key, logic.never), both])
    overlapping = list(proof.possible(pairs))
    for key in overlapping:
        first, second = (int(number) for number in key.split())
        yield from _shown(proof, table, _overlap(examined, table, edition, (first, second)), pairs[key])
    if proof.can_be(then, logic.any(use.when for use in uses.places)):
        lively = set(proof.possible(alive))
        for number in (
            number for number in alive if number not in lively and not _is_rest(table, edition, int(number))
        ):
            message = f"Row {int(number) + 1} of {_named(table)} never decides, whatever anybody answers: mend it, or take it out."
            yield examined.finding("table.dead-row", "blocks", table.id, message)


def _taken(table: DecisionTable, row: Deciding, here: list[Deciding], proof: Proof) -> Term:
    """When a row has its say: by itself, or among others that apply too (which is another finding)."""
    if table.hit == "unique":
        return row.applies.yes
    return proof.logic.all([row.applies.yes, *(before.applies.no for before in here[: row.number])])


def _is_rest(table: DecisionTable, edition: Edition, number: int) -> bool:
    """A last row that holds for anything is a net: that nothing falls in it is no fault."""
    row = edition.rows[number]
    return table.hit == "first" and number == len(edition.rows) - 1 and all(cell is None for cell in row.when)


def _gap(examined: Examined, table: DecisionTable, edition: Edition) -> Finding:
    told = combinations(examined, table, edition, taken_by=())
    since = edition.from_.isoformat()
    message = f"No row of {_named(table)} from {since} applies to certain answers{told}: add a row for them."
    return examined.finding("table.gap", "blocks", table.id, message)


def _overlap(examined: Examined, table: DecisionTable, edition: Edition, rows: tuple[int, int]) -> Finding:
    first, second = (number + 1 for number in rows)
    told = combinations(examined, table, edition, taken_by=rows)
    named = f"Rows {first} and {second} of {_named(table)} both apply to the same answers"
    return examined.finding("table.overlap", "blocks", table.id, f"{named}{told}, so nothing is decided: part them.")


def _shown(proof: Proof, table: DecisionTable, finding: Finding, fault: Term) -> Iterator[Finding]:
    def undecided(at: Position, around: Circumstances) -> bool:
        """Whether the kernel, with these answers, finds no row either."""
        scope = Scope(around, dict(at.answers), service=proof.service)
        scope.passed.update(step.id for page in at.visited for step in proof.service.pages[page].steps)
        return (not at.refusals or at.stuck is not None) and table.row(scope) is None

    try:
        shown = proof.shown(undecided, fault)
    except NotProved:
        message = f"It could not be settled whether this is so: {finding.message}"
        yield Finding("table.not-proved", "blocks", finding.step, message, finding.page)
        return
    if shown is not None:
        yield Finding(finding.id, finding.severity, finding.step, finding.message, finding.page, shown)


def _named(table: DecisionTable) -> str:
    return f"“{words(table.title, 'en')}”"
