"""Where people stop: journeys that were begun and came to no end, by the last question they were on; and where callers stumble.

Counts only. Nobody's answers leave this module, and nobody is named.
"""

from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count

from guildhall.estate.door import calendar
from guildhall.kernel.canonical import read_json
from guildhall.kernel.clocks import local
from guildhall.kernel.journey import step
from guildhall.kernel.scope import Circumstances
from guildhall.ledger.door import Actor, history, record
from guildhall.serve import happened
from guildhall.serve.answering import facts
from guildhall.serve.models import Answer, Journey, Stumble
from guildhall.serve.publishing import editions

LATELY = timedelta(days=28)
STILL_GOING = timedelta(hours=1)
"""Somebody who saved an answer so lately may still be on their way."""
MOST = 2_000
"""Journeys looked at, the newest first. A service with more says no more by the rest."""
_KEPT_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Stops:
    """Counts by question: journeys that ended there without an end, and times that a caller stumbled on it."""

    begun: int
    left_at: Mapping[str, int]
    stumbled: Mapping[str, int]


_known: "OrderedDict[str, tuple[datetime, Stops]]" = OrderedDict()


def stops_in(*, service: str, at: datetime) -> Stops:
    """Where people stopped in the last 28 days. Three statements, and none for ten minutes after."""
    found = _known.get(service)
    if found is None or not found[0] <= at < found[0] + _KEPT_FOR:
        found = _known[service] = (at, Stops(*_left(service, at), _stumbled(service, at)))
        while len(_known) > 50:
            _known.popitem(last=False)
    return found[1]


def tell(*, journey: UUID, at: datetime) -> None:
    """Tell the ledger at which question a journey stopped that can be taken up no more. Telling it again changes nothing.

    Nothing is told of one that came to an end: a case, advice (also that somebody may not have it) or a person.
    """
    row = Journey.objects.filter(id=journey, case=None, resume_until__lte=at).first()
    subject = f"journey/{journey}"
    over = {each.type for each in history(subject=subject, audience="staff")}
    if row is None or over & {happened.JOURNEY_ENDED.name, happened.JOURNEY_STOPPED.name}:
        return
    answers = list(
        Answer.objects.filter(journey=row).order_by("at", "id").values_list("step", "value", "channel", "at")
    )
    given = {name: read_json(value) for name, value, _channel, _at in answers}
    last = answers[-1] if answers else ("", "", row.channel, row.begun_at)
    stands = _stands_at(row.edition_id, row.actor_kind, given, last[3])
    record(
        subject=subject,
        type=happened.JOURNEY_STOPPED.name,
        actor=Actor("system"),
        at=row.resume_until,
        data={"service": row.service, "channel": last[2], "step": stands[0] if stands else None},
    )


def forget() -> None:
    """Forget what was counted, as a new process would not know it."""
    _known.clear()


def _left(service: str, at: datetime) -> tuple[int, Mapping[str, int]]:
    rows = Journey.objects.filter(service=service, begun_at__gte=at - LATELY, begun_at__lte=at)
    listed = list(rows.order_by("-begun_at").values("id", "edition_id", "case__id", "actor_kind")[:MOST])
    unended = {each["id"]: each for each in listed if each["case__id"] is None}
    given: dict[object, dict[str, object]] = {}
    last: dict[object, datetime] = {}
    answers = Answer.objects.filter(
        journey__service=service, journey__begun_at__gte=at - LATELY, journey__begun_at__lte=at, journey__case=None
    )
    for journey, name, value, moment in answers.values_list("journey_id", "step", "value", "at"):
        given.setdefault(journey, {})[name] = read_json(value)
        last[journey] = max(moment, last.get(journey, moment))
    counted: Counter[str] = Counter()
    for key, row in unended.items():
        if key in given and last[key] <= at - STILL_GOING:
            counted.update(_stands_at(str(row["edition_id"]), str(row["actor_kind"]), given[key], last[key]))
    return len(listed), dict(counted)


def _stands_at(edition: str, actor: str, given: Mapping[str, object], at: datetime) -> list[str]:
    """The question that a journey stands at; none where advice ended it."""
    live = editions.of_hash(edition=edition)
    known = facts.look_up(service=live.compiled, answers=given, today=local(at).date())
    year = local(at).year
    working = calendar(year_from=year - 1, year_to=year + 2)
    position = step(live.compiled, given, Circumstances(at, "web", actor, known, working))
    if position.outcome is not None:
        return []
    waiting = [each for each in position.relevant if each not in given]
    return (waiting or list(position.relevant))[:1]


def _stumbled(service: str, at: datetime) -> Mapping[str, int]:
    rows = Stumble.objects.filter(edition__service=service, at__gte=at - LATELY, at__lte=at)
    return dict(rows.values_list("step").annotate(times=Count("id")))
