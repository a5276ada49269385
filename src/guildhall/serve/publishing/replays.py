"""The cases of the last month, made again by a draft: which would be asked something else, end otherwise or cost otherwise.

Answers are read to replay them, and never leave this module: what comes out are counts and references.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.journey import Compiled
from guildhall.kernel.scope import Circumstances
from guildhall.serve.answering.journeys import working_calendar
from guildhall.serve.designing.replaying import Changed, replayed
from guildhall.serve.models import Case
from guildhall.serve.publishing import editions

LATELY = timedelta(days=31)
MOST = 2_000
"""Cases replayed, the newest first."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One case that would go otherwise. ``team`` says who may open it."""

    reference: str
    team: str
    opened_at: datetime
    changed: Changed


@dataclass(frozen=True, slots=True)
class Radius:
    """How far a draft reaches: of so many cases, how many would go otherwise, and in which way."""

    cases: int
    more: bool
    asked: int
    outcome: int
    fee: int
    steps: Mapping[str, int]
    changed: tuple[Replayed, ...]


def radius(*, service: str, draft: Compiled, at: datetime) -> Radius:
    """Replay the last month's cases of a service by a draft. Two statements, and one for each edition not yet read."""
    rows = Case.objects.filter(service=service, opened_at__gte=at - LATELY, opened_at__lte=at).order_by(
        "-opened_at", "-id"
    )
    listed = list(
        rows.values(
            "reference", "team", "opened_at", "edition_id", "answers", "facts", "channel", "journey__actor_kind"
        )[: MOST + 1]
    )
    calendar = working_calendar(at)
    found = []
    for each in listed[:MOST]:
        around = Circumstances(
            local(each["opened_at"]), each["channel"], each["journey__actor_kind"], read_json(each["facts"]), calendar
        )
        old = editions.of_hash(edition=each["edition_id"]).compiled
        changed = replayed(old, draft, read_json(each["answers"]), around)
        if changed.anything:
            found.append(Replayed(each["reference"], each["team"], each["opened_at"], changed))
    steps = Counter(step for each in found for step in {*each.changed.more, *each.changed.less, *each.changed.refused})
    return Radius(
        len(listed[:MOST]),
        len(listed) > MOST,
        sum(each.changed.asked for each in found),
        sum(each.changed.outcome is not None for each in found),
        sum(each.changed.fee is not None for each in found),
        dict(steps.most_common()),
        tuple(found),
    )
