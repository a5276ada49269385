"""Promises about rows that are added and found by statements written once: they are as Django's own would be."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from guildhall.estate import door
from guildhall.estate.models import Closure, StoredFile

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 18, 17, 30, 0, 250, tzinfo=UTC)


def a_file(name: str) -> StoredFile:
    return StoredFile(
        id=uuid4(), original_name=name, kind="pdf", size=3, sha256="0" * 64, stored_by="", channel="web", stored_at=AT
    )


def test_rows_are_as_django_reads_them_and_cost_one_statement() -> None:
    rows = [a_file("first.pdf"), a_file("Llŷr 'a' \"b\" %s.pdf")]
    with CaptureQueriesContext(connection) as asked:
        door.add_rows(rows=rows)
    assert len(asked) == 1
    for row in rows:
        kept = StoredFile.objects.get(id=row.id)
        assert (kept.original_name, kept.size, kept.stored_at) == (row.original_name, 3, AT)


def test_a_row_gets_the_key_that_the_database_chose() -> None:
    rows = [Closure(day=date(2026, 12, day), reason="training") for day in (3, 4)]
    door.add_rows(rows=rows)
    assert [Closure.objects.get(day=row.day).pk for row in rows] == [row.pk for row in rows]
    rows[0].save()
    assert Closure.objects.count() == 2


def test_a_row_is_found_as_django_finds_it() -> None:
    row = a_file("plan.pdf")
    door.add_rows(rows=[row])
    found = door.find_row(model=StoredFile, field="id", value=row.id)
    assert found is not None
    assert vars(found).items() >= {name: held for name, held in vars(row).items() if name != "_state"}.items()
    assert door.find_row(model=StoredFile, field="id", value=uuid4()) is None


def test_a_row_that_may_not_be_there_twice_is_refused() -> None:
    row = a_file("plan.pdf")
    door.add_rows(rows=[row])
    with pytest.raises(IntegrityError):
        door.add_rows(rows=[row])
