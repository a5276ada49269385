"""Promises of the ledger's record, on the database."""

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from guildhall.ledger import door
from guildhall.ledger.models import Event, Head, Unchangeable

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
STAFF = door.Actor("staff", "account/6f1c")
SUBJECT = "case/7QX4-M3KD"

OPENED = door.declare("test-thing.opened", pence=door.NUMBER)
NOTED = door.declare("test-thing.noted")


def opened(subject: str = SUBJECT) -> door.EventValue:
    return door.record(
        subject=subject,
        type="test-thing.opened",
        actor=STAFF,
        on_behalf_of="party/77ab",
        at=NOON,
        visibility="public",
        data={"pence": 4250},
        first=True,
    )


def noted(visibility: door.Visibility = "staff") -> door.EventValue:
    return door.record(subject=SUBJECT, type="test-thing.noted", actor=STAFF, at=NOON, visibility=visibility)


@pytest.mark.postgres
@pytest.mark.django_db
def test_what_is_recorded_is_read_back_as_it_was() -> None:
    event = opened()
    assert door.history(subject=SUBJECT, audience="public") == (event,)
    assert event.sequence == 1
    assert event.at == NOON
    assert event.data == {"pence": 4250}


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_new_subject_costs_two_statements_and_another_event_three(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(2):
        opened()
    with django_assert_num_queries(3):
        noted()


@pytest.mark.postgres
@pytest.mark.django_db
def test_several_events_cost_no_more_than_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    entries = [door.Entry("test-thing.noted", STAFF, NOON, "", "staff", {}) for _ in range(5)]
    with django_assert_num_queries(2):
        door.record_all(subject=SUBJECT, entries=entries, first=True)
    verified = door.verify(subject=SUBJECT)
    assert isinstance(verified, door.Verified)
    assert verified.count == 5


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_subject_that_nobody_called_new_begins_all_the_same() -> None:
    assert noted().sequence == 1
    assert noted().sequence == 2
    assert isinstance(door.verify(subject=SUBJECT), door.Verified)


@pytest.mark.django_db
def test_each_audience_sees_its_own_events_and_those_of_wider_ones() -> None:
    for visibility in ("public", "customer", "staff", "restricted"):
        noted(visibility)

    def seen(audience: door.Visibility) -> list[str]:
        return [each.visibility for each in door.history(subject=SUBJECT, audience=audience)]

    assert seen("public") == ["public"]
    assert seen("customer") == ["public", "customer"]
    assert seen("staff") == ["public", "customer", "staff"]
    assert seen("restricted") == ["public", "customer", "staff", "restricted"]


@pytest.mark.django_db
def test_histories_of_many_subjects_are_one_question(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    subjects = [f"case/{number}" for number in range(8)]
    for subject in subjects:
        opened(subject)
    with django_assert_num_queries(1):
        found = door.histories(subjects=subjects, audience="staff")
    assert sorted(found) == subjects


@pytest.mark.django_db
def test_an_event_that_no_room_declared_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(door.NotDeclared), transaction.atomic():
        door.record(subject=SUBJECT, type="test-thing.unheard", actor=STAFF, at=NOON)
    assert not Event.objects.exists()
    assert not Head.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "Mary Jones"},
        {"actor": door.Actor("resident", "Mary Jones")},
        {"on_behalf_of": "mary@example.org"},
        {"at": datetime(2026, 5, 1, 12)},  # noqa: DTZ001 (without a zone, on purpose)
    ],
)
def test_names_addresses_and_times_without_zone_are_refused(wrong: dict[str, object]) -> None:
    right: dict[str, object] = {
        "subject": SUBJECT, "type": "test-thing.noted", "actor": STAFF, "at": NOON,
    }  # fmt: skip
    with pytest.raises(door.NotRecordable), transaction.atomic():
        door.record(**(right | wrong))  # type: ignore[arg-type]


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET type = 'x.y'",
        "DELETE FROM ledger_event",
    ],
)
def test_the_database_itself_refuses_to_change_or_remove_an_event(statement: str) -> None:
    opened()
    with (
        pytest.raises(DatabaseError, match="added to, never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert isinstance(door.verify(subject=SUBJECT), door.Verified)


@pytest.mark.django_db
def test_python_refuses_first() -> None:
    opened()
    with pytest.raises(Unchangeable):
        Event.objects.all().delete()
    with pytest.raises(Unchangeable):
        Event.objects.update(type="x.y")
    with pytest.raises(Unchangeable):
        Event.objects.get().delete()


@pytest.mark.django_db
def test_an_event_is_shaped_like_a_cloudevent() -> None:
    made = opened().as_cloudevent(source="https://elverdon.example.org/ledger")
    assert made["specversion"] == "1.0"
    assert made["type"] == "test-thing.opened"
    assert made["subject"] == SUBJECT
    assert made["time"] == "2026-05-01T12:00:00Z"
    assert made["data"] == {"pence": 4250}
    assert all(name.isalnum() and name.islower() for name in made)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("new", [True, False], ids=["a new subject", "a subject with events"])
def test_sixteen_writers_at_once_make_one_whole_chain(new: bool) -> None:
    if not new:
        opened()
    start, failures = Barrier(16), []

    def write() -> None:
        try:
            start.wait()
            with transaction.atomic():
                noted()
        except Exception as error:  # noqa: BLE001 (any failure of any writer fails the test)
            failures.append(error)
        finally:
            connection.close()

    writers = [Thread(target=write) for _ in range(16)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert failures == []
    verified = door.verify(subject=SUBJECT)
    assert isinstance(verified, door.Verified)
    assert verified.count == (16 if new else 17)
