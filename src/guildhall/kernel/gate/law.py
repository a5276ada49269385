"""Findings about the law: what is asked must have a purpose, what is kept must have a basis and an end."""

from collections.abc import Iterator, Mapping

from guildhall.kernel.gate import law_shared
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.named import is_said, question_named
from guildhall.kernel.question import Question

FINDS: Mapping[str, Severity] = {
    "law.no-purpose": "blocks",
    "law.no-article-9": "blocks",
    "law.no-retention": "blocks",
    "law.no-basis": "blocks",
    **law_shared.FINDS,
}


def findings(examined: Examined) -> Iterator[Finding]:
    """What the law asks for and the definition does not say (UK GDPR, Articles 5(1), 6 and 9)."""
    legal = examined.service.legal
    if not (legal.basis or "").strip():
        yield _found(
            examined,
            "law.no-basis",
            None,
            "The service names no lawful basis for what it asks: write one under legal, for example public-task.",
        )
    if legal.retention is None:
        yield _found(
            examined,
            "law.no-retention",
            None,
            "The service does not say how long a case is kept: write the months, and why, under legal, retention.",
        )
    for step in examined.service.steps:
        yield from _without_purpose(examined, step, told=False)
    for question in examined.questions:
        if question.sensitivity == "special" and not (question.article9 or "").strip():
            yield _found(
                examined,
                "law.no-article-9",
                question,
                f"{question_named(question)} asks for special-category data and names no condition of Article 9 that"
                " allows it: write one under article9.",
            )
    yield from law_shared.findings(examined)


def _without_purpose(examined: Examined, question: Question, *, told: bool) -> Iterator[Finding]:
    """A group's purpose is also that of what stands inside it, and the other way round."""
    told = told or is_said(question.purpose)
    if question.inner():
        for each in question.inner():
            yield from _without_purpose(examined, each, told=told)
    elif not told:
        yield _found(
            examined,
            "law.no-purpose",
            question,
            f"{question_named(question)} does not say why we ask it: write its purpose, or take the question out.",
        )


def _found(examined: Examined, kind: str, question: Question | None, message: str) -> Finding:
    return examined.finding(kind, FINDS[kind], question.id if question else None, message)
