"""What pages show is worked out when events were carried, and kept in the database: no page asks the files.

A figure covers whole months, as all stood by the end of the last of them. So there is something to work out when a month has ended,
when an event of a month that has ended came late, and when a measure was changed; and nothing in all other rounds.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from django.db import transaction

from guildhall.kernel.canonical import content_hash
from guildhall.kernel.clocks import local
from guildhall.kernel.measures import Measure, Span, months_told, newest, quarters_told
from guildhall.understand import laid
from guildhall.understand.counting import asked, months_of
from guildhall.understand.engine import Engine, opened
from guildhall.understand.models import Extract, Rolled, Rollup, Round

Grain = Literal["month", "quarter"]


def roll(*, files: Sequence[Path], at: datetime) -> None:
    """Work out anew what may have changed since it was last worked out, by the files of events that count."""
    newest_round = Round.objects.exclude(ended_at=None).order_by("id").last()
    if newest_round is None:
        return
    until = local(at).date().replace(day=1) - timedelta(days=1)
    Rolled.objects.exclude(measure__in=laid.measures()).delete()
    stale = _stale(until)
    if not stale:
        return
    with opened() as engine:
        engine.lay(laid.views(), files, laid.unit_costs(), until)
        for measure in stale:
            found = tuple(rollups(engine, measure, until))
            _keep(_rolled(measure, until, newest_round, at), found)


def rollups(engine: Engine, measure: Measure, until: date) -> Iterator[Rollup]:
    """What a measure comes to over every span that pages show, asked of files that are laid until the end of a day."""
    engine.hold("held", measure.sql)
    held = measure.model_copy(update={"sql": "SELECT * FROM held"})
    months = tuple(months_told(months_of(engine, held, until)))
    quarters = tuple(quarters_told(months))
    yield from _rollups(engine, held, "month", months, by=("",))
    yield from _rollups(engine, held, "quarter", quarters, by=("", *measure.by))


def defined(measure: Measure) -> str:
    """A hash of all that a measure asks: where it is another, what was worked out is of another measure."""
    views = [each.model_dump(mode="json") for each in laid.views()]
    costs = [each.model_dump(mode="json") for each in laid.unit_costs()]
    return content_hash([measure.model_dump(mode="json"), views, costs])


def _stale(until: date) -> list[Measure]:
    """The measures that were never worked out until this day as they are asked now, or before some of what counts was carried."""
    known = {each.measure: each for each in Rolled.objects.filter(until=until)}
    since = min((each.round_id for each in known.values()), default=0)
    changed = Extract.objects.filter(round__gt=since, first_day__lte=until).values_list("round", flat=True)
    latest = max(changed, default=0)
    return [
        measure
        for measure in laid.measures().values()
        if (kept := known.get(measure.name)) is None or kept.definition != defined(measure) or kept.round_id < latest
    ]


def _rollups(
    engine: Engine, measure: Measure, grain: Grain, spans: Sequence[Span], *, by: Sequence[str]
) -> Iterator[Rollup]:
    over = newest(spans, measure.months)
    for span, latest in [*((each, False) for each in spans), *([(over, True)] if over else [])]:
        for one in by:
            for each in asked(engine, measure, *span, by=one):
                yield Rollup(
                    grain=grain,
                    latest=latest,
                    first_day=span.first,
                    last_day=span.last,
                    by=one,
                    part=each.part or "",
                    count=each.count,
                    hits=each.hits,
                    top=each.top,
                    bottom=each.bottom,
                    median=each.median,
                )


def _rolled(measure: Measure, until: date, newest_round: Round, at: datetime) -> Rolled:
    return Rolled(measure=measure.name, until=until, definition=defined(measure), round=newest_round, made_at=at)


@transaction.atomic
def _keep(rolled: Rolled, found: Sequence[Rollup]) -> None:
    """Put it in the place of what was worked out before, unless all is carried anew meanwhile. Two who do so take turns."""
    if Round.objects.select_for_update().filter(id=rolled.round_id).first() is None:
        return
    Rolled.objects.filter(measure=rolled.measure).delete()
    rolled.save(force_insert=True)
    for each in found:
        each.rolled = rolled
    Rollup.objects.bulk_create(found, batch_size=500)
