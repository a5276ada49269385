"""Findings about what cannot be known or shown on some channel: facts with nothing to ask instead, papers nobody can hand over."""

from collections.abc import Iterator, Mapping

from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.named import fact_named, listed, question_named
from guildhall.kernel.gate.posed import Leaning, bounds
from guildhall.kernel.question import Question
from guildhall.kernel.saying import every_question
from guildhall.kernel.service import Fact

FINDS: Mapping[str, Severity] = {
    "access.evidence-impossible": "blocks",
    "access.no-fallback": "blocks",
    "access.no-effect": "blocks",
}

WITHOUT_HANDS = {"phone": "by telephone"}
"""Channels on which nobody can hand over a document."""


def findings(examined: Examined) -> Iterator[Finding]:
    """Evidence that a channel cannot take, facts without a way round them, and ways round that have no effect."""
    yield from _evidence(examined)
    leaning = Leaning(examined.service)
    for fact in examined.service.facts:
        yield from _fallback(examined, fact, leaning)
    for step in examined.service.steps:
        for inner in every_question(step.inner()):
            for field, held in (("satisfiedBy", inner.satisfied_by), ("prefill", inner.prefill)):
                if held is not None and field == "satisfiedBy":
                    yield examined.finding(
                        "access.no-effect",
                        FINDS["access.no-effect"],
                        inner.id,
                        f"{question_named(inner)} stands inside {_quoted(step)}, where satisfiedBy has no effect, so it is"
                        " asked all the same: take it out of the group, or take satisfiedBy away.",
                    )


def _evidence(examined: Examined) -> Iterator[Finding]:
    channels = [named for name, named in WITHOUT_HANDS.items() if name in examined.service.channels.offered()]
    for question in examined.questions if channels else ():
        if question.kind == "evidence" and question.required and not getattr(question, "later", False):
            yield examined.finding(
                "access.evidence-impossible",
                FINDS["access.evidence-impossible"],
                question.id,
                f"{question_named(question)} cannot be answered {listed(channels)}, where nobody can hand over a document:"
                " let it be sent later, or make it optional.",
            )


def _fallback(examined: Examined, fact: Fact, leaning: Leaning) -> Iterator[Finding]:
    """What is wrong with the question that stands in for a fact; nothing where there is one and it comes in time."""
    readers = list(_readers(examined, fact, leaning))
    why = None
    if fact.fallback is None:
        only_spares = any(_spares(question, fact) for question in examined.questions) and not readers
        why = None if only_spares else "has no question to ask when it cannot be looked up: name one under fallback"
    else:
        ask = fact.fallback.ask
        asked = examined.compiled.steps.get(ask)
        if asked is None and ask in examined.by_id:
            why = f"has a fallback, “{ask}”, which stands inside a group, where it has no effect: ask it on its own"
        elif asked is None:
            why = f"has a fallback, “{ask}”, that is no question of this service: write the question, or name another"
        elif late := [name for name, reader in readers if _too_late(examined, asked, reader)]:
            why = f"is needed at {late[0]}, before its fallback, “{ask}”, is asked: ask that first"
    if why is not None:
        yield examined.finding("access.no-fallback", FINDS["access.no-fallback"], fact.id, f"{fact_named(fact)} {why}.")


def _readers(examined: Examined, fact: Fact, leaning: Leaning) -> Iterator[tuple[str, Question | str | None]]:
    """Who reads a fact: a question (when it is shown, or what bounds it), a page (where to go on), or an outcome."""
    about = ("fact", fact.id)
    for step in examined.service.steps:
        for question in every_question((step,)):
            shown = question.show_when is not None and about in leaning.of(question.show_when)
            if shown or about in set(bounds(question)):
                yield _quoted(question), step
    for page in examined.service.pages:
        for route in page.next or ():
            if route.when is not None and about in leaning.of(route.when):
                yield f"the end of the page “{page.id}”", page.id
    for outcome in examined.service.outcomes:
        named = (outcome.fee, outcome.route, outcome.promise.decision if outcome.promise else None)
        tables = [about in leaning.of_table(name) for name in named if name]
        if any(tables) or (outcome.when is not None and about in leaning.of(outcome.when)):
            yield f"the outcome “{outcome.id}”", None


def _spares(question: Question, fact: Fact) -> bool:
    """Whether a fact only spares somebody this question, so that the question is its own fallback."""
    return any(told is not None and told.fact == fact.id for told in (question.satisfied_by, question.prefill))


def _too_late(examined: Examined, asked: Question, reader: Question | str | None) -> bool:
    """Whether the question can never have been asked when the fact is read. Outcomes are looked at after each page."""
    ways = examined.ways
    if isinstance(reader, str):
        own = ways.page_of.get(asked.id)
        return own is not None and own != reader and reader not in ways.beyond[own]
    return reader is not None and reader.id != asked.id and not ways.before(asked, reader)


def _quoted(question: Question) -> str:
    return question_named(question).removeprefix("The question ")
