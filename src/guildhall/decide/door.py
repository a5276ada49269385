"""The door of decide: what was decided, by whom, on what authority."""

from guildhall.decide import telling
from guildhall.decide.models.publishing import ADDED_TO_ONLY
from guildhall.decide.telling import FoundDecision, FoundDecisions, SpokenDecision

__all__ = ["ADDED_TO_ONLY", "FoundDecision", "FoundDecisions", "SpokenDecision", "decision_aloud", "decisions_about"]


def decisions_about(*, words: str, language: str, most: int = 10) -> FoundDecisions:
    """Published decisions in which every word of a sentence is found, the newest first. What is not published is never found."""
    return telling.find(words=words, language=language, most=most)


def decision_aloud(*, reference: str, language: str) -> SpokenDecision | None:
    """A published decision in plain sentences, as it stands today; ``None`` where there is none that everybody may read."""
    return telling.spoken(reference=reference, language=language)
