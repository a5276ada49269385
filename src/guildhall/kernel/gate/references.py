"""What is asked about and is not there, or not there yet, or has no such answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from guildhall.kernel.conditions import SUBJECTS, All, AnyOf, Condition, Not, Operand, Reference, RuleHolds, Test
from guildhall.kernel.domain import Dates, Domain, Items, Number, Several, Truth, Words
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.ways import TooManyWays
from guildhall.kernel.model import Json
from guildhall.kernel.question import Question
from guildhall.kernel.tables import DecisionTable

FINDS: Mapping[str, Severity] = {
    "path.missing-step": "blocks",
    "path.missing-fact": "blocks",
    "path.missing-option": "blocks",
    "path.missing-rule": "blocks",
    "path.missing-table": "blocks",
    "path.inner-answer": "blocks",
    "path.later-answer": "blocks",
    "path.other-sort": "blocks",
    "path.duplicate-id": "blocks",
    "path.circle": "blocks",
    "path.unused-rule": "warns",
}

_ORDERS = ("at_least", "less_than", "before", "after")


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a definition asks about: by whom, and of what sort and name. ``page`` is where it is asked, if on one."""

    by: str
    sort: str
    name: str
    page: str | None = None
    inside: tuple[str, ...] = ()
    """The questions of the same group that stand before it."""
    test: Test | None = None
    leaving: bool = False
    """Asked on leaving the page, with every question on it behind."""


def findings(examined: Examined) -> Iterator[Finding]:
    """Every name that leads to nothing."""
    yield from _duplicates(examined)
    yield from _circles(examined)
    everything = _everything_asked(examined)
    used = {asked.name for asked in everything if asked.sort == "rule"}
    for rule in examined.service.rules:
        if rule.id not in used:
            message = f"Nothing leans on the rule {examined.called(rule.id)}: let a condition ask it, or take it out."
            yield examined.finding("path.unused-rule", "warns", rule.id, message)
    told: set[tuple[str, str]] = set()
    for asked in everything:
        for finding in _about(examined, asked):
            if (finding.id, finding.message) not in told:
                told.add((finding.id, finding.message))
                yield finding


def _about(examined: Examined, asked: Asked) -> Iterator[Finding]:
    service, compiled = examined.service, examined.compiled
    if asked.sort in {"answer", "count"}:
        yield from _about_answer(examined, asked)
    elif asked.sort == "fact":
        if all(fact.id != asked.name for fact in service.facts):
            yield _missing(examined, asked, "path.missing-fact", "fact")
        elif asked.test is not None:
            listed = next(fact.values for fact in service.facts if fact.id == asked.name)
            yield from _about_value(examined, asked, Words(listed)) if listed else ()
    elif asked.sort == "rule" and asked.name not in compiled.rules:
        yield _missing(examined, asked, "path.missing-rule", "rule")
    elif asked.sort == "decision" and asked.name not in compiled.tables:
        yield _missing(examined, asked, "path.missing-table", "decision table")


def _about_answer(examined: Examined, asked: Asked) -> Iterator[Finding]:
    question = examined.by_id.get(asked.name)
    by, about = examined.called(asked.by), examined.called(asked.name)
    if question is None:
        yield _missing(examined, asked, "path.missing-step", "question")
    elif asked.name not in examined.compiled.steps and asked.name not in asked.inside:
        message = f"{by} asks about {about}, which stands inside a group: nothing outside can see its answer."
        yield examined.finding("path.inner-answer", "blocks", asked.by, message)
    elif asked.name not in asked.inside and _is_later(examined, asked):
        message = f"{by} asks about {about}, which nobody has been asked by then: ask it earlier."
        shown = examined.proof.reaching(asked.page) if asked.page else None
        yield examined.finding("path.later-answer", "blocks", asked.by, message, shown)
    elif asked.test is not None and asked.sort == "answer":
        yield from _about_value(examined, asked, question.domain())
    elif asked.sort == "count" and not isinstance(question.domain(), Items | Several):
        message = f"{by} counts {about}, which is no list of things: count a question that can be repeated."
        yield examined.finding("path.other-sort", "blocks", asked.by, message)


