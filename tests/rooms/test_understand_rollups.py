"""Promises of what pages show of measures: it is what the files say, it is there in one statement, and no small number follows."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from shutil import rmtree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms import stories
from tests.rooms.council import WEDNESDAY
from tests.rooms.measured import carry

from guildhall.ledger.door import Actor, Value, record
from guildhall.understand import carrying, door, laid, rolling
from guildhall.understand.counting import asked
from guildhall.understand.engine import opened
from guildhall.understand.models import Rolled, Rollup

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday", "measured")]
LATER = datetime(2026, 10, 9, 9, tzinfo=UTC)
UNTIL = date(2026, 9, 30)
TOLD_OF = {
    "abandonment",
    "completion",
    "cost-per-transaction",
    "digital-take-up",
    "promise-kept",
    "satisfaction",
    "time-to-resolve",
}
"""Measures of which the stories tell enough to be shown."""


def kept() -> list[dict[str, object]]:
    """All that is kept for pages, but for which round made it."""
    columns = [each.attname for each in Rollup._meta.concrete_fields if each.name != "id"]
    return list(Rollup.objects.order_by("rolled", "grain", "latest", "first_day", "by", "part").values(*columns))


def satisfied(name: str, at: datetime, score: int = 5, channel: str = "web") -> None:
    told: dict[str, Value] = {"service": "missed-bin", "channel": channel, "score": score}
    record(subject=f"satisfaction/{name}", type="satisfaction.given", actor=Actor("system"), at=at, data=told)


def test_what_is_kept_for_pages_is_what_the_files_say() -> None:
    stories.tell(1, 200)
    carry(LATER)
    assert set(Rolled.objects.values_list("measure", "until")) == {(name, UNTIL) for name in laid.measures()}
    with opened() as engine:
        engine.lay(laid.views(), carrying.files(), laid.unit_costs(), UNTIL)
        for each in Rollup.objects.order_by("id")[::5]:  # of every measure, in every part of the year
            measure = laid.measure(each.rolled_id)
            found = asked(engine, measure, each.first_day, each.last_day, by=each.by)
            [same] = [group for group in found if (group.part or "") == each.part]
            told = (same.count, same.hits, same.top, same.bottom, same.median)
            assert (each.count, each.hits, each.top, each.bottom, each.median) == told
    assert {each["rolled_id"] for each in kept()} >= TOLD_OF


def test_no_row_that_counts_is_left_out_of_the_trend() -> None:
    stories.tell(3, 200)
    carry(LATER)
    for name in TOLD_OF:
        measure, points = laid.measure(name), door.trend(name=name, until=UNTIL, months=60)
        with opened() as engine:
            engine.lay(laid.views(), carrying.files(), laid.unit_costs(), UNTIL)
            [whole] = asked(engine, measure, date(2000, 1, 1), points[-1].last)
        assert sum(each.whole.count or 0 for each in points) == whole.count


def test_what_is_carried_as_it_comes_is_kept_as_a_rebuild_keeps_it() -> None:
    stories.tell(10, 60)
    carry(LATER)
    stories.tell(11, 60, first=LATER, days=30)
    later = LATER + timedelta(days=300)
    carry(later)
    as_it_came = kept()
    carrying.begin_anew()
    assert door.trend(name="completion", until=UNTIL) == ()
    assert door.latest(name="completion") is None
    carry(later)
    assert kept() == as_it_came


def test_an_event_that_comes_late_changes_what_is_kept_of_its_month_and_nothing_is_worked_out_in_vain() -> None:
    for number in range(20):
        satisfied(str(number), WEDNESDAY, score=1 + number % 5)
    carry(WEDNESDAY + timedelta(days=20))
    made = WEDNESDAY + timedelta(days=20)
    assert set(Rolled.objects.values_list("made_at", flat=True)) == {made}
    satisfied("now", WEDNESDAY + timedelta(days=19))
    carry(WEDNESDAY + timedelta(days=21))
    assert set(Rolled.objects.values_list("made_at", flat=True)) == {made}
    satisfied("late", WEDNESDAY + timedelta(days=1))
    carry(WEDNESDAY + timedelta(days=22))
    [point] = door.trend(name="satisfaction", until=WEDNESDAY.date() + timedelta(days=22))
    assert point.whole.count == 21


def test_a_measure_that_was_changed_is_worked_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    satisfied("1", WEDNESDAY)
    carry(LATER + timedelta(days=90))
    before = dict(Rolled.objects.values_list("measure", "made_at"))
    sql = "SELECT day, channel, service, score >= 3 AS hit FROM answers_of_satisfaction"
    changed = laid.measure("satisfaction").model_copy(update={"sql": sql})
    with monkeypatch.context() as other:
        some = {"completion": laid.measure("completion"), "satisfaction": changed}
        other.setattr(laid, "measures", lambda: some)
        carry(LATER + timedelta(days=91))
        after = dict(Rolled.objects.values_list("measure", "made_at"))
    assert after == {"completion": before["completion"], "satisfaction": LATER + timedelta(days=91)}


@pytest.mark.parametrize("by", ["", "channel"])
def test_a_page_asks_for_a_measure_in_one_statement_and_no_file(by: str, measured: Path) -> None:
    stories.tell(4, 200)
    carry(LATER)
    rmtree(measured)
    for ask in (
        lambda: door.trend(name="completion", until=UNTIL, by=by),
        lambda: door.latest(name="completion", by=by),
    ):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            assert ask()
        assert len(statements) == 1


def test_the_newest_figure_covers_the_months_of_the_measure_and_says_by_when() -> None:
    stories.tell(5, 200)
    carry(LATER)
    latest = door.latest(name="digital-take-up", by="channel")
    assert latest is not None
    assert latest.as_of == UNTIL
    points = door.trend(name="digital-take-up", until=UNTIL, by="channel", months=60)
    assert (latest.point.last, latest.point.first) == (points[-1].last, points[-4].first)
    assert latest.point.whole.count == sum(each.whole.count or 0 for each in points[-4:])


def test_what_is_withheld_in_a_quarter_is_withheld_in_the_year_and_a_small_month_is_told_with_the_next() -> None:
    for month in range(12):
        at = datetime(2025, 4, 3, 12, tzinfo=UTC) + timedelta(days=31 * month)
        for number in range(24 if month != 5 else 4):
            satisfied(f"{month}-{number}", at, score=1 + number % 2 * 4, channel=("web", "phone")[number // 12])
        if month in {0, 7}:
            satisfied(f"{month}-paper", at, channel="paper")
    carry(datetime(2026, 5, 1, 12, tzinfo=UTC))
    told = door.trend(name="satisfaction", until=date(2026, 4, 30))
    assert [each.first.month for each in told] == [4, 5, 6, 7, 8, 9, 11, 12, 1, 2, 3]
    assert not [each for each in told if each.whole.withheld]
    latest = door.latest(name="satisfaction", by="channel")
    assert latest is not None
    assert {each.part: each.withheld for each in latest.point.parts} == {"paper": True, "phone": True, "web": False}
    assert latest.point.whole.value == Decimal("0.5037")


def test_what_cannot_be_broken_down_so_is_refused() -> None:
    for ask in (
        lambda: door.trend(name="completion", until=UNTIL, by="ward"),
        lambda: door.latest(name="completion", by="ward"),
    ):
        with pytest.raises(door.NotByThat):
            ask()
    with pytest.raises(door.NoSuchMeasure):
        door.trend(name="happiness", until=UNTIL)
    assert rolling.defined(laid.measure("completion")) != rolling.defined(laid.measure("satisfaction"))
