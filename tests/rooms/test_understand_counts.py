"""Promises of measures: each is what a slow count by hand gives, from the records that the same journeys left."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import median_low

import pytest
from tests.rooms.measured import LATER, Counted, carry, live_through, told

from guildhall.estate.door import calendar
from guildhall.kernel.clocks import local
from guildhall.serve.models import Case, Closure, Interaction, Journey, Satisfaction
from guildhall.understand import asking, door

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday", "measured")]
PENCE = {"web": 24, "phone": 436, "counter": 951}


def by_hand(rows: Sequence[tuple[str | None, bool]]) -> Counted:
    return {
        part: (sum(hit for one, hit in rows if one == part), sum(one == part for one, _ in rows)) for part, _ in rows
    }


def contacts() -> list[Interaction]:
    return [each for each in Interaction.objects.order_by("at", "id") if each.direction == "in"]


def closed() -> dict[int, Closure]:
    return {each.case_id: each for each in Closure.objects.order_by("at")}


def test_each_measure_is_what_a_slow_count_of_the_records_gives() -> None:
    live_through()
    carry()
    cases, closures = list(Case.objects.order_by("id")), closed()
    assert told("digital-take-up", "ward") == by_hand([(each.ward, each.channel == "web") for each in cases])
    ended = Counter(bool(Case.objects.filter(journey=each)) for each in Journey.objects.all())
    assert told("completion") == {None: (ended[True], ended.total())}
    assert told("abandonment", "step") == {
        None: (0, ended[True]), "missed-bin assisted": (7, 7), "missed-bin bin": (7, 7)
    }  # fmt: skip
    scores = [(each.channel, each.score >= 4) for each in Satisfaction.objects.all()]
    assert told("satisfaction", "channel") == by_hand(scores)
    assert told("cost-per-transaction") == {None: (sum(PENCE[each.channel] for each in contacts()), len(cases))}
    known = [(each.channel, bool(each.failure_demand)) for each in contacts() if each.failure_demand is not None]
    assert told("failure-demand", "channel") == by_hand(known)
    assert told("promise-kept", "channel") == by_hand(_promises(cases, closures))
    assert told("repeat-contact") == {None: _repeated()}
    worked = sorted(_worked(each, closures[each.pk]) for each in cases if each.pk in closures)
    assert told("time-to-resolve") == {None: (median_low(worked), len(worked))}


def _promises(cases: list[Case], closures: dict[int, Closure]) -> list[tuple[str | None, bool]]:
    found: list[tuple[str | None, bool]] = []
    for each in cases:
        assert each.due_on is not None
        if each.pk in closures:
            found.append((each.channel, local(closures[each.pk].at).date() <= each.due_on))
        elif each.due_on < LATER.date():
            found.append((each.channel, False))
    return found


def _repeated() -> tuple[int, int]:
    about = [each for each in contacts() if each.case]
    hits = 0
    for each in about:
        before = [one.at for one in about if one.case == each.case and (one.at, one.pk) < (each.at, each.pk)]
        hits += bool(before) and each.at < max(before) + timedelta(days=28)
    return hits, len(about)


def _worked(case: Case, closure: Closure) -> int:
    working = calendar(year_from=2026, year_to=2027)
    return round(working.working_time(case.opened_at, closure.at).total_seconds())


def test_a_figure_is_as_all_stood_by_the_end_of_the_day_that_is_asked_for() -> None:
    live_through()
    carry()
    early = door.figure(name="digital-take-up", on=date(2026, 11, 22))
    late = door.figure(name="digital-take-up", on=LATER.date())
    assert (early.whole.count, late.whole.count) == (22, 30)
    assert early.last == date(2026, 11, 22)
    assert early.first == date(2025, 11, 23)


def test_a_share_comes_with_the_interval_that_holds_it_and_its_parts() -> None:
    live_through()
    carry()
    found = door.figure(name="digital-take-up", on=LATER.date(), by="ward")
    assert found.whole.value == Decimal("0.6667")
    assert found.whole.low is not None
    assert found.whole.low < Decimal("0.6667")
    assert [each.part for each in found.parts] == ["harbour", "mill-lane"]


def test_nothing_is_a_figure_too() -> None:
    found = door.figure(name="time-to-resolve", on=LATER.date(), by="channel")
    assert (found.whole.withheld, found.parts, found.through) == (True, (), None)


def test_a_measure_is_broken_down_only_by_what_its_rows_have() -> None:
    with pytest.raises(asking.NotByThat):
        door.figure(name="completion", on=LATER.date(), by="ward")
    with pytest.raises(door.NoSuchMeasure):
        door.figure(name="happiness", on=LATER.date())