def _about_value(examined: Examined, asked: Asked, domain: Domain) -> Iterator[Finding]:
    """Whether what an answer is compared with is something that it could be."""
    assert asked.test is not None
    operator, operand = asked.test.operator
    by, about = examined.called(asked.by), examined.called(asked.name)
    if operator == "answered":
        return
    for value in operand if operator == "is_one_of" else (operand,):
        if isinstance(value, Reference):
            continue
        codes = domain.codes if isinstance(domain, Words | Several) else None
        if codes is not None and isinstance(value, str) and operator not in _ORDERS and value not in codes:
            message = f"{by} asks whether {about} is “{value}”, which is none of its answers: choose one of them."
            yield examined.finding("path.missing-option", "blocks", asked.by, message)
        elif not _may_compare(domain, value):
            message = f"{by} compares {about} with {_told(value)}, which is of another sort, so it is never true."
            yield examined.finding("path.other-sort", "blocks", asked.by, message)


def _may_compare(domain: Domain, value: Json) -> bool:
    if isinstance(domain, Truth):
        return isinstance(value, bool)
    if isinstance(domain, Number):
        return isinstance(value, int | Decimal) and not isinstance(value, bool)
    if isinstance(domain, Words | Several | Dates):
        return isinstance(value, str)
    return False


def _told(value: Json) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def _is_later(examined: Examined, asked: Asked) -> bool:
    """Whether a question's page lies behind on no way to where it is asked about."""
    if asked.page is None:
        return False
    page = next(page for page in examined.compiled.pages.values() if any(s.id == asked.name for s in page.steps))
    if page.id == asked.page:
        order = [step.id for step in page.steps]
        return not asked.leaving and asked.by in order and order.index(asked.name) >= order.index(asked.by)
    try:
        layout = examined.proof.world.layout
    except TooManyWays:
        return False
    here = [place for place in layout.places if place.page == asked.page]
    return bool(here) and all(page.id != before.page for place in here for before in layout.before[place])


def _missing(examined: Examined, asked: Asked, kind: str, what: str) -> Finding:
    message = f"{examined.called(asked.by)} asks about a {what} called “{asked.name}”, which does not exist: choose one that does."
    shown = examined.proof.reaching(asked.page) if asked.page else None
    return examined.finding(kind, "blocks", asked.by, message, shown)


def _everything_asked(examined: Examined) -> list[Asked]:
    """All that is asked about, the rules among it that anything leans on. What no journey ever asks strands nobody."""
    found = list(_asked_but_by_rules(examined))
    used: set[str] = set()
    left = [asked.name for asked in found if asked.sort == "rule"]
    while left:
        name = left.pop()
        if name in used or name not in examined.compiled.rules:
            continue
        used.add(name)
        inside = list(_in_condition(examined.compiled.rules[name], Asked(name, "", "")))
        found += inside
        left += [asked.name for asked in inside if asked.sort == "rule"]
    return found


def _asked_but_by_rules(examined: Examined) -> Iterator[Asked]:
    service = examined.service
    for page in examined.compiled.pages.values():
        for step in page.steps:
            yield from _by_question(step, page.id, ())
        for route in page.page.next or ():
            yield from _in_condition(route.when, Asked(page.id, "", "", page.id, leaving=True))
    for table in service.decisions:
        yield from _by_table(table)
    for outcome in service.outcomes:
        yield from _in_condition(outcome.when, Asked(outcome.id, "", ""))
        tables = (outcome.fee, outcome.route, outcome.promise.decision if outcome.promise else None)
        yield from (Asked(outcome.id, "decision", table) for table in tables if table)
    for fact in service.facts:
        asked = (*fact.needs, *([fact.fallback.ask] if fact.fallback else []))
        yield from (Asked(fact.id, "answer", step) for step in asked)


def _by_table(table: DecisionTable) -> Iterator[Asked]:
    columns = [column.subject for column in table.inputs]
    yield from (Asked(table.id, sort, name) for sort, name in columns)
    rows = [row for edition in table.editions for row in edition.rows]
    for row in rows:
        for (sort, name), cell in zip(columns, row.when, strict=False):
            if cell is not None:
                yield from _in_cell(table.id, sort, name, cell.model_dump(exclude_none=True))


def _in_cell(by: str, sort: str, name: str, tests: Mapping[str, Json]) -> Iterator[Asked]:
    for operator, operand in tests.items():
        if sort in {"answer", "fact"}:
            yield Asked(by, sort, name, test=Test.model_validate({sort: name, operator: operand}))


