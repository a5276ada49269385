"""Promises about statements for SQLite: remembered, they are what Django would make of them each time."""

from contextlib import closing
from datetime import date
from sqlite3 import connect

import pytest
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from guildhall.config.sqlite3.base import Cursor
from guildhall.estate.door import Onlooker
from guildhall.people.search import homes_at
from guildhall.serve.joining.ruling import with_their_matters
from guildhall.serve.obligations.recomputing import touched


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1",
        "SELECT * FROM bins WHERE street = %s AND emptied >= %s",
        "SELECT * FROM bins WHERE street LIKE '%%Lane' AND share = '50%%' AND colour = %s",
        "SELECT * FROM bins WHERE number IN (" + ", ".join(["%s"] * 3_000) + ")",
    ],
)
def test_a_statement_is_written_as_django_writes_it(query: str) -> None:
    with closing(connect(":memory:")) as database:
        django, ours = database.cursor(SQLiteCursorWrapper), database.cursor(Cursor)
        assert [ours.convert_query(query) for _ in range(2)] == [django.convert_query(query)] * 2
        by_name = query.replace("%%", "").replace("%s", "%(street)s")
        assert ours.convert_query(by_name, param_names=["street"]) == django.convert_query(
            by_name, param_names=["street"]
        )


@pytest.mark.django_db
def test_to_hold_a_case_with_its_matter_no_other_case_is_read() -> None:
    for cases in ((1,), (1, 2)):
        assert "SCAN" not in with_their_matters(*cases).explain()


@pytest.mark.django_db
def test_to_find_who_lives_in_a_street_no_other_address_is_read() -> None:
    for lines in (("weir terrace",), ("9 weir terrace", "9 weir terrace westmere")):
        assert "SCAN" not in homes_at(lines, Onlooker(account="account/1", people=True)).explain()


@pytest.mark.django_db
def test_to_find_what_a_closed_day_moves_nothing_is_read_that_was_closed_met_or_due_before() -> None:
    for rows in (touched(date(2026, 11, 20)), touched(date(2026, 11, 20), after=7).order_by("id")):
        plan = rows.explain()
        assert "SCAN" not in plan
        assert "serve_owed_by_due" in plan
