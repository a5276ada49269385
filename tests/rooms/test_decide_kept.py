"""Promises about the objects of the record's rows: they hold what was read, and are otherwise as Django's own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.decided import decided

from guildhall.decide import models as m

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_row_that_is_read_is_the_row_that_was_saved() -> None:
    made = decided()
    for row in (made.meeting, made.item, made.decision, made.matter, made.cabinet, made.leader, made.delegation):
        row.refresh_from_db()
        read = type(row)._default_manager.get(pk=row.pk)
        assert read == row
        assert {each.attname: getattr(read, each.attname) for each in row._meta.concrete_fields} == {
            each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields
        }


def test_a_column_that_was_not_read_is_read_when_it_is_asked_for() -> None:
    made = decided()
    read = m.Decision.objects.only("reference").get(pk=made.decision.pk)
    assert "title" in read.get_deferred_fields()
    with CaptureQueriesContext(connection) as asked:
        assert (read.title, read.reference) == (made.decision.title, made.decision.reference)
    assert len(asked) == 1


def test_a_row_that_was_read_is_changed_and_not_added() -> None:
    made = decided()
    read = m.Matter.objects.select_related(None).get(pk=made.matter.pk)
    read.summary = "In other words"
    read.save()
    read.summary = ""
    read.refresh_from_db()
    assert (read.summary, m.Matter.objects.count()) == ("In other words", 1)


def test_what_a_row_stands_on_is_read_with_it_or_is_not_there() -> None:
    made = decided()
    with CaptureQueriesContext(connection) as asked:
        read = m.Decision.objects.select_related("item__meeting", "post").get(pk=made.decision.pk)
        assert (read.item, read.item and read.item.meeting, read.post) == (made.item, made.meeting, None)
    assert len(asked) == 1
