"""What no journey test goes through, observed while the tests run: ways, endings, questions shown or left out, rows."""

from collections.abc import Iterable, Iterator, Mapping

from guildhall.kernel.conditions import Condition
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.named import listed, outcome_named, page_named, question_named, table_named
from guildhall.kernel.journey import Compiled, Position, step
from guildhall.kernel.saying import said
from guildhall.kernel.scope import Ask, Circumstances, Scope, Truth
from guildhall.kernel.service import JourneyTest, Page, Route, Service
from guildhall.kernel.tables import Row

FINDS: Mapping[str, Severity] = {"tests.uncovered": "warns"}


class Watched(Compiled):
    """A definition that remembers what its conditions gave and which rows of its tables decided."""

    def __init__(self, service: Service) -> None:
        self.held: dict[int, set[Truth]] = {}
        self.decided: set[int] = set()
        self._watching: dict[int, Ask] = {}
        super().__init__(service)

    def ask(self, condition: Condition) -> Ask:
        found = self._watching.get(id(condition))
        if found is None:
            asked, name = super().ask(condition), id(condition)

            def found(scope: Scope) -> Truth:
                truth = asked(scope)
                self.held.setdefault(name, set()).add(truth)
                return truth

            self._watching[name] = found
        return found

    def row(self, name: str, scope: Scope) -> Row | None:
        row = super().row(name, scope)
        if row is not None:
            self.decided.add(id(row))
        return row

    def was(self, condition: Condition, *, so: bool) -> bool:
        """Say whether a condition held at some time (``so``), or did not."""
        seen = self.held.get(id(condition), set())
        return True in seen if so else bool(seen - {True})


def findings(examined: Examined, tests: Iterable[tuple[JourneyTest, Circumstances]]) -> Iterator[Finding]:
    """What the tests leave out, one finding for each page, question, table or outcome."""
    watched = Watched(examined.service)
    taken: set[int] = set()
    ends: set[str] = set()
    blank = dict.fromkeys(watched.steps)
    for test, around in tests:
        held, watched.held = watched.held, {}
        position = step(watched, blank | test.answers, around)
        taken |= _routes_taken(watched, position)
        for name, truths in held.items():
            watched.held.setdefault(name, set()).update(truths)
        if position.outcome is not None:
            ends.add(position.outcome.id)
    for page in examined.service.pages:
        yield from _ways(examined, page, taken)
    yield from _shown(examined, watched)
    yield from _rows(examined, watched)
    for outcome in examined.service.outcomes:
        if outcome.id not in ends:
            yield _found(
                examined, outcome.id, f"No journey test arrives at {_small(outcome_named(outcome))}: write one."
            )


def _routes_taken(watched: Watched, position: Position) -> set[int]:
    """The ways out of pages that one journey took: on each page the first that was open."""
    taken = set()
    last = position.outcome.id if position.outcome else ""
    for name, to in zip(position.visited, (*position.visited[1:], last), strict=False):
        for route in watched.pages[name].page.next or () if name in watched.pages else ():
            if route.when is None or watched.was(route.when, so=True):
                if route.to == to:
                    taken.add(id(route))
                break
    return taken


def _ways(examined: Examined, page: Page, taken: set[int]) -> Iterator[Finding]:
    untried = [_way(examined, route) for route in page.next or () if id(route) not in taken]
    if untried and len(page.next or ()) > 1:
        own = examined.compiled.pages[page.id].steps if page.id in examined.compiled.pages else ()
        named = _small(page_named(page, own))
        yield _found(
            examined, page.id, f"No journey test goes from {named} {listed(untried, 'or')}: write one that does."
        )


def _way(examined: Examined, route: Route) -> str:
    when = f" when {said(route.when, examined.service, 'en')}" if route.when is not None else ""
    return f"to “{route.to}”{when}"


def _shown(examined: Examined, watched: Watched) -> Iterator[Finding]:
    for question in examined.questions:
        if question.show_when is None:
            continue
        named = _small(question_named(question))
        if not watched.was(question.show_when, so=True):
            yield _found(examined, question.id, f"No journey test is asked {named}: write one that is.")
        elif not watched.was(question.show_when, so=False):
            yield _found(examined, question.id, f"No journey test leaves out {named}: write one that does.")


def _rows(examined: Examined, watched: Watched) -> Iterator[Finding]:
    """Rows in force on the day of the examination that decided nothing in any test."""
    for table in examined.service.decisions:
        edition = table.in_force(Circumstances(examined.at).today)
        rows = edition.rows if edition else ()
        untried = [str(place) for place, row in enumerate(rows, 1) if id(row) not in watched.decided]
        if untried:
            which = f"row {untried[0]}" if len(untried) == 1 else f"rows {listed(untried)}"
            named = _small(table_named(table))
            yield _found(examined, table.id, f"No journey test is decided by {which} of {named}: write one for each.")


def _small(named: str) -> str:
    return named[:1].lower() + named[1:]


def _found(examined: Examined, place: str, message: str) -> Finding:
    return examined.finding("tests.uncovered", FINDS["tests.uncovered"], place, message)
