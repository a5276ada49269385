"""The heart: from a definition, the answers, and what stands round them, where a journey has got to.

``Compiled`` prepares a definition once. ``step`` is then a pure function: what has been asked, which answers count, what
comes next, how it ends and why. Relevance is worked out anew each time and never kept, so that a changed answer can leave
no stale later one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from guildhall.kernel.clocks import LONGEST, Term
from guildhall.kernel.conditions import Condition, RuleHolds
from guildhall.kernel.leaning import Named, leaning
from guildhall.kernel.model import Json, Text, words
from guildhall.kernel.question import AllRefused, Question, Refusal, Refused, is_blank
from guildhall.kernel.saying import sentence
from guildhall.kernel.scope import Ask, Circumstances, Scope, compiled
from guildhall.kernel.service import Outcome, Page, Service
from guildhall.kernel.tables import Row

LEADS_NOWHERE: Text = {
    "en": "This form leads nowhere from here. Contact us and we will help you.",
    "cy": "Nid yw'r ffurflen hon yn arwain i unman o'r fan hon. Cysylltwch â ni a byddwn yn eich helpu.",
}

_NOWHERE = ""
_ASK = object()
"""In place of an answer: nothing tells it yet."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a journey went as it did. ``code`` names the rule, table or difference that decided."""

    code: str
    sentence: Text


