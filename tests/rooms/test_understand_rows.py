"""Promises of the rows that are counted: each is what its story says, told over slowly."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.rooms import rows_by_hand, stories
from tests.rooms.measured import carry

from guildhall.estate.door import calendar
from guildhall.kernel.clocks import Calendar
from guildhall.ledger.door import waiting
from guildhall.understand import carrying, laid
from guildhall.understand.engine import opened
from guildhall.understand.models import Aside
from guildhall.understand.rows import COLUMNS, LATE

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday", "measured")]
EARLY = datetime(2026, 3, 1, 9, tzinfo=UTC)
LATER = datetime(2026, 9, 1, 9, tzinfo=UTC)


def counted() -> list[tuple[object, ...]]:
    """What the files hold."""
    with opened() as engine:
        engine.lay(laid.views(), carrying.files(), laid.unit_costs(), date(2030, 1, 1))
        return engine.rows(f"SELECT {', '.join(COLUMNS)} FROM events ORDER BY subject, sequence")


def by_hand(at: datetime, late_before: datetime | None) -> Sequence[rows_by_hand.Row]:
    """The rows of what waits, one after another."""
    marks = waiting(limit=100_000)
    told = rows_by_hand.told(each.subject for each in marks)
    openings = rows_by_hand.told(rows_by_hand.cases_named(told.values()), only="case.opened")
    found: list[rows_by_hand.Row] = []
    for each in marks:
        found += rows_by_hand.rows(
            told[each.subject], after=each.carried, case_of=openings, working=_working, late_before=late_before, now=at
        )
    return found


def _working(began: datetime, ended: datetime) -> Calendar:
    return calendar(year_from=began.year - 1, year_to=ended.year + 1)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_row_is_what_its_story_says_told_over_slowly(seed: int) -> None:
    stories.tell(seed, 120)
    told = [*by_hand(EARLY, None)]
    carry(EARLY)
    newest = carrying.counted_through()
    assert newest is not None
    stories.tell(seed, 60, first=EARLY - timedelta(days=60), days=90)
    stories.tell(seed + 100, 60, first=EARLY - timedelta(days=60), days=90)
    told += by_hand(LATER, newest - LATE)
    carry(LATER)
    expected = sorted((each.cells for each in told if each.aside is None), key=lambda cells: (cells[0], cells[1]))
    for row, cells in zip(counted(), expected, strict=True):
        assert dict(zip(COLUMNS, row, strict=True)) == dict(zip(COLUMNS, cells, strict=True))
    aside = {(each.subject, each.sequence): each.why for each in Aside.objects.all()}
    assert aside == {(each.told.subject, each.told.sequence): each.aside for each in told if each.aside}
    assert set(aside.values()) == {"repeated", "late", "ahead"}
