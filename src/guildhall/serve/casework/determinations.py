"""A decision on what was applied for: in the officer's words, each reason, the rule relied on, and how to challenge it.

Whoever is refused, wholly or in part, is told why and what they can do about it: a decision without either is not made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from guildhall.estate.door import words as say
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.ledger.door import Actor
from guildhall.serve import happened, outbox
from guildhall.serve.casework import acts, challenges, ending
from guildhall.serve.casework.cases import CaseValue, tell_ledger
from guildhall.serve.models import Case, Determination
from guildhall.serve.telling import messages
from guildhall.serve.telling.notices import language_of

OUTCOMES = ("granted", "refused", "partly")
REASONS = (
    "not-eligible",
    "evidence-missing",
    "evidence-does-not-show",
    "rule-does-not-allow",
    "too-late",
    "has-it-already",
    "not-suitable",
    "other",
)
"""Why something is refused, by code. Their words are ``reason-<code>``."""


class Unreasoned(ValueError):
    """Somebody would be refused without being told why, or by which rule. ``box`` is where it is missing."""

    code = "unreasoned"

    def __init__(self, box: str) -> None:
        super().__init__(box)
        self.box = box


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, by a code, with what the officer wrote to it."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class DeterminationValue:
    """A decision as it was told. ``challenges`` are ways by their codes, each with its last local day."""

    outcome: str
    words: str
    reasons: tuple[Reason, ...]
    law: str
    challenges: tuple[tuple[str, date], ...]
    told: str
    language: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision as somebody means to make it."""

    outcome: str
    words: str
    reasons: tuple[Reason, ...] = ()
    law: str = ""
    ways: Sequence[str] = ()


def check(*, draft: Draft) -> None:
    """Raise ``Unreasoned`` where a decision would leave somebody without a reason, a rule or a way to challenge it."""
    if draft.outcome not in OUTCOMES:
        raise Unreasoned("outcome")
    if not draft.words:
        raise Unreasoned("words")
    if draft.outcome == "granted":
        return
    if not draft.reasons:
        raise Unreasoned("reasons")
    if any(each.code == "other" and not each.words for each in draft.reasons):
        raise Unreasoned("because-other")
    if not draft.law:
        raise Unreasoned("law")
    if not draft.ways:
        raise Unreasoned("ways")


def text_of(*, draft: Draft, language: str, at: datetime) -> str:
    """The whole of a decision as somebody would be told it now, in their language."""
    said = say("serve")
    parts = [said.say(f"decided-{draft.outcome}", language), draft.words]
    if draft.reasons:
        lines = [f"• {' '.join(filter(None, (_reason(each, language), each.words)))}" for each in draft.reasons]
        parts.append("\n".join([said.say("decided-because", language), *lines]))
    if draft.law:
        parts.append(said.say("decided-law", language, law=draft.law))
    if draft.ways:
        days = [(way, challenges.last_day(way=way, told=at)) for way in draft.ways]
        lines = [f"• {challenges.in_words(way=way, by=day, language=language)}" for way, day in days]
        parts.append("\n".join([said.say("decided-challenge", language), *lines]))
    return "\n\n".join(parts)


def decide(*, case: CaseValue, draft: Draft, close: bool, actor: Actor, at: datetime) -> None:
    """Decide, tell the customer by their own way, and keep it word for word; ``close`` the case with it.

    The same words by the same hand decide once; where the case is to be closed with them, it is closed all the same.
    Raises ``Unreasoned``, ``AlreadyClosed``, and ``AnswerOwed`` where a decision is not the answer with which the case ends.
    """
    check(draft=draft)
    with transaction.atomic():
        acts.still_open(case)
        language = language_of(case)
        text = text_of(draft=draft, language=language, at=at)
        last = Determination.objects.filter(case_id=case.id).order_by("-at", "-id").first()
        anew = ending.owed(case=case) == "application"
        if anew or last is None or (last.told, last.by) != (text, actor.reference):
            _keep(case, draft, text, language, actor, at)
        if close:
            ended = "not-done" if draft.outcome == "refused" else "done"
            acts.close(case=case, outcome=ended, told=text, actor=actor, at=at, write=False)


def _keep(case: CaseValue, draft: Draft, text: str, language: str, actor: Actor, at: datetime) -> None:  # noqa: PLR0917
    """Keep a decision word for word, and write it to the customer."""
    Determination.objects.create(
        case_id=case.id,
        outcome=draft.outcome,
        words=draft.words,
        reasons=canonical_json([[each.code, each.words] for each in draft.reasons]),
        law=draft.law,
        challenges=canonical_json([[way, challenges.last_day(way=way, told=at).isoformat()] for way in draft.ways]),
        told=text,
        language=language,
        by=actor.reference,
        at=at,
    )
    tell_ledger(case, happened.CASE_DETERMINED.name, actor, at, "customer", {"outcome": draft.outcome})
    written = messages.write(case=Case.objects.get(id=case.id), about="decided", at=at, text=text)
    if written is not None:
        outbox.message_written(message=written.pk)


def of_case(*, case: CaseValue) -> tuple[DeterminationValue, ...]:
    """Every decision on a case, oldest first. The last is the one in force."""
    return tuple(
        DeterminationValue(
            each.outcome,
            each.words,
            tuple(Reason(*one) for one in read_json(each.reasons)),
            each.law,
            tuple((way, date.fromisoformat(day)) for way, day in read_json(each.challenges)),
            each.told,
            each.language,
            each.by,
            each.at,
        )
        for each in Determination.objects.filter(case_id=case.id).order_by("at", "id")
    )


def _reason(reason: Reason, language: str) -> str:
    return "" if reason.code == "other" else say("serve").say(f"reason-{reason.code}", language)
