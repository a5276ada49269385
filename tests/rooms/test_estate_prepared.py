"""Promises about rows that are added and found by statements written once: they are as Django's own would be."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guildhall.estate import door
from guildhall.estate.models import Closure, StoredFile

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 18, 17, 30, 0, 250, tzinfo=UTC)


def a_file(name: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": "pdf",
        "size": 3,
        "sha256": "0" * 64,
        "stored_by": "",
        "channel": "web",
        "stored_at": AT,
    }
    return {"id": uuid4(), "original_name": name, **told}


def test_rows_are_as_django_reads_them_and_cost_one_statement() -> None:
    rows = [a_file("first.pdf"), a_file("Llŷr 'a' \"b\" %s.pdf")]
    with CaptureQueriesContext(connection) as asked:
        door.add_rows(model=StoredFile, rows=rows)
    assert len(asked) == 1
    for row in rows:
        kept = StoredFile.objects.get(id=row["id"])
        assert (kept.original_name, kept.size, kept.stored_at) == (row["original_name"], 3, AT)


def test_a_row_gets_the_key_that_the_database_chose() -> None:
    rows: list[dict[str, Any]] = [{"day": date(2026, 12, day), "reason": "training"} for day in (3, 4)]
    keys = door.add_rows(model=Closure, rows=rows)
    assert [Closure.objects.get(day=row["day"]).pk for row in rows] == list(keys)


def test_columns_that_nobody_names_hold_what_django_would_put_there() -> None:
    named = {name: held for name, held in a_file("plan.pdf").items() if name != "stored_at"}
    since = timezone.now()
    door.add_rows(model=StoredFile, rows=[named])
    assert since <= StoredFile.objects.get(id=named["id"]).stored_at <= timezone.now()
    [key] = door.add_rows(model=Closure, rows=[{"day": date(2026, 12, 3), "reason": "training"}])
    kept, usual = Closure.objects.get(id=key), Closure()
    assert (kept.since, kept.until, kept.reason_cy, kept.office) == (None, None, usual.reason_cy, usual.office)


def test_a_column_that_the_table_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError, match="colour"):
        door.add_rows(model=StoredFile, rows=[a_file("plan.pdf") | {"colour": "red"}])
    with pytest.raises(ValueError, match=r"zip\(\) argument 2 is shorter"):
        door.add_rows(model=StoredFile, rows=[a_file("plan.pdf"), {"id": uuid4()}])


def test_a_row_is_found_as_django_finds_it() -> None:
    row = a_file("plan.pdf")
    door.add_rows(model=StoredFile, rows=[row])
    found = door.find_row(model=StoredFile, field="id", value=row["id"])
    assert found is not None
    assert vars(found).items() >= row.items()
    found.channel = "phone"
    found.save()
    assert StoredFile.objects.get() == found
    assert StoredFile.objects.get().channel == "phone"
    assert door.find_row(model=StoredFile, field="id", value=uuid4()) is None


def test_a_row_that_may_not_be_there_twice_is_refused() -> None:
    row = a_file("plan.pdf")
    door.add_rows(model=StoredFile, rows=[row])
    with pytest.raises(IntegrityError):
        door.add_rows(model=StoredFile, rows=[row])


def test_a_question_written_once_finds_what_django_finds_about_any_number_of_keys() -> None:
    opens, noted = time(9, 30), AT
    for day in range(1, 31):
        Closure.objects.create(day=date(2026, 12, day), reason=f"{day} %s", since=opens, taken_back_at=noted)
    keys = list(Closure.objects.order_by("id").values_list("id", flat=True))

    def of(some: Sequence[int], others: Sequence[int]) -> QuerySet[Closure, Any]:
        rows = Closure.objects.filter(Q(id__in=some) | Q(id__in=others), reason__contains="%").exclude(
            id__in=others[:1]
        )
        return rows.order_by("id").values_list("day", "reason", "since", "until", "taken_back_at")

    ask = door.Prepared(of)
    for some, others in ((0, 0), (0, 3), (1, 2), (26, 4), (30, 30), (7, 0)):
        with CaptureQueriesContext(connection) as asked:
            found = ask(keys[:some], keys[30 - others :])
        assert len(asked) == bool(some or others)
        assert found == list(of(keys[:some], keys[30 - others :])), (some, others)


def test_a_question_may_be_asked_of_texts() -> None:
    ask = door.Prepared(lambda texts: Closure.objects.filter(reason__in=texts).values_list("reason"), texts=True)
    for day, reason in ((3, "training"), (4, "'snow' %s"), (5, "Eira")):
        Closure.objects.create(day=date(2026, 12, day), reason=reason)
    assert [sorted(ask(each)) for each in ((), ["Eira"], {"training", "'snow' %s", "none"})] == [
        [], [("Eira",)], [("'snow' %s",), ("training",)],
    ]  # fmt: skip


def test_a_question_of_another_time_is_asked_about_other_keys() -> None:
    ask = door.Prepared(lambda keys: Closure.objects.filter(id__in=keys).values_list("day"))
    [one, other] = door.add_rows(
        model=Closure, rows=[{"day": date(2026, 12, day), "reason": "training"} for day in (3, 4)]
    )
    assert [ask([each]) for each in (one, other, one)] == [[(date(2026, 12, day),)] for day in (3, 4, 3)]
