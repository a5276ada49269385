"""Satisfaction: one answer at the end of any channel, kept apart from the case and from the person."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils.crypto import salted_hmac

from guildhall.kernel.clocks import LONDON
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened
from guildhall.serve.models import Posted, Satisfaction

SCORES = ("1", "2", "3", "4", "5")
"""From very bad to very good."""


class NotAScore(ValueError):
    """There is no such answer to how it was."""

    code = "not-a-score"


def keep(*, service: str, channel: str, score: int, on: date, once: str = "") -> None:
    """Keep one answer, with nothing that leads to who gave it: only the service, the channel and the day (local).

    The ledger is told the same, of nobody.

    Where ``once`` names the sending, sending it again counts for nothing. Of that name only a keyed hash is kept, with neither
    the score nor the hour, so that it leads to no answer and to no case. Raises ``NotAScore``.
    """
    if str(score) not in SCORES:
        raise NotAScore(str(score))
    with transaction.atomic():
        if not once or _first(channel, once, on):
            made = Satisfaction.objects.create(service=service, channel=channel, score=score, on=on)
            record(
                subject=f"satisfaction/{made.pk}",
                type=happened.SATISFACTION_GIVEN.name,
                actor=Actor("system"),
                at=_beginning(on),
                data={"service": service, "channel": channel, "score": score},
                first=True,
            )


def _first(channel: str, once: str, on: date) -> bool:
    name = salted_hmac("guildhall.serve.satisfaction", f"{channel} {once}", algorithm="sha256").hexdigest()
    defaults = {"body_hash": "", "at": _beginning(on)}
    return Posted.objects.get_or_create(key=f"satisfaction {name}", defaults=defaults)[1]


def _beginning(on: date) -> datetime:
    """The beginning of a local day: the hour of an answer is kept nowhere."""
    return datetime.combine(on, time(), LONDON)