@dataclass(frozen=True, slots=True)
class PageOfSteps:
    """A page with its questions, in order."""

    id: str
    steps: tuple[Question, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class Position:
    """Where a journey stands.

    ``asked`` are the ids of the steps asked, in order; ``answers`` those that count. ``page`` is the page to answer next,
    and ``relevant`` its questions; ``refusals`` say what on it does not stand (among it what is missing). When nothing is
    left to ask, ``outcome`` is how it ends, and ``fee`` (pence), ``team``, ``promised`` and ``reasons`` belong to it.
    ``stuck`` is a code when the definition itself leads nowhere.
    """

    asked: tuple[str, ...] = ()
    answers: Mapping[str, Json] = field(default_factory=dict)
    page: str | None = None
    relevant: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    outcome: Outcome | None = None
    reasons: tuple[Reason, ...] = ()
    fee: int | None = None
    team: str | None = None
    promised: Term | None = None
    stuck: str | None = None
    visited: tuple[str, ...] = ()


class Compiled:
    """A definition made ready: pages in order, conditions as functions, tables by name."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.rules: dict[str, Condition] = {rule.id: rule.when for rule in reversed(service.rules)}
        self.tables = {table.id: table for table in reversed(service.decisions)}
        self.fallbacks = {fact.id: fact.fallback.ask for fact in service.facts if fact.fallback}
        self.needs = {fact.id: fact.needs for fact in service.facts}
        self.listed = {fact.id: fact.values for fact in service.facts if fact.values is not None}
        self.stands_in_for = {
            ask: tuple(fact for fact, asked in self.fallbacks.items() if asked == ask)
            for ask in self.fallbacks.values()
        }
        self.pages = _pages(service)
        self.page_after = dict(zip(self.pages, [*list(self.pages)[1:], None], strict=True)) if self.pages else {}
        self.outcomes = {outcome.id: outcome for outcome in reversed(service.outcomes)}
        self.steps = {step.id: step for page in self.pages.values() for step in page.steps}
        self._rules_made: dict[str, Ask] = {}
        self._asks: dict[int, tuple[Condition, Ask]] = {}
        self._sentences: dict[int, tuple[Condition, Text]] = {}
        for rule in self.rules:
            compiled(RuleHolds(rule=rule), self.rules, self._rules_made)
        self.early = tuple(each for each in service.outcomes if each.kind != "submit" and each.when is not None)
        self._leaning = leaning(service)
        self.early_after = {page.id: self._early_after(page) for page in self.pages.values()}

    @property
    def start(self) -> str | None:
        first = next(iter(self.pages), None)
        return self.service.start if self.service.start is not None else first

    def ask(self, condition: Condition) -> Ask:
        """A condition as a function, made once. The condition is kept with it, so that its identity stays its own."""
        found = self._asks.get(id(condition))
        if found is None:
            found = self._asks[id(condition)] = (condition, compiled(condition, self.rules, self._rules_made))
        return found[1]

    def sentence(self, condition: Condition) -> Text:
        """A condition in words, said once."""
        found = self._sentences.get(id(condition))
        if found is None:
            found = self._sentences[id(condition)] = (condition, sentence(condition, self.service))
        return found[1]

    def decide(self, name: str, scope: Scope) -> Json:
        row = self.row(name, scope)
        return None if row is None else row.then

    def row(self, name: str, scope: Scope) -> Row | None:
        """The row of a table that decides, or ``None``. A table that asks itself is not decided."""
        table = self.tables.get(name)
        if table is None or name in scope.deciding:
            return None
        named = ("decision", name)
        if named not in scope.worked_out:
            scope.deciding.append(name)
            try:
                scope.worked_out[named] = table.row(scope)
            finally:
                scope.deciding.pop()
        found: Row | None = scope.worked_out[named]
        return found

    def fallback_of(self, fact: str) -> str | None:
        return self.fallbacks.get(fact)

    def needs_of(self, fact: str) -> tuple[str, ...]:
        return self.needs.get(fact, ())

    def leaning_on(self, step: str) -> tuple[Named, ...]:
        """The rules and tables to be worked out anew once a step is passed."""
        return self._leaning.get(step, ())

    def known(self, around: Circumstances) -> Circumstances:
        """What stands round a journey, with those facts alone that are what the definition says they can be.

        A fact of another sort is not known: the question that stands in for it is asked.
        """
        bare = Scope(around)
        return replace(
            around, facts={name: held for name in around.facts if (held := self._fact(name, bare)) is not None}
        )

    def _fact(self, name: str, scope: Scope) -> Json:
        value = scope.around.facts[name]
        if name in self.listed:
            return value if value in self.listed[name] else None
        asked = self.steps.get(self.fallbacks.get(name, ""))
        return value if asked is None else _settled(asked, value, scope, [])

    def _early_after(self, page: PageOfSteps) -> tuple[Outcome, ...]:
        """The exits and hand-overs that the answers on a page may open, directly or through rules, tables and facts."""
        leaners = {leaner for question in page.steps for leaner in self.leaning_on(question.id)}
        return tuple(outcome for outcome in self.early if ("outcome", outcome.id) in leaners)


def step(service: Compiled, answers: Mapping[str, Json], around: Circumstances) -> Position:
    """Say where a journey stands, from its first page on.

    ``answers`` holds every answer given, in the canonical form or as typed; a step with no key has not been answered yet, one
    with a blank value was left blank. Nothing is raised for a bad answer or a bad definition: both are in the ``Position``.
    """
    scope = Scope(service.known(around) if around.facts else around, service=service)
    asked: list[str] = []
    visited: list[str] = []
    at = service.start
    while at is not None:
        page = service.pages.get(at)
        if page is None:
            ending = service.outcomes.get(at)
            if ending is not None:
                return _end(service, scope, asked, visited, ending)
            return _stuck(service, scope, asked, visited, "dead-end" if at == _NOWHERE else "dangling")
        if at in visited:
            return _stuck(service, scope, asked, visited, "loop")
        visited.append(at)
        relevant, refusals, waiting = _answer_page(service, page, answers, scope)
        asked += relevant
        if refusals or waiting:
            return Position(
                tuple(asked), scope.values, at, tuple(relevant), tuple(refusals), visited=tuple(visited),
            )  # fmt: skip
        for outcome in service.early_after[at] if len(visited) > 1 else service.early:
            if outcome.when is not None and scope.holds(outcome.when) and _applies(outcome, around):
                return _end(service, scope, asked, visited, outcome)
        following = _following(service, page, scope)
        if following is None:
            break
        at = following
    return _at_the_end(service, scope, asked, visited)


def unasked(position: Position, answers: Mapping[str, Json]) -> tuple[str, ...]:
    """The answers given to steps that never became relevant: no error, and no part of the case."""
    return tuple(key for key, value in answers.items() if key not in position.asked and not is_blank(value))


def _answer_page(
    service: Compiled, page: PageOfSteps, answers: Mapping[str, Json], scope: Scope
) -> tuple[list[str], list[Refusal], bool]:
    asked: list[str] = []
    refusals: list[Refusal] = []
    waiting = False
    for question in page.steps:
        counted: Json = None
        if question.show_when is None or scope.holds(question.show_when):
            counted = _told(service, question, scope)
            if counted is _ASK:
                asked.append(question.id)
                waiting = waiting or question.id not in answers
                counted = _settled(question, answers.get(question.id), scope, refusals)
        scope.go_past(question.id, counted)
    return asked, refusals, waiting


def _settled(question: Question, given: Json, scope: Scope, refusals: list[Refusal]) -> Json:
    """The answer that counts; where none can, why not is added to ``refusals``."""
    try:
        return question.settle(given, scope)
    except AllRefused as several:
        refusals += [question.refusal(each) for each in several.refusals]
    except Refused as refused:
        refusals.append(question.refusal(refused))
    return None


def _told(service: Compiled, question: Question, scope: Scope) -> Json:
    """What is known already, so that a question need not be asked (``None`` where a fact says it all); else ``_ASK``."""
    facts = service.stands_in_for.get(question.id)
    if facts and all(scope.looked_up(fact) is not None for fact in facts):
        return None
    if (told := question.satisfied_by) is None:
        return _ASK
    known = scope.answer(told.answer) if told.answer is not None else scope.fact(str(told.fact))
    try:
        counted = None if known is None else question.settle(known, scope)
    except (Refused, AllRefused):
        return _ASK
    return _ASK if counted is None else counted


def _following(service: Compiled, page: PageOfSteps, scope: Scope) -> str | None:
    """The next page or outcome; ``None`` at the end of the way; ``_NOWHERE`` from a page none of whose routes is open."""
    if page.page.next is None:
        return service.page_after[page.id]
    for route in page.page.next:
        if route.when is None or scope.holds(route.when):
            return route.to
    return _NOWHERE


def _applies(outcome: Outcome, around: Circumstances) -> bool:
    return outcome.not_for is None or around.actor not in outcome.not_for.actors


def _at_the_end(service: Compiled, scope: Scope, asked: list[str], visited: list[str]) -> Position:
    for outcome in service.service.outcomes:
        if _applies(outcome, scope.around) and (outcome.when is None or scope.holds(outcome.when)):
            return _end(service, scope, asked, visited, outcome)
    return _stuck(service, scope, asked, visited, "no-outcome")


def _end(service: Compiled, scope: Scope, asked: list[str], visited: list[str], outcome: Outcome) -> Position:
    reasons = list(_reasons(service, scope, outcome))
    fee, team, promised = None, outcome.team, None
    if outcome.fee is not None and (fee := _count_of(scope.decision(outcome.fee))) is None:
        return _stuck(service, scope, asked, visited, "no-fee")
    if outcome.route is not None:
        team = routed if isinstance(routed := scope.decision(outcome.route), str) else outcome.team
    if outcome.promise is not None:
        span = outcome.promise.span
        promised = span.term if span else _term_of(scope.decision(str(outcome.promise.decision)))
    return Position(
        tuple(asked), scope.values, outcome=outcome, reasons=tuple(reasons), fee=fee, team=team, promised=promised,
        visited=tuple(visited),
    )  # fmt: skip


def _count_of(decided: Json) -> int | None:
    """Pence or days that a table gives; ``None`` where it gives no such thing."""
    return decided if isinstance(decided, int) and not isinstance(decided, bool) and decided >= 0 else None


def _term_of(decided: Json) -> Term | None:
    """The working days that a table gives; ``None`` where it gives none that can be counted."""
    days = _count_of(decided)
    return Term(days, "working-days") if days is not None and days <= LONGEST["working-days"] else None


def _reasons(service: Compiled, scope: Scope, outcome: Outcome) -> list[Reason]:
    reasons = []
    if outcome.when is not None:
        reasons.append(Reason(outcome.id, service.sentence(outcome.when)))
    for other in service.service.outcomes:
        waived = other.not_for is not None and scope.around.actor in other.not_for.actors
        if waived and other.not_for is not None and other.when is not None and scope.holds(other.when):
            reasons.append(Reason(other.id, other.not_for.reason))
    for name in (outcome.fee, outcome.route, outcome.promise.decision if outcome.promise else None):
        row = service.row(name, scope) if name else None
        if row is not None and row.reason is not None:
            reasons.append(Reason(str(name), row.reason))
    return reasons


def _stuck(service: Compiled, scope: Scope, asked: list[str], visited: list[str], code: str) -> Position:
    page = visited[-1] if visited else None
    refusal = Refusal("", "leads-nowhere", _nowhere(service.pages.get(page or "")))
    return Position(tuple(asked), scope.values, page, (), (refusal,), stuck=code, visited=tuple(visited))


def _nowhere(page: PageOfSteps | None) -> Text:
    """What is told where a way ends without an outcome: the advice of the page, where it ends on words alone, then whom to ask."""
    own = [text for text in (page.page.title, page.page.guidance) if text] if page and not page.steps else []
    languages = dict.fromkeys([*LEADS_NOWHERE, *(language for text in own for language in text)])
    return {each: "\n\n".join(words(text, each) for text in (*own, LEADS_NOWHERE)) for each in languages}


def _first_of_each_name(steps: tuple[Question, ...]) -> tuple[Question, ...]:
    """An answer is kept by its question's name; so a second question of that name is never asked, on any channel."""
    found: dict[str, Question] = {}
    for question in steps:
        found.setdefault(question.id, question)
    return tuple(found.values())


def _pages(service: Service) -> dict[str, PageOfSteps]:
    """Pages in order: those declared, and one for each step that names none, in its place after the step before it."""
    declared = {page.id: page for page in reversed(service.pages)}
    order = [page.id for page in service.pages]
    order = list(dict.fromkeys(order))
    steps: dict[str, list[Question]] = {page: [] for page in order}
    before: str | None = None
    for question in _first_of_each_name(service.steps):
        page = question.page or question.id
        if page not in steps:
            order.insert(order.index(before) + 1 if before else 0, page)
            steps[page] = []
        steps[page].append(question)
        before = page
    return {page: PageOfSteps(page, tuple(steps[page]), declared.get(page) or Page(id=page)) for page in order}
