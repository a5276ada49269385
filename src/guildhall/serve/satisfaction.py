"""Satisfaction: one answer at the end of any channel, kept apart from the case and from the person."""

from datetime import date

from guildhall.serve.models import Satisfaction

SCORES = ("1", "2", "3", "4", "5")
"""From very bad to very good."""


class NotAScore(ValueError):
    """There is no such answer to how it was."""

    code = "not-a-score"


def keep(*, service: str, channel: str, score: int, on: date) -> None:
    """Keep one answer, with nothing that leads to who gave it: only the service, the channel and the day (local).

    Raises ``NotAScore``.
    """
    if str(score) not in SCORES:
        raise NotAScore(str(score))
    Satisfaction.objects.create(service=service, channel=channel, score=score, on=on)
