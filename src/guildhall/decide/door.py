"""The door of decide: what was decided, by whom, on what authority."""

from collections.abc import Collection
from datetime import date, datetime

from guildhall.decide import citing, putting, telling
from guildhall.decide.citing import Named, StandingDecision, StandingUse
from guildhall.decide.models.publishing import ADDED_TO_ONLY
from guildhall.decide.putting import Deposited, NoSuchItem, ToCome
from guildhall.decide.telling import FoundDecision, FoundDecisions, SpokenDecision
from guildhall.estate.door import Onlooker
from guildhall.ledger.door import Actor

__all__ = [
    "ADDED_TO_ONLY",
    "Deposited",
    "FoundDecision",
    "FoundDecisions",
    "Named",
    "NoSuchItem",
    "SpokenDecision",
    "StandingDecision",
    "StandingUse",
    "ToCome",
    "bodies",
    "bodies_that_meet",
    "decision_aloud",
    "decisions",
    "decisions_about",
    "deposit_report",
    "first_day",
    "items_to_come",
    "matters",
    "posts",
    "posts_like",
    "uses",
    "uses_under",
]


def decisions_about(*, words: str, language: str, most: int = 10) -> FoundDecisions:
    """Published decisions in which every word of a sentence is found, the newest first. What is not published is never found."""
    return telling.find(words=words, language=language, most=most)


def decision_aloud(*, reference: str, language: str) -> SpokenDecision | None:
    """A published decision in plain sentences, as it stands today; ``None`` where there is none that everybody may read."""
    return telling.spoken(reference=reference, language=language)


def decisions(*, references: Collection[str], on: date) -> dict[str, StandingDecision]:
    """Published decisions by reference, as they stand at the end of a day; what is not published is left out."""
    return citing.decisions(references, on=on)


def uses(*, references: Collection[str]) -> dict[str, StandingUse]:
    """Published uses of delegated powers by reference; what is not published is left out."""
    return citing.uses(references)


def uses_under(*, decisions: Collection[str]) -> dict[str, StandingUse]:
    """Published uses of the powers that these decisions gave, by reference, the first one first."""
    return citing.uses_under(decisions)


def posts(*, references: Collection[str]) -> dict[str, Named]:
    """Posts by reference, with what they are called."""
    return citing.posts(references)


def posts_like(*, words: str, most: int = 10) -> tuple[Named, ...]:
    """Posts that still are and whose name begins with these words."""
    return citing.posts_like(words, most=most)


def posts_held(*, name: str, on: date) -> tuple[Named, ...]:
    """The posts that somebody of this name is on record as holding on a day; none where two people have it."""
    return citing.posts_held(name, on=on)


def bodies(*, references: Collection[str]) -> dict[str, Named]:
    """Bodies by reference, with what they are called."""
    return citing.bodies(references)


def bodies_that_meet(*, on: date) -> tuple[Named, ...]:
    """The bodies that stand on a day and may decide something, by name."""
    return citing.bodies_that_meet(on)


def matters(*, references: Collection[str]) -> dict[str, Named]:
    """Published matters by reference, with what they are called."""
    return citing.matters(references)


def first_day() -> date | None:
    """The day of the earliest published decision: of what was decided before it there is no record here."""
    return citing.first_day()


def items_to_come(*, onlooker: Onlooker, on: date) -> tuple[ToCome, ...]:
    """The items on which somebody who keeps the record may deposit, of meetings from a day on; none for anybody else."""
    return putting.items_to_come(onlooker=onlooker, on=on)


def deposit_report(
    *, item: str, title: str, page: str, source: str, onlooker: Onlooker, actor: Actor, at: datetime
) -> Deposited:
    """Deposit a page as a report on an item: hashed, with who and when, as words that can only be read.

    ``source`` is a reference, or an address of the house. Raises ``NoSuchItem`` also for whoever does not keep the record.
    """
    return putting.deposit_report(
        item=item, title=title, page=page, source=source, onlooker=onlooker, actor=actor, at=at
    )