def _by_question(question: Question, page: str, inside: tuple[str, ...]) -> Iterator[Asked]:
    here = Asked(question.id, "", "", page, inside)
    yield from _in_condition(question.show_when, here)
    for told in (question.satisfied_by, question.prefill):
        if told is not None:
            sort, name = ("answer", told.answer) if told.answer is not None else ("fact", told.fact)
            yield Asked(question.id, sort, str(name), page, inside)
    domain = question.domain()
    bounds: tuple[Operand | None, ...] = ()
    if isinstance(domain, Number):
        bounds = (domain.least, domain.most)
    elif isinstance(domain, Dates):
        bounds = (domain.first, domain.last)
    for bound in bounds:
        yield from _in_operand(bound, here)
    for place, step in enumerate(question.inner()):
        before = tuple(each.id for each in question.inner()[:place])
        yield from _by_question(step, page, (*inside, *before))


def _in_condition(condition: Condition | None, here: Asked) -> Iterator[Asked]:
    if condition is None:
        return
    if isinstance(condition, All | AnyOf):
        for part in condition.all if isinstance(condition, All) else condition.any:
            yield from _in_condition(part, here)
    elif isinstance(condition, Not):
        yield from _in_condition(condition.not_, here)
    elif isinstance(condition, RuleHolds):
        yield Asked(here.by, "rule", condition.rule, here.page, here.inside)
    else:
        sort, name = condition.subject
        if sort in SUBJECTS[:4]:
            yield Asked(here.by, sort, name, here.page, here.inside, condition, here.leaving)
        operator, operand = condition.operator
        for each in operand if operator == "is_one_of" else (operand,):
            yield from _in_operand(each, here)


def _in_operand(operand: Json, here: Asked) -> Iterator[Asked]:
    if isinstance(operand, Reference):
        for sort in ("answer", "fact"):
            if (name := getattr(operand, sort)) is not None:
                yield Asked(here.by, sort, name, here.page, here.inside, leaving=here.leaving)


def _duplicates(examined: Examined) -> Iterator[Finding]:
    """Two things of one sort with one name: only the first of them is ever found."""
    service = examined.service
    named = {
        "questions": [step.id for step in service.steps],
        "pages": [page.id for page in service.pages],
        "outcomes": [outcome.id for outcome in service.outcomes],
        "rules": [rule.id for rule in service.rules],
        "facts": [fact.id for fact in service.facts],
        "decision tables": [table.id for table in service.decisions],
    }
    for what, ids in named.items():
        for each in dict.fromkeys(name for name in ids if ids.count(name) > 1):
            yield _twice(examined, what, each)
    for question in examined.questions:
        inner = [step.id for step in question.inner()]
        for each in dict.fromkeys(name for name in inner if inner.count(name) > 1):
            yield _twice(examined, f"questions of {examined.called(question.id)}", each)
        codes = [option.code for option in getattr(question, "options", ())]
        for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
            twice = f"Two options of {examined.called(question.id)} have the code “{code}”"
            message = f"{twice}, so the second can never be chosen: rename one."
            yield examined.finding("path.duplicate-id", "blocks", question.id, message)


def _twice(examined: Examined, what: str, name: str) -> Finding:
    message = f"Two {what} are called “{name}”, and only the first is ever found: give one another name."
    return examined.finding("path.duplicate-id", "blocks", name, message)


def _circles(examined: Examined) -> Iterator[Finding]:
    """Rules and decision tables that ask themselves, directly or through others: they are never known."""
    asks: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for asked in _everything_asked(examined):
        if asked.sort in {"rule", "decision"}:
            for sort, known in (("rule", examined.compiled.rules), ("decision", examined.compiled.tables)):
                if asked.by in known:
                    asks.setdefault((sort, asked.by), set()).add((asked.sort, asked.name))
    for start, first in asks.items():
        reached: set[tuple[str, str]] = set()
        left = list(first)
        while left:
            each = left.pop()
            if each not in reached:
                reached.add(each)
                left += asks.get(each, ())
        if start in reached:
            message = f"{examined.called(start[1])} asks itself, directly or through others, so it is never known: break the circle."
            yield examined.finding("path.circle", "blocks", start[1], message)
